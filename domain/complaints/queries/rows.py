"""Rows of complaints, found on someone's behalf."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from domain import clock, region
from domain.complaints.advice import LastSpray, spray_of
from domain.complaints.advice_json import from_json
from domain.complaints.clocks import Stage, promise
from domain.complaints.models import (
    AnswerVoice,
    Complaint,
    ComplaintAnswer,
    ComplaintDraft,
    ComplaintEvent,
    ComplaintLink,
    ComplaintMessage,
    ComplaintNote,
    ComplaintPhoto,
    ComplaintProposal,
    ComplaintReminder,
    ComplaintSpray,
    ComplaintVisit,
    ComplaintVoice,
)
from domain.complaints.rules import NEW_ATTEMPT
from domain.complaints.states import OPEN, Status
from domain.db import db, writing
from domain.errors import NotVisible, RuleBroken
from domain.people.rules import HANDLERS, Actor, Role
from domain.places import Place
from domain.sentences import say
from domain.voices import Voice

PAGE = 20
SPRAYS_REMEMBERED = 365  # days
ESCALATED_FROM = (Status.FILED, Status.WITH_OFFICER, Status.VISIT_PLANNED)


def visible_to(actor: Actor) -> Select[tuple[Complaint]]:
    """A farmer's own; all for officers, experts and the coordinator; none for anybody else."""
    seen = select(Complaint)
    if actor.hat in HANDLERS or actor.hat is Role.SYSTEM:
        return seen
    if actor.hat is Role.FARMER:
        return seen.where(Complaint.farmer_id == actor.person_id)
    return seen.where(Complaint.id.is_(None))


def handles(actor: Actor, case: Complaint) -> bool:
    """Whether this is the officer of the case: named on it, or of its village."""
    return case.officer_id == actor.person_id or actor.scope == case.village_code


def id_of(code: str) -> int:
    """'K0412' is 412; 0, which is nobody's, when it is no code."""
    digits = code.removeprefix("K")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def get(actor: Actor, code: str, *, lock: bool = False) -> Complaint:
    """One complaint. `lock` re-reads it for a rule, inside a write block. Raises NotVisible."""
    found = visible_to(actor).where(Complaint.id == id_of(code))
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True, of=Complaint)
    complaint = db.session.scalar(found)
    if complaint is None:
        raise NotVisible(code)
    return complaint


def both(actor: Actor, code: str, other: str) -> tuple[Complaint, Complaint]:
    """A case and another one named by hand, locked in the order of their numbers. Raises RuleBroken, NotVisible."""
    number = id_of(other.strip().upper())
    if not number:
        raise RuleBroken("Tulis nomor keluhan tujuan, misalnya K0412.", field="into")
    codes = sorted({id_of(code), number})
    try:
        found = {each: get(actor, f"K{each:04}", lock=True) for each in codes}
    except NotVisible:
        raise RuleBroken("Nomor keluhan itu tidak ada. Periksa lagi.", field="into") from None
    return found[id_of(code)], found[number]


def whole(actor: Actor, code: str, *, for_desk: bool = False) -> Complaint:
    """One complaint with everything a page of it shows, in four statements; for the desk also notes
    and proposals. Few rows each, so they are joined. Raises NotVisible.
    """
    found = (
        visible_to(actor)
        .where(Complaint.id == id_of(code))
        .options(
            joinedload(Complaint.farmer),
            joinedload(Complaint.officer),
            joinedload(Complaint.expert),
            joinedload(Complaint.village),
            joinedload(Complaint.commodity),
            joinedload(Complaint.facts),
            joinedload(Complaint.voice),
            joinedload(Complaint.merge),
            joinedload(Complaint.service),
            joinedload(Complaint.links).joinedload(ComplaintLink.other).joinedload(Complaint.commodity),
            selectinload(Complaint.events).joinedload(ComplaintEvent.person),
            selectinload(Complaint.events).joinedload(ComplaintEvent.to_person),
            selectinload(Complaint.messages).joinedload(ComplaintMessage.author),
            joinedload(Complaint.photos),
            selectinload(Complaint.answers).joinedload(ComplaintAnswer.author),
            selectinload(Complaint.answers).joinedload(ComplaintAnswer.problem),
            selectinload(Complaint.answers).joinedload(ComplaintAnswer.voice),
            selectinload(Complaint.answers).joinedload(ComplaintAnswer.drawing),
            selectinload(Complaint.answers)
            .joinedload(ComplaintAnswer.sprays)
            .joinedload(ComplaintSpray.teller),
            selectinload(Complaint.answers)
            .joinedload(ComplaintAnswer.proposal)
            .joinedload(ComplaintProposal.decider),
            joinedload(Complaint.visits).joinedload(ComplaintVisit.visitor),
        )
    )
    if for_desk:
        found = found.options(
            joinedload(Complaint.draft).joinedload(ComplaintDraft.author),
            joinedload(Complaint.notes).joinedload(ComplaintNote.author),
            joinedload(Complaint.proposals).joinedload(ComplaintProposal.author),
        )
    complaint = db.session.scalars(found).unique().one_or_none()
    if complaint is None:
        raise NotVisible(code)
    return complaint


