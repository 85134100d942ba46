"""Who is there: the sign-in cookie, the row behind it, and the actor the domain is told."""

import hmac
from hashlib import sha256

from flask import Flask, Response, current_app, g, request, session
from flask_login import AnonymousUserMixin, LoginManager, UserMixin, current_user
from itsdangerous import BadSignature, TimestampSigner

from domain import clock
from domain.alerts.queries import UNREAD
from domain.people import queries, secrets
from domain.people.queries import SignedIn
from domain.people.rules import PUBLIC, Actor

IDLE_LIMIT = 60 * 60 * 24 * 60
RENEW_AFTER = 60 * 60 * 12
_ASKED = queries.signed_in_with(UNREAD)
COOKIE_LIFETIME = 60 * 60 * 24 * 180


class Visitor(UserMixin):
    """Flask-Login's view of a signed-in person; the domain only ever gets `me.actor`."""

    def __init__(self, me: SignedIn):
        self.me = me

    def get_id(self) -> str:
        return self.me.sign_in


class Anyone(AnonymousUserMixin):
    me = None


class SignInLost(Exception):
    """The sign-in ended while the request was on its way."""


def init_app(app: Flask) -> None:
    manager = LoginManager()
    manager.session_protection = None  # a phone's address changes all day
    manager.anonymous_user = Anyone
    manager.request_loader(_load)
    app.after_request(_keep_session_unread)  # registered before init_app: runs after Flask-Login's own
    manager.init_app(app, add_context_processor=False)
    app.after_request(_renew)


def me() -> SignedIn | None:
    """The signed-in person of this request, or None."""
    return current_user.me


def actor() -> Actor:
    """On whose behalf this request acts."""
    signed_in = me()
    return signed_in.actor if signed_in else PUBLIC


def recheck() -> None:
    """Inside the write block: the sign-in still stands. Raises SignInLost."""
    signed_in = me()
    if signed_in is None:
        return
    now = queries.signed_in(signed_in.sign_in)
    if now is None or now.actor != signed_in.actor:
        raise SignInLost


def cookie_name() -> str:
    return "__Host-lumbung" if current_app.config["SETTINGS"].is_production else "lumbung"


def give_cookie(response: Response, token: str) -> None:
    """Remember a phone: a random id, stamped for the idle limit, signed."""
    g.cookie_given = True
    response.set_cookie(
        cookie_name(),
        _signer().sign(token).decode(),
        max_age=COOKIE_LIFETIME,
        secure=current_app.config["SETTINGS"].is_production,
        httponly=True,
        samesite="Lax",
        path="/",
    )


def take_cookie(response: Response) -> None:
    g.cookie_given = True
    response.delete_cookie(
        cookie_name(),
        path="/",
        secure=current_app.config["SETTINGS"].is_production,
        httponly=True,
        samesite="Lax",
    )


def csrf_secret() -> bytes:
    """What a form's token is made from: bound to this sign-in, or to nobody."""
    signed_in = me()
    who = signed_in.sign_in if signed_in else "nobody"
    return hmac.new(current_app.config["SETTINGS"].secret.encode(), who.encode(), sha256).digest()[:16]


def _signer() -> TimestampSigner:
    return TimestampSigner(current_app.config["SETTINGS"].secret, salt="sign-in")


def _token() -> tuple[str, float] | None:
    raw = request.cookies.get(cookie_name())
    if not raw:
        return None
    try:
        token, stamped = _signer().unsign(raw, max_age=IDLE_LIMIT, return_timestamp=True)
    except BadSignature:
        return None
    return token.decode(), stamped.timestamp()


def _load(_request) -> Visitor | None:
    found = _token()
    if found is None:
        return None
    signed_in = queries.signed_in(secrets.digest(found[0]), _ASKED)
    g.stamped_at = found[1]
    return Visitor(signed_in) if signed_in else None


def _renew(response: Response) -> Response:
    stamped = g.get("stamped_at")
    if stamped is None or g.get("cookie_given") or clock.now().timestamp() - stamped < RENEW_AFTER:
        return response
    found = _token()
    if found:
        give_cookie(response, found[0])
    return response


def _keep_session_unread(response: Response) -> Response:
    session.accessed = False
    return response
