"""Papers that end: each vendor is reminded on the region's days, once each; the home shows them."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select

from domain import clock, journal, region
from domain.db import db
from domain.people import queries as people
from domain.people.rules import SYSTEM, Actor, VendorStatus
from domain.people.vendors import queries, rules
from domain.people.vendors.models import VendorDocument
from domain.people.vendors.rules import DocumentState
from domain.writing import write

BATCH = 200


class Ending(NamedTuple):
    """A paper and how many whole days it is still good for; below zero: it has ended."""

    name: str
    through: date
    days: int


class Shop(NamedTuple):
    """A vendor's own standing, for its home."""

    status: VendorStatus
    label: str
    reason: str
    ending: tuple[Ending, ...]
    is_verified: bool


def shop(actor: Actor) -> Shop:
    """The standing of the vendor an owner or staff acts for. Raises NotVisible."""
    vendor = people.vendor_of(actor)
    span = timedelta(days=max(region.current().vendors.reminder_days))
    return Shop(
        vendor.status,
        rules.LABELS[vendor.status],
        vendor.reason,
        tuple(_ending(each) for each in queries.ending(vendor.id, span)),
        vendor.status is VendorStatus.VERIFIED,
    )


def _ending(document: VendorDocument) -> Ending:
    known = region.current().vendor_documents.get(document.kind)
    assert document.valid_through is not None
    name = known.name if known else document.kind
    return Ending(name, document.valid_through, (document.valid_through - clock.today()).days)


def remind() -> int:
    """Note every reminder that is due, each once; returns how many. Opens write blocks of its own."""
    noted = 0
    for number in _due():
        with write():
            noted += _remind(number)
    return noted


def due_days(left: int, steps: tuple[int, ...], reminded: int | None) -> int | None:
    """The reminder due with `left` days to go: the nearest step reached and not given yet, or None."""
    reached = [step for step in steps if left <= step]
    nearest = min(reached, default=None)
    return None if nearest is None or (reminded is not None and reminded <= nearest) else nearest


def _due() -> list[int]:
    steps = region.current().vendors.reminder_days
    found = select(VendorDocument.id, VendorDocument.valid_through, VendorDocument.reminded_days).where(
        VendorDocument.valid_through <= clock.today() + timedelta(days=max(steps)),
        VendorDocument.replaced.is_(False),
        VendorDocument.state == DocumentState.ACCEPTED,
    )
    rows = db.session.execute(found.order_by(VendorDocument.id)).all()
    due = [
        row.id
        for row in rows
        if due_days((row.valid_through - clock.today()).days, steps, row.reminded_days) is not None
    ]
    return due[:BATCH]


def _remind(document_id: int) -> bool:
    found = select(VendorDocument).where(VendorDocument.id == document_id).with_for_update(key_share=True)
    document = db.session.scalars(found).one()
    assert document.valid_through is not None
    left = (document.valid_through - clock.today()).days
    step = due_days(left, region.current().vendors.reminder_days, document.reminded_days)
    if step is None:
        return False
    document.reminded_days = step
    journal.record(
        SYSTEM, "vendor.document_ending", f"vendor:{document.vendor_id}", document=document.id, days=left
    )
    return True
