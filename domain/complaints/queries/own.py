"""What is kept of a farmer's own cases, for the farmer: counted, and in full."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.complaints.models import (
    Complaint,
    ComplaintAnswer,
    ComplaintFollower,
    ComplaintMessage,
    ComplaintPhoto,
    ComplaintVoice,
)
from domain.complaints.queries.cases import crop_of, told_of
from domain.complaints.states import MOOD_WORDS, OUTCOME_WORDS, farmer_label
from domain.db import db
from domain.people.rules import Actor
from domain.sentences import say


def counts_of(actor: Actor) -> tuple[tuple[str, int], ...]:
    """How much there is of each kind, in one statement."""
    cases = select(Complaint.id).where(Complaint.farmer_id == actor.person_id)

    def count(model):
        return select(func.count()).where(model.complaint_id.in_(cases)).scalar_subquery()

    followed = select(func.count()).where(ComplaintFollower.person_id == actor.person_id).scalar_subquery()
    mine = select(func.count()).where(Complaint.farmer_id == actor.person_id).scalar_subquery()
    names = (say("Keluhan"), say("Foto"), say("Suara"), say("Pesan"), say("Keluhan yang diikuti"))
    models = (ComplaintPhoto, ComplaintVoice, ComplaintMessage)
    row = db.session.execute(select(mine, *(count(model) for model in models), followed)).one()
    return tuple(zip(names, row, strict=True))


def export_of(actor: Actor) -> list[dict[str, Any]]:
    """Every case of the farmer's with all that was sent and answered, oldest first."""
    found = (
        select(Complaint)
        .where(Complaint.farmer_id == actor.person_id)
        .options(
            joinedload(Complaint.facts),
            joinedload(Complaint.voice),
            joinedload(Complaint.service),
            joinedload(Complaint.commodity),
            joinedload(Complaint.village),
            selectinload(Complaint.messages),
            selectinload(Complaint.photos),
            selectinload(Complaint.answers).joinedload(ComplaintAnswer.problem),
            selectinload(Complaint.answers).joinedload(ComplaintAnswer.sprays),
        )
        .order_by(Complaint.id)
    )
    return [_export(case) for case in db.session.scalars(found)]


def followed_codes(actor: Actor) -> list[str]:
    """Other people's cases whose answer the actor waits for."""
    found = select(Complaint).join(ComplaintFollower, ComplaintFollower.complaint_id == Complaint.id)
    mine = found.where(ComplaintFollower.person_id == actor.person_id)
    return [case.code for case in db.session.scalars(mine.order_by(Complaint.id))]


def _export(case: Complaint) -> dict[str, Any]:
    return {
        "nomor": case.code,
        "dikirim": case.filed_at.isoformat(),
        "keadaan": farmer_label(case.status),
        "masalah": [each.problem.name for each in case.answers if each.problem],
        "hasil": OUTCOME_WORDS[case.outcome] if case.outcome else None,
        "tanaman": crop_of(case),
        "desa": case.village.name,
        "cerita": case.body,
        "keterangan": dict(told_of(case)),
        "lokasi": str(case.facts.place) if case.facts.place else None,
        "layanan": {"nilai": MOOD_WORDS[case.service.mood], "kata": case.service.words}
        if case.service
        else None,
        "foto": [f"/keluhan/{case.code}/foto/{photo.position}" for photo in case.photos],
        "suara": f"/keluhan/{case.code}/suara" if case.voice else None,
        "pesan": [{"waktu": each.at.isoformat(), "isi": each.text} for each in case.messages],
        "saran": [
            {
                "waktu": each.answered_at.isoformat(),
                "isi": each.advice,
                "semprot": [spray.sprayed_on.isoformat() for spray in each.sprays],
            }
            for each in case.answers
        ],
    }
