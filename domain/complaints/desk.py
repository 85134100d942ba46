"""What the desk keeps for itself, no facts of a case: who has one open, and saved views of the inbox."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.db import Model, UtcDateTime
from domain.people.models import Person


class ComplaintMark(Model):
    """Somebody has the case open before them, until a moment soon. Swept afterwards; not a fact of the case."""

    __tablename__ = "complaint_mark"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    person: Mapped[Person] = relationship()


class SavedView(Model):
    """A named selection of the inbox. `query` is the part of its address after the question mark."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("person_id", "name"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(40))
    query: Mapped[str] = mapped_column(String(200))
