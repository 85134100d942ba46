"""A rented thing that comes back late: how many days, and what the agreed daily price makes of them."""

from typing import NamedTuple

from sqlalchemy import select

from domain import clock
from domain.catalogue.models import ListingVersion
from domain.catalogue.rental.rules import days_late
from domain.db import db
from domain.purchases.checklists import Checklist, CheckStep
from domain.purchases.models import Purchase
from domain.purchases.states import State


class Lateness(NamedTuple):
    """Whole days late, and whole rupiah at the price of a day. An amount to talk about, never a deduction.

    Whether late days cost the daily price or the general penalty is not settled; what is owed more
    needs an addendum.
    """

    days: int = 0
    amount: int = 0


NOT_LATE = Lateness()


def of(purchase: Purchase) -> Lateness:
    """How late the things of an order came back, or are by now; nothing while nobody has them."""
    back = _back_on(purchase) if purchase.issued_at else None
    if back is None:
        return NOT_LATE
    late = {line: days_late(line.choice.period, back) for line in purchase.lines if line.choice}
    if not any(late.values()):
        return NOT_LATE
    prices = _daily_prices(purchase)
    amount = sum(count * line.quantity * prices[line.listing_id] for line, count in late.items())
    return Lateness(max(late.values()), amount)


def _back_on(purchase: Purchase):
    """The day they were given back; today while they are out; None before."""
    found = select(Checklist.at).where(Checklist.purchase_id == purchase.id, Checklist.step == CheckStep.BACK)
    at = db.session.scalar(found)
    if at is not None:
        return clock.local(at).date()
    return clock.today() if purchase.state is State.IN_USE else None


def _daily_prices(purchase: Purchase) -> dict[int, int]:
    """The price of a day as ordered, by listing."""
    seen = {line.listing_id: line.listing_version for line in purchase.lines}
    found = db.session.execute(
        select(ListingVersion.listing_id, ListingVersion.n, ListingVersion.price).where(
            ListingVersion.listing_id.in_(seen)
        )
    )
    return {row.listing_id: row.price for row in found if seen[row.listing_id] == row.n}
