"""What a farmer sees: the list, one case, the receipt, and the public answer by code."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from domain import clock, region
from domain.complaints import rules
from domain.complaints.models import Complaint
from domain.complaints.queries.answers import AnswerView, answer_view
from domain.complaints.queries.cases import (
    CaseRow,
    LinkedCase,
    Said,
    ShownPhoto,
    Tag,
    case_row,
    crop_of,
    into_of,
    linked_of,
    picture_of,
    planned_day,
    said_of,
    share_gone,
    shown_photos,
    tag_of,
    told_of,
)
from domain.complaints.queries.rows import PAGE, id_of, visible_to, whole
from domain.complaints.queries.similar import Likeness, likeness
from domain.complaints.queries.timeline import Stage, stages
from domain.complaints.states import (
    MOOD_WORDS,
    OPEN,
    OUTCOME_WORDS,
    MessageKind,
    Outcome,
    Status,
    farmer_label,
)
from domain.complaints.wording import called, headline
from domain.db import db
from domain.people.models import Person
from domain.people.rules import Actor
from domain.sentences import say
from domain.voices import Voice

LAST_DIGITS = 3
OFFICER_IS = say("penyuluh lapangan (PPL)")  # not "of this village": a colleague may have taken it


@dataclass(frozen=True)
class CasePage:
    """One complaint as its farmer sees it. `may` are the verbs the farmer has now.

    `tells_more`: the plants are still sick, and words about that help whoever answers again.
    """

    code: str
    title: str
    crop: str
    picture: str
    body: str
    village: str
    tag: Tag
    status: Status
    outcome: str
    filed_at: datetime
    due_at: datetime | None
    share: float | None
    officer: str
    officer_place: str
    officer_phone: str
    photos: tuple[ShownPhoto, ...]
    may_add_photos: int
    voice: Voice | None
    told: tuple[tuple[str, str], ...]
    messages: tuple[Said, ...]
    question: Said | None
    answers: tuple[AnswerView, ...]
    advice: str
    into: str
    visit_on: date | None
    follow_up_on: date | None
    tells_more: bool
    asks_service: bool
    service: str
    linked: tuple[LinkedCase, ...]
    stages: tuple[Stage, ...]
    may: frozenset[str]


@dataclass(frozen=True)
class SentPage:
    """What a farmer reads right after sending. `phone` is E.164, empty while nobody has the case."""

    code: str
    crop: str
    officer: str
    officer_place: str
    phone: str
    due_at: datetime | None
    photos: int
    voice: bool
    may_add_photos: bool
    answered: bool
    like: Likeness


class PublicStatus(NamedTuple):
    """State and dates only: what anybody holding the slip may know."""

    code: str
    state: str
    filed_at: datetime
    since: datetime
    due_at: datetime | None


def list_of(actor: Actor, *, after: int = 0) -> list[CaseRow]:
    """A farmer's complaints, newest first, one more than a page."""
    found = newest_of(actor).limit(PAGE + 1)
    if after:
        found = found.where(Complaint.id < after)
    return [case_row(row) for row in db.session.scalars(found)]


