"""What a refusal may still count: failed sign-ins, codes, throttles.

A refusal leaves no trace in its own transaction; this is the one door to write about it,
in a second write block after the rollback. Subjects are digests, never a phone number.
"""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime, db
from domain.writing import write

KEPT_FOR = timedelta(days=2)


class Attempt(Model):
    __tablename__ = "attempt"
    __table_args__ = (Index("ix_attempt_kind_subject_at", "kind", "subject", "at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


def count(kind: str, subject: str, within: timedelta) -> int:
    """How often `subject` tried `kind` within the time given."""
    since = clock.now() - within
    found = select(func.count()).where(
        Attempt.kind == kind, Attempt.subject == _digest(subject), Attempt.at > since
    )
    return db.session.scalar(found) or 0


def note(kind: str, *subjects: str) -> None:
    """Count one attempt of each subject, in a write block of its own."""
    with write():
        db.session.add_all(
            Attempt(kind=kind, subject=_digest(subject), at=clock.now()) for subject in subjects
        )


def sweep() -> None:
    """Forget attempts older than two days. Inside `write()`."""
    db.session.execute(delete(Attempt).where(Attempt.at < clock.now() - KEPT_FOR))


def _digest(subject: str) -> str:
    return hashlib.sha256(subject.encode()).hexdigest()
