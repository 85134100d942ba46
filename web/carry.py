"""Carrying out: the write block of a request, once per key, with its receipt."""

import hashlib
from collections.abc import Callable
from typing import Any, TypeVar

from flask import g, request

from domain import once
from domain.once import AlreadyDone, Done, Submission
from domain.people.rules import Actor
from domain.writing import write
from web.login import actor as current_actor
from web.login import recheck

Row = TypeVar("Row")
Seen = str | tuple[str, dict[str, Any]]
NOT_DIGESTED = frozenset({"csrf_token", "once_key"})


def carry_out(
    action: Callable[..., Row], actor: Actor, *args: Any, to: Seen | Callable[[Row], Seen], **fields: Any
) -> Row:
    """Run `action(actor, …)` in one write block, once.

    `to` says where the result is seen: an endpoint (shown by the row's `code`), an endpoint with
    arguments, or a function of the row. A repeat raises AlreadyDone, which the error handler
    answers like the first time.
    """
    submission = _submission(actor)
    with write():
        recheck()
        if submission:
            once.claim(submission)
        row = action(actor, *args, **fields)
        g.done = _done(to, row)
        if submission:
            once.remember(submission, g.done)
    return row


def answer_again(repeat: AlreadyDone) -> Done:
    """What the first arrival was told."""
    g.done = repeat.done
    return repeat.done


def _done(to: Any, row: Any) -> Done:
    seen = to(row) if callable(to) else to
    code = str(getattr(row, "code", None) or getattr(row, "id", "-"))
    endpoint, arguments = (seen, {"code": code}) if isinstance(seen, str) else seen
    return Done(_absolute(endpoint), arguments, code)


def _absolute(endpoint: str) -> str:
    return f"{request.blueprint}{endpoint}" if endpoint.startswith(".") else endpoint


def scope_of(actor: Actor) -> str:
    """Whose keys they are: a key counts once for each person."""
    return f"person:{actor.person_id or '-'}"


def _submission(actor: Actor) -> Submission | None:
    key = request.form.get("once_key", "")[:64]
    if not key:
        return None
    scope = scope_of(actor if actor.person_id else current_actor())
    path = hashlib.sha256(request.path.encode()).hexdigest()[:16]
    return Submission(scope, f"{(request.endpoint or '')[:60]}:{path}", key, once.digest(_fields()))


def _fields() -> list[tuple[str, str]]:
    fields = [(name, text) for name, text in request.form.items(multi=True) if name not in NOT_DIGESTED]
    for name, file in request.files.items(multi=True):
        fields.append((name, hashlib.sha256(file.stream.read()).hexdigest()))
        file.stream.seek(0)
    return fields
