"""Verbs of published cases: publish, withdraw, ask under one. None commits."""

from sqlalchemy import select

from domain import clock, journal, region
from domain.casebook import queries, rules
from domain.casebook.models import CaseQuestion, PublishedCase
from domain.complaints import actions as complaints
from domain.complaints import queries as complaint_queries
from domain.complaints.models import Complaint
from domain.db import db
from domain.errors import RuleBroken
from domain.knowledge import index, texts
from domain.knowledge.rules import EntryKind
from domain.people import queries as people
from domain.people.rules import Actor
from domain.sentences import say


def publish_case(actor: Actor, code: str, *, title: str, words: str) -> PublishedCase:
    """Let everybody read an answered complaint in these words. Raises RuleBroken naming the field."""
    complaint = complaint_queries.get(actor, code, lock=True)
    draft = queries.draft_of(actor, code)
    if draft.published:
        raise RuleBroken("Kasus ini sudah terbit.")
    rules.check_words(title, words, draft.names)
    for field, text in (("title", title), ("words", words)):
        texts.check_harmless(text, field, region.current().banned_names)
    case = db.session.scalar(select(PublishedCase).where(PublishedCase.complaint_id == complaint.id))
    case = case or PublishedCase(complaint_id=complaint.id)
    case.title, case.words, case.withdrawn_at = title.strip(), words.strip(), None
    case.commodity_code, case.problem_code, case.place = draft.commodity_code, draft.problem_code, draft.place
    case.answer_title, case.answered_by = draft.answer.title, _role_only(draft.answer.author_role)
    case.answered_on = clock.local(draft.answered_on).date()
    case.steps = [list(step) for step in draft.answer.steps]
    case.had_spray, case.outcome = draft.answer.spray is not None, draft.outcome
    case.published_by, case.published_on = actor.person_id, clock.today()
    db.session.add(case)
    db.session.flush()
    _index(case)
    journal.record(actor, "case.published", complaint.code, case=case.id)
    return case


def withdraw_case(actor: Actor, code: str | int) -> PublishedCase:
    """Nobody reads it any more."""
    rules.check_may_publish(actor.hat)
    case = queries.case(code, lock=True)
    case.withdrawn_at = clock.now()
    index.drop(EntryKind.CASE, case.code)
    journal.record(actor, "case.withdrawn", f"case:{case.id}")
    return case


def ask_under(actor: Actor, code: str | int, *, question: str) -> Complaint:
    """A farmer's question under a case: an ordinary complaint about the same crop, tied to the case."""
    case = queries.case(code)
    if not question.strip():
        raise RuleBroken("Tulis pertanyaannya.", field="question")
    village = people.get(actor, actor.person_id or 0).village_code
    if village is None:
        raise RuleBroken("Desa Bapak/Ibu belum tercatat. Kirim lewat Lapor.", field="question")
    body = f"{question.strip()}\n\n(Bertanya di bawah contoh kasus: {case.title})"
    complaint = complaints.file_complaint(
        actor, village_code=village, commodity_code=case.commodity_code, body=body
    )
    db.session.add(CaseQuestion(complaint_id=complaint.id, case_id=case.id))
    journal.record(actor, "case.asked", complaint.code, case=case.id)
    return complaint


def _role_only(role: str) -> str:
    """'PPL Hulu' would tell the village: the hat without its place."""
    experts = region.current().names.experts
    return experts if role == experts else say("PPL")


def _index(case: PublishedCase) -> None:
    index.put(
        EntryKind.CASE,
        case.code,
        title=case.title,
        line=texts.first_sentence(case.words),
        texts=(case.words, case.answer_title, *(f"{head} {rest}" for head, rest in case.steps)),
        commodities=[case.commodity_code] if case.commodity_code else [],
        shown_on=case.published_on,
    )
