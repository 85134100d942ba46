"""What somebody kept, for that person only."""

from sqlalchemy import select

from domain.catalogue.favourites.models import Favourite
from domain.catalogue.models import Listing
from domain.catalogue.rows import ListingRow, listing_rows, on_sale, row_of
from domain.db import db
from domain.people.rules import Actor

PAGE = 20


def page_of(actor: Actor, before: int = 0) -> list[ListingRow]:
    """The kept listings that are on sale, the newest listing first, one more than a page."""
    found = listing_rows().join(Favourite, Favourite.listing_id == Listing.id)
    found = found.where(Favourite.person_id == actor.person_id, on_sale())
    if before:
        found = found.where(Listing.id < before)
    return [row_of(row) for row in db.session.execute(found.order_by(Listing.id.desc()).limit(PAGE + 1))]


def is_kept(actor: Actor, listing_id: int) -> bool:
    """Whether the actor kept this listing."""
    return db.session.get(Favourite, (actor.person_id, listing_id)) is not None if actor.person_id else False


def ids_of(actor: Actor) -> list[int]:
    """Every kept listing's number, for the person's own file."""
    mine = select(Favourite.listing_id).where(Favourite.person_id == actor.person_id)
    return list(db.session.scalars(mine.order_by(Favourite.listing_id)))
