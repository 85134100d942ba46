"""What lies around a case: the same farmer's others, what neighbours report, what helped before."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import joinedload

from domain import clock, region
from domain.complaints import similar
from domain.complaints.models import Complaint, ComplaintAnswer, ComplaintMerge
from domain.complaints.queries.cases import Tag, crop_of
from domain.complaints.queries.inbox import desk_tag
from domain.complaints.queries.rows import visible_to
from domain.complaints.queries.similar import of_crop, report_of
from domain.complaints.similar import Match, weeks_apart
from domain.complaints.states import OUTCOME_WORDS, Outcome, Status
from domain.complaints.wording import called, desk_headline
from domain.db import db
from domain.people.rules import Actor
from domain.sentences import say

NEARBY_DAYS = 30
MOST_NEAR, MOST_EARLIER, MOST_LIKE = 5, 5, 3
SEASON_WEEKS = 3
_BETTER = (Outcome.CURED, Outcome.IMPROVING)


class NearCase(NamedTuple):
    """Another case, in one line: what it is, where, when, how it stands."""

    code: str
    title: str
    place: str
    day: date
    tag: Tag


class LikeAnswer(NamedTuple):
    """An answered case like this one: why it is like it, what was advised first, how it went."""

    code: str
    title: str
    place: str
    day: date
    points: int
    reasons: tuple[str, ...]
    first_step: str
    outcome: str


@dataclass(frozen=True)
class Around:
    """`near` are of the same crop, here and next door, last 30 days; `season` what this time of year brought."""

    earlier: tuple[NearCase, ...]
    near: tuple[NearCase, ...]
    merged: tuple[NearCase, ...]
    like: tuple[LikeAnswer, ...]
    season: tuple[tuple[str, int], ...]
    reports_near: int


def around(actor: Actor, case: Complaint) -> Around:
    """Three statements, however much there is."""
    others = list(db.session.execute(_others(actor, case)))
    own = [row for row, _into, _name in others if row.farmer_id == case.farmer_id]
    near = [each for each in others if _is_near(each[0], case)]
    past = of_crop(case.commodity_code, case.code) if case.commodity_code else []
    return Around(
        earlier=tuple(_line(each) for each in others if each[0] in own)[:MOST_EARLIER],
        near=tuple(map(_line, near))[:MOST_NEAR],
        merged=tuple(_line(each) for each in others if each[1] == case.id),
        like=tuple(_likes(case, past)),
        season=_season(past),
        reports_near=len({row.farmer_id for row, _into, _name in near}),
    )


def _others(actor: Actor, case: Complaint) -> Select:
    """The farmer's other cases, those nearby, and those merged into this one; each with its last problem."""
    near = and_(
        Complaint.commodity_code == case.commodity_code,
        Complaint.village_code.in_([case.village_code, *region.current().neighbours(case.village_code)]),
        Complaint.filed_at > _near_since(),
    )
    return (
        visible_to(actor)
        .outerjoin(ComplaintMerge, ComplaintMerge.complaint_id == Complaint.id)
        .add_columns(ComplaintMerge.into_id, _last_problem())
        .where(
            Complaint.id != case.id,
            or_(Complaint.farmer_id == case.farmer_id, near, ComplaintMerge.into_id == case.id),
        )
        .options(joinedload(Complaint.farmer), joinedload(Complaint.commodity), joinedload(Complaint.village))
        .order_by(Complaint.id.desc())
        .limit(60)
    )


def _last_problem():
    return (
        select(ComplaintAnswer.problem_code)
        .where(ComplaintAnswer.complaint_id == Complaint.id)
        .order_by(ComplaintAnswer.id.desc())
        .limit(1)
        .correlate(Complaint)
        .scalar_subquery()
    )


def _near_since():
    return clock.now() - timedelta(days=NEARBY_DAYS)


def _is_near(row: Complaint, case: Complaint) -> bool:
    pack = region.current()
    places = {case.village_code, *pack.neighbours(case.village_code)}
    same = row.commodity_code is not None and row.commodity_code == case.commodity_code
    counted = row.farmer_id != case.farmer_id and row.status is not Status.MERGED
    return same and counted and row.village_code in places and row.filed_at > _near_since()


def _line(found: tuple[Complaint, int | None, str | None]) -> NearCase:
    row, _into, code = found
    problem = region.current().problems.get(code or "")
    return NearCase(
        code=row.code,
        title=problem.name if problem else desk_headline(row.body, crop_of(row)),
        place=f"{called(row.farmer.name)}, {row.village.name}",
        day=clock.local(row.filed_at).date(),
        tag=desk_tag(row),
    )


def _likes(case: Complaint, past: Iterable[Complaint]) -> list[LikeAnswer]:
    """By points; of equal ones those whose plants got better come first."""
    answered = [(each, report_of(each)) for each in past if each.answers and each.answers[-1].problem_code]
    answered.sort(key=lambda each: each[0].outcome not in _BETTER)
    near = region.current().neighbours(case.village_code)
    return [_like(*each) for each in similar.best(report_of(case), answered, near, most=MOST_LIKE)]


def _like(case: Complaint, how: Match) -> LikeAnswer:
    answer, pack = case.answers[-1], region.current()
    steps = answer.advice["steps"]
    return LikeAnswer(
        code=case.code,
        title=answer.problem.name if answer.problem else crop_of(case),
        place=pack.villages[case.village_code].name,
        day=clock.local(case.filed_at).date(),
        points=how.points,
        reasons=how.reasons,
        first_step=steps[0]["text"] if steps else "",
        outcome=OUTCOME_WORDS[case.outcome] if case.outcome else say("Belum ada kabar"),
    )


def _season(past: Iterable[Complaint]) -> tuple[tuple[str, int], ...]:
    """Problems found on this crop around this week in earlier years, the most frequent first."""
    today = clock.today()
    found: Counter[str] = Counter()
    for case in past:
        day = clock.local(case.filed_at).date()
        if day.year < today.year and weeks_apart(day, today) <= SEASON_WEEKS and case.answers:
            problem = case.answers[-1].problem
            found.update([problem.name] if problem else [])
    return tuple(found.most_common(3))
