"""Verbs about complaints. None commits; `run_due_clocks` and `renew_promises` open their own write blocks."""

from domain.complaints.actions.answering import answer, approve_proposal
from domain.complaints.actions.assisting import file_for
from domain.complaints.actions.desk import (
    add_note,
    drop_view,
    mark_open,
    prioritise,
    release,
    save_view,
    sweep_marks,
)
from domain.complaints.actions.drafts import save_draft
from domain.complaints.actions.due import close, escalate, lapse, renew_promises, run_due_clocks
from domain.complaints.actions.filing import add_photos, file_complaint
from domain.complaints.actions.following import follow, unfollow
from domain.complaints.actions.forgetting import forget_farmer, withdraw
from domain.complaints.actions.handling import (
    ask,
    claim,
    decline,
    hand_back,
    hand_to,
    hand_up,
    read_phone,
    read_place,
)
from domain.complaints.actions.lab import note_result, refer
from domain.complaints.actions.linking import link, split, unlink
from domain.complaints.actions.merging import merge, unmerge
from domain.complaints.actions.news import reopen, reply, report
from domain.complaints.actions.reminding import remind
from domain.complaints.actions.service import rate_service
from domain.complaints.actions.spraying import tell_spray, untell_spray
from domain.complaints.actions.visits import plan_visit, read_visit_phones, record_visit
from domain.complaints.actions.voicing import add_answer_voice

__all__ = [
    "add_answer_voice",
    "add_note",
    "add_photos",
    "answer",
    "approve_proposal",
    "ask",
    "claim",
    "close",
    "decline",
    "drop_view",
    "escalate",
    "file_complaint",
    "file_for",
    "follow",
    "forget_farmer",
    "hand_back",
    "hand_to",
    "hand_up",
    "lapse",
    "link",
    "mark_open",
    "merge",
    "note_result",
    "plan_visit",
    "prioritise",
    "rate_service",
    "read_phone",
    "read_place",
    "read_visit_phones",
    "record_visit",
    "refer",
    "release",
    "remind",
    "renew_promises",
    "reopen",
    "reply",
    "report",
    "run_due_clocks",
    "save_draft",
    "save_view",
    "split",
    "sweep_marks",
    "tell_spray",
    "unfollow",
    "untell_spray",
    "unlink",
    "withdraw",
    "unmerge",
]
