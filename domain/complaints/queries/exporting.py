"""The desk's cases as a table to take along: what is filtered, without names, numbers and words of people."""

from datetime import datetime

from sqlalchemy.orm import joinedload

from domain import clock
from domain.complaints.models import Complaint
from domain.complaints.queries.cases import crop_of
from domain.complaints.queries.filters import Wanted, conditions
from domain.complaints.queries.rows import visible_to
from domain.complaints.states import OUTCOME_WORDS, officer_label
from domain.db import db
from domain.people.rules import Actor

HEADINGS = ("Nomor", "Dikirim", "Desa", "Tanaman", "Keadaan", "Sejak", "Paling lambat", "Percobaan", "Hasil")
MOST_ROWS = 5_000


def case_table(actor: Actor, wanted: Wanted) -> list[tuple[str | int, ...]]:
    """Every case that is wanted, closed ones too, newest first; moments are local. One statement."""
    found = (
        visible_to(actor)
        .where(*conditions(actor, wanted))
        .options(joinedload(Complaint.village), joinedload(Complaint.commodity))
        .order_by(Complaint.id.desc())
        .limit(MOST_ROWS)
    )
    return [_line(case) for case in db.session.scalars(found)]


def _line(case: Complaint) -> tuple[str | int, ...]:
    return (
        case.code,
        _local(case.filed_at),
        case.village.name,
        crop_of(case),
        officer_label(case.status),
        _local(case.since),
        _local(case.due_at),
        case.attempt,
        OUTCOME_WORDS[case.outcome] if case.outcome else "",
    )


def _local(at: datetime | None) -> str:
    return f"{clock.local(at):%Y-%m-%d %H:%M}" if at else ""
