"""Working together at one desk: who has a case open, notes, giving back, hurrying, saved views."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects import postgresql, sqlite

from domain import clock, journal
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.desk import ComplaintMark, SavedView
from domain.complaints.models import Complaint, ComplaintNote
from domain.complaints.states import Desk
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import queries as people
from domain.people.rules import Actor, Role

MARK_LASTS = timedelta(minutes=10)


def mark_open(actor: Actor, code: str) -> Complaint:
    """Let colleagues see that this person has the case open, for ten minutes from now."""
    complaint = queries.get(actor, code)
    dialect: Any = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    until = clock.now() + MARK_LASTS
    row = dialect.insert(ComplaintMark).values(
        complaint_id=complaint.id, person_id=actor.person_id, until=until
    )
    db.session.execute(
        row.on_conflict_do_update(index_elements=["complaint_id", "person_id"], set_={"until": until})
    )
    return complaint


def sweep_marks() -> None:
    """Forget who had what open. Run by a job inside `write()`."""
    db.session.execute(delete(ComplaintMark).where(ComplaintMark.until < clock.now()))


def add_note(actor: Actor, code: str, *, note: str) -> Complaint:
    """A word to colleagues about a case, in any state."""
    complaint = queries.get(actor, code, lock=True)
    rules.check_note(note)
    journal.record(actor, "complaint.noted", complaint.code, words=leave_note(actor, complaint, note.strip()))
    return complaint


def leave_note(actor: Actor, complaint: Complaint, text: str) -> str:
    """Keep a note for handlers; returns the digest the journal may hold."""
    complaint.notes.append(ComplaintNote(author_id=actor.person_id, text=text, at=clock.now()))
    return steps.digest(complaint, text)


def release(actor: Actor, code: str) -> Complaint:
    """Give a case back to its desk, where anybody may take it. The job does so with what lies idle."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "release")
    if complaint.holder is None:
        raise RuleBroken("Keluhan ini memang belum diambil siapa pun.")
    if actor.hat is Role.SYSTEM:
        if not queries.is_idle(complaint):
            raise RuleBroken("Keluhan ini masih dikerjakan.")
    elif actor.hat is not Role.COORDINATOR:
        steps.check_in_hand(actor, complaint)
    let_go = complaint.holder.id
    if complaint.desk is Desk.EXPERT:
        complaint.expert = None
    else:
        complaint.officer = None
    steps.step(actor, complaint, "release", held_by=let_go)
    return complaint


def prioritise(actor: Actor, code: str) -> Complaint:
    """Promise an answer sooner: what is left shrinks to the region's hours for urgent cases."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "prioritise")
    if any(event.verb == "prioritise" for event in queries.events_of_attempt(complaint)):
        raise RuleBroken("Keluhan ini sudah diutamakan.")
    steps.step(actor, complaint, "prioritise")
    return complaint


def save_view(actor: Actor, *, name: str, query: str) -> SavedView:
    """Keep a selection of the inbox under a name of one's own."""
    people.get(actor, actor.person_id or 0, lock=True)  # the limit counts under this lock
    mine = select(SavedView.name).where(SavedView.person_id == actor.person_id)
    rules.check_saved_view(name, list(db.session.scalars(mine)))
    view = SavedView(person_id=actor.person_id, name=name.strip(), query=query)
    db.session.add(view)
    db.session.flush()
    return view


def drop_view(actor: Actor, view_id: int) -> SavedView:
    """Forget one's own saved view. Raises NotVisible."""
    view = db.session.get(SavedView, view_id)
    if view is None or view.person_id != actor.person_id:
        raise NotVisible(str(view_id))
    db.session.delete(view)
    return view
