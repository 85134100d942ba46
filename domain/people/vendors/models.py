"""Rows beside a vendor: its documents, the changes that wait, the steps it went through."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.db import MediaKey, Model, UtcDateTime, state
from domain.people.models import Person, Vendor
from domain.people.vendors.rules import ChangeState, DocumentState, Page
from domain.stored import FileKind


class VendorDocument(Model):
    """A photo or PDF a vendor sent. `kind` is a code of the region's documents.

    `valid_through` is the last day it is good for, as it is printed on the paper; None: it does not expire.
    `replaced` ones stay for the record. `reminded_days` is the last reminder given, in days before the end.
    """

    __tablename__ = "vendor_document"
    __table_args__ = (Index("ix_vendor_document_valid_through", "valid_through"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    file_kind: Mapped[FileKind] = mapped_column(state(FileKind, "file_kind"))
    key: Mapped[str] = mapped_column(MediaKey)
    state: Mapped[DocumentState] = mapped_column(state(DocumentState, "state"), default=DocumentState.WAITING)
    size: Mapped[int]
    number: Mapped[str] = mapped_column(String(60), default="")
    valid_through: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(400), default="")
    replaced: Mapped[bool] = mapped_column(default=False)
    reminded_days: Mapped[int | None]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    vendor: Mapped[Vendor] = relationship()


class VendorChange(Model):
    """New facts of a verified vendor that wait for somebody else's yes; until then the old ones stay in force.

    `said` is JSON of the page's fields, `before` of the same fields as they were when it was decided: once in
    force, a new account leaves the old one readable here. One change of a page waits at a time.
    """

    __tablename__ = "vendor_change"
    __table_args__ = (
        CheckConstraint("decided_by IS NULL OR decided_by <> asked_by", name="other_eyes"),
        Index(
            "uq_vendor_change_waiting",
            "vendor_id",
            "page",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_vendor_change_state_id", "state", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"), index=True)
    page: Mapped[Page] = mapped_column(state(Page, "page"))
    said: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[ChangeState] = mapped_column(state(ChangeState, "state"), default=ChangeState.WAITING)
    reason: Mapped[str] = mapped_column(String(400), default="")
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    vendor: Mapped[Vendor] = relationship()
    asker: Mapped[Person] = relationship(foreign_keys=[asked_by])


class VendorMember(Model):
    """A vendor an aggregator lists and delivers for, from a day until before another (half-open)."""

    __tablename__ = "vendor_member"
    __table_args__ = (
        CheckConstraint("aggregator_id <> member_id", name="another"),
        CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="period"),
        Index(
            "uq_vendor_member_open",
            "member_id",
            unique=True,
            sqlite_where=text("left_on IS NULL"),
            postgresql_where=text("left_on IS NULL"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    aggregator_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"))
    joined_on: Mapped[date] = mapped_column(default=clock.today)
    left_on: Mapped[date | None]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    aggregator: Mapped[Vendor] = relationship(foreign_keys=[aggregator_id])
    member: Mapped[Vendor] = relationship(foreign_keys=[member_id])


class VendorStep(Model):
    """A step of a vendor's life with its reason and the points that were ticked (JSON list of codes)."""

    __tablename__ = "vendor_step"
    id: Mapped[int] = mapped_column(primary_key=True)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"), index=True)
    verb: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(String(400), default="")
    checked: Mapped[str] = mapped_column(Text, default="[]")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    person: Mapped[Person | None] = relationship()
