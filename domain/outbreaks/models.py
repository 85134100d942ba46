"""Suspicions and what became of them, messages to farmers, and who got each with what answer."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Float, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.db import Model, UtcDateTime, state
from domain.knowledge.models import Commodity, Problem
from domain.outbreaks.states import (
    CAUSE_WORDS,
    STATE_WORDS,
    TIER_WORDS,
    Cause,
    NoticeKind,
    Presence,
    State,
    Tier,
)
from domain.people.models import Person


class Candidate(Model):
    """A suspicion of one week (its Monday), one district and one problem. Decided ones are the log.

    Counts are distinct farmers: `farmers` in the week, `fortnight` in 14 days; `usual` is what 14 days
    bring otherwise, `bound` what the week had to exceed (None without a history). `villages` are
    farmers by village code; `by_themselves` reported on their own, the others through `filers` people.
    """

    __tablename__ = "outbreak_candidate"
    __table_args__ = (
        UniqueConstraint("week", "district", "problem_code", "tier"),
        CheckConstraint("(state = 'open') = (decided_at IS NULL)", name="decided"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    tier: Mapped[Tier] = mapped_column(state(Tier, "tier"))
    cause: Mapped[Cause] = mapped_column(state(Cause, "cause"))
    state: Mapped[State] = mapped_column(state(State, "state"), default=State.OPEN, index=True)
    problem_code: Mapped[str] = mapped_column(ForeignKey("problem.code"))
    commodity_code: Mapped[str | None] = mapped_column(ForeignKey("commodity.code"))
    district: Mapped[str] = mapped_column(String(60))
    week: Mapped[date]
    farmers: Mapped[int]
    fortnight: Mapped[int]
    usual: Mapped[float] = mapped_column(Float)
    bound: Mapped[float | None] = mapped_column(Float)
    villages: Mapped[dict[str, int]] = mapped_column(JSON)
    by_themselves: Mapped[int]
    filers: Mapped[int]
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(Text, default="")
    problem: Mapped[Problem] = relationship()
    commodity: Mapped[Commodity | None] = relationship()
    decider: Mapped[Person | None] = relationship()

    @property
    def tier_words(self) -> str:
        return TIER_WORDS[self.tier]

    @property
    def cause_words(self) -> str:
        return CAUSE_WORDS[self.cause]

    @property
    def state_words(self) -> str:
        return STATE_WORDS[self.state]


class Notice(Model):
    """A message to farmers of one crop in some villages. `expires_on` is the first day it is not shown.

    Sending channels read `notice.sent` in the journal and its readers here; the app shows it itself.
    """

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[NoticeKind] = mapped_column(state(NoticeKind, "kind"))
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("outbreak_candidate.id"), unique=True)
    commodity_code: Mapped[str] = mapped_column(ForeignKey("commodity.code"))
    title: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(Text)
    steps: Mapped[list[str]] = mapped_column(JSON)
    villages: Mapped[list[str]] = mapped_column(JSON)
    sent_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    expires_on: Mapped[date] = mapped_column(index=True)
    commodity: Mapped[Commodity] = relationship()
    sender: Mapped[Person] = relationship()


class NoticeReader(Model):
    """One farmer a notice went to. `grows` is true where we know the crop, false where we know no crop.

    `presence` is the farmer's answer to a warning; it may be changed while the warning holds.
    """

    __tablename__ = "notice_reader"
    __table_args__ = (CheckConstraint("(presence IS NULL) = (answered_at IS NULL)", name="answered"),)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    village_code: Mapped[str] = mapped_column(ForeignKey("village.code"))
    grows: Mapped[bool]
    presence: Mapped[Presence | None] = mapped_column(state(Presence, "presence"))
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    notice: Mapped[Notice] = relationship()
