"""A word before a promise ends: at half of its time to who has the case, near the end to the coordinators too.

Each stage of each attempt is noted once; the journal tells, whoever reads it sends.
"""

from datetime import timedelta

from domain import clock, journal
from domain.complaints import queries
from domain.complaints.actions.steps import promised_of
from domain.complaints.clocks import Stage
from domain.complaints.models import ComplaintReminder
from domain.db import db
from domain.people.rules import SYSTEM
from domain.writing import write

EVENTS = {Stage.HALF: "complaint.due_half", Stage.NEARLY: "complaint.due_nearly"}


def remind() -> int:
    """Note every reminder that is due; returns how many. Opens a write block of its own for each case."""
    noted = 0
    for code in queries.codes_to_remind():
        with write():
            noted += _remind(code)
    return noted


def _remind(code: str) -> bool:
    """A case that came near the end at once is reminded of that only."""
    case = queries.get(SYSTEM, code, lock=True)
    promised = promised_of(case)
    stage = promised.advice.stage(clock.now())
    if promised.due_at is None or stage not in EVENTS:
        return False
    given = {
        known for known in Stage if db.session.get(ComplaintReminder, (case.id, promised.attempt, known))
    }
    if stage in given or Stage.NEARLY in given:
        return False
    db.session.add(ComplaintReminder(complaint_id=case.id, attempt=promised.attempt, stage=stage))
    left = int(promised.advice.left_at(clock.now()) / timedelta(minutes=1))
    journal.record(SYSTEM, EVENTS[stage], case.code, attempt=promised.attempt, minutes_left=left)
    return True
