"""Who may tell of a spray, for which day, and who may take it back. Pure."""

from collections.abc import Collection
from datetime import date

from domain.errors import RuleBroken
from domain.people.rules import Role
from domain.sentences import say

ALREADY = {True: say("Semprot hari ini sudah tercatat."), False: say("Semprot hari itu sudah tercatat.")}
ONLY_TODAY = say("Hanya catatan hari ini yang bisa dibatalkan.")
ONLY_TELLER = say("Yang membatalkan hanya yang mencatatnya.")


def may_tell(hat: Role, *, own: bool, handles: bool) -> bool:
    """The farmer of the case, and the officer (PPL) who handles it: in hand, or of the hat's village."""
    return own if hat is Role.FARMER else handles and hat is Role.OFFICER


def check_may_tell(hat: Role, *, own: bool, handles: bool) -> None:
    """Raises RuleBroken for everybody `may_tell` says no to."""
    if not may_tell(hat, own=own, handles=handles):
        raise RuleBroken("Yang mencatat semprotan petani dan PPL yang menangani keluhan ini.")


def check_day(day: date, *, answered_on: date, today: date, told: Collection[date]) -> None:
    """A spray is told once a day, not ahead, and follows the advice. `told` are the days already told."""
    if day > today:
        raise RuleBroken("Hari itu belum datang. Pilih hari ini atau sebelumnya.", field="sprayed_on")
    if day < answered_on:
        raise RuleBroken("Hari itu sebelum saran dikirim. Pilih hari sesudahnya.", field="sprayed_on")
    if day in told:
        raise RuleBroken(ALREADY[day == today], field="sprayed_on")


def may_take_back(hat: Role, *, day: date, today: date, teller: bool) -> bool:
    """A farmer takes back what stands for today; an officer only what they told themselves, whatever the day."""
    return day == today if hat is Role.FARMER else teller


def check_take_back(hat: Role, *, day: date, today: date, teller: bool) -> None:
    """Raises RuleBroken for everybody `may_take_back` says no to."""
    if not may_take_back(hat, day=day, today=today, teller=teller):
        raise RuleBroken(ONLY_TODAY if hat is Role.FARMER else ONLY_TELLER)
