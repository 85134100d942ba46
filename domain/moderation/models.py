"""Reports of abuse. Who reported is kept only when somebody was signed in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.catalogue.models import Listing
from domain.db import Model, UtcDateTime, state
from domain.moderation.rules import About, State, Why
from domain.people.models import Person, Vendor


class AbuseReport(Model):
    """What somebody says is wrong with a listing or a vendor; `answer` is the admin's reason."""

    __tablename__ = "abuse_report"
    __table_args__ = (
        CheckConstraint("(about = 'listing') = (listing_id IS NOT NULL)", name="about_something"),
        Index("ix_abuse_report_state_id", "state", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[About] = mapped_column(state(About, "about"))
    why: Mapped[Why] = mapped_column(state(Why, "why"))
    state: Mapped[State] = mapped_column(state(State, "state"), default=State.OPEN)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"), index=True)
    listing_id: Mapped[int | None] = mapped_column(ForeignKey("listing.id"), index=True)
    note: Mapped[str] = mapped_column(String(400), default="")
    answer: Mapped[str] = mapped_column(String(400), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    vendor: Mapped[Vendor] = relationship()
    listing: Mapped[Listing | None] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
