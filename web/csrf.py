"""Forged requests are refused twice: by a token bound to the sign-in, and by where they come from."""

import base64
import hmac
import secrets

from flask import Flask, current_app, g, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from domain.db import db
from web.login import csrf_secret, me

FIELD = "csrf_token"
SIZE = 16
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class SameOriginCSRF(CSRFProtect):
    """Flask-WTF's protection with our own token: no session, no time limit, masked per response."""

    def init_app(self, app: Flask) -> None:
        super().init_app(app)
        app.jinja_env.globals[FIELD] = token
        app.context_processor(lambda: {FIELD: token})

    def protect(self, **_options: bool) -> None:
        if request.method not in UNSAFE:
            return
        if not came_from_here():
            raise CSRFError("Permintaan ini datang dari situs lain.")
        signed_in = me()
        db.session.rollback()  # the sign-in's read ends before a slow body is waited for
        if not current_app.config["WTF_CSRF_CHECK_TOKEN"] or signed_in is None:
            return  # nobody is signed in: nothing to ride on; the origin check above stands
        given = request.form.get(FIELD) or request.headers.get("X-CSRFToken", "")
        if not _matches(given):
            raise CSRFError("Formulir ini dibuat sebelum Anda masuk. Muat ulang, lalu kirim lagi.")
        g.csrf_valid = True


def token() -> str:
    """16 random bytes and the secret XORed with them: 43 characters, new on every response.

    The forms of one response share it: a repeated token is compressed away, a second one is not.
    """
    if "csrf_shown" not in g:
        mask = secrets.token_bytes(SIZE)
        hidden = bytes(a ^ b for a, b in zip(mask, csrf_secret(), strict=True))
        g.csrf_shown = base64.urlsafe_b64encode(mask + hidden).decode().rstrip("=")
    return g.csrf_shown


def _matches(given: str) -> bool:
    try:
        raw = base64.urlsafe_b64decode(given + "=" * (-len(given) % 4))
    except ValueError:
        return False
    if len(raw) != 2 * SIZE:
        return False
    shown = bytes(a ^ b for a, b in zip(raw[:SIZE], raw[SIZE:], strict=True))
    return hmac.compare_digest(shown, csrf_secret())


def came_from_here() -> bool:
    """Whether the browser says that one of our own pages sent this, or says nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or origin == request.host_url.rstrip("/")
