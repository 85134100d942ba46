"""A farmer leaves: requests that wait are cancelled, words, names and photos go; what was handed out stays."""

from sqlalchemy import select, update

from domain.db import db
from domain.inputs import actions
from domain.inputs.models import InputRequest
from domain.inputs.states import State
from domain.people.rules import Actor


def forget_farmer(actor: Actor) -> frozenset[str]:
    """Take the actor out of every request of theirs; returns the keys of photos let go."""
    mine = InputRequest.farmer_id == actor.person_id
    waiting = mine & InputRequest.state.in_((State.REQUESTED, State.RESERVED))
    for row in db.session.scalars(select(InputRequest).where(waiting).order_by(InputRequest.id)).all():
        actions.cancel(actor, row.code)
    db.session.flush()
    found = db.session.execute(select(InputRequest.photo_small, InputRequest.photo_large).where(mine)).all()
    empty = {"reason": "", "note": "", "receiver": "", "photo_small": None, "photo_large": None}
    db.session.execute(update(InputRequest).where(mine).values(**empty))
    db.session.expire_all()
    return frozenset(key for row in found for key in row if key)
