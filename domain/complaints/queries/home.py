"""The home of a farmer: the promise that runs, what to wait for, whom to wait with, and last year's season."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import Select, or_, select, union
from sqlalchemy import case as when
from sqlalchemy.orm import joinedload

from domain import clock, region
from domain.complaints.advice import no_entry_before, spray_of
from domain.complaints.advice_json import from_json
from domain.complaints.models import (
    Complaint,
    ComplaintAnswer,
    ComplaintFacts,
    ComplaintFollower,
    ComplaintSpray,
)
from domain.complaints.queries.answers import spray_told
from domain.complaints.queries.cases import CaseRow, Tag, case_row, crop_of, tag_of
from domain.complaints.queries.farmer import newest_of
from domain.complaints.queries.similar import title_unanswered
from domain.complaints.states import OPEN, Status
from domain.complaints.wording import OTHER_CROP, called, greeting
from domain.db import db
from domain.knowledge.models import Commodity, Problem
from domain.people.parcels.models import Parcel
from domain.people.rules import Actor

HOME_CASES = 4
HOME_FOLLOWED = 3
SEASON_DAYS = 10
SEASON_LINES = 2
MOST_COUNTED = 300


class HarvestNote(NamedTuple):
    """Do not harvest before `until`: what, and which answer says so. `enter_at` while nobody may go in yet.

    `told`: the farmer said so; else it counts from the answer. `today`: sprayed today.
    """

    code: str
    attempt: int
    crop: str
    sprayed_on: date
    until: date
    enter_at: datetime | None
    told: bool
    today: bool


class Followed(NamedTuple):
    """Somebody else's case the farmer waits for."""

    code: str
    title: str
    tag: Tag


class SeasonNote(NamedTuple):
    """What was found around this day a year ago: on the farmer's own plot, or by so many of the village."""

    problem: str
    crop: str
    own: bool
    hamlet: str
    farmers: int


@dataclass(frozen=True)
class FarmerHome:
    greeting: str
    name: str
    village: str
    current: CaseRow | None
    harvest: tuple[HarvestNote, ...]
    others: tuple[CaseRow, ...]
    followed: tuple[Followed, ...]
    season: tuple[SeasonNote, ...]


def farmer_home(actor: Actor, *, name: str, village_code: str | None) -> FarmerHome:
    """Everything on a farmer's first page, in five statements; name and village are known from the sign-in."""
    village = region.current().villages.get(village_code or "")
    rows = [case_row(row) for row in db.session.scalars(_by_duty(newest_of(actor)).limit(HOME_CASES))]
    current = rows[0] if rows else None
    return FarmerHome(
        greeting=greeting(clock.local(clock.now())),
        name=called(name),
        village=village.name if village else "",
        current=current,
        harvest=tuple(_harvest_notes(actor)),
        others=tuple(rows[1:]),
        followed=tuple(_followed(actor)),
        season=tuple(_season(actor, village_code)),
    )


def crops_of(actor: Actor) -> set[str]:
    """What the farmer grows, as far as we know: own parcels, and crops reported on. One statement."""
    grown = select(Parcel.commodity_code).where(Parcel.person_id == actor.person_id)
    reported = select(Complaint.commodity_code).where(Complaint.farmer_id == actor.person_id)
    return {code for code in db.session.scalars(union(grown, reported)) if code}


def _by_duty(found: Select[tuple[Complaint]]) -> Select[tuple[Complaint]]:
    """What waits for the farmer first: a question, then an answer; then what runs, the next promised first."""
    unread = (Complaint.status == Status.ANSWERED) & Complaint.outcome.is_(None)
    duty = when((Complaint.status == Status.AWAITING_FARMER, 0), (unread, 1), else_=2)
    over = Complaint.status.not_in(OPEN | {Status.ANSWERED})
    order = (over, duty, Complaint.due_at.nulls_last(), Complaint.id.desc())
    return found.order_by(None).order_by(*order)


def _harvest_notes(actor: Actor) -> Iterator[HarvestNote]:
    """Sprays whose waiting time is not over, the longest wait of each case, soonest first."""
    found = (
        select(ComplaintAnswer, Complaint)
        .join(Complaint, Complaint.id == ComplaintAnswer.complaint_id)
        .options(
            joinedload(Complaint.commodity),
            joinedload(ComplaintAnswer.sprays).joinedload(ComplaintSpray.teller),
        )
        .where(Complaint.farmer_id == actor.person_id, ComplaintAnswer.harvest_after > clock.today())
        .order_by(ComplaintAnswer.harvest_after)
    )
    longest = {case.code: (row, case) for row, case in db.session.execute(found).unique()}
    for row, case in longest.values():
        yield _harvest_note(row, case)


