"""Frozen shortlists: what was compared, and what came of it. Pure."""

from enum import StrEnum

from domain.errors import RuleBroken, Stale
from domain.sentences import say

FEWEST, MOST = 2, 20
PURPOSE_LENGTH = 120
REASON_LENGTH = 400


class Outcome(StrEnum):
    """`locked` until somebody records what came of it; then it stays."""

    LOCKED = "locked"
    CHOSEN = "chosen"
    CANCELLED = "cancelled"
    NONE_SUITABLE = "none_suitable"


OUTCOME_WORDS = {
    Outcome.LOCKED: say("Belum diputuskan"),
    Outcome.CHOSEN: say("Sudah dipilih"),
    Outcome.CANCELLED: say("Dibatalkan"),
    Outcome.NONE_SUITABLE: say("Tidak ada yang cocok"),
}


def check_lock(purpose: str, count: int) -> None:
    """Raises RuleBroken, naming the field, unless there is something to compare and a reason to."""
    if not purpose.strip():
        raise RuleBroken("Tulis untuk keperluan apa.", field="purpose")
    if len(purpose) > PURPOSE_LENGTH:
        raise RuleBroken(
            "Paling banyak {purpose_length} huruf.", purpose_length=PURPOSE_LENGTH, field="purpose"
        )
    if count < FEWEST:
        raise RuleBroken("Paling sedikit {fewest} barang yang dijual. Pilih barangnya lagi.", fewest=FEWEST)


def check_decision(now: Outcome, outcome: Outcome, *, position: int | None, count: int, reason: str) -> None:
    """What came of it is recorded once, with a reason; a choice names one of the list. Raises Stale, RuleBroken."""
    if now is not Outcome.LOCKED:
        raise Stale("Perbandingan ini sudah diputuskan: {now}.", now=OUTCOME_WORDS[now].lower())
    if outcome is Outcome.LOCKED:
        raise RuleBroken("Pilih hasilnya.", field="outcome")
    if outcome is Outcome.CHOSEN and not (position and 1 <= position <= count):
        raise RuleBroken("Pilih barang nomor berapa.", field="position")
    if not reason.strip():
        raise RuleBroken("Tulis alasannya; pengawas membacanya.", field="reason")
    if len(reason) > REASON_LENGTH:
        raise RuleBroken(
            "Alasan paling banyak {reason_length} huruf.", reason_length=REASON_LENGTH, field="reason"
        )


def called(position: int) -> str:
    """What a vendor is called while names are hidden: 'Penjual A'."""
    return say("Penjual {ord}", ord=chr(ord("A") + position - 1))
