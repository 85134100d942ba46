"""An answer begun and left for a colleague: saved over the version one saw, gone once something is sent."""

import json
from collections.abc import Mapping

from domain import clock, journal
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.models import Complaint, ComplaintDraft
from domain.complaints.wording import called
from domain.db import db
from domain.people.rules import Actor
from domain.sentences import say


def save_draft(actor: Actor, code: str, *, typed: Mapping[str, list[str]], version: int) -> Complaint:
    """Keep what was typed so far. `version` is the one it was begun from, 0 for none; raises RuleBroken."""
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "answer")
    draft, text = complaint.draft, json.dumps(dict(typed), sort_keys=True)
    rules.check_draft(
        len(text),
        version,
        draft.version if draft else 0,
        who=called(draft.author.name) if draft else "",
        at=say("jam {at:%H.%M}", at=clock.local(draft.saved_at)) if draft else "",
    )
    if draft is None:
        draft = complaint.draft = ComplaintDraft(version=0)
    draft.version, draft.typed = version + 1, dict(typed)
    draft.saved_by, draft.saved_at = actor.person_id or 0, clock.now()
    words = steps.digest(complaint, text)
    journal.record(actor, "complaint.draft_saved", complaint.code, version=draft.version, words=words)
    return complaint


def drop_draft(complaint: Complaint) -> None:
    """What was begun is sent, or nobody needs it any more."""
    if complaint.draft:
        db.session.delete(complaint.draft)
        complaint.draft = None
