"""The coordinator's board: what is late, who carries what, which villages are silent."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from domain import clock, region
from domain.complaints.models import Complaint, ComplaintAnswer
from domain.complaints.queries import visible_to
from domain.complaints.queries.cases import crop_of
from domain.complaints.states import OPEN, Desk
from domain.complaints.wording import called, desk_headline
from domain.db import db
from domain.errors import NotVisible
from domain.inputs import queries as inputs
from domain.outbreaks import queries as outbreaks
from domain.oversight import queries
from domain.oversight.service import Opinion, opinion
from domain.people.models import Hat, Person
from domain.people.rules import Actor, Role

SILENT_FOR = timedelta(days=60)
ANSWERED_IN = timedelta(days=30)
SHOWN = 20


class Breach(NamedTuple):
    """An open case beyond its promise; `holder` is empty when nobody has it."""

    code: str
    title: str
    village: str
    holder: str
    due_at: datetime


class Load(NamedTuple):
    """What one person carries: open cases, those beyond their time, answers of the last 30 days.

    `place` is an officer's (PPL's) village, so that two of one name are told apart.
    """

    name: str
    open: int
    late: int
    answered: int
    place: str = ""


class Silent(NamedTuple):
    """A village without a complaint for 60 days; `last_on` is None when it never sent one."""

    name: str
    last_on: date | None


@dataclass(frozen=True)
class Board:
    breaches: tuple[Breach, ...]
    workload: tuple[Load, ...]
    silent: tuple[Silent, ...]
    suspicions: int
    requests: int
    marked: int
    quality: tuple[int, ...]
    opinion: Opinion


def board(actor: Actor) -> Board:
    """Everything on one screen. Coordinator only: raises NotVisible."""
    if actor.hat is not Role.COORDINATOR:
        raise NotVisible("papan")
    marked, shares = queries.quality()
    return Board(
        breaches=_breaches(actor),
        workload=_workload(),
        silent=_silent(),
        suspicions=outbreaks.count_open(actor),
        requests=inputs.count_waiting(actor),
        marked=marked,
        quality=shares,
        opinion=opinion(),
    )


def _breaches(actor: Actor) -> tuple[Breach, ...]:
    found = (
        visible_to(actor)
        .where(Complaint.status.in_(OPEN), Complaint.due_at < clock.now())
        .options(
            joinedload(Complaint.commodity),
            joinedload(Complaint.village),
            joinedload(Complaint.officer),
            joinedload(Complaint.expert),
        )
        .order_by(Complaint.due_at, Complaint.id)
        .limit(SHOWN)
    )
    return tuple(_breach(row) for row in db.session.scalars(found))


def _breach(row: Complaint) -> Breach:
    holder = called(row.holder.name) if row.holder else ""
    title = desk_headline(row.body, crop_of(row))
    assert row.due_at, "a breach had a due moment"
    return Breach(row.code, title, row.village.name, holder, row.due_at)


def _workload() -> tuple[Load, ...]:
    """Whoever carries open cases or answered lately, the most open first. Two statements."""
    holder = case((Complaint.desk == Desk.EXPERT, Complaint.expert_id), else_=Complaint.officer_id)
    late = func.sum(case((Complaint.due_at < clock.now(), 1), else_=0))
    place = _village_of_officer()
    open_ones = (
        select(Person.id, Person.name, place, func.count(), late)
        .join(Complaint, holder == Person.id)
        .where(Complaint.status.in_(OPEN))
        .group_by(Person.id, Person.name)
    )
    lately = (
        select(Person.id, Person.name, place, func.count())
        .join(ComplaintAnswer, ComplaintAnswer.author_id == Person.id)
        .where(ComplaintAnswer.answered_at >= clock.now() - ANSWERED_IN)
        .group_by(Person.id, Person.name)
    )
    names = {code: village.name for code, village in region.current().villages.items()}
    loads = {
        number: Load(name, count, over, 0, names.get(scope, ""))
        for number, name, scope, count, over in db.session.execute(open_ones)
    }
    for number, name, scope, count in db.session.execute(lately):
        load = loads.get(number, Load(name, 0, 0, 0, names.get(scope, "")))
        loads[number] = load._replace(answered=count)
    ordered = sorted(loads.values(), key=lambda each: (-each.late, -each.open, -each.answered, each.name))
    return tuple(ordered[:SHOWN])


def _village_of_officer():
    """The village of the officer's hat in force, as a column beside a person."""
    now = clock.now()
    found = select(func.min(Hat.scope)).where(
        Hat.person_id == Person.id,
        Hat.role == Role.OFFICER,
        Hat.valid_from <= now,
        Hat.valid_to.is_(None) | (Hat.valid_to > now),
    )
    return found.correlate(Person).scalar_subquery()


def _silent() -> tuple[Silent, ...]:
    """In the order of the region. One statement."""
    found = select(Complaint.village_code, func.max(Complaint.filed_at)).group_by(Complaint.village_code)
    last = {code: clock.local(at).date() for code, at in db.session.execute(found)}
    since = clock.today() - SILENT_FOR
    return tuple(
        Silent(village.name, last.get(code))
        for code, village in region.current().villages.items()
        if last.get(code, date.min) < since
    )
