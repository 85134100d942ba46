"""The desk's lists: what waits, by time left; and what was answered."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from sqlalchemy import ColumnElement, and_, case, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import joinedload

from domain import clock, region
from domain.complaints.desk import ComplaintMark
from domain.complaints.models import Complaint, ComplaintAnswer, ComplaintPhoto
from domain.complaints.queries.cases import Tag, crop_of, share_gone
from domain.complaints.queries.filters import NOTHING, Wanted, conditions, saved_views
from domain.complaints.queries.rows import PAGE, visible_to
from domain.complaints.states import OPEN, OUTCOME_WORDS, Desk, Outcome, Status, officer_label
from domain.complaints.wording import Namesake, called, desk_headline, told_apart
from domain.db import db
from domain.people.models import Hat
from domain.people.queries import in_force
from domain.people.rules import Actor, Role
from domain.sentences import say

SOON = timedelta(hours=12)
RUNNING = OPEN - {Status.AWAITING_FARMER}
Condition = Callable[[Actor], ColumnElement[bool]]


class Tab(NamedTuple):
    slug: str
    label: str
    condition: Condition
    paused: bool = False


class TabCount(NamedTuple):
    slug: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True)
class DeskRow:
    """A case in a desk's list. `due_at` is None while paused; `share` of the promised time gone.

    `opened_by` names a colleague who has it open now; two farmers of one name and village are told apart.
    """

    code: str
    title: str
    farmer: str
    village: str
    photos: int
    status: Status
    due_at: datetime | None
    share: float | None
    tag: Tag
    mine: bool
    opened_by: str


@dataclass(frozen=True)
class Inbox:
    """One tab of a desk's inbox. `after` is where the next page starts, None at the end.

    `views` are the actor's saved ones, each with the arguments of its address.
    """

    tabs: tuple[TabCount, ...]
    tab: str
    rows: tuple[DeskRow, ...]
    after: str | None
    waiting: int
    place: str
    wanted: Wanted
    views: tuple[tuple[str, dict[str, str]], ...]


class AnsweredRow(NamedTuple):
    code: str
    title: str
    farmer: str
    village: str
    tag: Tag
    answered_at: datetime
    answer_id: int


def _mine(actor: Actor) -> ColumnElement[bool]:
    """The officer's villages, and cases of elsewhere that the officer took."""
    villages = select(Hat.scope).where(Hat.person_id == actor.person_id, Hat.role == Role.OFFICER, in_force())
    at_desk = Complaint.desk == Desk.OFFICER
    return and_(at_desk, or_(Complaint.village_code.in_(villages), Complaint.officer_id == actor.person_id))


def _elsewhere(actor: Actor) -> ColumnElement[bool]:
    return and_(Complaint.desk == Desk.OFFICER, ~_mine(actor))


def _experts(_actor: Actor) -> ColumnElement[bool]:
    return Complaint.desk == Desk.EXPERT


def _officers(_actor: Actor) -> ColumnElement[bool]:
    return Complaint.desk == Desk.OFFICER


def _unrouted(_actor: Actor) -> ColumnElement[bool]:
    return Complaint.status == Status.FILED


def _all(_actor: Actor) -> ColumnElement[bool]:
    return true()


def tabs_of(actor: Actor) -> tuple[Tab, ...]:
    """At most three, the hat's own work first."""
    if actor.hat is Role.OFFICER:
        return (
            Tab("milik", say("Desa saya"), _mine),
            Tab("lain", say("Desa lain"), _elsewhere),
            Tab("ditunda", say("Ditunda"), _mine, paused=True),
        )
    if actor.hat is Role.EXPERT:
        return (
            Tab("ahli", region.current().names.experts, _experts),
            Tab("ppl", say("Di PPL"), _officers),
            Tab("ditunda", say("Ditunda"), _experts, paused=True),
        )
    return (
        Tab("semua", say("Semua"), _all),
        Tab("baru", say("Belum ada PPL"), _unrouted),
        Tab("ditunda", say("Ditunda"), _all, paused=True),
    )


def desk_condition(actor: Actor) -> ColumnElement[bool]:
    """What the hat has before it: an officer's villages, the experts' desk, or everything."""
    return tabs_of(actor)[0].condition(actor)


