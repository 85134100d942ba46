"""Reads of abuse reports and of all that waits for an admin; nobody else sees either."""

from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.catalogue import queries as catalogue
from domain.catalogue import waiting as listings
from domain.db import db, writing
from domain.errors import NotVisible
from domain.moderation.models import AbuseReport
from domain.moderation.rules import About, State
from domain.people import queries as people
from domain.people.rules import PUBLIC, Actor, Role, VendorStatus
from domain.people.vendors import queues

PAGE = 20


class Reported(NamedTuple):
    """What a report is about, as the form names it."""

    about: About
    number: int
    name: str
    vendor_id: int


class Desk(NamedTuple):
    """What waits for an admin, by queue."""

    vendors: int
    changes: int
    documents: int
    listings: int
    reports: int

    @property
    def total(self) -> int:
        return sum(self)


def reported(about: About, number: int) -> Reported:
    """The listing or vendor everybody can see under this number. Raises NotVisible."""
    if about is About.LISTING:
        listing = catalogue.get(PUBLIC, number)
        return Reported(about, listing.id, listing.name, listing.vendor_id)
    vendor = people.vendor(number)
    if vendor.status is not VendorStatus.VERIFIED:
        raise NotVisible(str(number))
    return Reported(about, vendor.id, vendor.legal_name, vendor.id)


def desk(actor: Actor) -> Desk:
    """The counts of an admin's home. Raises NotVisible for other hats."""
    _check(actor)
    open_ = select(func.count()).where(AbuseReport.state == State.OPEN)
    return Desk(
        *queues.waiting(actor), listings=listings.count_pending(actor), reports=db.session.scalar(open_) or 0
    )


def page_of(actor: Actor, state: State, after: int = 0) -> list[AbuseReport]:
    """Reports in a state, oldest first, one more than a page."""
    _check(actor)
    found = select(AbuseReport).where(AbuseReport.state == state, AbuseReport.id > after)
    found = found.options(joinedload(AbuseReport.vendor), joinedload(AbuseReport.listing))
    return list(db.session.scalars(found.order_by(AbuseReport.id).limit(PAGE + 1)))


def get(actor: Actor, report_id: int, *, lock: bool = False) -> AbuseReport:
    """One report. `lock` re-reads it for a rule, in a write block. Raises NotVisible."""
    _check(actor)
    found = select(AbuseReport).where(AbuseReport.id == report_id)
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    else:
        found = found.options(
            joinedload(AbuseReport.vendor), joinedload(AbuseReport.listing), joinedload(AbuseReport.person)
        )
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(report_id))
    return row


def _check(actor: Actor) -> None:
    if actor.hat is not Role.ADMIN:
        raise NotVisible("reports")