def _harvest_note(row: ComplaintAnswer, case: Complaint) -> HarvestNote:
    """From what the farmer told; before that as if sprayed on the day of the answer."""
    told, until = spray_told(row), row.harvest_after or clock.today()
    said = (case.code, row.attempt, crop_of(case))
    if told:
        return HarvestNote(*said, told.last_on, until, told.enter_at, True, told.today)
    return HarvestNote(*said, clock.local(row.answered_at).date(), until, _enter_at(row), False, False)


def _enter_at(row: ComplaintAnswer) -> datetime | None:
    """When the plot may be entered again, counted from the answer as the harvest is; None once it may."""
    spray = spray_of(from_json(row.advice))
    moment = no_entry_before(row.answered_at, spray) if spray else None
    return moment if moment and moment > clock.now() else None


def _followed(actor: Actor) -> Iterator[Followed]:
    now_answered = (ComplaintAnswer.complaint_id == Complaint.id) & (
        ComplaintAnswer.attempt == Complaint.attempt
    )
    found = (
        select(Complaint, Problem.name)
        .join(ComplaintFollower, ComplaintFollower.complaint_id == Complaint.id)
        .outerjoin(ComplaintAnswer, now_answered)
        .outerjoin(Problem, Problem.code == ComplaintAnswer.problem_code)
        .where(ComplaintFollower.person_id == actor.person_id)
        .options(joinedload(Complaint.commodity), joinedload(Complaint.officer))
        .order_by(Complaint.since.desc(), Complaint.id.desc())
        .limit(HOME_FOLLOWED)
    )
    for case, problem in db.session.execute(found):
        yield Followed(case.code, problem or title_unanswered(case), tag_of(case))


def _season(actor: Actor, village_code: str | None) -> list[SeasonNote]:
    """Own findings first; those of the village only when enough different farmers had them."""
    grouped: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for farmer, hamlet, problem, crop in db.session.execute(_found_last_year(actor, village_code)):
        grouped.setdefault((problem, crop or OTHER_CROP), []).append((farmer, hamlet))
    notes = [_season_note(*key, cases, actor) for key, cases in grouped.items()]
    enough = region.current().publishing.k_suppression
    shown = [note for note in notes if note.own or note.farmers >= enough]
    return sorted(shown, key=lambda note: (not note.own, -note.farmers, note.problem))[:SEASON_LINES]


def _found_last_year(actor: Actor, village_code: str | None):
    """Farmer, dusun, problem and crop of what was found around this day a year ago, here or by the farmer."""
    last_year = clock.today() - timedelta(days=365)
    first, last = (last_year + timedelta(days=days) for days in (-SEASON_DAYS, SEASON_DAYS + 1))
    return (
        select(Complaint.farmer_id, ComplaintFacts.hamlet, Problem.name, Commodity.name)
        .join(ComplaintAnswer, ComplaintAnswer.complaint_id == Complaint.id)
        .join(Problem, Problem.code == ComplaintAnswer.problem_code)
        .join(ComplaintFacts, ComplaintFacts.complaint_id == Complaint.id)
        .outerjoin(Commodity, Commodity.code == Complaint.commodity_code)
        .where(
            Complaint.filed_at >= _midnight(first),
            Complaint.filed_at < _midnight(last),
            or_(Complaint.village_code == village_code, Complaint.farmer_id == actor.person_id),
        )
        .limit(MOST_COUNTED)
    )


def _season_note(problem: str, crop: str, cases: list[tuple[int, str]], actor: Actor) -> SeasonNote:
    mine = [hamlet for farmer, hamlet in cases if farmer == actor.person_id]
    hamlet = next((each for each in mine if each), "")
    return SeasonNote(problem, crop, bool(mine), hamlet, len({farmer for farmer, _hamlet in cases}))


def _midnight(day: date) -> datetime:
    """The first moment of a day in the region's zone."""
    return datetime.combine(day, time(), clock.local(clock.now()).tzinfo)
