"""Report abuse; decide a report. None commits."""

from domain import clock, journal
from domain.db import db
from domain.moderation import queries, rules
from domain.moderation.models import AbuseReport
from domain.moderation.rules import About, State, Why
from domain.people.rules import Actor


def report(actor: Actor, about: About, number: int, *, why: str, note: str = "") -> AbuseReport:
    """Say that something is wrong with what everybody can see. Raises NotVisible, RuleBroken."""
    rules.check_report(Why(why), note)
    seen = queries.reported(about, number)
    row = AbuseReport(
        about=about, why=Why(why), note=note.strip(), vendor_id=seen.vendor_id, person_id=actor.person_id,
        listing_id=seen.number if about is About.LISTING else None,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    journal.record(actor, "abuse.reported", f"{about}:{seen.number}", why=why, report=row.id)
    return row


def decide(actor: Actor, report_id: int, *, outcome: str, answer: str) -> AbuseReport:
    """Close a report with a reason. What is done about it is done at the listing or the vendor."""
    row = queries.get(actor, report_id, lock=True)
    rules.check_decision(row.state, State(outcome), answer)
    row.state, row.answer = State(outcome), answer.strip()
    row.decided_by, row.decided_at = actor.person_id, clock.now()
    journal.record(actor, f"abuse.{row.state}", f"vendor:{row.vendor_id}", report=row.id)
    return row
