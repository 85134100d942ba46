"""Shortlists and the listings frozen in them."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.catalogue.models import ListingVersion
from domain.catalogue.shortlists.rules import PURPOSE_LENGTH, REASON_LENGTH, Outcome
from domain.db import Model, UtcDateTime, append_only
from domain.db import state as one_of
from domain.people.models import Office, Person


class Shortlist(Model):
    """What an office compared at one moment. `asked` is the address of the search, empty when the listings
    were ticked one by one; `found` how many the search had. `sha256` is over everything that was frozen."""

    __tablename__ = "shortlist"
    __table_args__ = (
        CheckConstraint("(outcome = 'locked') = (decided_at IS NULL)", name="decided"),
        CheckConstraint("(outcome = 'chosen') = (chosen IS NOT NULL)", name="chosen"),
        Index("ix_shortlist_office_code_id", "office_code", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    made_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str] = mapped_column(String(PURPOSE_LENGTH))
    quantity: Mapped[int | None]
    asked: Mapped[dict[str, str]] = mapped_column(JSON)
    found: Mapped[int]
    hides_names: Mapped[bool]
    sha256: Mapped[str] = mapped_column(String(64))
    locked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome, "outcome"), default=Outcome.LOCKED)
    chosen: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(REASON_LENGTH), default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    office: Mapped[Office] = relationship()
    maker: Mapped[Person] = relationship(foreign_keys=[made_by])
    decider: Mapped[Person | None] = relationship(foreign_keys=[decided_by])
    items: Mapped[list["ShortlistItem"]] = relationship(order_by="ShortlistItem.position")


class ShortlistItem(Model):
    """A listing as it stood: its version, and what no version holds. `stock` in units. Added to, never changed."""

    __tablename__ = "shortlist_item"
    __table_args__ = (
        ForeignKeyConstraint(
            ["listing_id", "listing_version"], ["listing_version.listing_id", "listing_version.n"]
        ),
    )
    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlist.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    listing_id: Mapped[int] = mapped_column(index=True)
    listing_version: Mapped[int]
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"))
    vendor_name: Mapped[str] = mapped_column(String(120))
    village: Mapped[str] = mapped_column(String(80))
    size_class: Mapped[str] = mapped_column(String(20))
    stock: Mapped[int]
    said: Mapped[ListingVersion] = relationship()


append_only(ShortlistItem.__table__)  # type: ignore[arg-type]
