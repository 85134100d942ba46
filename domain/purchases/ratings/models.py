"""What an office thought of a finished order, and the vendor's one answer."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime
from domain.purchases.ratings.rules import TEXT_LENGTH


class OrderRating(Model):
    """One per order: a score from 1 to 5 and words. `answered_at` is None while the vendor did not answer."""

    __tablename__ = "order_rating"
    __table_args__ = (CheckConstraint("score >= 1 AND score <= 5", name="score"),)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True, autoincrement=False)
    score: Mapped[int]
    words: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    rated_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    rated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    answer: Mapped[str] = mapped_column(String(TEXT_LENGTH), default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
