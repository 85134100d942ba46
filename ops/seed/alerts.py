"""What people were told in the demo's year: read out of its journal; everybody has read what is older than two days."""

from datetime import timedelta

from sqlalchemy import select

from domain import clock
from domain.alerts import actions, reading, tips
from domain.alerts.models import Alert
from domain.alerts.states import Topic
from domain.db import db
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.writing import write

READ_AFTER = timedelta(days=2)
BATCHES = 500
TIP_READERS = 12


def seed_alerts() -> int:
    """Returns how many were told. Nothing leaves the server: the demo has no channels of its own."""
    with write():
        for farmer in people.wearing(Role.FARMER)[:TIP_READERS]:
            actions.choose_topic(Actor(farmer.id, Role.FARMER), topic=Topic.TIPS, wanted=True)
    tips.note_week()
    told = reading.read_journal((), most=BATCHES)
    old = select(Alert.id, Alert.person_id, Alert.role).where(Alert.at < clock.now() - READ_AFTER)
    with write():
        for alert, person, role in db.session.execute(old.order_by(Alert.id)).all():
            actions.mark_read(Actor(person, role), alert)
    return told
