"""What is kept about one person, for that person, on a screen in numbers."""

from collections.abc import Collection
from typing import NamedTuple

from domain.alerts import queries as alerts
from domain.complaints import queries as complaints
from domain.db import media_keys
from domain.people import queries as people
from domain.people.groups import queries as groups
from domain.people.parcels import queries as parcels
from domain.people.phones import national
from domain.people.rules import Actor, Role
from domain.sentences import say


class OwnData(NamedTuple):
    """What the screen says. `may_forget` is false while another hat than the farmer's is worn."""

    name: str
    phone: str
    village_code: str
    held: tuple[tuple[str, int], ...]
    may_forget: bool


def own_data(actor: Actor) -> OwnData:
    """The person's own data in short."""
    person = people.get(actor, actor.person_id or 0)
    counts = complaints.counts_of(actor)
    return OwnData(
        name=person.name,
        phone=national(person.phone) if person.phone else "",
        village_code=person.village_code or "",
        held=(
            *counts,
            (say("Kelompok tani"), len(groups.names_of(person.id))),
            (say("Lahan"), parcels.count_of(actor)),
            (say("HP yang masuk"), len(people.sign_ins_of(actor))),
            *alerts.counts_of(actor),
        ),
        may_forget=people.roles_of(person.id) <= {Role.FARMER},
    )


def unneeded(keys: Collection[str]) -> frozenset[str]:
    """Of these keys of files, those that no row names any more."""
    return frozenset(keys) - media_keys()
