"""Who a coordinator may give a case to."""

from collections.abc import Collection
from typing import NamedTuple

from domain import region
from domain.complaints.models import Complaint
from domain.complaints.queries.rows import get
from domain.complaints.states import Status
from domain.people import queries as people
from domain.people.rules import Actor, Role

SUGGESTED = 2


class Choice(NamedTuple):
    """Somebody a case may be given to."""

    person_id: int
    name: str


def receivers(actor: Actor, code: str) -> list[Choice]:
    """Everybody who may be given the case; the village's own officers first."""
    return _of(get(actor, code))


def suggested(case: Complaint, actor: Actor, verbs: Collection[str]) -> tuple[Choice, ...]:
    """Whom a coordinator gives it to with one press: the nearest, without who has it. One statement."""
    if actor.hat is not Role.COORDINATOR or not {"route", "assign"} & set(verbs):
        return ()
    held_by = case.holder.id if case.holder else None
    return tuple(each for each in _of(case) if each.person_id != held_by)[:SUGGESTED]


def _of(case: Complaint) -> list[Choice]:
    if case.status is Status.WITH_EXPERT:
        return [Choice(person.id, person.name) for person in people.wearing(Role.EXPERT)]
    pack = region.current()
    near = {case.village_code: 0} | dict.fromkeys(pack.neighbours(case.village_code), 1)
    choices = [
        (near.get(scope, 2), Choice(person.id, f"{person.name}, {pack.villages[scope].name}"))
        for person, scope in people.wearers(Role.OFFICER)
        if scope in pack.villages
    ]
    return [choice for _far, choice in sorted(choices)]
