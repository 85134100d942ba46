"""What asks for somebody's hand: listings to look at, and shelves that run low."""

from sqlalchemy import func

from domain.catalogue.models import Listing
from domain.catalogue.queries import managed_by
from domain.catalogue.rows import FEW_LEFT, ListingRow, listing_rows, row_of
from domain.catalogue.rules import ListingState
from domain.db import db
from domain.people.rules import Actor

SHOWN = 5


def count_pending(actor: Actor) -> int:
    """How many listings wait for whoever publishes; of the own ones for a vendor."""
    mine = managed_by(actor).where(Listing.state == ListingState.PENDING)
    return db.session.scalar(mine.with_only_columns(func.count(Listing.id))) or 0


def running_low(actor: Actor) -> tuple[ListingRow, ...]:
    """Published listings of the actor's vendor that run out, emptiest first, at most five."""
    mine = managed_by(actor).with_only_columns(Listing.id)
    low = (Listing.stock < FEW_LEFT) | (Listing.stock < 3 * Listing.minimum_order)
    found = listing_rows().where(Listing.id.in_(mine), Listing.state == ListingState.PUBLISHED, low)
    rows = db.session.execute(found.order_by(Listing.stock, Listing.id).limit(SHOWN))
    return tuple(row_of(row) for row in rows)