def count_open(farmer_id: int) -> int:
    """How many complaints of a farmer still wait for us. Lock the farmer's row before a rule asks."""
    found = select(func.count()).where(Complaint.farmer_id == farmer_id, Complaint.status.in_(OPEN))
    return db.session.scalar(found) or 0


def photo(actor: Actor, code: str, position: int) -> ComplaintPhoto:
    """One photo of a complaint the actor may see. Raises NotVisible."""
    mine = visible_to(actor).with_only_columns(Complaint.id).where(Complaint.id == id_of(code))
    found = select(ComplaintPhoto).where(
        ComplaintPhoto.complaint_id.in_(mine), ComplaintPhoto.position == position
    )
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(f"{code} {position}")
    return row


def voice(actor: Actor, code: str) -> Voice:
    """The voice note of a complaint the actor may see. Raises NotVisible."""
    mine = visible_to(actor).with_only_columns(Complaint.id).where(Complaint.id == id_of(code))
    row = db.session.scalar(select(ComplaintVoice).where(ComplaintVoice.complaint_id.in_(mine)))
    if row is None:
        raise NotVisible(code)
    return row.voice


def answer_voice(actor: Actor, code: str, attempt: int) -> Voice:
    """The spoken answer of an attempt, for the farmer and the desk. Raises NotVisible."""
    mine = visible_to(actor).with_only_columns(Complaint.id).where(Complaint.id == id_of(code))
    found = (
        select(AnswerVoice)
        .join(ComplaintAnswer, ComplaintAnswer.id == AnswerVoice.answer_id)
        .where(ComplaintAnswer.complaint_id.in_(mine), ComplaintAnswer.attempt == attempt)
    )
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(f"{code} {attempt}")
    return row.voice


def phone_of(actor: Actor, code: str) -> str | None:
    """The farmer's number (E.164), for those who handle the case. Journal the reading first."""
    if actor.hat not in HANDLERS:
        raise NotVisible(code)
    return get(actor, code).farmer.phone


def place_of(actor: Actor, code: str) -> Place | None:
    """Where the plot is, for those who handle the case. Journal the reading first."""
    if actor.hat not in HANDLERS:
        raise NotVisible(code)
    return get(actor, code).facts.place


def events_of_attempt(complaint: Complaint) -> list[ComplaintEvent]:
    """What happened since the filing, or since the case was last opened again."""
    since = max((at for at, event in enumerate(complaint.events) if event.verb in NEW_ATTEMPT), default=0)
    return complaint.events[since:]


def lapsed_before() -> datetime:
    """A question asked before this moment has waited long enough."""
    return clock.now() - timedelta(days=region.current().clocks.pause_limit_days)


def codes_to_lapse() -> list[str]:
    return _codes(Complaint.status == Status.AWAITING_FARMER, Complaint.since <= lapsed_before())


def codes_to_close() -> list[str]:
    return _codes(Complaint.status == Status.ANSWERED, Complaint.closes_on <= clock.today())


def codes_overdue() -> list[str]:
    """Cases still with an officer after the promised time."""
    return _codes(Complaint.status.in_(ESCALATED_FROM), Complaint.due_at <= clock.now())


