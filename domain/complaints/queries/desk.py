"""One case as the desk sees it: the facts, the history, and what this hat may do with it now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from domain import region
from domain.complaints import rules
from domain.complaints.models import Complaint
from domain.complaints.queries.answers import AnswerView, answer_view
from domain.complaints.queries.cases import (
    Said,
    ShownPhoto,
    Tag,
    crop_of,
    picture_of,
    said_of,
    share_gone,
    shown_photos,
    told_of,
)
from domain.complaints.queries.inbox import desk_tag
from domain.complaints.queries.rows import whole
from domain.complaints.queries.timeline import Stage, stages
from domain.complaints.states import Desk, Status, officer_label
from domain.complaints.wording import called, desk_headline
from domain.db import db
from domain.moves import Move
from domain.people import queries as people
from domain.people.phones import masked
from domain.people.rules import Actor, Role
from domain.voices import Voice

OFFERED = ("claim", "answer", "ask", "hand_up", "hand_back", "route", "assign", "decline")
FOR_FARMER = ("report_cured", "report_improving", "report_unchanged")


class Choice(NamedTuple):
    person_id: int
    name: str


@dataclass(frozen=True)
class DeskPage:
    """A case for an officer, expert or coordinator. `moves` are the buttons, by verb.

    `held_by` names somebody else who has it in hand, empty when it is the reader's or nobody's.
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
    earlier: int
    holder: str
    held_by: str
    photos: tuple[ShownPhoto, ...]
    voice: Voice | None
    told: tuple[tuple[str, str], ...]
    has_place: bool
    messages: tuple[Said, ...]
    answers: tuple[AnswerView, ...]
    follow_up_on: date | None
    stages: tuple[Stage, ...]
    moves: dict[str, Move[Status]]
    receivers: tuple[Choice, ...]


def desk_page(actor: Actor, code: str) -> DeskPage:
    """Everything the desk needs to decide. Raises NotVisible."""
    case = whole(actor, code)
    pack = region.current()
    crop = crop_of(case)
    moves = moves_of(case, actor)
    holder = case.holder
    others = holder is not None and holder.id != actor.person_id
    return DeskPage(
        code=case.code,
        title=desk_headline(case.body, crop),
        crop=crop,
        commodity=case.commodity_code or "",
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
        earlier=_earlier(case),
        holder=called(holder.name) if holder else "",
        held_by=called(holder.name) if others and holder else "",
        photos=shown_photos(case),
        voice=case.voice.voice if case.voice else None,
        told=told_of(case),
        has_place=case.facts.place is not None,
        messages=tuple(said_of(message, case) for message in case.messages),
        answers=tuple(
            answer_view(row, case.village.name, pack.names.experts) for row in reversed(case.answers)
        ),
        follow_up_on=case.follow_up_on,
        stages=stages(case, pack.names.experts),
        moves=moves,
        receivers=_receivers(case) if moves.keys() & {"route", "assign"} else (),
    )


def moves_of(case: Complaint, actor: Actor) -> dict[str, Move[Status]]:
    """The moves of the table that this person may really make: a case in other hands is not worked on."""
    offered = {move.verb: move for move in rules.moves_for(case.status, actor.hat)}
    holder = case.holder
    held = holder is not None
    mine = held and holder.id == actor.person_id
    stands_in = case.desk is Desk.OFFICER and actor.scope == case.village_code
    if mine or (held and actor.hat in (Role.OFFICER, Role.EXPERT) and not stands_in):
        offered.pop("claim", None)
    if held and not mine and actor.hat is not Role.COORDINATOR:
        offered = {verb: move for verb, move in offered.items() if verb in ("claim", *FOR_FARMER)}
    return {verb: offered[verb] for verb in (*OFFERED, *FOR_FARMER) if verb in offered}


def _earlier(case: Complaint) -> int:
    """How many complaints this farmer sent before this one."""
    found = select(func.count()).where(Complaint.farmer_id == case.farmer_id, Complaint.id < case.id)
    return db.session.scalar(found) or 0


def _receivers(case: Complaint) -> tuple[Choice, ...]:
    """Who may be given the case; the village's own officers first."""
    if case.status is Status.WITH_EXPERT:
        return tuple(Choice(person.id, person.name) for person in people.wearing(Role.EXPERT))
    villages = region.current().villages
    choices = [
        (scope != case.village_code, Choice(person.id, f"{person.name}, {villages[scope].name}"))
        for person, scope in people.wearers(Role.OFFICER)
        if scope in villages
    ]
    return tuple(choice for _far, choice in sorted(choices))
