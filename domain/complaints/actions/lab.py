"""A sample sent to a laboratory, and what it found. Both are notes for handlers; the farmer sees the step."""

from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.actions.desk import leave_note
from domain.complaints.models import Complaint
from domain.complaints.states import Desk
from domain.people.rules import Actor
from domain.sentences import say


def refer(actor: Actor, code: str, *, note: str) -> Complaint:
    """An expert sends a sample away: `note` names the laboratory and the label. The promise's clock runs on."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "refer")
    steps.check_in_hand(actor, complaint)
    rules.check_note(note)
    complaint.desk = Desk.EXPERT
    steps.take_in_hand(actor, complaint)
    steps.step(
        actor,
        complaint,
        "refer",
        words=leave_note(actor, complaint, say("Sampel ke lab: {note}", note=note.strip())),
    )
    return complaint


def note_result(actor: Actor, code: str, *, note: str) -> Complaint:
    """What the laboratory found; the case is back with the experts, to be answered."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "lab_result")
    rules.check_note(note)
    words = leave_note(actor, complaint, say("Hasil lab: {note}", note=note.strip()))
    steps.step(actor, complaint, "lab_result", words=words)
    return complaint
