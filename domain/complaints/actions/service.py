"""What a farmer says of the service itself."""

from domain import clock, journal
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.models import Complaint, ComplaintService
from domain.complaints.states import Mood
from domain.errors import RuleBroken
from domain.people.rules import Actor


def rate_service(actor: Actor, code: str, *, mood: str, words: str = "") -> Complaint:
    """How the service was, for the farmer's own case; said again, it replaces. Raises RuleBroken."""
    if mood not in set(Mood):
        raise RuleBroken("Pilih salah satu dari tiga tombol.", field="words")
    complaint = queries.get(actor, code, lock=True)
    rules.check_service(complaint.status, answered=bool(complaint.answers), words=words)
    said = complaint.service or ComplaintService(complaint_id=complaint.id)
    said.mood, said.words, said.said_at = Mood(mood), words.strip(), clock.now()
    complaint.service = said
    digest = steps.digest(complaint, said.words) if said.words else None
    journal.record(actor, "complaint.service_rated", complaint.code, mood=said.mood, words=digest)
    return complaint
