"""A farmer leaves: their words, voice, photos and place go; what happened to the plants stays."""

from sqlalchemy import delete, select, update

from domain.complaints import queries
from domain.complaints.actions import steps
from domain.complaints.actions.answering import stop_watching
from domain.complaints.models import (
    AnswerDrawing,
    Complaint,
    ComplaintAnswer,
    ComplaintDraft,
    ComplaintFacts,
    ComplaintFollower,
    ComplaintMessage,
    ComplaintNote,
    ComplaintPhoto,
    ComplaintService,
    ComplaintVisit,
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

    Open cases are withdrawn first. Messages go on both sides, and so do the desk's notes and what a visit
    found: they may name the person too.
    """
    mine = select(Complaint).where(Complaint.farmer_id == actor.person_id).order_by(Complaint.id)
    for case in db.session.scalars(mine.where(Complaint.status.in_(OPEN))).all():
        withdraw(actor, case.code)
    db.session.flush()
    cases = mine.with_only_columns(Complaint.id).order_by(None)
    keys = _keys(cases)
    for model in (ComplaintPhoto, ComplaintVoice, ComplaintMessage, ComplaintNote, ComplaintDraft):
        db.session.execute(delete(model).where(model.complaint_id.in_(cases)))
    db.session.execute(delete(ComplaintFollower).where(ComplaintFollower.person_id == actor.person_id))
    facts = update(ComplaintFacts).where(ComplaintFacts.complaint_id.in_(cases))
    db.session.execute(facts.values(applied="", hamlet="", lat_e6=None, lng_e6=None))
    db.session.execute(update(Complaint).where(Complaint.id.in_(cases)).values(body=""))
    db.session.execute(
        update(ComplaintService).where(ComplaintService.complaint_id.in_(cases)).values(words="")
    )
    _forget_visits_and_drawings(cases)
    db.session.expire_all()
    return keys


def _forget_visits_and_drawings(cases) -> None:
    """What was drawn goes with the photo under it."""
    answers = select(ComplaintAnswer.id).where(ComplaintAnswer.complaint_id.in_(cases))
    db.session.execute(delete(AnswerDrawing).where(AnswerDrawing.answer_id.in_(answers)))
    visits = update(ComplaintVisit).where(ComplaintVisit.complaint_id.in_(cases))
    db.session.execute(visits.values(note="", findings="", checks=None, small=None, large=None))


def _keys(cases) -> frozenset[str]:
    photos = [
        row
        for model in (ComplaintPhoto, ComplaintVisit)
        for row in db.session.execute(
            select(model.small, model.large).where(model.complaint_id.in_(cases), model.small.is_not(None))
        )
    ]
    voices = db.session.scalars(select(ComplaintVoice.key).where(ComplaintVoice.complaint_id.in_(cases)))
    return frozenset(key for row in photos for key in row) | frozenset(voices)
