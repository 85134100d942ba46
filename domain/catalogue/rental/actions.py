"""The vendor's verbs: offer something for rent, change it, close days and open them again. None commits."""

from dataclasses import asdict
from datetime import date

from domain import clock, journal
from domain.catalogue import actions as listings
from domain.catalogue import queries as catalogue
from domain.catalogue.models import Listing
from domain.catalogue.rental import days, queries, rules
from domain.catalogue.rental.models import RentalTerms
from domain.catalogue.rental.rules import Period, Terms
from domain.catalogue.rules import Offer
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.kinds import FulfilmentKind
from domain.people.rules import Actor
from domain.pictures import Picture


def draft_rental(
    actor: Actor, *, offer: Offer, terms: Terms, picture: Picture | None = None, send: bool = False
) -> Listing:
    """Something for rent; the offer's price is for a day, its stock the number of units."""
    rules.check_terms(terms)
    listing = listings.draft_listing(
        actor, offer=offer, picture=picture, send=send, kind=FulfilmentKind.RENTAL, says=asdict(terms)
    )
    _keep_terms(listing, terms)
    return listing


def change_rental(
    actor: Actor,
    code: str | int,
    *,
    seen: int,
    offer: Offer,
    terms: Terms,
    picture: Picture | None = None,
    send: bool = False,
) -> Listing:
    """Say something new about a listing for rent. Bookings that stand keep what they were promised."""
    rules.check_terms(terms)
    before = managed(actor, code)
    listing = listings.change_listing(
        actor, code, seen=seen, offer=offer, picture=picture, send=send,
        says=asdict(terms), says_more=terms != queries.terms_of(before.id, before.version),
    )  # fmt: skip
    if listing.version != seen:
        _keep_terms(listing, terms)
    return listing


def close_days(actor: Actor, code: str | int, *, first: date, last: date) -> Listing:
    """No new bookings from the first to the last day; bookings that stand are kept. Raises RuleBroken."""
    return _set_closed(actor, code, first, last, closed=True)


def open_days(actor: Actor, code: str | int, *, first: date, last: date) -> Listing:
    """Bookings are taken again from the first to the last day."""
    return _set_closed(actor, code, first, last, closed=False)


def managed(actor: Actor, code: str | int, *, lock: bool = False) -> Listing:
    """A listing for rent that `actor` may change. Raises NotVisible."""
    listing = catalogue.managed(actor, code, lock=lock)
    if listing.kind is not FulfilmentKind.RENTAL:
        raise NotVisible(str(code))
    return listing


def _set_closed(actor: Actor, code: str | int, first: date, last: date, *, closed: bool) -> Listing:
    listing = managed(actor, code, lock=True)
    span, today = Period.through(first, last), clock.today()
    if span.start < today:
        raise RuleBroken("Hari itu sudah lewat. Pilih hari ini atau sesudahnya.", field="first")
    if span.end > today + rules.FURTHEST:
        raise RuleBroken("Tanggal paling jauh satu tahun dari sekarang.", field="last")
    days.set_closed(listing, span.start, span.end, closed=closed)
    event = "rental.days_closed" if closed else "rental.days_opened"
    journal.record(
        actor, event, listings.subject(listing), start=span.start.isoformat(), end=span.end.isoformat()
    )
    return listing


def _keep_terms(listing: Listing, terms: Terms) -> None:
    db.session.add(RentalTerms(listing_id=listing.id, n=listing.version, **asdict(terms)))
    db.session.flush()
