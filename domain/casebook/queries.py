"""Published cases: the page everybody reads, and what is put before whoever publishes one."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from domain import region
from domain.casebook import rules
from domain.casebook.models import CaseQuestion, PublishedCase
from domain.complaints import queries as complaints
from domain.complaints.models import Complaint
from domain.complaints.queries.answers import AnswerView, answer_view
from domain.complaints.states import OUTCOME_WORDS
from domain.complaints.wording import headline
from domain.db import db, writing
from domain.errors import NotVisible, RuleBroken
from domain.people.rules import Actor
from domain.sentences import say


@dataclass(frozen=True)
class CaseShown:
    """A case as everybody reads it."""

    id: int
    title: str
    words: str
    crop: str
    crop_code: str
    picture: str
    place: str
    problem_code: str | None
    answer_title: str
    answered_by: str
    answered_on: date
    steps: tuple[tuple[str, str], ...]
    had_spray: bool
    outcome: str
    published_on: date


@dataclass(frozen=True)
class CaseDraft:
    """An answered complaint, as it would be published: its words to be edited, the rest as it will stand."""

    code: str
    title: str
    words: str
    place: str
    answer: AnswerView
    answered_on: datetime
    outcome: str
    problem_code: str | None
    commodity_code: str | None
    names: tuple[str, ...]
    published: int | None


def draft_of(actor: Actor, code: str) -> CaseDraft:
    """What would be published of a complaint. Raises NotVisible; RuleBroken without an answer."""
    rules.check_may_publish(actor.hat)
    complaint = complaints.whole(actor, code)
    if not complaint.answers:
        raise RuleBroken("Keluhan ini belum dijawab. Terbitkan sesudah ada saran.")
    answer, village, crop = complaint.answers[-1], complaint.village, complaint.commodity
    shown = answer_view(answer, village.name, region.current().names.experts)
    k = region.current().publishing.k_suppression
    hamlet = complaint.facts.hamlet if complaint.facts else ""
    return CaseDraft(
        code=complaint.code,
        title=headline(complaint.body, crop.name if crop else say("Tanaman lain")),
        words=complaint.body,
        place=rules.place_shown(village.name, village.district, _farmers_like(complaint), k),
        answer=shown,
        answered_on=answer.answered_at,
        outcome=OUTCOME_WORDS[complaint.outcome] if complaint.outcome else "",
        problem_code=answer.problem_code,
        commodity_code=complaint.commodity_code,
        names=(complaint.farmer.name, hamlet),
        published=db.session.scalar(
            select(PublishedCase.id).where(
                PublishedCase.complaint_id == complaint.id, PublishedCase.withdrawn_at.is_(None)
            )
        ),
    )


def case(code: str | int, *, lock: bool = False) -> PublishedCase:
    """A published case that was not withdrawn. Raises NotVisible."""
    number = int(code) if str(code).isdigit() and len(str(code)) < 10 else 0
    found = select(PublishedCase).where(PublishedCase.id == number, PublishedCase.withdrawn_at.is_(None))
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(code))
    return row


def case_shown(code: str | int) -> CaseShown:
    row = case(code)
    crop = region.current().commodities.get(row.commodity_code or "")
    return CaseShown(
        crop=crop.name if crop else say("Tanaman lain"),
        crop_code=crop.code if crop else "",
        picture=crop.picture if crop else "lain",
        steps=tuple((head, rest) for head, rest in row.steps),
        **{name: getattr(row, name) for name in _COPIED},
    )


_COPIED = (
    "id", "title", "words", "place", "problem_code", "answer_title", "answered_by", "answered_on", "had_spray",
    "outcome", "published_on",
)  # fmt: skip


def asked_under(code: str) -> int | None:
    """The published case a complaint began as a question under, for the desk; None for ordinary ones."""
    found = select(CaseQuestion.case_id).where(CaseQuestion.complaint_id == int(code.removeprefix("K") or 0))
    return db.session.scalar(found)


def _farmers_like(complaint: Complaint) -> int:
    """How many farmers of the village ever reported this crop."""
    found = select(func.count(func.distinct(Complaint.farmer_id))).where(
        Complaint.village_code == complaint.village_code,
        Complaint.commodity_code == complaint.commodity_code,
    )
    return db.session.scalar(found) or 0
