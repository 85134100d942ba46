"""Questions about listings."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.catalogue.models import Listing
from domain.catalogue.questions.rules import (
    ANSWER_LENGTH,
    QUESTION_LENGTH,
    REASON_LENGTH,
    QuestionState,
)
from domain.db import Model, UtcDateTime
from domain.db import state as one_of


class ListingQuestion(Model):
    """A question and its answer. Who asked is never shown; the admin sees why it was hidden."""

    __tablename__ = "listing_question"
    __table_args__ = (
        CheckConstraint("(state <> 'answered') OR (answered_at IS NOT NULL)", name="answered"),
        Index("ix_listing_question_listing_id_id", "listing_id", "id"),
        Index("ix_listing_question_vendor_id_state_id", "vendor_id", "state", "id"),
        Index("ix_listing_question_asker_id_id", "asker_id", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"))
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"))
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    state: Mapped[QuestionState] = mapped_column(one_of(QuestionState, "state"), default=QuestionState.OPEN)
    body: Mapped[str] = mapped_column(String(QUESTION_LENGTH))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    answer: Mapped[str] = mapped_column(String(ANSWER_LENGTH), default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    hidden_reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    listing: Mapped[Listing] = relationship()
