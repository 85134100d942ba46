"""Tips of the season told to farmers who asked for them: once a week, and only tips an expert vouches for."""

from sqlalchemy import or_, select

from domain import clock, journal
from domain.alerts.models import AlertCursor, AlertTopicChoice
from domain.alerts.states import Topic
from domain.complaints.models import Complaint
from domain.db import db
from domain.journal import JournalEntry
from domain.knowledge import queries as library
from domain.people.models import Hat, Person
from domain.people.parcels.models import Parcel
from domain.people.queries import in_force
from domain.people.rules import SYSTEM, Role
from domain.writing import write

EVENT = "tip.week"


def note_week() -> bool:
    """Say in the journal that this week's tips can be read, once a week; whether it was said now.

    Opens a write block of its own: whoever reads the journal takes turns with it, so a week is never said twice.
    """
    month = clock.today().month
    if _said() or not library.crops_with_tips(month):
        return False
    with write():
        _take_turns()
        if _said():
            return False
        journal.record(SYSTEM, "tip.week", _subject(), month=month)
    return True


def readers(month: int) -> list[int]:
    """Farmers who asked for tips and have one this month: of a crop they grow or told of, or of every crop."""
    crops = library.crops_with_tips(month)
    asked = (
        select(AlertTopicChoice.person_id)
        .join(Person, Person.id == AlertTopicChoice.person_id)
        .where(
            AlertTopicChoice.topic == Topic.TIPS,
            AlertTopicChoice.wanted,
            Person.blocked_at.is_(None),
            Person.id.in_(select(Hat.person_id).where(Hat.role == Role.FARMER, in_force())),
        )
        .order_by(AlertTopicChoice.person_id)
    )
    if "" not in crops:
        grown = select(Parcel.person_id).where(Parcel.commodity_code.in_(crops))
        told = select(Complaint.farmer_id).where(Complaint.commodity_code.in_(crops))
        asked = asked.where(or_(Person.id.in_(grown), Person.id.in_(told)))
    return list(db.session.scalars(asked))


def _subject() -> str:
    year, week, _day = clock.today().isocalendar()
    return f"tips:{year}-W{week:02}"


def _take_turns() -> None:
    """Wait for whoever reads the journal, or says the same just now."""
    db.session.execute(select(AlertCursor.id).with_for_update(key_share=True))


def _said() -> bool:
    found = select(JournalEntry.seq).where(JournalEntry.event == EVENT, JournalEntry.subject == _subject())
    return db.session.scalar(found.limit(1)) is not None
