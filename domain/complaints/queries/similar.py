"""Answered cases and library entries that may already hold the answer; others are never named in them."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from domain import clock, region
from domain.complaints import similar
from domain.complaints.models import Complaint, ComplaintAnswer, ComplaintFollower, ComplaintProposal
from domain.complaints.queries.answers import AnswerView, answer_view
from domain.complaints.queries.cases import Tag, crop_of, tag_of
from domain.complaints.queries.rows import id_of
from domain.complaints.similar import Match, Report
from domain.complaints.states import OPEN, OUTCOME_WORDS, Outcome, Status
from domain.db import db
from domain.errors import NotVisible
from domain.knowledge import queries as knowledge
from domain.knowledge.texts import ProblemText
from domain.people.rules import Actor, Role
from domain.sentences import say

NEWEST = 200  # cases of one crop that are compared
MOST = 3
TOLD_TO_OTHERS = OPEN | {Status.ANSWERED, Status.CLOSED}


class LikeCase(NamedTuple):
    """A case of somebody's as others may know it: no person, no words, no village."""

    code: str
    title: str
    district: str
    day: date
    outcome: str
    reasons: tuple[str, ...]
    points: int


class LikeProblem(NamedTuple):
    """An entry of the library that fits: its first signs and its first step."""

    code: str
    name: str
    signs: tuple[str, ...]
    first_step: str


@dataclass(frozen=True)
class Likeness:
    """Answered cases, reviewed entries, and the open case most like this one, to wait for together."""

    cases: tuple[LikeCase, ...] = ()
    problems: tuple[LikeProblem, ...] = ()
    waiting: tuple[LikeCase, ...] = ()

    @property
    def count(self) -> int:
        return len(self.cases) + len(self.problems) + len(self.waiting)


@dataclass(frozen=True)
class SharedCase:
    """One case as any farmer may read it. `following` says whether the reader waits for its answer."""

    code: str
    title: str
    crop: str
    part: str
    district: str
    day: date
    tag: Tag
    outcome: str
    answers: tuple[AnswerView, ...]
    following: bool
    mine: bool


def likeness(
    actor: Actor, *, commodity: str, part: str = "", body: str = "", village: str = "", besides: str = ""
) -> Likeness:
    """What may already answer this report, for its farmer. Three statements, however many there are."""
    pack = region.current()
    if commodity not in pack.commodities:
        return Likeness()
    new = Report(
        commodity, part or None, similar.stems_of(body, pack.meanings), village or None, clock.today()
    )
    near = pack.neighbours(village)
    past = _told([case for case in of_crop(commodity, besides) if case.farmer_id != actor.person_id])
    answered = [each for each in past if _helped(each[0])]
    waiting = [each for each in past if each[0].status in OPEN and not each[0].answers]
    return Likeness(
        _each_problem_once(similar.best(new, answered, near, most=NEWEST)),
        tuple(_problems(new)),
        tuple(_like_case(*each) for each in similar.best(new, waiting, near, most=1)),
    )


def _told(cases: list[Complaint]) -> list[tuple[Complaint, Report]]:
    """Each case as it is compared. Its village counts, and is told as a reason, only where so many farmers
    reported this crop that none of them is meant."""
    farmers: dict[str, set[int]] = {}
    for case in cases:
        farmers.setdefault(case.village_code, set()).add(case.farmer_id)
    enough = region.current().publishing.k_suppression
    crowded = {code for code, who in farmers.items() if len(who) >= enough}
    return [
        (case, report_of(case)._replace(village=case.village_code if case.village_code in crowded else None))
        for case in cases
    ]


def report_of(case: Complaint) -> Report:
    """A kept case as the rules compare it: its words and those of the problem that was found."""
    pack = region.current()
    found = [pack.problems[each.problem_code] for each in case.answers if each.problem_code in pack.problems]
    told = " ".join([case.body, *(f"{each.name} {' '.join(each.signs)}" for each in found)])
    return Report(
        case.commodity_code,
        case.facts.part_code,
        similar.stems_of(told, pack.meanings),
        case.village_code,
        clock.local(case.filed_at).date(),
    )


