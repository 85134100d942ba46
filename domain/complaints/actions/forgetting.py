"""A farmer leaves: their words, voice, photos and place go; what happened to the plants stays."""

from sqlalchemy import delete, select, update

from domain.complaints import queries
from domain.complaints.actions import steps
from domain.complaints.actions.answering import stop_watching
from domain.complaints.models import (
    Complaint,
    ComplaintFacts,
    ComplaintFollower,
    ComplaintMessage,
    ComplaintPhoto,
    ComplaintVoice,
)
from domain.complaints.states import OPEN, Outcome
from domain.db import db
from domain.people.rules import Actor


def withdraw(actor: Actor, code: str) -> Complaint:
    """The farmer takes an open report back."""
    complaint = queries.get(actor, code, lock=True)
    steps.step(actor, complaint, "withdraw")
    complaint.outcome = Outcome.NO_NEWS
    stop_watching(complaint)
    return complaint


def forget_farmer(actor: Actor) -> frozenset[str]:
    """Take the actor out of every case of theirs; returns the keys of photos and voice notes let go.

    Open cases are withdrawn first. Messages go on both sides: questions may name the person too.
    """
    mine = select(Complaint).where(Complaint.farmer_id == actor.person_id).order_by(Complaint.id)
    for case in db.session.scalars(mine.where(Complaint.status.in_(OPEN))).all():
        withdraw(actor, case.code)
    db.session.flush()
    cases = mine.with_only_columns(Complaint.id).order_by(None)
    keys = _keys(cases)
    for model in (ComplaintPhoto, ComplaintVoice, ComplaintMessage):
        db.session.execute(delete(model).where(model.complaint_id.in_(cases)))
    db.session.execute(delete(ComplaintFollower).where(ComplaintFollower.person_id == actor.person_id))
    facts = update(ComplaintFacts).where(ComplaintFacts.complaint_id.in_(cases))
    db.session.execute(facts.values(applied="", hamlet="", lat_e6=None, lng_e6=None))
    db.session.execute(update(Complaint).where(Complaint.id.in_(cases)).values(body=""))
    db.session.expire_all()
    return keys


def _keys(cases) -> frozenset[str]:
    photos = db.session.execute(
        select(ComplaintPhoto.small, ComplaintPhoto.large).where(ComplaintPhoto.complaint_id.in_(cases))
    )
    voices = db.session.scalars(select(ComplaintVoice.key).where(ComplaintVoice.complaint_id.in_(cases)))
    return frozenset(key for row in photos for key in row) | frozenset(voices)
