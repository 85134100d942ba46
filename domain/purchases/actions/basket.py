"""The basket: what a buyer means to order, before it is anybody's business."""

from itertools import groupby

from domain import journal
from domain.catalogue import queries as catalogue
from domain.catalogue import rules as listing_rules
from domain.catalogue.models import Listing, ListingVersion
from domain.catalogue.rental import days
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import line_amount
from domain.people.rules import PUBLIC, Actor
from domain.people.vendors.rules import check_sells
from domain.purchases import queries
from domain.purchases.actions.renting import rent_again
from domain.purchases.models import BasketLine, Purchase, PurchaseLine
from domain.purchases.rented import Choice, columns


def add_to_basket(actor: Actor, *, listing_id: int, quantity: int) -> BasketLine:
    """Put a listing in the basket, or change how many. Raises NotVisible, RuleBroken."""
    listing = catalogue.get(PUBLIC, listing_id)
    if listing.kind is not FulfilmentKind.PRODUCT:
        raise RuleBroken("Pilih tanggalnya dulu di halaman barangnya.")
    return _put(actor, listing, quantity)


def change_basket(actor: Actor, *, listing_id: int, quantity: int) -> BasketLine:
    """Another quantity of something in the basket; the price of today is seen with it."""
    line = db.session.get(BasketLine, (actor.person_id, listing_id))
    if line is None:
        raise NotVisible(str(listing_id))
    if line.people:
        raise RuleBroken("Ubah jumlah orangnya di halaman paketnya.", field="quantity")
    if line.choice:
        return rent_again(actor, line, quantity)
    return _put(actor, line.listing, quantity)


def _put(actor: Actor, listing: Listing, quantity: int) -> BasketLine:
    check_sells(listing.vendor.status)
    listing_rules.check_basket_line(
        state=listing.state,
        price_seen=listing.price,
        price=listing.price,
        quantity=quantity,
        minimum_order=listing.minimum_order,
        stock=listing.stock,
        unit=listing.unit,
    )
    line_amount(quantity, listing.price)
    line = db.session.get(BasketLine, (actor.person_id, listing.id))
    if line is None:
        line = BasketLine(person_id=actor.person_id, listing_id=listing.id)
        db.session.add(line)
    line.quantity, line.price_seen, line.version_seen = quantity, listing.price, listing.version
    db.session.flush()
    journal.record(actor, "basket.put", f"listing:{listing.id}", quantity=quantity)
    return line


def remove_from_basket(actor: Actor, *, listing_id: int) -> None:
    """Take a listing out; nothing happens when it is not in."""
    line = db.session.get(BasketLine, (actor.person_id, listing_id))
    if line is not None:
        if line.booking_id is not None:
            days.release(actor, line.booking_id)
        db.session.delete(line)
        db.session.flush()
    journal.record(actor, "basket.removed", f"listing:{listing_id}")


def draft_purchases(actor: Actor, *, vendor_id: int | None = None) -> list[Purchase]:
    """Turn the basket into drafts and empty it: one for each vendor (or only for `vendor_id`) and kind.

    Each package is an order of its own, with its milestones.

    A draft copies what was seen: version and price. Raises RuleBroken for an empty basket.
    """
    lines = [
        line for line in queries.basket_of(actor) if vendor_id is None or line.listing.vendor_id == vendor_id
    ]
    if not lines:
        raise RuleBroken("Keranjang masih kosong.")
    for line in lines:
        check_sells(line.listing.vendor.status)
    lines.sort(key=_order_of)
    return [_draft(actor, key[0], list(group)) for key, group in groupby(lines, key=_order_of)]


def _order_of(line: BasketLine) -> tuple[int, str, int]:
    """What goes together into one order: vendor, kind, and of packages the listing."""
    listing = line.listing
    return listing.vendor_id, listing.kind, listing.id if listing.kind is FulfilmentKind.ORGANISER else 0


def _draft(actor: Actor, vendor_id: int, lines: list[BasketLine]) -> Purchase:
    listing_rules.check_basket(line.listing.vendor_id for line in lines)
    purchase = Purchase(
        office_code=actor.scope,
        vendor_id=vendor_id,
        kind=lines[0].listing.kind,
        negotiator_id=actor.person_id,
    )
    db.session.add(purchase)
    db.session.flush()
    for position, line in enumerate(lines, start=1):
        seen = catalogue.version(line.listing_id, line.version_seen)
        drafted = line_from(seen, position, line.quantity, line.choice)
        drafted.booking_id = line.booking_id
        purchase.lines.append(drafted)
        db.session.delete(line)
    db.session.flush()
    journal.record(actor, "purchase.drafted", purchase.code, vendor=vendor_id, lines=len(lines))
    return purchase


def line_from(
    seen: ListingVersion, position: int, quantity: int, choice: Choice | None = None
) -> PurchaseLine:
    """A purchase line that copies one version of a listing; for days, with what they cost by its terms."""
    copied = {"unit": seen.unit, "price": seen.price, "delivery_fee": 0}
    if choice is not None:
        copied |= columns(seen, choice)
    return PurchaseLine(
        position=position,
        listing_id=seen.listing_id,
        listing_version=seen.n,
        name=seen.name,
        spec=seen.description,
        object_kind=seen.object_kind,
        quantity=quantity,
        listed_price=copied["price"],
        amount=line_amount(quantity, copied["price"]) + copied["delivery_fee"],
        **copied,
    )
