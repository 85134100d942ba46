"""Verbs of parcels: note one, take one away. None commits."""

from sqlalchemy import delete

from domain import journal, region
from domain.db import db
from domain.errors import NotVisible
from domain.people import queries as people
from domain.people.parcels import queries, rules
from domain.people.parcels.models import Parcel
from domain.people.rules import Actor


def note(actor: Actor, *, commodity: str, label: str, area_m2: int | None) -> Parcel:
    """The actor grows this. Raises RuleBroken naming the field."""
    people.get(actor, actor.person_id or 0, lock=True)
    rules.check_parcel(commodity, area_m2, region.current().commodities, queries.count_of(actor))
    parcel = Parcel(
        person_id=actor.person_id,
        commodity_code=commodity,
        label=label.strip(),
        area_m2=area_m2,
        noted_by=actor.person_id,
    )
    db.session.add(parcel)
    db.session.flush()
    journal.record(actor, "parcel.noted", f"parcel:{parcel.id}", commodity=commodity, area_m2=area_m2)
    return parcel


def drop(actor: Actor, parcel_id: int) -> None:
    """The actor no longer grows it. Raises NotVisible for somebody else's."""
    gone = delete(Parcel).where(Parcel.id == parcel_id, Parcel.person_id == actor.person_id)
    if db.session.execute(gone.returning(Parcel.id)).first() is None:
        raise NotVisible(str(parcel_id))
    journal.record(actor, "parcel.dropped", f"parcel:{parcel_id}")


def forget_farmer(actor: Actor) -> None:
    """Take away all of the actor's parcels."""
    db.session.execute(delete(Parcel).where(Parcel.person_id == actor.person_id))