def inbox(actor: Actor, *, tab: str = "", after: str = "", wanted: Wanted = NOTHING) -> Inbox:
    """The tab's cases that are wanted, own village and least time left first; paused ones by how long they
    wait. Four statements.
    """
    tabs = tabs_of(actor)
    chosen = next((each for each in tabs if each.slug == tab), tabs[0])
    counts = _counts(actor, tabs, wanted)
    rows, next_after = _rows(actor, chosen, after, wanted)
    return Inbox(
        tabs=tuple(TabCount(each.slug, each.label, counts[each.slug], each is chosen) for each in tabs),
        tab=chosen.slug,
        rows=rows,
        after=next_after,
        waiting=counts[chosen.slug],
        place=_place(actor),
        wanted=wanted,
        views=tuple((view.name, dict(parse_qsl(view.query))) for view in saved_views(actor)),
    )


def answered(actor: Actor, *, after: int = 0) -> list[AnsweredRow]:
    """Answers the actor's hat gave, newest first, one more than a page; the coordinator sees all."""
    found = (
        select(ComplaintAnswer, Complaint)
        .join(Complaint, Complaint.id == ComplaintAnswer.complaint_id)
        .options(joinedload(Complaint.farmer), joinedload(Complaint.commodity), joinedload(Complaint.village))
        .where(Complaint.id.in_(visible_to(actor).with_only_columns(Complaint.id)))
        .order_by(ComplaintAnswer.id.desc())
        .limit(PAGE + 1)
    )
    if actor.hat is not Role.COORDINATOR:
        found = found.where(ComplaintAnswer.author_id == actor.person_id)
    if after:
        found = found.where(ComplaintAnswer.id < after)
    return [_answered_row(answer, case) for answer, case in db.session.execute(found)]


def beside(actor: Actor) -> tuple[DeskRow, ...]:
    """The first rows of the actor's own tab, for the list beside a case on a wide screen. One statement."""
    return _shown(_found(actor, tabs_of(actor)[0], "", NOTHING)[:PAGE], actor, {})


def _counts(actor: Actor, tabs: tuple[Tab, ...], wanted: Wanted) -> dict[str, int]:
    """How many open cases each tab holds, in one statement over the open ones."""
    columns = [func.count().filter(_status(tab), tab.condition(actor)).label(tab.slug) for tab in tabs]
    seen = visible_to(actor).with_only_columns(*columns).where(Complaint.status.in_(OPEN))
    seen = seen.where(*conditions(actor, wanted))
    return dict(db.session.execute(seen).one()._mapping)


def _status(tab: Tab) -> ColumnElement[bool]:
    return Complaint.status == Status.AWAITING_FARMER if tab.paused else Complaint.status.in_(RUNNING)


def _rows(actor: Actor, tab: Tab, after: str, wanted: Wanted) -> tuple[tuple[DeskRow, ...], str | None]:
    cases = _found(actor, tab, after, wanted)
    opened = opened_by(actor, [row.id for row, _photos, _far in cases[:PAGE]])
    shown = _shown(cases[:PAGE], actor, opened)
    if len(cases) <= PAGE:
        return shown, None
    last, _photos_too, far = cases[PAGE - 1]
    return shown, write_cursor(far, last.since if tab.paused else last.due_at, last.id)


def _shown(cases: list[Any], actor: Actor, opened: dict[int, str]) -> tuple[DeskRow, ...]:
    """The rows, with farmers of one name and village told apart."""
    apart = told_apart([_namesake(row) for row, _photos, _far in cases])
    return tuple(
        _row(row, photos, actor, opened.get(row.id, ""), apart.get(row.farmer_id, ""))
        for row, photos, _far in cases
    )


def _namesake(row: Complaint) -> Namesake:
    farmer = row.farmer
    return Namesake(farmer.id, called(farmer.name), row.village.name, row.facts.hamlet, farmer.phone or "")


