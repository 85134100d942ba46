"""Control inputs the city hands out: kinds, places, stock, and requests with their hand-over."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.db import MediaKey, Model, UtcDateTime, state
from domain.inputs.states import STATE_WORDS, Proof, State
from domain.people.models import Person, Village


class Input(Model):
    """Something handed out (a biopesticide, a soil test). Retired ones stay, for the rows that name them."""

    __tablename__ = "input"
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    unit: Mapped[str] = mapped_column(String(12))
    retired: Mapped[bool] = mapped_column(default=False)


class Depot(Model):
    """A place with stock (BPP)."""

    __tablename__ = "depot"
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    retired: Mapped[bool] = mapped_column(default=False)


class InputStock(Model):
    """How much of an input lies where, in whole units: `free` for anybody, `held` for somebody, `given` away."""

    __tablename__ = "input_stock"
    __table_args__ = (
        UniqueConstraint("depot_code", "input_code"),
        CheckConstraint("free >= 0 AND held >= 0 AND given >= 0", name="never_negative"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    depot_code: Mapped[str] = mapped_column(ForeignKey("depot.code"))
    input_code: Mapped[str] = mapped_column(ForeignKey("input.code"))
    free: Mapped[int] = mapped_column(default=0)
    held: Mapped[int] = mapped_column(default=0)
    given: Mapped[int] = mapped_column(default=0)
    input: Mapped[Input] = relationship()
    depot: Mapped[Depot] = relationship()


class InputRequest(Model):
    """One farmer's request. `held_until` is the first day a reservation no longer holds.

    `pickup` is what the farmer says when fetching it. `area_m2` is the plot, None from inside an answer.
    The proof's photo is two keys into the media folder, as with complaints.
    """

    __tablename__ = "input_request"
    __table_args__ = (
        CheckConstraint("quantity >= 1", name="some"),
        CheckConstraint("(state = 'reserved') = (held_until IS NOT NULL)", name="held"),
        CheckConstraint("(state = 'handed_over') = (proof IS NOT NULL)", name="proven"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    input_code: Mapped[str] = mapped_column(ForeignKey("input.code"))
    depot_code: Mapped[str | None] = mapped_column(ForeignKey("depot.code"))
    farmer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    village_code: Mapped[str] = mapped_column(ForeignKey("village.code"), index=True)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    quantity: Mapped[int]
    area_m2: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    held_until: Mapped[date | None]
    pickup: Mapped[str] = mapped_column(String(8), default="")
    handed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    handed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    receiver: Mapped[str] = mapped_column(String(80), default="")
    proof: Mapped[Proof | None] = mapped_column(state(Proof, "proof"))
    photo_small: Mapped[str | None] = mapped_column(MediaKey)
    photo_large: Mapped[str | None] = mapped_column(MediaKey)
    state: Mapped[State] = mapped_column(state(State, "state"), default=State.REQUESTED, index=True)

    input: Mapped[Input] = relationship()
    depot: Mapped[Depot | None] = relationship()
    village: Mapped[Village] = relationship()
    farmer: Mapped[Person] = relationship(foreign_keys=[farmer_id])
    decider: Mapped[Person | None] = relationship(foreign_keys=[decided_by])
    hander: Mapped[Person | None] = relationship(foreign_keys=[handed_by])

    @property
    def code(self) -> str:
        return f"B{self.id:04}"

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]
