"""Verbs of listings: draft, change, count stock, move. None commits.

A photo is stored before the write block and handed in as a Picture.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain import clock, journal
from domain.catalogue import queries, rules, shelves, spelling
from domain.catalogue.describing import VERSIONED, listing_columns, version_columns
from domain.catalogue.models import Listing, ListingVersion
from domain.catalogue.rental import days
from domain.catalogue.rules import ListingState, Offer
from domain.db import db
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.people import queries as people
from domain.people.models import Vendor
from domain.people.rules import Actor, Right, VendorStatus
from domain.pictures import Picture
from domain.sentences import say


def draft_listing(
    actor: Actor,
    *,
    offer: Offer,
    picture: Picture | None = None,
    send: bool = False,
    kind: FulfilmentKind = FulfilmentKind.PRODUCT,
    says: Mapping[str, Any] | None = None,
) -> Listing:
    """A new listing of the actor's vendor; with `send` it goes straight to whoever publishes.

    `says` is what a listing of another kind lays down beside the offer; it is hashed with the version.
    """
    vendor = people.vendor_of(actor, Right.LISTINGS)
    offer = _with_photo(offer, picture)
    rules.check_offer(offer)
    shelf, etalase = shelves.shelf_for(offer.category_code, kind)
    listing = Listing(
        vendor_id=vendor.id, kind=etalase.fulfilment, version=1, stock=offer.stock, state=ListingState.DRAFT
    )
    _describe(listing, offer, vendor)
    _show(listing, picture)
    db.session.add(listing)
    db.session.flush()
    _keep_version(actor, listing, offer, says)
    journal.record(actor, "listing.drafted", subject(listing), category=shelf.code, price=offer.price)
    if send:
        _move(actor, listing, "submit")
    return listing


def change_listing(
    actor: Actor,
    code: str | int,
    *,
    seen: int,
    offer: Offer,
    picture: Picture | None = None,
    send: bool = False,
    says: Mapping[str, Any] | None = None,
    says_more: bool = False,
) -> Listing:
    """Say something new about a listing; stock is left alone. `seen` is the version the form showed.

    A published listing that is now something else waits to be looked at again; a new price does not.
    `says_more` when `says` differs from the version before: then a new version is kept in any case.
    Raises Stale when somebody else changed it meanwhile.
    """
    listing = queries.managed(actor, code, lock=True)
    rules.check_seen(seen, listing.version, say("Barang ini"))
    before = offer_of(listing)
    offer = _with_photo(replace(offer, stock=listing.stock, photo_key=listing.photo_key), picture)
    rules.check_offer(offer)
    shelves.shelf_for(offer.category_code, listing.kind)
    if offer != before or says_more:
        _change(actor, listing, before, offer, picture, says)
    if send and listing.state in (ListingState.DRAFT, ListingState.RETURNED):
        _move(actor, listing, "submit")
    return listing


def _change(
    actor: Actor,
    listing: Listing,
    before: Offer,
    offer: Offer,
    picture: Picture | None,
    says: Mapping[str, Any] | None,
) -> None:
    state = listing.state
    _describe(listing, offer, listing.vendor)
    _show(listing, picture)
    listing.version += 1
    if state is ListingState.PUBLISHED and rules.needs_review(before, offer):
        listing.state = ListingState.PENDING
    db.session.flush()
    _keep_version(actor, listing, offer, says)
    changed = [name for name in VERSIONED if getattr(before, name) != getattr(offer, name)]
    journal.record(
        actor,
        "listing.changed",
        subject(listing),
        version=listing.version,
        changed=changed,
        price=offer.price,
        before=state,
        after=listing.state,
    )


def change_stock(actor: Actor, code: str | int, *, stock: int, seen: int) -> Listing:
    """Set the counted stock. Raises Stale when orders took from it since the screen showed `seen`."""
    rules.check_stock(stock)
    listing = queries.managed(actor, code, lock=True)
    rules.check_seen(seen, listing.stock, say("Stok {name}", name=listing.name))
    return _restock(actor, listing, stock)


def step_stock(actor: Actor, code: str | int, *, by: int) -> Listing:
    """Add to or take from the stock, whatever it is now."""
    listing = queries.managed(actor, code, lock=True)
    if listing.stock + by < 0:
        raise RuleBroken("Stok {name} sudah habis.", name=listing.name, field="stock")
    rules.check_stock(listing.stock + by)
    return _restock(actor, listing, listing.stock + by)


def _restock(actor: Actor, listing: Listing, stock: int) -> Listing:
    if listing.kind is FulfilmentKind.RENTAL:
        days.set_capacity(listing, stock)
    before, listing.stock = listing.stock, stock
    listing.updated_at = clock.now()
    journal.record(actor, "listing.stock_changed", subject(listing), before=before, after=stock)
    return listing


def move_listing(actor: Actor, code: str | int, verb: str, reason: str = "") -> Listing:
    """Submit, publish, return, suspend, restore, withdraw or revive; the rules say who and when."""
    rules.check_reason(verb, reason)
    return _move(actor, queries.managed(actor, code, lock=True), verb, reason)


def _move(actor: Actor, listing: Listing, verb: str, reason: str = "") -> Listing:
    before, after = listing.state, rules.after(listing.state, verb, actor.hat)
    if after is ListingState.PUBLISHED:
        rules.check_vendor(listing.vendor.status is VendorStatus.VERIFIED)
        listing.published_at = clock.now()
    listing.state = after
    listing.return_reason = reason.strip()
    listing.updated_at = clock.now()
    journal.record(
        actor, f"listing.{verb}", subject(listing), before=before, after=after, version=listing.version
    )
    return listing


def offer_of(listing: Listing) -> Offer:
    """What the listing offers now, as its newest version says."""
    said = queries.version(listing.id, listing.version)
    return Offer(stock=listing.stock, **{name: getattr(said, name) for name in VERSIONED})


def subject(listing: Listing) -> str:
    """How the journal names a listing."""
    return f"listing:{listing.id}"


def _with_photo(offer: Offer, picture: Picture | None) -> Offer:
    return replace(offer, photo_key=picture.large) if picture else offer


def _show(listing: Listing, picture: Picture | None) -> None:
    if picture:
        listing.photo_key, listing.thumb_key = picture.large, picture.small
        listing.photo_bytes = picture.large_bytes


def _describe(listing: Listing, offer: Offer, vendor: Vendor) -> None:
    """Copy the offer onto the row, and gather the words it is found by."""
    for name, value in listing_columns(offer, vendor, listing.kind).items():
        setattr(listing, name, value)
    listing.updated_at = clock.now()
    spelling.learn(offer.name, shelves.name_of(offer.category_code))


def _keep_version(actor: Actor, listing: Listing, offer: Offer, says: Mapping[str, Any] | None) -> None:
    db.session.add(
        ListingVersion(
            listing_id=listing.id,
            n=listing.version,
            created_by=actor.person_id,
            created_at=clock.now(),
            **version_columns(offer, listing.object_kind, says),
        )
    )
    db.session.flush()
