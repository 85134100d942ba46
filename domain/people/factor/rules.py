"""Who needs a second factor, how long a check counts, and what may be typed as a code. Pure."""

from datetime import datetime, timedelta

from domain.errors import RuleBroken
from domain.people.rules import Role

GUARDED = frozenset({Role.SIGNER, Role.TREASURER, Role.FINANCE_VERIFIER, Role.ADMIN})
RECOVERY_CODES = 8
RECOVERY_LENGTH = 10
RESET_VALID_FOR = timedelta(days=3)
GRACE = timedelta(minutes=15)  # a form that was opened in time may be filled in at leisure


def is_guarded(role: Role) -> bool:
    """Hats that bind or move money, or make others able to."""
    return role in GUARDED


def is_fresh(checked_at: datetime | None, now: datetime, minutes: int, *, sending: bool = False) -> bool:
    """Whether the last check still counts; a form being sent has a little longer than one being opened."""
    if checked_at is None:
        return False
    return now - checked_at <= timedelta(minutes=minutes) + (GRACE if sending else timedelta())


def clean(typed: str) -> str:
    """What was typed without blanks and dashes, in capitals."""
    return "".join(sign for sign in typed.upper() if sign.isalnum() and sign.isascii())


def check_other_admin(asked_by: int, agrees: int | None, person_id: int) -> None:
    """A reset takes two admins, neither of them the one whose codes it is. Raises RuleBroken."""
    if agrees in (asked_by, person_id):
        raise RuleBroken("Harus admin lain yang menyetujui, bukan yang meminta dan bukan orangnya sendiri.")


def check_may_ask(asks: int | None, person_id: int) -> None:
    """Nobody asks for a reset of one's own. Raises RuleBroken."""
    if asks == person_id:
        raise RuleBroken("Minta admin lain untuk mengatur ulang kode Anda.")
