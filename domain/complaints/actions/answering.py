"""The structured answer to a farmer; one with a spray waits for somebody who may prescribe."""

from datetime import date, timedelta

from domain import clock, region
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.actions.drafts import drop_draft
from domain.complaints.advice import Advice, check_advice, check_rotation, no_harvest_before, spray_of
from domain.complaints.advice_json import from_json, to_json
from domain.complaints.drawing import Drawing, check_drawing
from domain.complaints.models import (
    AnswerDrawing,
    AnswerVoice,
    Complaint,
    ComplaintAnswer,
    ComplaintProposal,
)
from domain.complaints.states import Desk
from domain.errors import RuleBroken
from domain.inputs import actions as inputs
from domain.inputs.rules import Wish
from domain.people.licences import queries as licences
from domain.people.rules import Actor, Role
from domain.voices import Voice


def answer(
    actor: Actor,
    code: str,
    *,
    advice: Advice,
    same_group: bool = False,
    voice: Voice | None = None,
    drawing: Drawing | None = None,
    aid: Wish | None = None,
) -> Complaint:
    """Send advice; the promise is kept and the case is watched. Raises RuleBroken naming the field.

    A spray by an officer without a certificate is only proposed: it goes to the experts, and to the farmer
    once one of them lets it pass. `same_group` says that a spray of the same mode of action as last time is meant.
    `aid` is set aside for the farmer in the same step, or nothing is sent.
    """
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "answer")
    steps.check_in_hand(actor, complaint)
    may_prescribe = licences.may_prescribe(actor)
    proposes = actor.hat is Role.OFFICER and not may_prescribe and spray_of(advice) is not None
    _check(actor, advice, may_prescribe=may_prescribe or proposes)
    if not same_group:
        check_rotation(advice, queries.last_spray(complaint))
    if drawing:
        check_drawing(drawing, [photo.position for photo in complaint.photos])
    if proposes:
        if aid:
            raise RuleBroken("Bantuan bisa disisihkan sesudah obatnya disetujui.", field="depot_code")
        return _propose(actor, complaint, advice)
    steps.take_in_hand(actor, complaint)
    row = _row(actor.person_id, actor.hat, complaint, advice)
    row.voice = AnswerVoice(**voice._asdict()) if voice else None
    row.drawing = AnswerDrawing(**drawing._asdict()) if drawing else None
    _send(actor, complaint, row, advice)
    if aid:
        inputs.reserve(actor, farmer_id=complaint.farmer_id, complaint_id=complaint.id, **aid._asdict())
    return complaint


def approve_proposal(actor: Actor, code: str) -> Complaint:
    """An expert lets an officer's advice pass as it is: it is sent, in the officer's name and the expert's."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "answer")
    steps.check_in_hand(actor, complaint)
    proposal = waiting_proposal(complaint)
    if proposal is None:
        raise RuleBroken("Tidak ada usulan yang menunggu. Muat ulang halaman ini.")
    advice = from_json(proposal.advice)
    _check(actor, advice, may_prescribe=licences.may_prescribe(actor))
    steps.take_in_hand(actor, complaint)
    row = _row(proposal.author_id, Role.OFFICER, complaint, advice)
    row.proposal = proposal
    _send(actor, complaint, row, advice)
    return complaint


def waiting_proposal(complaint: Complaint) -> ComplaintProposal | None:
    return next((each for each in complaint.proposals if each.decided_by is None), None)


def decide_proposal(actor: Actor, complaint: Complaint) -> None:
    """What waited is settled: sent, replaced by the expert's own words, or given back."""
    if proposal := waiting_proposal(complaint):
        proposal.decided_by, proposal.decided_at = actor.person_id, clock.now()


def watch(complaint: Complaint, follow_up_on: date) -> None:
    """Ask again on that day; silence may close the case after the promised working days, never before it."""
    pack = region.current()
    quiet = pack.add_working_days(clock.today(), pack.clocks.close_after_working_days)
    complaint.follow_up_on = follow_up_on
    complaint.closes_on = max(quiet, follow_up_on + timedelta(days=1))


def stop_watching(complaint: Complaint) -> None:
    complaint.follow_up_on = complaint.closes_on = None


def _check(actor: Actor, advice: Advice, *, may_prescribe: bool) -> None:
    pack, is_expert = region.current(), actor.hat is Role.EXPERT
    check_advice(advice, banned=pack.banned_names, may_prescribe=may_prescribe, is_expert=is_expert)
    if advice.problem and advice.problem not in pack.problems:
        raise RuleBroken("Pilih masalahnya dari daftar.", field="problem")


def _propose(actor: Actor, complaint: Complaint, advice: Advice) -> Complaint:
    """Keep the officer's advice for the experts, and hand the case up with it."""
    rules.after(complaint.status, "hand_up", actor.hat)
    earlier = next((each for each in complaint.proposals if each.attempt == complaint.attempt), None)
    proposal = earlier or ComplaintProposal(attempt=complaint.attempt)
    proposal.author_id, proposal.at, proposal.advice = actor.person_id or 0, clock.now(), to_json(advice)
    proposal.decided_by = proposal.decided_at = None
    if earlier is None:
        complaint.proposals.append(proposal)
    complaint.desk, complaint.expert = Desk.EXPERT, None
    drop_draft(complaint)
    steps.step(actor, complaint, "hand_up", cause="spray", problem=advice.problem)
    return complaint


def _send(actor: Actor, complaint: Complaint, row: ComplaintAnswer, advice: Advice) -> None:
    decide_proposal(actor, complaint)
    drop_draft(complaint)
    complaint.answers.append(row)
    complaint.outcome = None
    watch(complaint, row.follow_up_on)
    steps.step(
        actor,
        complaint,
        "answer",
        problem=advice.problem,
        certainty=advice.certainty,
        author=row.author_id,
        voice=row.voice.key if row.voice else None,
    )


def _row(author_id: int | None, hat: Role, complaint: Complaint, advice: Advice) -> ComplaintAnswer:
    today, spray = clock.today(), spray_of(advice)
    return ComplaintAnswer(
        attempt=complaint.attempt,
        author_id=author_id,
        author_hat=hat,
        answered_at=clock.now(),
        problem_code=advice.problem,
        certainty=advice.certainty,
        advice=to_json(advice),
        follow_up_on=today + timedelta(days=advice.follow_up_days),
        harvest_after=no_harvest_before(today, spray) if spray else None,
    )
