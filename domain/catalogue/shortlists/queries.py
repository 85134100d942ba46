"""Reads of shortlists: of the own office for its officials, of all for admin and auditor."""

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload, selectinload

from domain.catalogue.models import Listing
from domain.catalogue.shortlists.models import Shortlist, ShortlistItem
from domain.db import db, writing
from domain.errors import NotVisible
from domain.people.rules import OFFICE_HATS, Actor, Role

PAGE = 20


def visible_to(actor: Actor) -> Select[tuple[Shortlist]]:
    """An office sees its own; admin and auditor all; nobody else any."""
    seen = select(Shortlist)
    if actor.hat in (Role.ADMIN, Role.AUDITOR):
        return seen
    return seen.where(Shortlist.office_code == actor.scope if actor.hat in OFFICE_HATS else false())


def page_of(actor: Actor, before: int = 0) -> list[Shortlist]:
    """Newest first, one more than a page."""
    found = visible_to(actor).options(joinedload(Shortlist.office))
    if before:
        found = found.where(Shortlist.id < before)
    return list(db.session.scalars(found.order_by(Shortlist.id.desc()).limit(PAGE + 1)))


def get(actor: Actor, number: int, *, lock: bool = False) -> Shortlist:
    """One shortlist with everything frozen in it. `lock` re-reads it, in a write block. Raises NotVisible."""
    found = visible_to(actor).where(Shortlist.id == number)
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    else:
        found = found.options(
            joinedload(Shortlist.office),
            joinedload(Shortlist.maker),
            joinedload(Shortlist.decider),
            selectinload(Shortlist.items).joinedload(ShortlistItem.said),
        )
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(number))
    return row


def moved_since(row: Shortlist) -> dict[int, int]:
    """Today's version of the frozen listings that changed since, by listing."""
    frozen = {item.listing_id: item.listing_version for item in row.items}
    found = db.session.execute(select(Listing.id, Listing.version).where(Listing.id.in_(frozen)))
    return {number: version for number, version in found if version != frozen[number]}
