"""Waiting for somebody else's answer: "saya juga"."""

from sqlalchemy import delete

from domain import journal
from domain.complaints import queries
from domain.complaints.models import ComplaintFollower
from domain.complaints.queries import SharedCase
from domain.db import db
from domain.errors import RuleBroken
from domain.people import queries as people
from domain.people.rules import Actor


def follow(actor: Actor, code: str) -> SharedCase:
    """Hear of another farmer's case when it is answered. Following twice is following once."""
    people.get(actor, actor.person_id or 0, lock=True)
    case = queries.shared_case(actor, code)
    if case.mine:
        raise RuleBroken("Ini laporan Bapak/Ibu sendiri. Kabarnya selalu ada di Keluhan.")
    if not case.following:
        db.session.add(ComplaintFollower(complaint_id=queries.id_of(case.code), person_id=actor.person_id))
        journal.record(actor, "complaint.followed", case.code)
    return case


def unfollow(actor: Actor, code: str) -> SharedCase:
    """Do not hear of it any more."""
    case = queries.shared_case(actor, code)
    if case.following:
        mine = ComplaintFollower.person_id == actor.person_id
        number = ComplaintFollower.complaint_id == queries.id_of(case.code)
        db.session.execute(delete(ComplaintFollower).where(mine, number))
        journal.record(actor, "complaint.unfollowed", case.code)
    return case
