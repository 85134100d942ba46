"""What a form about a case shows above its fields, and what an answer may start from."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, or_
from sqlalchemy.orm import joinedload, selectinload

from domain import region
from domain.complaints.advice import MOST_STEPS, STEP_LENGTH, Advice, Category, Certainty, LastSpray, Step
from domain.complaints.advice_json import from_json
from domain.complaints.drawing import COLUMNS, ROWS, WIDTH
from domain.complaints.models import Complaint, ComplaintDraft
from domain.complaints.queries.cases import SavedDraft, ShownPhoto, crop_of, draft_of, into_of, shown_photos
from domain.complaints.queries.desk import moves_of, waiting
from domain.complaints.queries.rows import get, id_of, last_spray, visible_to
from domain.complaints.states import OPEN
from domain.complaints.wording import called, desk_headline
from domain.db import db
from domain.errors import NotVisible
from domain.knowledge import queries as knowledge
from domain.knowledge.texts import ProblemText
from domain.people.rules import Actor
from domain.sentences import say

MERGE_DAYS = 30
MOST_TARGETS = 10


@dataclass(frozen=True)
class CaseHead:
    """A case above a form. `heights` are of its photos, in thousandths of their width."""

    code: str
    title: str
    farmer: str
    village: str
    village_code: str
    commodity: str
    into: str
    photos: tuple[ShownPhoto, ...]
    heights: dict[int, int]
    last_spray: LastSpray | None
    due_at: datetime | None
    may: frozenset[str]
    proposed: bool
    draft: SavedDraft | None

    @property
    def cells(self) -> int:
        """How many numbered parts a photo has for those who cannot draw."""
        return COLUMNS * ROWS


class Start(NamedTuple):
    """Something an answer may begin with: `source` goes into the address, `line` says what it is."""

    source: str
    title: str
    line: str


def head(actor: Actor, code: str) -> CaseHead:
    """Four statements at most. Raises NotVisible."""
    found = (
        visible_to(actor)
        .where(Complaint.id == id_of(code))
        .options(
            joinedload(Complaint.farmer),
            joinedload(Complaint.officer),
            joinedload(Complaint.expert),
            joinedload(Complaint.village),
            joinedload(Complaint.commodity),
            joinedload(Complaint.merge),
            joinedload(Complaint.draft).joinedload(ComplaintDraft.author),
            selectinload(Complaint.photos),
            selectinload(Complaint.proposals),
        )
    )
    case = db.session.scalar(found)
    if case is None:
        raise NotVisible(code)
    return CaseHead(
        code=case.code,
        title=desk_headline(case.body, crop_of(case)),
        farmer=called(case.farmer.name),
        village=case.village.name,
        village_code=case.village_code,
        commodity=case.commodity_code or "",
        into=into_of(case),
        photos=shown_photos(case),
        heights={photo.position: WIDTH * photo.height // photo.width for photo in case.photos},
        last_spray=last_spray(case),
        due_at=case.due_at,
        may=frozenset(moves_of(case, actor)),
        proposed=waiting(case) is not None,
        draft=draft_of(case),
    )


def merge_targets(actor: Actor, code: str) -> list[tuple[str, str]]:
    """Open cases of the same crop from here and next door, of the last days: (code, in one line)."""
    case = get(actor, code)
    return _targets(actor, Complaint.id != case.id, _alike(case), Complaint.status.in_(OPEN))


def link_targets(actor: Actor, code: str) -> list[tuple[str, str]]:
    """The farmer's other cases of the last days, and those of the same crop around here, in whatever state."""
    case = get(actor, code)
    of_farmer = Complaint.farmer_id == case.farmer_id
    return _targets(actor, Complaint.id != case.id, or_(of_farmer, _alike(case)))


def _alike(case: Complaint):
    places = [case.village_code, *region.current().neighbours(case.village_code)]
    return and_(
        Complaint.village_code.in_(places),
        Complaint.commodity_code == case.commodity_code,
        Complaint.filed_at > case.filed_at - timedelta(days=MERGE_DAYS),
    )


