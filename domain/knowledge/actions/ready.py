"""Verbs of ready answers and questions: keep, approve, retire; the pack brings the first ones. None commits."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from domain import clock, journal, region
from domain.db import db
from domain.errors import RuleBroken
from domain.knowledge import queries, ready, rules
from domain.knowledge.models import ReadyAnswer, ReadyQuestion
from domain.knowledge.ready import AnswerDraft, ReadyState
from domain.people.rules import Actor

Ready = ReadyAnswer | ReadyQuestion


def keep_answer(actor: Actor, *, draft: AnswerDraft, code: str | None = None) -> ReadyAnswer:
    """A new ready answer, or other words for one. An expert's may be used at once, others' wait for one."""
    rules.check_may_prepare(actor.hat)
    row = queries.ready_answer(actor, code, lock=True) if code else ReadyAnswer(owner_id=actor.person_id)
    _check_change(actor, row, code)
    pack = region.current()
    ready.check_answer(draft, pack.banned_names)
    if draft.problem_code not in pack.problems:
        raise RuleBroken("Pilih masalahnya.", field="problem_code")
    if draft.commodity_code and draft.commodity_code not in pack.problems[draft.problem_code].commodities:
        raise RuleBroken("Tanaman ini tidak kena masalah itu. Pilih yang lain.", field="commodity_code")
    for name in AnswerDraft.__slots__:
        value = getattr(draft, name)
        setattr(
            row,
            name,
            [list(x) if isinstance(x, tuple) else x for x in value] if isinstance(value, tuple) else value,
        )
    return _keep(actor, row, "ready_answer")


def keep_question(
    actor: Actor,
    *,
    text: str,
    answer: str,
    commodities: list[str],
    problem_code: str | None = None,
    code: str | None = None,
) -> ReadyQuestion:
    """A new ready question, or other words for one."""
    rules.check_may_prepare(actor.hat)
    row = queries.ready_question(actor, code, lock=True) if code else ReadyQuestion(owner_id=actor.person_id)
    _check_change(actor, row, code)
    if not text.strip():
        raise RuleBroken("Tulis pertanyaannya.", field="text")
    ready.check_line(text, "text", region.current().banned_names)
    row.text, row.answer, row.commodities = text.strip(), answer, sorted(commodities)
    row.problem_code = problem_code
    return _keep(actor, row, "ready_question")


def approve_ready(actor: Actor, kind: str, code: str) -> Ready:
    """Let everybody who answers use it. `kind` is "ready_answer" or "ready_question"."""
    rules.check_may_approve(actor.hat)
    row = queries.ready_row(actor, kind, code, lock=True)
    if row.state is ReadyState.APPROVED:
        raise RuleBroken("Sudah disetujui.")
    _review(actor, row, ReadyState.APPROVED)
    journal.record(actor, f"{kind}.approved", f"{kind}:{row.id}")
    return row


def retire_ready(actor: Actor, kind: str, code: str) -> Ready:
    """No longer offered; it stays on the desk."""
    rules.check_may_withdraw(actor.hat)
    row = queries.ready_row(actor, kind, code, lock=True)
    if row.state is ReadyState.RETIRED:
        raise RuleBroken("Memang sudah tidak dipakai.")
    _review(actor, row, ReadyState.RETIRED)
    journal.record(actor, f"{kind}.retired", f"{kind}:{row.id}")
    return row


def load_ready() -> Counter[str]:
    """Bring in what the pack has and the desk does not; what is on the desk is left as it is."""
    done = Counter[str]()
    pack = region.current()
    answers = set(db.session.scalars(select(ReadyAnswer.pack_code)))
    for row in pack.ready_answers.values():
        if row.code not in answers:
            db.session.add(ReadyAnswer(pack_code=row.code, **_answer_of(row)))
            done["ready"] += 1
    questions = set(db.session.scalars(select(ReadyQuestion.pack_code)))
    for row in pack.questions.values():
        if row.code not in questions:
            db.session.add(
                ReadyQuestion(
                    pack_code=row.code,
                    text=row.text,
                    answer=str(row.answer),
                    commodities=list(row.commodities),
                    state=ReadyState.APPROVED,  # it asks, it claims nothing
                )
            )
            done["ready"] += 1
    db.session.flush()
    return done


def _answer_of(row: Any) -> dict[str, Any]:
    return {
        "problem_code": row.problem,
        "commodity_code": row.commodity or None,
        "title": row.title,
        "steps": [[kind, text] for kind in ready.STEP_KINDS for text in getattr(row, kind)],
        "next_season": list(row.next_season),
        "call_when": row.call_when,
        "follow_up_days": row.follow_up_days,
        "state": ReadyState.DRAFT,
    }


def _check_change(actor: Actor, row: Ready, code: str | None) -> None:
    if code:
        ready.check_may_change(row.state, actor.hat, row.owner_id == actor.person_id)


def _keep(actor: Actor, row: Any, kind: str) -> Any:
    state = ready.state_when_kept_by(actor.hat)
    row.state, row.updated_at = state, clock.now()
    if state is ReadyState.APPROVED:
        _review(actor, row, state)
    db.session.add(row)
    db.session.flush()
    journal.record(actor, f"{kind}.kept", f"{kind}:{row.id}", state=state)
    return row


def _review(actor: Actor, row: Ready, state: ReadyState) -> None:
    row.state, row.reviewer_id, row.reviewed_on = state, actor.person_id, clock.today()
    row.updated_at = clock.now()
