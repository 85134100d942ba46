"""One step of a complaint: the rule, the event, the status, the clocks and the journal, in one place."""

from typing import Any

from domain import clock, journal, region
from domain.complaints import rules
from domain.complaints.clocks import Promise, promise
from domain.complaints.models import Complaint, ComplaintEvent, ComplaintMessage
from domain.complaints.states import Desk, MessageKind, Status
from domain.complaints.wording import called, overtaken
from domain.db import db
from domain.errors import Stale
from domain.people.models import Person
from domain.people.rules import Actor
from domain.sentences import say


def step(
    actor: Actor,
    complaint: Complaint,
    verb: str,
    *,
    decided: Status | None = None,
    reason: str | None = None,
    to: Person | None = None,
    **facts: Any,
) -> ComplaintEvent:
    """Bring `complaint` where `verb` leads. Raises Stale or RuleBroken before anything changes."""
    before = complaint.status
    target = rules.after(before, verb, actor.hat, decided=decided)
    event = add_event(actor, complaint, verb, target, reason=reason, to=to)
    complaint.status, complaint.since = target, event.at
    renew_promise(complaint)
    told = {"reason": reason, "to": to.id if to else None} | facts
    told = {name: value for name, value in told.items() if value is not None}
    journal.record(actor, f"complaint.{verb}", complaint.code, before=before, after=target, **told)
    return event


def check_turn(actor: Actor, complaint: Complaint, verb: str, *, decided: Status | None = None) -> None:
    """As rules.after, but whoever comes too late is told who was faster. Raises Stale or RuleBroken."""
    try:
        rules.after(complaint.status, verb, actor.hat, decided=decided)
    except Stale:
        last = complaint.events[-1]
        who = called(last.person.name) if last.person else say("Sistem")
        into = f"K{complaint.merge.into_id:04}" if complaint.merge else ""
        raise Stale(overtaken(complaint.status, who, clock.local(last.at), into)) from None


def add_event(
    actor: Actor,
    complaint: Complaint,
    verb: str,
    target: Status,
    *,
    reason: str | None = None,
    to: Person | None = None,
) -> ComplaintEvent:
    """Note that it happened, now. Nothing else changes."""
    event = ComplaintEvent(
        verb=verb,
        at=clock.now(),
        person_id=actor.person_id,
        hat=actor.hat,
        target=target,
        reason=reason,
        to_person_id=to.id if to else None,
    )
    complaint.events.append(event)
    db.session.flush()
    return event


def renew_promise(complaint: Complaint) -> None:
    """Bring attempt and due moment in line with the replay of the events."""
    promised = promised_of(complaint)
    complaint.attempt, complaint.due_at = promised.attempt, promised.due_at


def promised_of(complaint: Complaint) -> Promise:
    """The promise, replayed from the events."""
    pack = region.current()
    told = [(event.verb, event.at) for event in complaint.events]
    return promise(told, pack.clocks, pack.promise_calendar(complaint.village_code))


def keep_said(actor: Actor, complaint: Complaint, kind: MessageKind, text: str) -> str:
    """Keep what was said; returns the digest the journal may hold."""
    text = text.strip()
    complaint.messages.append(
        ComplaintMessage(kind=kind, text=text, author_id=actor.person_id, at=clock.now())
    )
    return digest(complaint, text)


def digest(complaint: Complaint, text: str) -> str:
    """A digest that says nothing once the farmer's row, with its salt, is gone."""
    return journal.digest(text, complaint.farmer.salt)


def check_in_hand(actor: Actor, complaint: Complaint) -> None:
    """Whoever works on a case holds it, or nobody does. Raises RuleBroken."""
    holder = complaint.holder
    rules.check_holds(holder and holder.id, holder.name if holder else "", actor.person_id)


def take_in_hand(actor: Actor, complaint: Complaint) -> None:
    """Note the actor as the one who has the case."""
    if complaint.desk is Desk.EXPERT:
        complaint.expert_id = actor.person_id
    else:
        complaint.officer_id = actor.person_id
