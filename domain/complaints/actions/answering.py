"""The structured answer to a farmer."""

from datetime import date, timedelta

from domain import clock, region
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.advice import Advice, check_advice, no_harvest_before, spray_of
from domain.complaints.advice_json import to_json
from domain.complaints.models import Complaint, ComplaintAnswer
from domain.errors import RuleBroken
from domain.inputs import actions as inputs
from domain.inputs.rules import Wish
from domain.people.rules import Actor, Role


def answer(actor: Actor, code: str, *, advice: Advice, aid: Wish | None = None) -> Complaint:
    """Send advice; the promise is kept and the case is watched. Raises RuleBroken naming the field.

    Only experts may advise a spray. `aid` is set aside for the farmer in the same step, or nothing is sent.
    """
    complaint = queries.get(actor, code, lock=True)
    rules.after(complaint.status, "answer", actor.hat)
    steps.check_in_hand(actor, complaint)
    check_advice(advice, banned=region.current().banned_names, may_prescribe=actor.hat is Role.EXPERT)
    if advice.problem and advice.problem not in region.current().problems:
        raise RuleBroken("Pilih masalahnya dari daftar.", field="problem")
    steps.take_in_hand(actor, complaint)
    row = _row(actor, complaint, advice)
    complaint.answers.append(row)
    complaint.outcome = None
    watch(complaint, row.follow_up_on)
    steps.step(actor, complaint, "answer", problem=advice.problem, certainty=advice.certainty)
    if aid:
        inputs.reserve(actor, farmer_id=complaint.farmer_id, complaint_id=complaint.id, **aid._asdict())
    return complaint


def watch(complaint: Complaint, follow_up_on: date) -> None:
    """Ask again on that day; silence may close the case after the promised working days, never before it."""
    pack = region.current()
    quiet = pack.add_working_days(clock.today(), pack.clocks.close_after_working_days)
    complaint.follow_up_on = follow_up_on
    complaint.closes_on = max(quiet, follow_up_on + timedelta(days=1))


def stop_watching(complaint: Complaint) -> None:
    complaint.follow_up_on = complaint.closes_on = None


def _row(actor: Actor, complaint: Complaint, advice: Advice) -> ComplaintAnswer:
    today, spray = clock.today(), spray_of(advice)
    return ComplaintAnswer(
        attempt=complaint.attempt,
        author_id=actor.person_id,
        author_hat=actor.hat,
        answered_at=clock.now(),
        problem_code=advice.problem,
        certainty=advice.certainty,
        advice=to_json(advice),
        follow_up_on=today + timedelta(days=advice.follow_up_days),
        harvest_after=no_harvest_before(today, spray) if spray else None,
    )
