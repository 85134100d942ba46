"""Days in baskets and orders: held for minutes while somebody chooses, for good once it is submitted."""

from datetime import date, timedelta

from domain import clock, journal, region
from domain.catalogue import queries as catalogue
from domain.catalogue.models import Listing
from domain.catalogue.rental import days
from domain.catalogue.rental import queries as rentals
from domain.catalogue.rental import rules as rental_rules
from domain.catalogue.rental.rules import Period
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import check_quantity, line_amount
from domain.people.rules import PUBLIC, Actor
from domain.people.vendors.rules import check_sells
from domain.purchases import rules
from domain.purchases.models import BasketLine, Purchase
from domain.purchases.rented import Choice, columns


def rent(
    actor: Actor,
    *,
    listing_id: int,
    quantity: int,
    first: date,
    last: date,
    hours: int | None = None,
    delivered: bool = False,
) -> BasketLine:
    """Put days in the basket, from the first to the last one, and hold them for the region's minutes.

    Other days of the same thing take the place of the ones before. Raises NotVisible, RuleBroken.
    """
    listing = catalogue.get(PUBLIC, listing_id)
    if listing.kind is not FulfilmentKind.RENTAL:
        raise NotVisible(str(listing_id))
    choice = Choice(Period.through(first, last, hours), delivered)
    _check(listing, choice, quantity)
    return _put(actor, listing, choice, quantity)


def rent_again(actor: Actor, line: BasketLine, quantity: int) -> BasketLine:
    """Another quantity for the days already in the basket."""
    assert line.choice is not None
    _check(line.listing, line.choice, quantity)
    return _put(actor, line.listing, line.choice, quantity)


def _check(listing: Listing, choice: Choice, quantity: int) -> None:
    check_sells(listing.vendor.status)
    terms = rentals.terms_of(listing.id, listing.version)
    rental_rules.check_period(choice.period, terms, today=clock.today(), lead_days=listing.lead_days)
    check_quantity(quantity)
    if quantity > listing.stock:
        raise RuleBroken("Yang disewakan hanya {stock} unit.", stock=listing.stock, field="quantity")
    if choice.delivered and terms.delivery_fee is None:
        raise RuleBroken("Barang ini tidak diantar. Hapus centangnya.", field="delivered")


def _put(actor: Actor, listing: Listing, choice: Choice, quantity: int) -> BasketLine:
    said = columns(catalogue.version(listing.id, listing.version), choice)
    price = said.pop("price")
    said.pop("unit")
    line_amount(quantity, price)
    line = db.session.get(BasketLine, (actor.person_id, listing.id))
    if line is None:
        line = BasketLine(person_id=actor.person_id, listing_id=listing.id)
    elif line.booking_id is not None:
        days.release(actor, line.booking_id)
    booking = days.book(
        actor, listing.id, terms=rentals.terms_of(listing.id, listing.version), period=choice.period,
        quantity=quantity, subject=f"basket:{actor.person_id}", held_until=hold_end(),
    )  # fmt: skip
    for name, value in said.items():
        setattr(line, name, value)
    line.quantity, line.price_seen, line.version_seen = quantity, price, listing.version
    line.booking_id = booking.id
    db.session.add(line)
    db.session.flush()
    journal.record(actor, "basket.put", f"listing:{listing.id}", quantity=quantity, booking=booking.id)
    return line


def hold_end():
    """Until when days put in a basket now are held, UTC."""
    return clock.now() + timedelta(minutes=region.current().purchasing.basket_hold_minutes)


def take_days(actor: Actor, purchase: Purchase) -> None:
    """Make the days of an order stand: the hold of the basket, or the days anew when it has ended."""
    for line in _in_order(purchase):
        assert line.choice is not None
        if line.booking_id and days.keep(actor, line.booking_id, subject=purchase.code):
            continue
        line.booking_id = days.book(
            actor, line.listing_id, terms=rentals.terms_of(line.listing_id, line.listing_version),
            period=line.choice.period, quantity=line.quantity, subject=purchase.code,
        ).id  # fmt: skip
    db.session.flush()


def give_back_days(actor: Actor, purchase: Purchase) -> None:
    """Let the days of an order go."""
    for line in _in_order(purchase):
        if line.booking_id is not None:
            days.release(actor, line.booking_id)
            line.booking_id = None
    db.session.flush()


def check_days(purchase: Purchase) -> None:
    """The days of every line still lie ahead, in this fiscal year. Raises RuleBroken."""
    for line in purchase.lines:
        if line.choice:
            period = line.choice.period
            rules.check_days_ahead(period.start, period.last, clock.today())


def _in_order(purchase: Purchase) -> list:
    """Lines that keep days, in the order in which their listings are locked."""
    if purchase.kind is not FulfilmentKind.RENTAL:
        return []
    return sorted((line for line in purchase.lines if line.choice), key=lambda line: line.listing_id)
