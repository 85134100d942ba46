"""Stock of listings: taken and given back by conditional updates, in the order of ids, never below zero."""

from collections.abc import Mapping

from sqlalchemy import update

from domain import journal
from domain.catalogue.models import Listing
from domain.catalogue.rules import ListingState
from domain.db import db
from domain.errors import RuleBroken
from domain.people.rules import Actor
from domain.sentences import say


def take_stock(actor: Actor, wanted: Mapping[int, int], *, subject: str) -> None:
    """Take quantities by listing id for `subject` (a purchase's code). All or nothing.

    Raises RuleBroken naming the first listing that has too little or is no longer sold.
    """
    for listing_id, quantity in sorted(wanted.items()):
        taken = update(Listing).where(
            Listing.id == listing_id, Listing.stock >= quantity, Listing.state == ListingState.PUBLISHED
        )
        if not _changed(taken.values(stock=Listing.stock - quantity, sold=Listing.sold + quantity)):
            raise RuleBroken(_why(listing_id, quantity))
        journal.record(actor, "stock.taken", f"listing:{listing_id}", quantity=quantity, purchase=subject)


def give_back_stock(actor: Actor, held: Mapping[int, int], *, subject: str) -> None:
    """Put quantities back on the shelf, whatever became of the listing meanwhile."""
    for listing_id, quantity in sorted(held.items()):
        back = update(Listing).where(Listing.id == listing_id, Listing.sold >= quantity)
        if not _changed(back.values(stock=Listing.stock + quantity, sold=Listing.sold - quantity)):
            raise ValueError(f"listing {listing_id} never gave {quantity}")
        journal.record(
            actor, "stock.given_back", f"listing:{listing_id}", quantity=quantity, purchase=subject
        )


def _why(listing_id: int, quantity: int) -> str:
    listing = db.session.get_one(Listing, listing_id)
    db.session.refresh(listing)
    if listing.state is not ListingState.PUBLISHED:
        return say("{name} sudah tidak dijual. Hapus dari pesanan.", name=listing.name)
    return say(
        "{name} tinggal {stock} {unit}, tidak cukup untuk {quantity}.",
        name=listing.name,
        stock=listing.stock,
        unit=listing.unit,
        quantity=quantity,
    )


def _changed(statement) -> bool:
    found = db.session.execute(
        statement.returning(Listing.id), execution_options={"synchronize_session": "fetch"}
    )
    return found.first() is not None
