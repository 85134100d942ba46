"""One case as the desk sees it: the facts, the history, and what this hat may do with it now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from domain import region
from domain.complaints import rules, sprays
from domain.complaints.advice_json import from_json
from domain.complaints.models import Complaint, ComplaintProposal
from domain.complaints.queries.answers import AnswerView, Spray, answer_view, spray_view
from domain.complaints.queries.around import Around, around
from domain.complaints.queries.cases import (
    LinkedCase,
    Said,
    SavedDraft,
    ShownPhoto,
    Tag,
    crop_of,
    draft_of,
    into_of,
    linked_of,
    picture_of,
    planned_day,
    said_of,
    share_gone,
    shown_photos,
    told_of,
)
from domain.complaints.queries.inbox import DeskRow, beside, desk_tag
from domain.complaints.queries.receiving import Choice, suggested
from domain.complaints.queries.rows import handles, whole
from domain.complaints.queries.timeline import Stage, stages
from domain.complaints.states import Desk, Status, officer_label
from domain.complaints.wording import called, desk_headline
from domain.knowledge import queries as knowledge
from domain.knowledge.queries import OfferedAnswer
from domain.moves import Move
from domain.people.phones import masked
from domain.people.rules import Actor, Role
from domain.sentences import say
from domain.voices import Voice

OFFERED = (
    "claim", "answer", "ask", "reply", "visit", "plan_visit", "refer", "lab_result", "hand_up", "hand_back", "route", "assign",
    "release", "prioritise", "merge", "split", "unmerge", "decline",
)  # fmt: skip
FOR_FARMER = ("report_cured", "report_improving", "report_unchanged")
ANYBODYS = ("claim", "reply", "merge", "unmerge", *FOR_FARMER)  # also while a colleague holds the case
READY_SHOWN = 2


class Note(NamedTuple):
    """A word between handlers."""

    who: str
    at: datetime
    text: str


class Seen(NamedTuple):
    """What a visit found. `has_photo` when there is one to look at."""

    id: int
    day: date
    who: str
    findings: str
    checks: tuple[tuple[str, str], ...]
    has_photo: bool


@dataclass(frozen=True)
class Proposal:
    """An officer's advice with a spray, waiting for somebody who may prescribe."""

    author: str
    at: datetime
    title: str
    steps: tuple[str, ...]
    spray: Spray | None
    wait_days: int


@dataclass(frozen=True)
class DeskPage:
    """A case for an officer, expert or coordinator. `moves` are the buttons, by verb.

    `held_by` names somebody else who has it in hand, empty when it is the reader's or nobody's. `into` is
    the case it was merged into; `asks_photo` whether a ready question asks for one; `tells_sprays` whether
    the reader may write down a spray for the farmer.
    """

    code: str
    title: str
    crop: str
    commodity: str
    picture: str
    body: str
    farmer: str
    village: str
    village_code: str
    phone: str
    status: str
    tag: Tag
    filed_at: datetime
    due_at: datetime | None
    share: float | None
    attempt: int
    urgent: bool
    holder: str
    held_by: str
    mine: bool
    into: str
    linked: tuple[LinkedCase, ...]
    photos: tuple[ShownPhoto, ...]
    voice: Voice | None
    told: tuple[tuple[str, str], ...]
    has_place: bool
    messages: tuple[Said, ...]
    notes: tuple[Note, ...]
    visits: tuple[Seen, ...]
    visit_on: date | None
    proposal: Proposal | None
    draft: SavedDraft | None
    answers: tuple[AnswerView, ...]
    follow_up_on: date | None
    stages: tuple[Stage, ...]
    moves: dict[str, Move[Status]]
    asks_photo: bool
    tells_news: bool
    beside: tuple[DeskRow, ...]
    receivers: tuple[Choice, ...]
    ready: tuple[OfferedAnswer, ...]
    tells_sprays: bool

    @property
    def next(self) -> str:
        """The code that follows in the list beside; the first of it for a case that is not there."""
        codes = [row.code for row in self.beside]
        at = codes.index(self.code) + 1 if self.code in codes else 0
        return codes[at] if at < len(codes) else ""