def case_page(actor: Actor, code: str) -> CasePage:
    """Everything about one of the farmer's own complaints. Raises NotVisible."""
    complaint = whole(actor, code)
    pack = region.current()
    crop = crop_of(complaint)
    said = tuple(said_of(message, complaint) for message in complaint.messages)
    asked = [each for each in said if each.kind is MessageKind.QUESTION]
    open_now = complaint.status in OPEN
    return CasePage(
        code=complaint.code,
        title=headline(complaint.body, crop),
        crop=crop,
        picture=picture_of(complaint),
        body=complaint.body,
        village=complaint.village.name,
        tag=tag_of(complaint),
        status=complaint.status,
        outcome=OUTCOME_WORDS[complaint.outcome] if complaint.outcome else "",
        filed_at=complaint.filed_at,
        due_at=complaint.due_at,
        share=share_gone(complaint),
        officer=called(complaint.officer.name) if complaint.officer else "",
        officer_place=OFFICER_IS,
        officer_phone=(complaint.officer.phone if complaint.officer else None) or "",
        photos=shown_photos(complaint),
        may_add_photos=rules.PHOTOS_AT_MOST - len(complaint.photos) if open_now else 0,
        voice=complaint.voice.voice if complaint.voice else None,
        told=told_of(complaint),
        messages=said,
        question=asked[-1] if asked and complaint.status is Status.AWAITING_FARMER else None,
        answers=tuple(
            answer_view(row, complaint.village.name, pack.names.experts, own=True)
            for row in reversed(complaint.answers)
        ),
        advice=_where_to_go(complaint),
        into=into_of(complaint),
        visit_on=planned_day(complaint),
        follow_up_on=complaint.follow_up_on,
        tells_more=_tells_more(complaint),
        asks_service=rules.may_rate(complaint.status, answered=bool(complaint.answers)),
        service=MOOD_WORDS[complaint.service.mood] if complaint.service else "",
        linked=linked_of(complaint, own=True),
        stages=stages(complaint, pack.names.experts),
        may=_may(complaint, actor),
    )


def sent_page(actor: Actor, code: str) -> SentPage:
    """The receipt of one of the farmer's own complaints. Raises NotVisible."""
    complaint = whole(actor, code)
    officer = complaint.officer
    return SentPage(
        code=complaint.code,
        crop=crop_of(complaint),
        officer=called(officer.name) if officer else "",
        officer_place=OFFICER_IS,
        phone=(officer.phone if officer else None) or "",
        due_at=complaint.due_at,
        photos=len(complaint.photos),
        voice=complaint.voice is not None,
        may_add_photos=complaint.status in OPEN and len(complaint.photos) < rules.PHOTOS_AT_MOST,
        answered=bool(complaint.answers),
        like=likeness(
            actor,
            commodity=complaint.commodity_code or "",
            part=complaint.facts.part_code or "",
            body=complaint.body,
            village=complaint.village_code,
            besides=complaint.code,
        ),
    )


def public_status(code: str, last_digits: str) -> PublicStatus | None:
    """A case by its code and the last digits of its farmer's phone; None when they do not belong together."""
    if len(last_digits) != LAST_DIGITS or not last_digits.isdecimal():
        return None
    found = (
        select(Complaint)
        .join(Person, Person.id == Complaint.farmer_id)
        .where(Complaint.id == id_of(code), Person.phone.endswith(last_digits, autoescape=True))
    )
    row = db.session.scalar(found)
    if row is None:
        return None
    return PublicStatus(row.code, farmer_label(row.status), row.filed_at, row.since, row.due_at)


def newest_of(actor: Actor) -> Select[tuple[Complaint]]:
    """A farmer's complaints, newest first, with what their rows show."""
    return (
        visible_to(actor)
        .options(
            joinedload(Complaint.commodity), joinedload(Complaint.officer), selectinload(Complaint.photos)
        )
        .order_by(Complaint.id.desc())
    )


def _where_to_go(complaint: Complaint) -> str:
    """After a refusal: where to go instead, from the region's reasons."""
    if complaint.status is not Status.DECLINED:
        return ""
    code = complaint.events[-1].reason or ""
    reason = region.current().reasons.get(code)
    return f"{reason.text}. {reason.advice}".strip() if reason else ""


def _tells_more(complaint: Complaint) -> bool:
    waits = complaint.status in OPEN and complaint.status is not Status.AWAITING_FARMER
    return waits and complaint.outcome is Outcome.UNCHANGED


def _may(complaint: Complaint, actor: Actor) -> frozenset[str]:
    """The farmer's buttons; a case closed too long ago is not opened again."""
    verbs = {move.verb for move in rules.moves_for(complaint.status, actor.hat)}
    since = clock.now() - timedelta(days=region.current().clocks.reopen_days)
    return frozenset(verbs - ({"reopen"} if complaint.since < since else set()))