def _found(actor: Actor, tab: Tab, after: str, wanted: Wanted) -> list[Any]:
    """One row more than a page: (case, how many photos, 0 own village or 1 elsewhere)."""
    key = Complaint.since if tab.paused else Complaint.due_at
    elsewhere = case((Complaint.village_code == (actor.scope or ""), 0), else_=1)
    found = (
        visible_to(actor)
        .add_columns(_photos(), elsewhere)
        .where(_status(tab), tab.condition(actor), key.is_not(None), *conditions(actor, wanted))
        .options(
            joinedload(Complaint.farmer),
            joinedload(Complaint.commodity),
            joinedload(Complaint.village),
            joinedload(Complaint.facts),
            joinedload(Complaint.officer),
            joinedload(Complaint.expert),
        )
        .order_by(elsewhere, key, Complaint.id)
        .limit(PAGE + 1)
    )
    start = read_cursor(after)
    if start:
        far, moment, number = start
        place = tuple_(literal(far), literal(moment, type_=key.type), literal(number))
        found = found.where(tuple_(elsewhere, key, Complaint.id) > place)
    return list(db.session.execute(found))


def _photos() -> ColumnElement[int]:
    return (
        select(func.count(ComplaintPhoto.id))
        .where(ComplaintPhoto.complaint_id == Complaint.id)
        .correlate(Complaint)
        .scalar_subquery()
    )


def opened_by(actor: Actor, numbers: list[int]) -> dict[int, str]:
    """Which of these cases a colleague has open now, and who."""
    marks = (
        select(ComplaintMark)
        .where(
            ComplaintMark.complaint_id.in_(numbers),
            ComplaintMark.person_id != actor.person_id,
            ComplaintMark.until > clock.now(),
        )
        .options(joinedload(ComplaintMark.person))
    )
    return {mark.complaint_id: called(mark.person.name) for mark in db.session.scalars(marks)}


def write_cursor(far: int, moment: datetime, number: int) -> str:
    """Where the next page starts: 0 own village or 1 elsewhere, microseconds since 1970, the case's number."""
    return f"{far}-{(moment - _EPOCH) // timedelta(microseconds=1)}-{number}"


def read_cursor(text: str) -> tuple[int, datetime, int] | None:
    """The reverse; None for anything else."""
    found = _CURSOR.fullmatch(text)
    if found is None:
        return None
    return int(found[1]), _EPOCH + timedelta(microseconds=int(found[2])), int(found[3])


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = re.compile(r"([01])-([0-9]{1,16})-([0-9]{1,9})")


def _row(row: Complaint, photos: int, actor: Actor, opened: str, apart: str) -> DeskRow:
    return DeskRow(
        code=row.code,
        title=desk_headline(row.body, crop_of(row)),
        farmer=f"{called(row.farmer.name)} ({apart})" if apart else called(row.farmer.name),
        village=row.village.name,
        photos=photos,
        status=row.status,
        due_at=row.due_at,
        share=share_gone(row),
        tag=desk_tag(row),
        mine=row.holder is not None and row.holder.id == actor.person_id,
        opened_by=opened,
    )


def desk_tag(case: Complaint) -> Tag:
    """How urgent a case is, in words; `text` is completed with the time left where there is a promise."""
    if case.status is Status.AWAITING_FARMER:
        return Tag("", "ask", say("Menunggu petani"))
    if case.due_at is None:
        return _kept_tag(case)
    left = case.due_at - clock.now()
    if left < timedelta():
        return Tag("bad", "warn", "")
    if left < SOON:
        return Tag("warn", "clock", "")
    return Tag("", "sprout", "") if case.holder else Tag("", "seed", say("Baru,"))


def _kept_tag(case: Complaint) -> Tag:
    if case.outcome is None:
        return Tag("done" if case.status is Status.ANSWERED else "", "leaf", officer_label(case.status))
    icon = "apple" if case.outcome is Outcome.CURED else "sprout"
    return Tag("done", icon, OUTCOME_WORDS[case.outcome])


def _answered_row(answer: ComplaintAnswer, case: Complaint) -> AnsweredRow:
    return AnsweredRow(
        code=case.code,
        title=desk_headline(case.body, crop_of(case)),
        farmer=called(case.farmer.name),
        village=case.village.name,
        tag=desk_tag(case),
        answered_at=answer.answered_at,
        answer_id=answer.id,
    )


def _place(actor: Actor) -> str:
    """Where the officer's own villages are, for the line under the title."""
    village = region.current().villages.get(actor.scope or "")
    return village.name if village else ""