def desk_page(actor: Actor, code: str) -> DeskPage:
    """Everything the desk needs to decide, at most twelve statements with the sign-in. Raises NotVisible."""
    case = whole(actor, code, for_desk=True)
    crop, crop_code = crop_of(case), case.commodity_code or ""
    holder, moves = case.holder, moves_of(case, actor)
    return DeskPage(
        code=case.code,
        title=desk_headline(case.body, crop),
        crop=crop,
        commodity=crop_code,
        picture=picture_of(case),
        body=case.body,
        farmer=called(case.farmer.name),
        village=case.village.name,
        village_code=case.village_code,
        phone=masked(case.farmer.phone),
        status=officer_label(case.status),
        tag=desk_tag(case),
        filed_at=case.filed_at,
        due_at=case.due_at,
        share=share_gone(case),
        attempt=case.attempt,
        urgent=any(event.verb == "prioritise" for event in case.events),
        holder=called(holder.name) if holder else "",
        held_by=called(holder.name) if holder and holder.id != actor.person_id else "",
        mine=holder is not None and holder.id == actor.person_id,
        into=into_of(case),
        linked=linked_of(case),
        photos=shown_photos(case),
        voice=case.voice.voice if case.voice else None,
        told=told_of(case),
        has_place=case.facts.place is not None,
        messages=tuple(said_of(message, case) for message in case.messages),
        notes=tuple(Note(called(each.author.name), each.at, each.text) for each in case.notes),
        visits=tuple(_seen(case)),
        visit_on=planned_day(case),
        proposal=_proposal(case),
        draft=draft_of(case),
        answers=_answers(case),
        follow_up_on=case.follow_up_on,
        stages=stages(case, region.current().names.experts),
        moves=moves,
        asks_photo=bool(region.current().close_photo),
        tells_news=actor.hat is Role.OFFICER,
        beside=beside(actor),
        receivers=suggested(case, actor, moves),
        ready=_ready(case, actor) if "answer" in moves else (),
        tells_sprays=sprays.may_tell(actor.hat, own=False, handles=handles(actor, case)),
    )


@dataclass(frozen=True)
class Surroundings:
    """A case's head, and what lies around it. `may_answer`: an old answer can be taken over."""

    code: str
    title: str
    village_code: str
    may_answer: bool
    around: Around


def surroundings(actor: Actor, code: str) -> Surroundings:
    """What is fetched once a case is being read. Raises NotVisible."""
    case = whole(actor, code, for_desk=True)
    return Surroundings(
        code=case.code,
        title=desk_headline(case.body, crop_of(case)),
        village_code=case.village_code,
        may_answer="answer" in moves_of(case, actor),
        around=around(actor, case),
    )


def _answers(case: Complaint) -> tuple[AnswerView, ...]:
    """The newest first."""
    experts = region.current().names.experts
    return tuple(answer_view(row, case.village.name, experts, own=True) for row in reversed(case.answers))


def _ready(case: Complaint, actor: Actor) -> tuple[OfferedAnswer, ...]:
    """Ready answers to begin with in one tap: only about problems the farmer's words point to. Two statements."""
    if not case.commodity_code:
        return ()
    return tuple(knowledge.likely_answers(actor, case.commodity_code, case.body or "")[:READY_SHOWN])


def moves_of(case: Complaint, actor: Actor) -> dict[str, Move[Status]]:
    """The moves of the table that this person may really make: a case in other hands is not worked on."""
    offered = {move.verb: move for move in rules.moves_for(case.status, actor.hat)}
    holder = case.holder
    mine = holder is not None and holder.id == actor.person_id
    stands_in = case.desk is Desk.OFFICER and actor.scope == case.village_code
    if mine or (holder and actor.hat in (Role.OFFICER, Role.EXPERT) and not stands_in):
        offered.pop("claim", None)
    if holder and not mine and actor.hat is not Role.COORDINATOR:
        offered = {verb: move for verb, move in offered.items() if verb in ANYBODYS}
    if holder is None:
        offered.pop("release", None)
    return {verb: offered[verb] for verb in (*OFFERED, *FOR_FARMER) if verb in offered}


def waiting(case: Complaint) -> ComplaintProposal | None:
    """The proposal nobody has decided on, while the case is at the experts' desk."""
    return next((each for each in case.proposals if each.decided_by is None), None)


def _seen(case: Complaint):
    for visit in case.visits:
        if visit.done_on and visit.visitor:
            who = called(visit.visitor.name)
            yield Seen(
                visit.id, visit.done_on, who, visit.findings, _pairs(visit.checks), visit.small is not None
            )


def _pairs(checks: list[list[str]] | None) -> tuple[tuple[str, str], ...]:
    return tuple((asked, seen) for asked, seen in checks or ())


def _proposal(case: Complaint) -> Proposal | None:
    row = waiting(case)
    if row is None:
        return None
    advice = from_json(row.advice)
    problem = region.current().problems.get(advice.problem or "")
    sprayed = next((step for step in advice.steps if step.chemical), None)
    return Proposal(
        author=called(row.author.name),
        at=row.at,
        title=problem.name if problem else say("Saran"),
        steps=tuple(step.text for step in advice.steps if not step.chemical),
        spray=spray_view(sprayed.text, sprayed.chemical) if sprayed and sprayed.chemical else None,
        wait_days=(sprayed.chemical.harvest_wait_days or 0) if sprayed and sprayed.chemical else 0,
    )
