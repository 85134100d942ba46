"""The farmer, or the officer (PPL) for them, says that a spray was made: the waiting times then count from it."""

from datetime import date, datetime, time, timedelta

from domain import clock, journal
from domain.complaints import queries, sprays
from domain.complaints.advice import no_harvest_after, no_harvest_before
from domain.complaints.models import Complaint, ComplaintAnswer, ComplaintSpray
from domain.errors import RuleBroken
from domain.people.rules import Actor


def tell_spray(actor: Actor, code: str, *, attempt: int, sprayed_on: date | None = None) -> Complaint:
    """Sprayed on that day (today when None), as this attempt's answer advised. Once a day.

    Raises NotVisible, RuleBroken naming the field.
    """
    complaint, answer, spray = queries.advised(actor, code, attempt, lock=True)
    today = clock.today()
    day = sprayed_on or today
    answered_on = clock.local(answer.answered_at).date()
    told = [each.sprayed_on for each in answer.sprays]
    sprays.check_day(day, answered_on=answered_on, today=today, told=told)
    at = clock.now() if day == today else _end_of(day)
    answer.sprays.append(ComplaintSpray(sprayed_on=day, sprayed_at=at, told_by=actor.person_id or 0))
    answer.harvest_after = no_harvest_after(max([*told, day]), spray)
    _record(actor, "complaint.sprayed", complaint, answer, day)
    return complaint


def untell_spray(actor: Actor, code: str, *, attempt: int) -> Complaint:
    """It was a mistake: the last spray this person told of is taken back. Raises NotVisible, RuleBroken."""
    complaint, answer, spray = queries.advised(actor, code, attempt, lock=True)
    own = [each for each in answer.sprays if each.told_by == actor.person_id]
    last = next(reversed(own or answer.sprays), None)
    if last is None:
        raise RuleBroken(sprays.ONLY_TODAY)
    sprays.check_take_back(
        actor.hat, day=last.sprayed_on, today=clock.today(), teller=last.told_by == actor.person_id
    )
    answer.sprays.remove(last)
    earlier = max((each.sprayed_on for each in answer.sprays), default=None)
    answered_on = clock.local(answer.answered_at).date()
    answer.harvest_after = (
        no_harvest_after(earlier, spray) if earlier else no_harvest_before(answered_on, spray)
    )
    _record(actor, "complaint.spray_taken_back", complaint, answer, last.sprayed_on)
    return complaint


def _end_of(day: date) -> datetime:
    """The last moment a spray of that day can have been made: nobody goes back in too early."""
    zone = clock.local(clock.now()).tzinfo
    return datetime.combine(day + timedelta(days=1), time(), zone)


def _record(actor: Actor, event: str, complaint: Complaint, answer: ComplaintAnswer, day: date) -> None:
    until = answer.harvest_after.isoformat() if answer.harvest_after else None
    journal.record(actor, event, complaint.code, day=day.isoformat(), until=until)
