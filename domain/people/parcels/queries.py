"""A farmer's own parcels."""

from sqlalchemy import func, select

from domain.db import db
from domain.people.parcels.models import Parcel
from domain.people.rules import Actor


def of(actor: Actor) -> list[Parcel]:
    """The actor's parcels, in the order they were noted."""
    return list(
        db.session.scalars(select(Parcel).where(Parcel.person_id == actor.person_id).order_by(Parcel.id))
    )


def count_of(actor: Actor) -> int:
    found = select(func.count()).select_from(Parcel).where(Parcel.person_id == actor.person_id)
    return db.session.scalar(found) or 0
