"""What both sides saw when a rented thing changed hands: rows, added to and never changed."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.db import MediaKey, Model, UtcDateTime, append_only
from domain.db import state as one_of
from domain.errors import RuleBroken
from domain.people.models import Person
from domain.sentences import say

WORDS_LENGTH = 200


class CheckStep(StrEnum):
    """The four looks at a rented thing, in their order."""

    OUT = "out"  # the vendor hands it out
    TAKEN = "taken"  # the office takes it over
    BACK = "back"  # the office gives it back
    CHECKED = "checked"  # the vendor has looked at what came back


STEP_WORDS = {
    CheckStep.OUT: say("Diserahkan penyedia"),
    CheckStep.TAKEN: say("Diterima kantor"),
    CheckStep.BACK: say("Dikembalikan kantor"),
    CheckStep.CHECKED: say("Diperiksa penyedia"),
}


class Condition(NamedTuple):
    """One line as somebody saw it; what is wrong is said in words."""

    good: bool = True
    words: str = ""


def check_conditions(conditions: list[Condition]) -> None:
    """A thing that is not whole needs words. Raises RuleBroken, naming the field."""
    for number, condition in enumerate(conditions):
        if not condition.good and not condition.words.strip():
            raise RuleBroken("Tulis apa yang cacat atau kurang.", field=f"words-{number}")


class Checklist(Model):
    """One look at all of an order's rented things: who, when, and a photo of it in the media folder."""

    __tablename__ = "rental_checklist"
    __table_args__ = (UniqueConstraint("purchase_id", "step"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"))
    step: Mapped[CheckStep] = mapped_column(one_of(CheckStep, "step"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    photo_key: Mapped[str | None] = mapped_column(MediaKey)
    photo_bytes: Mapped[int] = mapped_column(default=0)
    by: Mapped[Person] = relationship()
    lines: Mapped[list["ChecklistLine"]] = relationship(order_by="ChecklistLine.line_id")


class ChecklistLine(Model):
    """The condition of one line."""

    __tablename__ = "rental_checklist_line"
    checklist_id: Mapped[int] = mapped_column(ForeignKey("rental_checklist.id"), primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("purchase_line.id"), primary_key=True)
    good: Mapped[bool]
    words: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")


append_only(Checklist.__table__)  # type: ignore[arg-type]
append_only(ChecklistLine.__table__)  # type: ignore[arg-type]
