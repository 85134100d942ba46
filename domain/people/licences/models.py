"""Whose certificate for advising sprays is on file, and until when."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime


class PrescribingLicence(Model):
    """One for a person, renewed in place. `valid_through` is the last day printed on it."""

    __tablename__ = "prescribing_licence"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    number: Mapped[str] = mapped_column(String(60))
    valid_through: Mapped[date]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
