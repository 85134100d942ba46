"""What people were told in the demo's year: read out of its journal; everybody has read what is older than two days."""

from datetime import timedelta

from sqlalchemy import select

from domain import clock
from domain.alerts import actions, reading
from domain.alerts.models import Alert
from domain.db import db
from domain.people.rules import Actor
from domain.writing import write

READ_AFTER = timedelta(days=2)
BATCHES = 500


def seed_alerts() -> int:
    """Returns how many were told. Nothing leaves the server: the demo has no channels of its own."""
    told = reading.read_journal((), most=BATCHES)
    old = select(Alert.id, Alert.person_id, Alert.role).where(Alert.at < clock.now() - READ_AFTER)
    with write():
        for alert, person, role in db.session.execute(old.order_by(Alert.id)).all():
            actions.mark_read(Actor(person, role), alert)
    return told
