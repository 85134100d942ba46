"""Listings for tests, made by the same actions as real ones."""

from dataclasses import replace
from itertools import count

from domain.catalogue import actions
from domain.catalogue.rules import Offer
from domain.people.actions import Actor
from domain.people.rules import Role
from domain.writing import write
from tests.support.places import make_vendor

OFFER = Offer(
    name="Keripik apel manalagi 100 g",
    description="Diiris, digoreng hampa, tanpa gula tambahan.",
    unit="kotak",
    price=12_500,
    stock=2_400,
    minimum_order=40,
    category_code="kudapan",
    lead_days=2,
)
ADMIN = Actor(None, Role.ADMIN)
_names = count(1)


def seller(name: str | None = None, **fields) -> Actor:
    """The owner hat of a new verified vendor. Inside an app context."""
    vendor_id = make_vendor(name or f"Usaha {next(_names)}", **fields)
    return Actor(None, Role.VENDOR_OWNER, str(vendor_id))


def publish(owner: Actor, **change) -> int:
    """A listing of `owner` on show; returns its id. Inside an app context."""
    with write():
        listing_id = draft(owner, send=True, **change).id
        actions.move_listing(ADMIN, listing_id, "publish")
    return listing_id


def draft(owner: Actor, *, send: bool = False, **change):
    """A listing of `owner` inside a write block."""
    return actions.draft_listing(owner, offer=replace(OFFER, **change), send=send)
