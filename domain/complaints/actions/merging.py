"""Two reports of the same trouble become one case, and may be parted again for a week."""

from sqlalchemy import delete, func, select

from domain import clock
from domain.complaints import queries, tying
from domain.complaints.actions import steps
from domain.complaints.actions.answering import stop_watching
from domain.complaints.models import Complaint, ComplaintFollower, ComplaintMerge
from domain.complaints.states import Desk
from domain.db import db
from domain.errors import RuleBroken
from domain.people.rules import Actor


def merge(actor: Actor, code: str, *, into: str) -> Complaint:
    """Put a case into another one; its farmer hears of that one's answer. Raises RuleBroken."""
    complaint, target = queries.both(actor, code, into)
    steps.check_turn(actor, complaint, "merge")
    tying.check_may_merge(complaint.code, target.code, target.status)
    held = select(func.count()).where(ComplaintMerge.into_id == complaint.id)
    tying.check_carries_none(db.session.scalar(held) or 0)
    complaint.merge = ComplaintMerge(into_id=target.id, follows=_follow(complaint, target), at=clock.now())
    stop_watching(complaint)
    steps.step(actor, complaint, "merge", into=target.code)
    return complaint


def unmerge(actor: Actor, code: str) -> Complaint:
    """Part a case from the one it was merged into; its own promise goes on."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "unmerge")
    merged = complaint.merge
    if merged is None:
        raise RuleBroken("Keluhan ini tidak sedang digabung.")
    tying.check_may_unmerge(merged.at, clock.now())
    if merged.follows:
        follower = ComplaintFollower.person_id == complaint.farmer_id
        db.session.execute(
            delete(ComplaintFollower).where(ComplaintFollower.complaint_id == merged.into_id, follower)
        )
    db.session.delete(merged)
    complaint.merge = None
    complaint.desk = Desk.OFFICER
    steps.step(actor, complaint, "unmerge", to=complaint.officer)
    return complaint


def _follow(complaint: Complaint, target: Complaint) -> bool:
    """Let the farmer hear of the target; False when that was so already, or it is the farmer's own."""
    if complaint.farmer_id == target.farmer_id:
        return False
    if db.session.get(ComplaintFollower, (target.id, complaint.farmer_id)):
        return False
    db.session.add(ComplaintFollower(complaint_id=target.id, person_id=complaint.farmer_id))
    return True
