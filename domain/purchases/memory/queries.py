"""Past agreed prices of the things in a purchase: of the same listing, else of its category and unit."""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from domain import clock
from domain.catalogue.models import Listing
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.purchases.memory.rules import Spread, spread, warning
from domain.purchases.models import Purchase, PurchaseLine
from domain.purchases.states import State

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
    """For the lines the past year has something to say about. One statement; none for rent and packages."""
    if purchase.kind is not FulfilmentKind.PRODUCT or not purchase.lines:
        return ()
    same, alike = defaultdict(list), defaultdict(list)
    for asked, listing, price in db.session.execute(_past(purchase)):
        alike[asked].append(price)
        if listing == asked:
            same[asked].append(price)
    found = []
    for line in purchase.lines:
        own = spread(same[line.listing_id])
        past = own or spread(alike[line.listing_id])
        if past is not None:
            told = warning(line.price, past)
            found.append(Memory(line.name, line.unit, line.price, own is not None, past, told))
    return tuple(found)


def _past(purchase: Purchase):
    """For each line of the purchase, the newest orders from the same category in the same unit."""
    asked, seen = aliased(PurchaseLine), aliased(Listing)
    return (
        select(asked.listing_id, PurchaseLine.listing_id, PurchaseLine.price)
        .select_from(asked)
        .join(seen, seen.id == asked.listing_id)
        .join(Listing, Listing.category_code == seen.category_code)
        .join(PurchaseLine, and_(PurchaseLine.listing_id == Listing.id, PurchaseLine.unit == asked.unit))
        .join(Purchase, Purchase.id == PurchaseLine.purchase_id)
        .where(
            asked.purchase_id == purchase.id,
            Purchase.issued_at >= clock.now() - REMEMBERED,
            Purchase.state.not_in(UNDONE),
        )
        .order_by(Purchase.issued_at.desc())
        .limit(NEWEST)
    )
