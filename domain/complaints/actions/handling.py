"""What officers, experts and the coordinator do with a case before it is answered."""

from domain import journal, region
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.actions.answering import decide_proposal
from domain.complaints.models import Complaint
from domain.complaints.states import Desk, MessageKind, Status
from domain.errors import RuleBroken
from domain.people import queries as people
from domain.people.models import Person
from domain.people.rules import Actor, Role
from domain.region.rows import ReasonKind


def claim(actor: Actor, code: str) -> Complaint:
    """Take a case: one nobody has, or a colleague's of one's own village."""
    complaint = queries.get(actor, code, lock=True)
    desk = Desk.EXPERT if actor.hat is Role.EXPERT else Desk.OFFICER
    holder = complaint.expert if desk is Desk.EXPERT else complaint.officer
    steps.check_turn(actor, complaint, "claim")  # an old screen is named before the holder is
    rules.check_may_claim(
        holder and holder.id,
        holder.name if holder else "",
        actor.person_id,
        same_desk=desk is Desk.OFFICER and actor.scope == complaint.village_code,
    )
    complaint.desk = desk
    steps.take_in_hand(actor, complaint)
    me = people.get(actor, actor.person_id or 0)
    steps.step(actor, complaint, "claim", to=me)
    return complaint


def hand_to(actor: Actor, code: str, *, person_id: int) -> Complaint:
    """The coordinator gives a case to an officer, or at the experts' desk to an expert."""
    complaint = queries.get(actor, code, lock=True)
    verb = "route" if complaint.status is Status.FILED else "assign"
    steps.check_turn(actor, complaint, verb)
    at_experts = complaint.status is Status.WITH_EXPERT
    person = _wearer(Role.EXPERT if at_experts else Role.OFFICER, person_id)
    if at_experts:
        complaint.expert = person
    else:
        complaint.officer = person
    steps.step(actor, complaint, verb, to=person)
    return complaint


def ask(actor: Actor, code: str, *, question: str) -> Complaint:
    """Ask the farmer; the clock stops until the reply."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "ask")
    steps.check_in_hand(actor, complaint)
    asked = sum(event.verb == "ask" for event in queries.events_of_attempt(complaint))
    rules.check_question(question, asked_before=asked, hat=actor.hat)
    steps.take_in_hand(actor, complaint)
    words = steps.keep_said(actor, complaint, MessageKind.QUESTION, question)
    steps.step(actor, complaint, "ask", words=words)
    return complaint


def hand_up(actor: Actor, code: str, *, reason: str, note: str = "") -> Complaint:
    """Give the case to the experts, saying why."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "hand_up")
    if actor.hat is Role.OFFICER:
        steps.check_in_hand(actor, complaint)
    words = _give_reason(actor, complaint, ReasonKind.HAND_UP, reason, note)
    complaint.desk, complaint.expert = Desk.EXPERT, None
    steps.step(actor, complaint, "hand_up", reason=reason, words=words)
    return complaint


def hand_back(actor: Actor, code: str, *, note: str) -> Complaint:
    """The experts return a case to its officer, with a word of advice for them."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "hand_back")
    if not note.strip():
        raise RuleBroken("Tulis pesan untuk PPL, satu kalimat cukup.", field="note")
    if actor.hat is Role.EXPERT:
        steps.check_in_hand(actor, complaint)
    words = steps.keep_said(actor, complaint, MessageKind.REASON, note)
    complaint.desk = Desk.OFFICER
    decide_proposal(actor, complaint)
    steps.step(actor, complaint, "hand_back", to=complaint.officer, words=words)
    return complaint


def decline(actor: Actor, code: str, *, reason: str, note: str = "") -> Complaint:
    """Say no, with a ready reason that tells the farmer where to go instead."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "decline")
    if actor.hat is Role.OFFICER:
        steps.check_in_hand(actor, complaint)
    words = _give_reason(actor, complaint, ReasonKind.COMPLAINT_DECLINE, reason, note)
    steps.step(actor, complaint, "decline", reason=reason, words=words)
    return complaint


def read_phone(actor: Actor, code: str) -> Complaint:
    """Note that somebody looked at the farmer's number. The number itself is `queries.phone_of`."""
    complaint = queries.get(actor, code, lock=True)
    journal.record(actor, "complaint.phone_read", complaint.code)
    return complaint


def read_place(actor: Actor, code: str) -> Complaint:
    """Note that somebody looked where the plot is. The place itself is `queries.place_of`."""
    complaint = queries.get(actor, code, lock=True)
    journal.record(actor, "complaint.place_read", complaint.code)
    return complaint


def _give_reason(actor: Actor, complaint: Complaint, kind: ReasonKind, reason: str, note: str) -> str | None:
    known = {row.code: row for row in region.current().reasons_for(kind)}
    needs_note = reason in known and known[reason].needs_note
    rules.check_reason(reason, known, note=note, needs_note=needs_note)
    if not note.strip():
        return None
    return steps.keep_said(actor, complaint, MessageKind.REASON, note)


def _wearer(role: Role, person_id: int) -> Person:
    person = next((each for each in people.wearing(role) if each.id == person_id), None)
    if person is None:
        raise RuleBroken("Pilih orangnya dari daftar.", field="person_id")
    return person