def _targets(actor: Actor, *conditions) -> list[tuple[str, str]]:
    found = (
        visible_to(actor)
        .where(*conditions)
        .options(joinedload(Complaint.farmer), joinedload(Complaint.commodity), joinedload(Complaint.village))
        .order_by(Complaint.id.desc())
        .limit(MOST_TARGETS)
    )
    return [(row.code, _target_line(row)) for row in db.session.scalars(found)]


def _target_line(row: Complaint) -> str:
    title = desk_headline(row.body, crop_of(row))
    return f"{row.code}, {title}, {called(row.farmer.name)}, {row.village.name}"


def starts(actor: Actor, commodity: str) -> list[Start]:
    """What an answer about this crop may begin with: ready answers first, then entries of the library."""
    ready = [
        Start(f"siap:{each.id}", each.title, say("Jawaban siap, {problem}", problem=each.problem))
        for each in knowledge.ready_answers(actor, commodity or None)
    ]
    entries = knowledge.approved_texts(commodity) if commodity else []
    return ready + [Start(f"opt:{code}", text.name, say("Pustaka")) for code, text in entries]


def starting_from(actor: Actor, code: str, source: str) -> Advice | None:
    """The advice a source holds, ready to be changed: 'usulan', a case's code, 'siap:' and the number of a
    ready answer, or 'opt:' and a problem.

    Sprays are only taken over from a proposal about this very case. None for a source that says nothing.
    """
    if source == "usulan":
        proposal = waiting(get(actor, code))
        return from_json(proposal.advice) if proposal else None
    if source.startswith("siap:"):
        return _from_ready(actor, source.removeprefix("siap:"))
    if source.startswith("opt:"):
        return _from_library(source.removeprefix("opt:"))
    return _from_case(actor, source)


def _from_case(actor: Actor, code: str) -> Advice | None:
    row = db.session.scalar(
        visible_to(actor).where(Complaint.id == id_of(code)).options(selectinload(Complaint.answers))
    )
    if row is None or not row.answers:
        return None
    advice = from_json(row.answers[-1].advice)
    return replace(advice, steps=tuple(step for step in advice.steps if step.chemical is None))


def _from_ready(actor: Actor, number: str) -> Advice | None:
    offered = {str(each.id): each for each in knowledge.ready_answers(actor)}
    found = offered.get(number)
    if found is None:
        return None
    return Advice(
        certainty=Certainty.LIKELY,
        problem=found.problem_code,
        steps=tuple(Step(Category(kind), text) for kind, text in found.steps),
        follow_up_days=found.follow_up_days,
        next_season=found.next_season,
        call_when=found.call_when,
    )


def _from_library(problem: str) -> Advice | None:
    row = region.current().problems.get(problem)
    try:
        text = knowledge.problem_page(problem).text
    except NotVisible:
        return None
    if row is None:
        return None
    return Advice(
        certainty=Certainty.LIKELY,
        problem=problem,
        steps=_mildest(text),
        follow_up_days=row.follow_up_days,
        call_when=text.call_when[:STEP_LENGTH],
    )


def _mildest(text: ProblemText) -> tuple[Step, ...]:
    """As many steps as an answer holds, each kind's first before anybody's second, in the order of kinds."""
    kinds = (
        (Category.CULTURAL, text.prevention),
        (Category.MECHANICAL, text.mechanical),
        (Category.BIOLOGICAL, text.biological),
    )
    ranked = [
        (at, order, kind, line) for order, (kind, lines) in enumerate(kinds) for at, line in enumerate(lines)
    ]
    chosen = sorted(ranked)[:MOST_STEPS]
    return tuple(
        Step(kind, line) for _at, _order, kind, line in sorted(chosen, key=lambda each: (each[1], each[0]))
    )
