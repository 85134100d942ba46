"""Areas, audiences and the guard around every view.

A route that names no audience does not start. A GET cannot write. The write block is the only
commit; whatever a view leaves open is rolled back.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple

from flask import Blueprint, Response, abort, make_response, request
from werkzeug.datastructures import Headers

from domain.db import db
from domain.people.factor.rules import GUARDED as GUARDED_ROLES
from domain.people.rules import BUYING_HATS, OFFICE_HATS, VENDOR_HATS, Role
from domain.people.rules import HANDLERS as HANDLER_ROLES
from domain.writing import reading_only
from web.login import SignInLost, actor, me
from web.second import Code, check_second

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
View = Callable[..., Any]


class Audience(NamedTuple):
    """Which hats may use a route. `everyone` includes people who are not signed in."""

    roles: frozenset[Role]
    everyone: bool = False

    def __or__(self, other: "Audience") -> "Audience":
        return Audience(self.roles | other.roles, self.everyone or other.everyone)

    def __str__(self) -> str:
        if self.everyone:
            return "everyone"
        if self.roles == SIGNED_IN.roles:
            return "signed in"
        if self.roles == MEMBERS.roles:
            return "signed in, but no auditor"
        return " ".join(sorted(self.roles))


def _only(*roles: Role) -> Audience:
    return Audience(frozenset(roles))


ANYONE = Audience(frozenset(Role), everyone=True)
SIGNED_IN = Audience(frozenset(Role) - {Role.SYSTEM})
MEMBERS = Audience(SIGNED_IN.roles - {Role.AUDITOR})  # who watches changes nothing, not even for themselves
FARMER = _only(Role.FARMER)
OFFICER = _only(Role.OFFICER)
EXPERT = _only(Role.EXPERT)
COORDINATOR = _only(Role.COORDINATOR)
HANDLERS = _only(*HANDLER_ROLES)
GUARDED = _only(*GUARDED_ROLES)
VENDOR_OWNER = _only(Role.VENDOR_OWNER)
VENDOR = _only(*VENDOR_HATS)
REQUESTER = _only(Role.REQUESTER)
PROCURER = _only(Role.PROCURER)
BUYERS = _only(*BUYING_HATS)
SIGNER = _only(Role.SIGNER)
EXECUTORS = BUYERS | SIGNER
RECEIVER = _only(Role.RECEIVER)
FINANCE_VERIFIER = _only(Role.FINANCE_VERIFIER)
TREASURER = _only(Role.TREASURER)
OFFICIALS = _only(*OFFICE_HATS)
ADMIN = _only(Role.ADMIN)
AUDITOR = _only(Role.AUDITOR)


class Area(Blueprint):
    """A blueprint whose every route names its audience, `allow=`. TypeError at import without one.

    POST routes are carried out once: they need a key in the form unless `once=False` is said aloud.
    Hats that bind or move money have given their second factor on this phone; `code=Code.FRESH` wants it
    given within the last minutes.
    """

    def route(  # type: ignore[override]
        self, rule: str, *, allow: Audience, once: bool = True, code: Code = Code.SIGN_IN, **options: Any
    ):
        add = super().route(rule, **options)
        return lambda view: add(guard(view, allow, once=once, code=code))

    def get(self, rule: str, *, allow: Audience, **options: Any):  # type: ignore[override]
        return self.route(rule, allow=allow, methods=["GET"], **options)

    def post(self, rule: str, *, allow: Audience, once: bool = True, **options: Any):  # type: ignore[override]
        return self.route(rule, allow=allow, once=once, methods=["POST"], **options)


def guard(view: View, allow: Audience, *, once: bool = True, code: Code = Code.SIGN_IN) -> View:
    """Wrap a view: admit, keep GETs from writing, leave no transaction open."""

    @wraps(view)
    def guarded(**args: Any) -> Response:
        try:
            if not allow.everyone:
                _admit(allow)
            check_second(code)
            if request.method in SAFE:
                with reading_only():
                    return make_response(view(**args))
            if once and not request.form.get("once_key"):
                abort(400)
            me()  # the sign-in is read, and its transaction closed, before the body is worked on
            db.session.rollback()
            return make_response(view(**args))
        finally:
            db.session.rollback()

    guarded.allow = allow  # type: ignore[attr-defined]
    guarded.once = once  # type: ignore[attr-defined]
    return guarded


def _admit(allow: Audience) -> None:
    if me() is None:
        raise SignInLost
    if actor().hat not in allow.roles:
        abort(403)


def vary(headers: Headers, name: str) -> None:
    """Add a name to Vary, once."""
    names = [part.strip() for part in headers.get("Vary", "").split(",") if part.strip()]
    if name.lower() not in {known.lower() for known in names}:
        headers["Vary"] = ", ".join([*names, name])