def shared_case(actor: Actor, code: str) -> SharedCase:
    """A case without its person, for a farmer. Raises NotVisible."""
    found = (
        select(Complaint)
        .where(Complaint.id == id_of(code), Complaint.status.in_(TOLD_TO_OTHERS))
        .options(joinedload(Complaint.facts), joinedload(Complaint.commodity), *_with_answers())
    )
    case = db.session.scalar(found) if actor.hat is Role.FARMER else None
    if case is None:
        raise NotVisible(code)
    pack = region.current()
    part = pack.plant_parts.get(case.facts.part_code or "")
    district = pack.villages[case.village_code].district
    return SharedCase(
        code=case.code,
        title=title_for_others(case),
        crop=crop_of(case),
        part=part.name if part else "",
        district=district,
        day=clock.local(case.filed_at).date(),
        tag=tag_of(case),
        outcome=OUTCOME_WORDS[case.outcome] if case.outcome else "",
        answers=tuple(answer_view(row, district, pack.names.experts) for row in reversed(case.answers)),
        following=db.session.get(ComplaintFollower, (case.id, actor.person_id)) is not None,
        mine=case.farmer_id == actor.person_id,
    )


def _with_answers():
    answers = selectinload(Complaint.answers)
    return (
        answers.joinedload(ComplaintAnswer.problem),
        answers.joinedload(ComplaintAnswer.author),
        answers.joinedload(ComplaintAnswer.voice),
        answers.joinedload(ComplaintAnswer.drawing),
        answers.joinedload(ComplaintAnswer.proposal).joinedload(ComplaintProposal.decider),
    )


def of_crop(commodity: str, besides: str) -> list[Complaint]:
    """The newest cases of a crop, with what was answered; `besides` is left out. Two statements."""
    found = (
        select(Complaint)
        .where(
            Complaint.commodity_code == commodity,
            Complaint.status.in_(TOLD_TO_OTHERS),
            Complaint.id != id_of(besides),
        )
        .options(
            joinedload(Complaint.facts),
            joinedload(Complaint.commodity),
            selectinload(Complaint.answers).joinedload(ComplaintAnswer.problem),
        )
        .order_by(Complaint.id.desc())
        .limit(NEWEST)
    )
    return list(db.session.scalars(found))


def _helped(case: Complaint) -> bool:
    """Answered with a problem named, and not known to have failed."""
    named = bool(case.answers) and case.answers[-1].problem_code is not None
    return named and case.outcome not in (Outcome.FAILED, Outcome.NOT_PEST)


def _each_problem_once(found: list[tuple[Complaint, Match]]) -> tuple[LikeCase, ...]:
    """The best case of each problem, at most MOST."""
    cases = [_like_case(*each) for each in found]
    first = {case.title: case for case in reversed(cases)}
    return tuple(case for case in cases if first[case.title] is case)[:MOST]


def _like_case(case: Complaint, how: Match) -> LikeCase:
    return LikeCase(
        code=case.code,
        title=title_for_others(case),
        district=region.current().villages[case.village_code].district,
        day=clock.local(case.filed_at).date(),
        outcome=OUTCOME_WORDS[case.outcome] if case.outcome else "",
        reasons=how.reasons,
        points=how.points,
    )


def title_for_others(case: Complaint) -> str:
    """The problem that was found; before that only the crop, never what the farmer wrote."""
    named = [row.problem.name for row in case.answers if row.problem]
    return named[-1] if named else title_unanswered(case)


def title_unanswered(case: Complaint) -> str:
    """What others may call a case nobody has named the problem of."""
    return say("{case} sakit, menunggu saran", case=crop_of(case))


def _problems(new: Report) -> list[LikeProblem]:
    """Approved entries for this crop, by the same points."""
    past = [
        ((code, text), Report(new.commodity, _part(text, new.part), _stems(text)))
        for code, text in knowledge.approved_texts(new.commodity or "")
    ]
    return [_like_problem(*entry) for entry, _how in similar.best(new, past, most=MOST)]


def _part(text: ProblemText, part: str | None) -> str | None:
    return part if part in text.signs_by_part else None


def _seen(text: ProblemText) -> list[str]:
    return [sign for signs in text.signs_by_part.values() for sign in signs]


def _stems(text: ProblemText) -> frozenset[str]:
    told = ". ".join([text.name, *text.local_names, *_seen(text)])
    return similar.stems_of(told, region.current().meanings)


def _like_problem(code: str, text: ProblemText) -> LikeProblem:
    steps = text.mechanical or text.prevention
    return LikeProblem(code, text.name, tuple(_seen(text)[:2]), steps[0] if steps else "")
