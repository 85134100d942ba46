"""Keep a listing, let it go. None commits. Nobody else's business: nothing of it stands in the journal."""

from sqlalchemy import delete, func, select

from domain.catalogue import queries as catalogue
from domain.catalogue.favourites.models import Favourite
from domain.catalogue.models import Listing
from domain.db import db
from domain.errors import RuleBroken
from domain.people import queries as people
from domain.people.rules import PUBLIC, Actor

MOST = 200


def keep(actor: Actor, listing_id: int) -> Listing:
    """Remember a listing on show; a second time nothing changes. Raises NotVisible, RuleBroken."""
    listing = catalogue.get(PUBLIC, listing_id)
    people.get(actor, actor.person_id or 0, lock=True)
    if db.session.get(Favourite, (actor.person_id, listing.id)) is None:
        mine = select(func.count()).where(Favourite.person_id == actor.person_id)
        if (db.session.scalar(mine) or 0) >= MOST:
            raise RuleBroken("Sudah {most} barang tersimpan. Hapus yang tidak dipakai dulu.", most=MOST)
        db.session.add(Favourite(person_id=actor.person_id, listing_id=listing.id))
        db.session.flush()
    return listing


def let_go(actor: Actor, listing_id: int) -> Listing:
    """Forget a listing; nothing happens when it was not kept. Raises NotVisible."""
    kept = delete(Favourite).where(Favourite.person_id == actor.person_id, Favourite.listing_id == listing_id)
    db.session.execute(kept)
    return catalogue.get(PUBLIC, listing_id)


def forget_person(actor: Actor) -> None:
    """Everything the actor kept is let go."""
    db.session.execute(delete(Favourite).where(Favourite.person_id == actor.person_id))
