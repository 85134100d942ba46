"""Things for rent in tests, made by the same actions as real ones."""

from dataclasses import replace
from datetime import date, timedelta

from domain import clock
from domain.catalogue import actions as catalogue
from domain.catalogue.rental import actions
from domain.catalogue.rental.rules import Period, Terms
from domain.catalogue.rules import Offer
from domain.people.rules import Actor, Role
from domain.region import current
from domain.writing import write

ADMIN = Actor(None, Role.ADMIN)
TERMS = Terms(most_days=60)
TENT = Offer(
    name="Tenda 6 x 12 m",
    description="Dengan tiang dan lampu, termasuk pasang dan bongkar.",
    unit="hari",
    price=2_500_000,
    stock=2,
)


def shelf_of(kind: str) -> str:
    """A shelf whose things are of this object kind."""
    pack = current()
    leaves = (shelf for etalase in pack.etalase for shelf in pack.shelves(etalase))
    return next(shelf.code for shelf in leaves if shelf.object_kind == kind)


def rent_out(owner: Actor, terms: Terms = TERMS, *, kind: str = "movable_rent", **change) -> int:
    """A listing for rent on show; returns its id. Inside an app context."""
    offer = replace(TENT, category_code=shelf_of(kind), **change)
    with write():
        listing = actions.draft_rental(owner, offer=offer, terms=terms, send=True)
        catalogue.move_listing(ADMIN, listing.code, "publish")
        return listing.id


def from_today(first: int, days: int, hours: int | None = None) -> Period:
    """`days` days, beginning `first` days from today."""
    start = clock.today() + timedelta(days=first)
    return Period(start, start + timedelta(days=days), hours)


def day(number: int) -> date:
    return clock.today() + timedelta(days=number)
