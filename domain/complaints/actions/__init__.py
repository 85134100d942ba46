"""Verbs about complaints. None commits; `run_due_clocks` alone opens its own write blocks."""

from domain.complaints.actions.answering import answer
from domain.complaints.actions.due import close, escalate, lapse, run_due_clocks
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
from domain.complaints.actions.news import reopen, reply, report

__all__ = [
    "add_photos",
    "answer",
    "ask",
    "claim",
    "close",
    "decline",
    "escalate",
    "file_complaint",
    "follow",
    "forget_farmer",
    "hand_back",
    "hand_to",
    "hand_up",
    "lapse",
    "read_phone",
    "read_place",
    "reopen",
    "reply",
    "report",
    "run_due_clocks",
    "unfollow",
    "withdraw",
]
