"""The desk's lists: what waits, by time left; and what was answered."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, true, tuple_
from sqlalchemy.orm import joinedload

from domain import clock, region
from domain.complaints.models import Complaint, ComplaintAnswer, ComplaintPhoto
from domain.complaints.queries.cases import Tag, crop_of, share_gone
from domain.complaints.queries.rows import PAGE, visible_to
from domain.complaints.states import OPEN, OUTCOME_WORDS, Desk, Outcome, Status, officer_label
from domain.complaints.wording import called, desk_headline
from domain.db import db
from domain.people.models import Hat
from domain.people.queries import in_force
from domain.people.rules import Actor, Role

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
    """A case in a desk's list. `due_at` is None while paused; `share` of the promised time gone."""

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


@dataclass(frozen=True)
class Inbox:
    """One tab of a desk's inbox. `after` is where the next page starts, None at the end."""

    tabs: tuple[TabCount, ...]
    tab: str
    rows: tuple[DeskRow, ...]
    after: str | None
    waiting: int
    place: str


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
            Tab("milik", "Desa saya", _mine),
            Tab("lain", "Desa lain", _elsewhere),
            Tab("ditunda", "Ditunda", _mine, paused=True),
        )
    if actor.hat is Role.EXPERT:
        return (
            Tab("ahli", region.current().names.experts, _experts),
            Tab("ppl", "Di PPL", _officers),
            Tab("ditunda", "Ditunda", _experts, paused=True),
        )
    return (
        Tab("semua", "Semua", _all),
        Tab("baru", "Belum ada PPL", _unrouted),
        Tab("ditunda", "Ditunda", _all, paused=True),
    )


def inbox(actor: Actor, *, tab: str = "", after: str = "") -> Inbox:
    """The tab's cases, least time left first; paused ones by how long they wait. Two statements."""
    tabs = tabs_of(actor)
    chosen = next((each for each in tabs if each.slug == tab), tabs[0])
    counts = _counts(actor, tabs)
    rows, next_after = _rows(actor, chosen, after)
    return Inbox(
        tabs=tuple(TabCount(each.slug, each.label, counts[each.slug], each is chosen) for each in tabs),
        tab=chosen.slug,
        rows=rows,
        after=next_after,
        waiting=counts[chosen.slug],
        place=_place(actor),
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


def _counts(actor: Actor, tabs: tuple[Tab, ...]) -> dict[str, int]:
    """How many open cases each tab holds, in one statement over the open ones."""
    columns = [func.count().filter(_status(tab), tab.condition(actor)).label(tab.slug) for tab in tabs]
    seen = visible_to(actor).with_only_columns(*columns).where(Complaint.status.in_(OPEN))
    return dict(db.session.execute(seen).one()._mapping)


def _status(tab: Tab) -> ColumnElement[bool]:
    return Complaint.status == Status.AWAITING_FARMER if tab.paused else Complaint.status.in_(RUNNING)


def _rows(actor: Actor, tab: Tab, after: str) -> tuple[tuple[DeskRow, ...], str | None]:
    key = Complaint.since if tab.paused else Complaint.due_at
    photos = (
        select(func.count(ComplaintPhoto.id))
        .where(ComplaintPhoto.complaint_id == Complaint.id)
        .correlate(Complaint)
        .scalar_subquery()
    )
    found = (
        visible_to(actor)
        .add_columns(photos)
        .where(_status(tab), tab.condition(actor), key.is_not(None))
        .options(
            joinedload(Complaint.farmer),
            joinedload(Complaint.commodity),
            joinedload(Complaint.village),
            joinedload(Complaint.officer),
            joinedload(Complaint.expert),
        )
        .order_by(key, Complaint.id)
        .limit(PAGE + 1)
    )
    start = read_cursor(after)
    if start:
        moment = literal(start[0], type_=key.type)
        found = found.where(tuple_(key, Complaint.id) > tuple_(moment, literal(start[1])))
    cases = list(db.session.execute(found))
    shown = tuple(_row(case, count, actor) for case, count in cases[:PAGE])
    if len(cases) <= PAGE:
        return shown, None
    last: Any = cases[PAGE - 1][0]
    return shown, write_cursor(last.since if tab.paused else last.due_at, last.id)


def write_cursor(moment: datetime, number: int) -> str:
    """Where the next page starts: microseconds since 1970 and the case's number."""
    return f"{(moment - _EPOCH) // timedelta(microseconds=1)}-{number}"


def read_cursor(text: str) -> tuple[datetime, int] | None:
    """The reverse; None for anything else."""
    moment, _, number = text.partition("-")
    if not (moment.isascii() and moment.isdigit() and number.isascii() and number.isdigit()):
        return None
    if len(moment) > 16 or len(number) > 9:
        return None
    return _EPOCH + timedelta(microseconds=int(moment)), int(number)


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _row(case: Complaint, photos: int, actor: Actor) -> DeskRow:
    return DeskRow(
        code=case.code,
        title=desk_headline(case.body, crop_of(case)),
        farmer=called(case.farmer.name),
        village=case.village.name,
        photos=photos,
        status=case.status,
        due_at=case.due_at,
        share=share_gone(case),
        tag=desk_tag(case),
        mine=case.holder is not None and case.holder.id == actor.person_id,
    )


def desk_tag(case: Complaint) -> Tag:
    """How urgent a case is, in words; `text` is completed with the time left where there is a promise."""
    if case.status is Status.AWAITING_FARMER:
        return Tag("", "ask", "Menunggu petani")
    if case.due_at is None:
        return _kept_tag(case)
    left = case.due_at - clock.now()
    if left < timedelta():
        return Tag("bad", "warn", "")
    if left < SOON:
        return Tag("warn", "clock", "")
    return Tag("", "sprout", "") if case.holder else Tag("", "seed", "Baru,")


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
