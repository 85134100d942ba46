"""The farmer says that a spray was made: the waiting times then count from it."""

from domain import clock, journal
from domain.complaints import queries, rules
from domain.complaints.advice import Chemical, no_harvest_after, no_harvest_before, spray_of
from domain.complaints.advice_json import from_json
from domain.complaints.models import Complaint, ComplaintAnswer, ComplaintSpray
from domain.errors import NotVisible, RuleBroken
from domain.people.rules import Actor


def tell_spray(actor: Actor, code: str, *, attempt: int) -> Complaint:
    """Sprayed today, as this attempt's answer advised. Once a day. Raises NotVisible, RuleBroken."""
    complaint, answer, spray = _advised(actor, code, attempt)
    today = clock.today()
    rules.check_spray_once([each.sprayed_on for each in answer.sprays], today)
    answer.sprays.append(
        ComplaintSpray(sprayed_on=today, sprayed_at=clock.now(), told_by=actor.person_id or 0)
    )
    answer.harvest_after = no_harvest_after(today, spray)
    _record(actor, "complaint.sprayed", complaint, answer)
    return complaint


def untell_spray(actor: Actor, code: str, *, attempt: int) -> Complaint:
    """The press was a mistake: taken back on the same day."""
    complaint, answer, spray = _advised(actor, code, attempt)
    last = answer.sprays[-1] if answer.sprays else None
    if last is None or last.sprayed_on != clock.today():
        raise RuleBroken("Hanya catatan hari ini yang bisa dibatalkan.")
    answer.sprays.remove(last)
    earlier = answer.sprays[-1].sprayed_on if answer.sprays else None
    answered_on = clock.local(answer.answered_at).date()
    answer.harvest_after = (
        no_harvest_after(earlier, spray) if earlier else no_harvest_before(answered_on, spray)
    )
    _record(actor, "complaint.spray_taken_back", complaint, answer)
    return complaint


def _advised(actor: Actor, code: str, attempt: int) -> tuple[Complaint, ComplaintAnswer, Chemical]:
    complaint = queries.get(actor, code, lock=True)
    answer = next((each for each in complaint.answers if each.attempt == attempt), None)
    spray = spray_of(from_json(answer.advice)) if answer else None
    if answer is None or spray is None:
        raise NotVisible(f"{code} {attempt}")
    return complaint, answer, spray


def _record(actor: Actor, event: str, complaint: Complaint, answer: ComplaintAnswer) -> None:
    until = answer.harvest_after.isoformat() if answer.harvest_after else None
    journal.record(actor, event, complaint.code, day=clock.today().isoformat(), until=until)
