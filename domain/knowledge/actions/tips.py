"""Tips of the season: an expert lets everybody read one, or hides it again. None commits.

A tip is named by its key, which holds its words and months: what was approved is what was on the screen.
"""

from domain import clock, journal
from domain.db import db
from domain.errors import RuleBroken
from domain.knowledge import queries, rules
from domain.knowledge.models import TipReview
from domain.people import queries as people
from domain.people.rules import Actor
from domain.sentences import say

ALREADY = {True: say("Tips ini sudah terlihat petani."), False: say("Tips ini memang belum terlihat petani.")}


def approve_tip(actor: Actor, key: str) -> TipReview:
    """Let farmers read it, under the expert's name. Raises NotVisible when the pack words it otherwise now."""
    rules.check_may_approve(actor.hat)
    row, subject = _decide(actor, key, shown=True)
    journal.record(actor, "tip.approved", subject, sha256=key)
    return row


def withdraw_tip(actor: Actor, key: str) -> TipReview:
    """Hide it from everybody but the desk, also one the pack brought along as reviewed."""
    rules.check_may_withdraw(actor.hat)
    row, subject = _decide(actor, key, shown=False)
    journal.record(actor, "tip.withdrawn", subject, sha256=key)
    return row


def _decide(actor: Actor, key: str, *, shown: bool) -> tuple[TipReview, str]:
    """The decision as it stands now, and what the journal calls the tip."""
    seen = queries.tip_by_key(key)
    if seen.shown == shown:
        raise RuleBroken(ALREADY[shown])
    row = db.session.get(TipReview, key) or TipReview(key=key)
    row.shown, row.reviewer, row.reviewed_by = shown, people.name_of(actor), actor.person_id
    row.reviewed_on = clock.today()
    db.session.add(row)
    return row, f"tip:{seen.tip.code}"[:64]
