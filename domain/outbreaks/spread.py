"""Where it is: the public map by week and problem, the open table, and the half-monthly report."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import func, select

from domain import clock, region
from domain.complaints.models import Complaint, ComplaintAnswer
from domain.complaints.states import OUTCOME_WORDS, Outcome
from domain.db import db
from domain.errors import NotVisible
from domain.outbreaks.counting import NOT_COUNTED, WEEK, by_village, diagnosed, reports
from domain.outbreaks.hexes import Layout, layout
from domain.outbreaks.publishing import HalfMonth, Published, half_month, published
from domain.outbreaks.rules import week_of
from domain.people.rules import HANDLERS, Actor
from domain.region import RegionPack
from domain.sentences import say

WEEKS = 8
OPEN_WEEKS = 26
REPORTED = (Outcome.CURED, Outcome.IMPROVING, Outcome.UNCHANGED)


class Place(NamedTuple):
    """A village on the map; `at` is the corner of its hexagon."""

    code: str
    name: str
    district: str
    at: tuple[int, int]
    count: Published


@dataclass(frozen=True)
class Spread:
    """The map of one week: `problem` '' is all of them, in bands. `problems` are those to choose from."""

    week: date
    weeks: tuple[date, ...]
    problem: str
    problem_name: str
    problems: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    layout: Layout
    k: int


class OpenRow(NamedTuple):
    """A line of the open table. `farmers` is a number, or '<k'."""

    week: date
    district: str
    village: str
    problem: str
    farmers: str


class ReportRow(NamedTuple):
    """A line of the half-monthly report; `cured` to `unknown` are reports by outcome."""

    district: str
    village: str
    commodity: str
    problem: str
    farmers: int
    reports: int
    cured: int
    improving: int
    unchanged: int
    unknown: int


REPORT_HEADINGS = (
    "Kecamatan", "Desa", "Tanaman", "Masalah (OPT)", "Petani", "Laporan",
    *(OUTCOME_WORDS[each] for each in REPORTED), say("Belum ada kabar"),
)  # fmt: skip
OPEN_HEADINGS = ("Minggu mulai", "Kecamatan", "Desa", "Masalah", "Petani")


def spread(*, week: str = "", problem: str = "") -> Spread:
    """The map; nonsense in `week` (ISO day) or `problem` falls back to the present week, or all problems."""
    pack, this_week = region.current(), week_of(clock.today())
    weeks = tuple(this_week - at * WEEK for at in range(WEEKS))
    chosen = next((each for each in weeks if each.isoformat() == week), this_week)
    known = problem if problem in pack.problems else ""
    counts = _farmers(chosen, known)
    drawn = _drawn(pack)
    k = pack.publishing.k_suppression
    return Spread(
        week=chosen,
        weeks=weeks,
        problem=known,
        problem_name=pack.problems[known].name if known else "",
        problems=_reported(pack, weeks, known),
        places=tuple(
            Place(
                code,
                village.name,
                village.district,
                drawn.corners[code],
                published(counts.get(code, 0), k, banded=not known),
            )
            for code, village in pack.villages.items()
        ),
        layout=drawn,
        k=k,
    )


def _reported(pack: RegionPack, weeks: tuple[date, ...], chosen: str) -> tuple[tuple[str, str], ...]:
    """Problems diagnosed in these weeks, and the one asked for, by name. One statement."""
    found = diagnosed(weeks[-1], weeks[0] + WEEK, ComplaintAnswer.problem_code).distinct()
    codes = {*db.session.scalars(found), *([chosen] if chosen else [])} & pack.problems.keys()
    return tuple(sorted(((code, pack.problems[code].name) for code in codes), key=lambda each: each[1]))


def _farmers(week: date, problem: str) -> dict[str, int]:
    """Distinct farmers by village: with a diagnosed problem, or with any complaint at all."""
    if problem:
        return by_village(each for each in reports(week, week + WEEK) if each.problem == problem)
    found = (
        select(Complaint.village_code, func.count(Complaint.farmer_id.distinct()))
        .where(
            Complaint.status.not_in(NOT_COUNTED),
            Complaint.filed_at >= clock.start_of(week),
            Complaint.filed_at < clock.start_of(week + WEEK),
        )
        .group_by(Complaint.village_code)
    )
    return {code: count for code, count in db.session.execute(found)}


@lru_cache(maxsize=4)
def _layout(places: tuple[tuple[str, float, float], ...], pairs: tuple[tuple[str, str], ...]) -> Layout:
    return layout({code: (lat, lng) for code, lat, lng in places}, pairs)


def _drawn(pack: RegionPack) -> Layout:
    """Worked out once for a region."""
    places = tuple((row.code, row.lat, row.lng) for row in pack.villages.values())
    return _layout(places, tuple((pair.village, pair.neighbour) for pair in pack.adjacency))


def open_table() -> list[OpenRow]:
    """The last half year by week, village and problem, small counts withheld; the present week is left out."""
    pack, until = region.current(), week_of(clock.today())
    cells: dict[tuple[date, str, str], set[int]] = defaultdict(set)
    for each in reports(until - OPEN_WEEKS * WEEK, until):
        cells[week_of(each.day), each.village, each.problem].add(each.farmer)
    k = pack.publishing.k_suppression
    return [
        OpenRow(
            week,
            pack.villages[village].district,
            pack.villages[village].name,
            pack.problems[problem].name,
            published(len(farmers), k, banded=False).words,
        )
        for (week, village, problem), farmers in sorted(cells.items())
        if village in pack.villages and problem in pack.problems
    ]


def half_monthly(actor: Actor, day: date) -> tuple[HalfMonth, list[ReportRow]]:
    """The period `day` lies in, by village, crop and problem, for those who handle cases. Raises NotVisible."""
    if actor.hat not in HANDLERS:
        raise NotVisible("laporan")
    period, pack = half_month(day), region.current()
    cells: dict[tuple[str, str, str], list] = defaultdict(list)
    found = diagnosed(
        period.first,
        period.until,
        Complaint.village_code,
        Complaint.commodity_code,
        ComplaintAnswer.problem_code,
        Complaint.farmer_id,
        Complaint.outcome,
    )
    for row in db.session.execute(found):
        cells[row.village_code, row.commodity_code or "", row.problem_code].append(row)
    order = {code: at for at, code in enumerate(pack.villages)}
    lines = sorted(cells.items(), key=lambda cell: (order.get(cell[0][0], len(order)), *cell[0]))
    return period, [_line(pack, *key, rows) for key, rows in lines if key[0] in order]


def _line(pack: RegionPack, village: str, commodity: str, problem: str, rows: list) -> ReportRow:
    place, crop, named = pack.villages[village], pack.commodities.get(commodity), pack.problems.get(problem)
    by_outcome = [sum(row.outcome is outcome for row in rows) for outcome in REPORTED]
    return ReportRow(
        place.district,
        place.name,
        crop.name if crop else say("Tanaman lain"),
        named.name if named else problem,
        len({row.farmer_id for row in rows}),
        len(rows),
        *by_outcome,
        len(rows) - sum(by_outcome),
    )
