"""Counting diagnosed reports: by problem, village and week, always as distinct farmers."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Select, func, select

from domain import clock, region
from domain.complaints.models import Complaint, ComplaintAnswer
from domain.complaints.states import Status
from domain.db import db
from domain.outbreaks.rules import HISTORY_WEEKS, Cell, limit, usual_in_fortnight, week_of

NOT_COUNTED = (Status.MERGED, Status.DECLINED)
FORTNIGHT = timedelta(days=14)
WEEK = timedelta(days=7)


class Report(NamedTuple):
    """One diagnosed complaint, as far as it counts. `day` is local."""

    day: date
    village: str
    problem: str
    commodity: str | None
    farmer: int
    filer: int


def diagnosed(since: date, until: date, *columns) -> Select:
    """Columns of complaints filed on local days from `since` to before `until`, with their latest diagnosis."""
    filed = (
        Complaint.status.not_in(NOT_COUNTED),
        Complaint.filed_at >= clock.start_of(since),
        Complaint.filed_at < clock.start_of(until),
    )
    latest = (
        select(func.max(ComplaintAnswer.id))
        .join(Complaint, Complaint.id == ComplaintAnswer.complaint_id)
        .where(ComplaintAnswer.problem_code.is_not(None), *filed)
        .group_by(ComplaintAnswer.complaint_id)
    )
    return (
        select(*columns)
        .join_from(ComplaintAnswer, Complaint, Complaint.id == ComplaintAnswer.complaint_id)
        .where(ComplaintAnswer.id.in_(latest))
    )


@dataclass(frozen=True)
class Counted:
    """A cell of one week (its Monday), with everything a decision is shown. See models.Candidate."""

    week: date
    district: str
    problem: str
    cell: Cell
    bound: float | None
    villages: dict[str, int]
    commodity: str | None
    by_themselves: int
    filers: int


def reports(since: date, until: date) -> list[Report]:
    """Diagnosed complaints filed on local days from `since` to before `until`, by their latest diagnosis.

    Merged and declined ones are left out.
    """
    found = diagnosed(
        since,
        until,
        Complaint.filed_at,
        Complaint.village_code,
        ComplaintAnswer.problem_code,
        Complaint.commodity_code,
        Complaint.farmer_id,
        Complaint.filed_by,
    )
    return [Report(clock.local(row[0]).date(), *row[1:]) for row in db.session.execute(found)]


def counted(week: date, today: date) -> list[Counted]:
    """Every cell with a report in the 14 days before the end of `week` (a Monday), or before tomorrow.

    Weeks before the first complaint of all are no silence: the history is then shorter.
    """
    until = min(week + WEEK, today + timedelta(days=1))
    first = max(week - (HISTORY_WEEKS - 1) * WEEK, _first_week())
    known = region.current().problems
    districts = {code: village.district for code, village in region.current().villages.items()}
    cells: dict[tuple[str, str], list[Report]] = defaultdict(list)
    for report in reports(min(first, until - FORTNIGHT), until):
        if report.problem in known and report.village in districts:
            cells[districts[report.village], report.problem].append(report)
    return [
        _count(week, first, until, district, problem, found)
        for (district, problem), found in sorted(cells.items())
        if any(report.day >= until - FORTNIGHT for report in found)
    ]


def _count(week: date, first: date, until: date, district: str, problem: str, found: list[Report]) -> Counted:
    pack = region.current()
    recent = [report for report in found if report.day >= until - FORTNIGHT]
    by_week: dict[date, set[int]] = defaultdict(set)
    for report in found:
        by_week[week_of(report.day)].add(report.farmer)
    span = (week - first) // WEEK + 1
    weeks = [len(by_week[first + at * WEEK]) for at in range(span)]
    alone = {report.farmer for report in recent if report.filer == report.farmer}
    others = {report.filer for report in recent if report.filer != report.farmer}
    watched = pack.problems[problem].watchlist
    return Counted(
        week=week,
        district=district,
        problem=problem,
        cell=Cell(weeks, farmers_of(recent), usual_in_fortnight(weeks), watched),
        bound=limit(weeks, pack.outbreaks.alarm_sd_floor),
        villages=by_village(recent),
        commodity=_most(report.commodity for report in recent if report.commodity),
        by_themselves=len(alone),
        filers=len(others),
    )


def by_village(found: Iterable[Report]) -> dict[str, int]:
    """Distinct farmers by village code."""
    farmers: dict[str, set[int]] = defaultdict(set)
    for report in found:
        farmers[report.village].add(report.farmer)
    return {village: len(people) for village, people in sorted(farmers.items())}


def farmers_of(found: Iterable[Report]) -> int:
    return len({report.farmer for report in found})


def _most(values: Iterable[str]) -> str | None:
    common = Counter(sorted(values)).most_common(1)
    return common[0][0] if common else None


def _first_week() -> date:
    """The Monday of the very first complaint's week; this week when there is none."""
    first = db.session.scalar(select(func.min(Complaint.filed_at)))
    return week_of(clock.local(first).date() if first else clock.today())
