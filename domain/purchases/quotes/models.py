"""Requests for quotation and what each vendor asked said to them."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.catalogue.models import ListingVersion
from domain.catalogue.packages.rules import Milestone
from domain.catalogue.rental.rules import DAY
from domain.db import Model, UtcDateTime
from domain.db import state as one_of
from domain.people.models import Office, Person, Vendor
from domain.purchases.quotes.rules import NOTE_LENGTH, REASON_LENGTH, OfferLine
from domain.purchases.quotes.states import ANSWER_WORDS, QUOTE_WORDS, READY, AnswerState, QuoteState


class Quote(Model):
    """An office asks for offers for one event. Answers are taken until `answer_until`; the clock looks again at
    `due_at` (None once it ended). `purchase_id` is what the taken offer became."""

    __tablename__ = "quote"
    __table_args__ = (
        CheckConstraint("people >= 1", name="people"),
        CheckConstraint("state <> 'taken' OR purchase_id IS NOT NULL", name="taken"),
        CheckConstraint("state = 'open' OR due_at IS NULL", name="ended"),
        Index("ix_quote_office_code_id", "office_code", "id"),
        Index("ix_quote_due_at", "due_at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[QuoteState] = mapped_column(one_of(QuoteState, "state"), default=QuoteState.OPEN)
    version: Mapped[int] = mapped_column(default=1)
    day: Mapped[date]
    people: Mapped[int]
    place: Mapped[str] = mapped_column(String(200))
    wishes: Mapped[str] = mapped_column(Text)
    budget_line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_line.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    answer_until: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchase.id"), unique=True)
    office: Mapped[Office] = relationship()
    asker: Mapped[Person] = relationship()
    answers: Mapped[list["QuoteAnswer"]] = relationship(
        order_by="QuoteAnswer.position", back_populates="quote"
    )

    @property
    def subject(self) -> str:
        """How the journal names it."""
        return f"quote:{self.id}"

    @property
    def label(self) -> str:
        """Where it stands; open past the deadline, the office's choice is all that is missing."""
        is_over = self.state is QuoteState.OPEN and not self.in_time
        return READY if is_over else QUOTE_WORDS[self.state]

    @property
    def answer_by(self) -> date:
        """The last day to answer."""
        return clock.local(self.answer_until).date() - DAY

    @property
    def in_time(self) -> bool:
        """Whether vendors may still answer."""
        return self.state is QuoteState.OPEN and clock.now() < self.answer_until


class QuoteAnswer(Model):
    """A vendor asked, by the version of its package that was on show then. `listed` is what that version asks for
    the whole event, `base` what is offered, of [name, quantity, price for one] `lines`; whole rupiah before tax.
    `milestones` are [name, deliverable, weight in percent, days from the event]."""

    __tablename__ = "quote_answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["listing_id", "listing_version"], ["listing_version.listing_id", "listing_version.n"]
        ),
        CheckConstraint("base >= 0 AND base <= listed", name="base"),
        CheckConstraint(
            "state NOT IN ('offered', 'taken') OR (base > 0 AND valid_until IS NOT NULL)", name="offered"
        ),
        Index("ix_quote_answer_vendor_id_quote_id", "vendor_id", "quote_id"),
    )
    quote_id: Mapped[int] = mapped_column(ForeignKey("quote.id"), primary_key=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"), primary_key=True)
    position: Mapped[int]
    listing_id: Mapped[int]
    listing_version: Mapped[int]
    state: Mapped[AnswerState] = mapped_column(one_of(AnswerState, "state"), default=AnswerState.ASKED)
    listed: Mapped[int] = mapped_column(BigInteger)
    base: Mapped[int] = mapped_column(BigInteger, default=0)
    lines: Mapped[list[Any]] = mapped_column(JSON, default=list)
    milestones: Mapped[list[Any]] = mapped_column(JSON, default=list)
    valid_until: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH), default="")
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    quote: Mapped[Quote] = relationship(back_populates="answers")
    vendor: Mapped[Vendor] = relationship()
    said: Mapped[ListingVersion] = relationship(viewonly=True)

    @property
    def label(self) -> str:
        return ANSWER_WORDS[self.state]

    @property
    def offer_lines(self) -> tuple[OfferLine, ...]:
        return tuple(OfferLine(*each) for each in self.lines)

    @property
    def offer_milestones(self) -> tuple[Milestone, ...]:
        return tuple(Milestone(*each) for each in self.milestones)
