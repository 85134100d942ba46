"""A voice for an answer that was sent without: recorded in the field, carried when there is a signal."""

from domain import journal
from domain.complaints import queries
from domain.complaints.models import AnswerVoice, Complaint
from domain.complaints.states import Status
from domain.errors import RuleBroken
from domain.people.rules import Actor
from domain.voices import Voice


def add_answer_voice(actor: Actor, code: str, *, voice: Voice | None) -> Complaint:
    """Say aloud what one answered last, once, while the case is watched. Raises RuleBroken."""
    complaint = queries.get(actor, code, lock=True)
    answer = complaint.answers[-1] if complaint.answers else None
    if answer is None or answer.author_id != actor.person_id:
        raise RuleBroken("Suara ditambah oleh yang menulis saran terakhir.")
    if complaint.status is not Status.ANSWERED or answer.attempt != complaint.attempt:
        raise RuleBroken("Keluhan ini sudah berlanjut, jadi suaranya tidak bisa ditambah.")
    if answer.voice is not None:
        raise RuleBroken("Saran ini sudah ada suaranya.")
    if voice is None:
        raise RuleBroken("Rekam atau pilih suaranya dulu.", field="voice")
    answer.voice = AnswerVoice(**voice._asdict())
    journal.record(actor, "complaint.voice_added", complaint.code, attempt=answer.attempt, voice=voice.key)
    return complaint
