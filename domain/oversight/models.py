"""What is kept about the service itself: promise figures, and marks of the quality sample."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Float, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.complaints.models import ComplaintAnswer
from domain.db import Model, UtcDateTime, append_only


class PromiseFigure(Model):
    """The promises that began in a period (half-open), replayed up to journal entry `journal_seq`.

    Nothing but the replay writes here, and it writes everything anew. `median_hours` is None without an answer.
    """

    __tablename__ = "promise_figure"
    first: Mapped[date] = mapped_column(primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    answered: Mapped[int]
    kept: Mapped[int]
    overdue: Mapped[int]
    median_hours: Mapped[float | None] = mapped_column(Float)
    reopened: Mapped[int]
    journal_seq: Mapped[int] = mapped_column(BigInteger)
    counted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class QualityReview(Model):
    """Four marks, 0 to 2, for one answer; see domain.oversight.rules."""

    __tablename__ = "quality_review"
    __table_args__ = tuple(
        CheckConstraint(f"score_{number} BETWEEN 0 AND 2", name=f"score_{number}") for number in (1, 2, 3, 4)
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("complaint_answer.id"), unique=True)
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    score_1: Mapped[int]
    score_2: Mapped[int]
    score_3: Mapped[int]
    score_4: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    answer: Mapped[ComplaintAnswer] = relationship()


append_only(QualityReview.__table__)  # type: ignore[arg-type]
