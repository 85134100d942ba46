"""A submission is carried out once, however often it arrives.

A key belongs to one person (or browser) and one endpoint. Only successes are kept, for 90 days:
where the answer can be seen again, and its receipt; never a body.
"""

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import String, Text, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime, db
from domain.errors import RuleBroken

KEPT_FOR = timedelta(days=90)


class OnceKey(Model):
    __tablename__ = "once_key"
    scope: Mapped[str] = mapped_column(String(80), primary_key=True)
    endpoint: Mapped[str] = mapped_column(String(80), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    target: Mapped[str | None] = mapped_column(String(80))
    arguments: Mapped[str | None] = mapped_column(Text)
    receipt: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Submission(NamedTuple):
    """One arrival: who sent it, where to, under which key, and a digest of what."""

    scope: str
    endpoint: str
    key: str
    digest: str


class Done(NamedTuple):
    """Where a carried-out submission can be seen, and the code to show for it."""

    target: str
    arguments: dict[str, Any]
    receipt: str


class AlreadyDone(Exception):
    """The same submission was carried out before. `done` answers it again."""

    def __init__(self, done: Done):
        super().__init__(done.receipt)
        self.done = done


class KeyReused(RuleBroken):
    """The key was used for other words: a new submission needs a new key."""


def digest(fields: list[tuple[str, str]]) -> str:
    """SHA-256 over the sorted fields; files come in as (name, their own SHA-256)."""
    return hashlib.sha256(json.dumps(sorted(fields), ensure_ascii=False).encode()).hexdigest()


def claim(submission: Submission) -> None:
    """Take the key, first in the write block. Raises AlreadyDone or KeyReused."""
    dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    taken = db.session.execute(
        dialect.insert(OnceKey)
        .values(**submission._asdict(), at=clock.now())
        .on_conflict_do_nothing()
        .returning(OnceKey.key)
    ).scalar()
    if taken is None:
        _answer_again(submission)


def _answer_again(submission: Submission) -> None:
    first = db.session.scalars(select(OnceKey).where(*_is(submission))).one()
    if first.digest != submission.digest:
        raise KeyReused("Ini sudah terkirim ({receipt}). Kirim sebagai yang baru?", receipt=first.receipt)
    raise AlreadyDone(Done(first.target or "", json.loads(first.arguments or "{}"), first.receipt or ""))


def remember(submission: Submission, done: Done) -> None:
    """Keep where the result is seen. Same transaction as `claim`."""
    db.session.execute(
        update(OnceKey)
        .where(*_is(submission))
        .values(target=done.target, arguments=json.dumps(done.arguments), receipt=done.receipt)
    )


def receipt_of(scope: str, key: str) -> str | None:
    """What a key of this person brought, wherever it was sent; None when it was never carried out."""
    mine = (OnceKey.scope == scope, OnceKey.key == key)
    return db.session.scalar(select(OnceKey.receipt).where(*mine).limit(1))


def forget(scope: str) -> None:
    """Drop every key of a person who leaves. Inside `write()`."""
    db.session.execute(delete(OnceKey).where(OnceKey.scope == scope))


def sweep() -> int:
    """Drop keys older than 90 days; returns how many. Run by a job inside `write()`."""
    old = delete(OnceKey).where(OnceKey.at < clock.now() - KEPT_FOR).returning(OnceKey.key)
    return len(db.session.execute(old).all())


def _is(submission: Submission) -> tuple[Any, ...]:
    return (
        OnceKey.scope == submission.scope,
        OnceKey.endpoint == submission.endpoint,
        OnceKey.key == submission.key,
    )
