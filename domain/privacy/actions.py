"""The rights over one's own data (UU 27/2022, articles 5 to 9): correct it, or have it forgotten. None commits."""

from typing import NamedTuple

from domain import clock, journal, once
from domain.alerts import actions as alerts
from domain.catalogue.favourites import actions as favourites
from domain.catalogue.questions import actions as questions
from domain.complaints import actions as complaints
from domain.errors import RuleBroken
from domain.inputs.forgetting import forget_farmer as forget_requests
from domain.people import actions as people
from domain.people import queries
from domain.people.groups import actions as groups
from domain.people.licences import actions as licences
from domain.people.models import Person
from domain.people.parcels import actions as parcels
from domain.people.rules import ROLE_WORDS, Actor, Role
from domain.sentences import joined


class Forgotten(NamedTuple):
    """Who it was, as a number, and the keys of the files that no row names any more."""

    id: int
    keys: frozenset[str]


def correct(actor: Actor, *, name: str, phone: str | None, village_code: str) -> Person:
    """Set right what is wrong about oneself. Raises RuleBroken naming the field."""
    person = queries.get(actor, actor.person_id or 0, lock=True)
    if phone is not None and phone != person.phone and queries.by_phone(phone):
        raise RuleBroken("Nomor ini sudah dipakai akun lain.", field="phone")
    queries.village(village_code)
    told = {"name": name.strip(), "phone": phone or person.phone, "village_code": village_code}
    changed = [field for field, value in told.items() if getattr(person, field) != value]
    for field in changed:
        setattr(person, field, told[field])
    journal.record(actor, "person.corrected", people.subject(person), fields=sorted(changed))
    return person


def forget(actor: Actor) -> Forgotten:
    """Take the person out of everything kept; what happened to the plants stays, with nobody's name on it.

    Open cases are withdrawn. The salt goes too, so the journal's digests say nothing any more, while its
    chain still holds. Raises RuleBroken while the person has an office, a desk or a shop to look after.
    """
    person = queries.get(actor, actor.person_id or 0, lock=True)
    others = queries.roles_of(person.id) - {Role.FARMER}
    if others:
        named = joined(", ", sorted(ROLE_WORDS[role] for role in others))
        raise RuleBroken(
            "Akun ini juga dipakai untuk peran {named}. Minta peran itu diakhiri dulu.", named=named
        )
    keys = complaints.forget_farmer(actor) | forget_requests(actor)
    groups.forget_farmer(actor)
    questions.forget_asker(actor)
    favourites.forget_person(actor)
    parcels.forget_farmer(actor)
    licences.forget_person(actor)
    alerts.forget_person(actor)
    people.forget(actor, person, at=clock.now())
    once.forget(f"person:{person.id}")
    journal.record(actor, "person.forgotten", people.subject(person), files=len(keys))
    return Forgotten(person.id, keys)
