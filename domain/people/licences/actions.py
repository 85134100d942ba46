"""Verbs of certificates: note or renew one, take one back. None commits."""

from datetime import date

from sqlalchemy import delete

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible
from domain.people import queries as people
from domain.people.licences import queries, rules
from domain.people.licences.models import PrescribingLicence
from domain.people.rules import Actor, Role


def note_licence(actor: Actor, *, person_id: int, number: str, valid_through: date) -> PrescribingLicence:
    """A coordinator or admin saw the certificate of a PPL or expert. Raises RuleBroken naming the field."""
    rules.check_licence(actor.hat, number, valid_through, clock.today())
    person = people.get(actor, person_id, lock=True)
    if people.roles_of(person.id).isdisjoint({Role.OFFICER, Role.EXPERT}):
        raise NotVisible(str(person_id))
    row = queries.of(person.id) or PrescribingLicence(person_id=person.id)
    row.number, row.valid_through = number.strip(), valid_through
    row.noted_by, row.noted_at = actor.person_id, clock.now()
    db.session.add(row)
    db.session.flush()
    journal.record(actor, "licence.noted", f"person:{person.id}", through=valid_through.isoformat())
    return row


def drop_licence(actor: Actor, *, person_id: int) -> None:
    """The certificate no longer counts."""
    person = people.get(actor, person_id, lock=True)
    if actor.hat not in rules.KEEPERS:
        raise NotVisible(str(person_id))
    db.session.execute(delete(PrescribingLicence).where(PrescribingLicence.person_id == person.id))
    journal.record(actor, "licence.dropped", f"person:{person.id}")


def forget_person(actor: Actor) -> None:
    """Take the actor's own certificate off file."""
    db.session.execute(delete(PrescribingLicence).where(PrescribingLicence.person_id == actor.person_id))
