"""Ready answers and questions: what is offered while answering a case, and the desk's lists."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from domain import region
from domain.db import db, writing
from domain.errors import NotVisible
from domain.knowledge.models import ReadyAnswer, ReadyQuestion
from domain.knowledge.queries.library import suggestions
from domain.knowledge.ready import READY_WORDS, STEP_KINDS, ReadyState
from domain.knowledge.rules import EntryKind
from domain.people.rules import HANDLERS, Actor, Role
from domain.sentences import say

TABLES: dict[str, Any] = {"ready_answer": ReadyAnswer, "ready_question": ReadyQuestion}
MOST = 100
LIKELY = 5  # problems that words may point to


class OfferedAnswer(NamedTuple):
    """An approved answer to start from. `steps` are (category of advice, text); days until asking again."""

    id: int
    title: str
    problem_code: str
    problem: str
    steps: tuple[tuple[str, str], ...]
    next_season: tuple[str, ...]
    call_when: str
    follow_up_days: int
    reviewer: str


class OfferedQuestion(NamedTuple):
    """An approved question. `answer` is words, photo, number or date."""

    id: int
    text: str
    answer: str


@dataclass(frozen=True)
class ReadyRow:
    """A line of the desk, or one text whole. `lines` are what it says, `place` problem and crops in words."""

    id: int
    title: str
    place: str
    lines: tuple[str, ...]
    state: str
    label: str
    owner: str
    reviewer: str
    reviewed_on: date | None
    may_change: bool
    may_approve: bool
    may_retire: bool


def ready_answers(
    actor: Actor, commodity: str | None = None, problem: str | None = None
) -> list[OfferedAnswer]:
    """Approved answers that fit a crop and a problem, those made for just this crop first. One statement."""
    found = _visible(actor, ReadyAnswer).where(ReadyAnswer.state == ReadyState.APPROVED)
    if problem:
        found = found.where(ReadyAnswer.problem_code == problem)
    if commodity:
        fits = ReadyAnswer.commodity_code
        found = found.where(fits.is_(None) | (fits == commodity))
    found = found.options(joinedload(ReadyAnswer.problem), joinedload(ReadyAnswer.reviewer))
    rows = db.session.scalars(found.order_by(ReadyAnswer.title, ReadyAnswer.id).limit(MOST))
    fitting = [
        row for row in rows if not commodity or row.commodity_code or _has(row.problem_code, commodity)
    ]
    return [_offered(row) for row in sorted(fitting, key=lambda row: row.commodity_code is None)]


def likely_answers(actor: Actor, commodity: str, said: str) -> list[OfferedAnswer]:
    """Approved answers about problems that these words point to, the likeliest first. Two statements."""
    pointed = [card.ref for card in suggestions(said, commodity, LIKELY) if card.kind is EntryKind.PROBLEM]
    fitting = [each for each in ready_answers(actor, commodity) if each.problem_code in pointed]
    return sorted(fitting, key=lambda each: pointed.index(each.problem_code))


def ready_questions(
    actor: Actor, commodity: str | None = None, problem: str | None = None
) -> list[OfferedQuestion]:
    """Approved questions for a case; those about its crop or problem first. One statement."""
    found = _visible(actor, ReadyQuestion).where(ReadyQuestion.state == ReadyState.APPROVED)
    rows = [
        row
        for row in db.session.scalars(found.order_by(ReadyQuestion.id))
        if (not row.commodities or commodity in row.commodities) and row.problem_code in (None, problem)
    ]
    special = sorted(rows, key=lambda row: not (row.commodities or row.problem_code))
    return [OfferedQuestion(row.id, row.text, row.answer) for row in special]


def ready_answer(actor: Actor, code: str, *, lock: bool = False) -> ReadyAnswer:
    return ready_row(actor, "ready_answer", code, lock=lock)


def ready_question(actor: Actor, code: str, *, lock: bool = False) -> ReadyQuestion:
    return ready_row(actor, "ready_question", code, lock=lock)


def ready_row(actor: Actor, kind: str, code: str, *, lock: bool = False) -> Any:
    """A text on the desk. `kind` names the table. Raises NotVisible."""
    model = TABLES[kind]
    found = _visible(actor, model).where(model.id == (int(code) if str(code).isdigit() else 0))
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True, of=model)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(code))
    return row


def ready_desk(actor: Actor, kind: str) -> list[ReadyRow]:
    """All of a kind, those that wait for an expert first."""
    model = TABLES[kind]
    found = _visible(actor, model).options(joinedload(model.owner), joinedload(model.reviewer))
    if model is ReadyAnswer:
        found = found.options(joinedload(ReadyAnswer.problem))
    order = [ReadyState.DRAFT, ReadyState.APPROVED, ReadyState.RETIRED]
    rows = db.session.scalars(found.order_by(model.id.desc()).limit(MOST))
    return [_row(actor, row) for row in sorted(rows, key=lambda row: order.index(row.state))]


def ready_one(actor: Actor, kind: str, code: str) -> ReadyRow:
    return _row(actor, ready_row(actor, kind, code))


def _visible(actor: Actor, model: Any) -> Select:
    return select(model) if actor.hat in HANDLERS else select(model).where(model.id.is_(None))


def _has(problem: str, commodity: str) -> bool:
    row = region.current().problems.get(problem)
    return row is None or commodity in row.commodities


def _offered(row: ReadyAnswer) -> OfferedAnswer:
    return OfferedAnswer(
        id=row.id,
        title=row.title,
        problem_code=row.problem_code,
        problem=row.problem.name,
        steps=tuple((kind, text) for kind, text in row.steps if kind in STEP_KINDS),
        next_season=tuple(row.next_season),
        call_when=row.call_when,
        follow_up_days=row.follow_up_days,
        reviewer=row.reviewer.name if row.reviewer else "",
    )


def _row(actor: Actor, row: Any) -> ReadyRow:
    is_answer = isinstance(row, ReadyAnswer)
    crops = [row.commodity_code] if is_answer and row.commodity_code else [] if is_answer else row.commodities
    names = [
        region.current().commodities[code].name for code in crops if code in region.current().commodities
    ]
    expert = actor.hat is Role.EXPERT
    return ReadyRow(
        id=row.id,
        title=row.title if is_answer else row.text,
        place=" · ".join(part for part in (row.problem.name if is_answer else "", ", ".join(names)) if part),
        lines=tuple(text for _kind, text in row.steps) if is_answer else (),
        state=str(row.state),
        label=READY_WORDS[row.state],
        owner=row.owner.name if row.owner else say("paket daerah"),
        reviewer=row.reviewer.name if row.reviewer else "",
        reviewed_on=row.reviewed_on,
        may_change=expert or (row.owner_id == actor.person_id and row.state is ReadyState.DRAFT),
        may_approve=expert and row.state is not ReadyState.APPROVED,
        may_retire=actor.hat in (Role.EXPERT, Role.COORDINATOR) and row.state is not ReadyState.RETIRED,
    )
