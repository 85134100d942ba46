"""What an office bought of whom this year: its newest orders only, so that the cost never grows."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from domain import clock, region
from domain.catalogue.models import ListingVersion
from domain.db import db
from domain.people.models import Vendor
from domain.people.rules import OFFICE_HATS, Actor
from domain.purchases.models import Purchase, PurchaseLine
from domain.purchases.rotation.rules import Part, Rotation, rotation
from domain.purchases.states import State

NEWEST = 500
GONE = (State.CANCELLED, State.DECLINED, State.EXPIRED)


def rotation_of(actor: Actor, categories: Collection[str] | None = None) -> Rotation | None:
    """How the actor's office bought since the year began; only of these categories when given.

    None for hats without an office. Two statements.
    """
    if actor.hat not in OFFICE_HATS or not actor.scope:
        return None
    begin = clock.start_of(date(clock.fiscal_year(), 1, 1))
    newest = _newest(actor.scope, begin)
    found = _parts(newest, categories)
    limit = region.current().thresholds_on(clock.today())["rotation_share"].value
    first = {part.vendor_id for part in found} - _sold_before(actor.scope, begin, found)
    return rotation(found, first, limit, capped=sum(part.orders for part in found) >= NEWEST)


def _newest(office: str, begin):
    """The newest issued orders of an office in the year that were not ended without effect."""
    found = select(Purchase.id, Purchase.vendor_id).where(
        Purchase.office_code == office, Purchase.issued_at >= begin, Purchase.state.not_in(GONE)
    )
    return found.order_by(Purchase.issued_at.desc()).limit(NEWEST).subquery("newest")


def _parts(newest, categories: Collection[str] | None) -> list[Part]:
    found = (
        select(
            newest.c.vendor_id,
            Vendor.legal_name,
            func.count(newest.c.id.distinct()),
            func.sum(PurchaseLine.amount),
        )
        .select_from(newest)
        .join(PurchaseLine, PurchaseLine.purchase_id == newest.c.id)
        .join(Vendor, Vendor.id == newest.c.vendor_id)
        .group_by(newest.c.vendor_id, Vendor.legal_name)
    )
    if categories is not None:
        said = (ListingVersion.listing_id == PurchaseLine.listing_id) & (
            ListingVersion.n == PurchaseLine.listing_version
        )
        found = found.join(ListingVersion, said).where(ListingVersion.category_code.in_(categories))
    return [
        Part(vendor, name, orders, int(amount)) for vendor, name, orders, amount in db.session.execute(found)
    ]


def _sold_before(office: str, begin, parts: list[Part]) -> set[int]:
    """Which of these vendors sold to the office in an earlier year."""
    earlier = select(Purchase.vendor_id).where(
        Purchase.vendor_id == Vendor.id,
        Purchase.office_code == office,
        Purchase.issued_at < begin,
        Purchase.state.not_in(GONE),
    )
    ids = [part.vendor_id for part in parts]
    return set(db.session.scalars(select(Vendor.id).where(Vendor.id.in_(ids), earlier.exists())))
