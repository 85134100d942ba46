"""Past agreed prices of the things in a purchase: of the same listing, else of the same thing elsewhere in its unit."""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from domain import clock
from domain.catalogue.models import Listing
from domain.catalogue.rows import on_sale
from domain.db import db
from domain.people.models import Vendor
from domain.purchases.memory.rules import Spread, for_one, same_thing, spread, warning
from domain.purchases.models import Purchase, PurchaseLine
from domain.purchases.states import State
from domain.sentences import say

REMEMBERED = timedelta(days=365)
NEWEST = 1_000  # prices looked at
UNDONE = (State.CANCELLED, State.DECLINED, State.EXPIRED)


class Memory(NamedTuple):
    """What was paid before for a line's thing, and how its price today stands to it."""

    name: str
    unit: str
    price: int
    same: bool
    past: Spread
    warning: str


def memory_of(purchase: Purchase) -> tuple[Memory, ...]:
    """For the lines the past year has something to say about. One statement.

    Rent is remembered for one unit and day (or hour, where it was let by the hour), a package as a whole, or for one person where it is priced so.
    """
    if not purchase.lines:
        return ()
    same, alike = defaultdict(list), defaultdict(list)
    for row in db.session.execute(_past(purchase)):
        if row.listing_id != row.asked and not same_thing(row.asked_name, row.name):
            continue
        price = for_one(row.price, row.hours or _days(row.start_day, row.end_day, row.people))
        alike[row.asked].append(price)
        if row.listing_id == row.asked:
            same[row.asked].append(price)
    found = []
    for line in purchase.lines:
        own = spread(same[line.listing_id])
        past = own or spread(alike[line.listing_id])
        if past is not None:
            days = _days(line.start_day, line.end_day, line.people)
            price = for_one(line.price, line.hours or days)
            found.append(
                Memory(line.name, _unit(line, days), price, own is not None, past, warning(price, past))
            )
    return tuple(found)


def _unit(line: PurchaseLine, days: int) -> str:
    if line.hours:
        return say("{unit} sejam", unit=line.unit)
    return say("{unit} sehari", unit=line.unit) if days else line.unit


def _days(start: date | None, end: date | None, people: int | None) -> int:
    """How many days a rented line covers; 0 for goods and packages."""
    return (end - start).days if start and end and not people else 0


def _past(purchase: Purchase):
    """For each line of the purchase, the newest orders of its kind from the same category in the same unit.

    Of rent by the hour and by the day each only its own.
    """
    asked, seen = aliased(PurchaseLine), aliased(Listing)
    return (
        select(
            asked.listing_id.label("asked"),
            asked.name.label("asked_name"),
            PurchaseLine.name,
            PurchaseLine.listing_id,
            PurchaseLine.price,
            PurchaseLine.start_day,
            PurchaseLine.end_day,
            PurchaseLine.hours,
            PurchaseLine.people,
        )
        .select_from(asked)
        .join(seen, seen.id == asked.listing_id)
        .join(Listing, Listing.category_code == seen.category_code)
        .join(PurchaseLine, and_(PurchaseLine.listing_id == Listing.id, PurchaseLine.unit == asked.unit))
        .join(Purchase, Purchase.id == PurchaseLine.purchase_id)
        .where(
            asked.purchase_id == purchase.id,
            Purchase.kind == purchase.kind,
            PurchaseLine.hours.is_(None) == asked.hours.is_(None),
            Purchase.issued_at >= clock.now() - REMEMBERED,
            Purchase.state.not_in(UNDONE),
        )
        .order_by(Purchase.issued_at.desc())
        .limit(NEWEST)
    )


class Elsewhere(NamedTuple):
    """The same kind of thing on another vendor's shelf; whole rupiah for one."""

    name: str
    code: str
    vendor: str
    price: int
    unit: str


def on_other_shelves(purchase: Purchase) -> dict[int, list[Elsewhere]]:
    """By listing of the purchase: the same thing in the same unit by other vendors, the cheapest first. One statement."""
    asked, seen = aliased(PurchaseLine), aliased(Listing)
    found = (
        select(
            asked.listing_id.label("asked"), asked.name.label("asked_name"), Listing.id, Listing.name,
            Listing.price, Listing.unit, Vendor.legal_name,
        )
        .select_from(asked)
        .join(seen, seen.id == asked.listing_id)
        .join(Listing, and_(Listing.category_code == seen.category_code, Listing.unit == seen.unit))
        .join(Vendor, Vendor.id == Listing.vendor_id)
        .where(asked.purchase_id == purchase.id, on_sale(), Listing.vendor_id != purchase.vendor_id)
        .order_by(Listing.price, Listing.id)
        .limit(NEWEST)
    )  # fmt: skip
    others = defaultdict(list)
    for row in db.session.execute(found):
        if same_thing(row.asked_name, row.name):
            others[row.asked].append(Elsewhere(row.name, str(row.id), row.legal_name, row.price, row.unit))
    return others