def codes_to_remind() -> list[str]:
    """Cases whose promise is at half or near its end, and not yet reminded of it. Two statements."""
    nearly = exists().where(
        ComplaintReminder.complaint_id == Complaint.id,
        ComplaintReminder.attempt == Complaint.attempt,
        ComplaintReminder.stage == Stage.NEARLY,
    )
    running = select(Complaint).where(Complaint.due_at > clock.now(), Complaint.status.in_(OPEN), ~nearly)
    cases = db.session.scalars(running.options(selectinload(Complaint.events)).order_by(Complaint.id))
    return [case.code for case in cases if _stage(case) in (Stage.HALF, Stage.NEARLY)]


def _stage(case: Complaint) -> Stage:
    pack = region.current()
    told = [(event.verb, event.at) for event in case.events]
    return promise(told, pack.clocks, pack.promise_calendar(case.village_code)).advice.stage(clock.now())


def codes_idle() -> list[str]:
    """Cases in somebody's hands, untouched for the region's idle hours; a note counts as a touch."""
    before = _idle_before()
    noted = exists().where(ComplaintNote.complaint_id == Complaint.id, ComplaintNote.at > before)
    held = or_(
        and_(Complaint.status == Status.WITH_OFFICER, Complaint.officer_id.is_not(None)),
        and_(Complaint.status == Status.WITH_EXPERT, Complaint.expert_id.is_not(None)),
    )
    return _codes(held, Complaint.since <= before, ~noted)


def is_idle(complaint: Complaint) -> bool:
    """Whether nobody touched the case for the region's idle hours."""
    touched = max([complaint.since, *(note.at for note in complaint.notes)])
    return touched <= _idle_before()


def _idle_before() -> datetime:
    return clock.now() - timedelta(hours=region.current().desk.idle_hours)


def last_spray(complaint: Complaint) -> LastSpray | None:
    """The newest spray its farmer was told to use on this crop within a year, in whatever case."""
    found = (
        select(ComplaintAnswer)
        .join(Complaint, Complaint.id == ComplaintAnswer.complaint_id)
        .where(
            Complaint.farmer_id == complaint.farmer_id,
            Complaint.commodity_code == complaint.commodity_code,
            ComplaintAnswer.harvest_after.is_not(None),
            ComplaintAnswer.answered_at > clock.now() - timedelta(days=SPRAYS_REMEMBERED),
        )
        .order_by(ComplaintAnswer.id.desc())
        .limit(1)
    )
    row = db.session.scalar(found)
    spray = spray_of(from_json(row.advice)) if row else None
    if row is None or spray is None:
        return None
    return LastSpray(spray.ingredient or "", spray.mode_group or "", clock.local(row.answered_at).date())


def _codes(*conditions) -> list[str]:
    return [f"K{number:04}" for number in db.session.scalars(select(Complaint.id).where(*conditions))]


def check_due_dates() -> list[str]:
    """Codes of complaints whose kept due moment or attempt differs from the replay of their events."""
    _count, faults = verify()
    return list(dict.fromkeys(code for code, sentence in faults if sentence is not OTHER_STATE))


OTHER_STATE = say("keadaannya bukan keadaan kejadian terakhir")


def verify() -> tuple[int, list[tuple[str, str]]]:
    """How many complaints there are, and what of each differs from the replay of its events."""
    found = select(Complaint).options(selectinload(Complaint.events)).order_by(Complaint.id)
    count, faults = 0, []
    for complaint in db.session.scalars(found.execution_options(yield_per=500)):
        count += 1
        faults += [(complaint.code, sentence) for sentence in _faults(complaint)]
    return count, faults


def _faults(complaint: Complaint) -> Iterator[str]:
    pack = region.current()
    told = [(event.verb, event.at) for event in complaint.events]
    replayed = promise(told, pack.clocks, pack.promise_calendar(complaint.village_code))
    if complaint.due_at != replayed.due_at:
        yield say("batas waktunya bukan yang dijanjikan kejadian")
    if complaint.attempt != replayed.attempt:
        yield say(
            "percobaannya {attempt}, menurut kejadian {attempt2}",
            attempt=complaint.attempt,
            attempt2=replayed.attempt,
        )
    if complaint.status is not complaint.events[-1].target:
        yield OTHER_STATE
