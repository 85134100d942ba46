"""The second factor at the door: who must have given it, and when it is asked again."""

from enum import Enum, auto

from flask import request

from domain import clock, region
from domain.people.factor import rules
from web.login import me

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Code(Enum):
    """How a route asks for the second factor of hats that have one."""

    NONE = auto()  # where it is given, set up, or where one leaves
    SIGN_IN = auto()  # once on this phone
    FRESH = auto()  # within the region's minutes: approving, paying, appointing


class CodeWanted(Exception):
    """The second factor is missing, or was given too long ago."""

    def __init__(self, *, at_sign_in: bool):
        super().__init__("second factor")
        self.at_sign_in = at_sign_in


def check_second(code: Code) -> None:
    """Raises CodeWanted when this hat has to give its code first."""
    signed_in = me() if code is not Code.NONE else None
    if signed_in is None or not rules.is_guarded(signed_in.role):
        return
    if signed_in.checked_at is None:
        raise CodeWanted(at_sign_in=True)
    minutes, sending = region.current().security.second_code_minutes, request.method not in SAFE
    if code is Code.FRESH and not rules.is_fresh(signed_in.checked_at, clock.now(), minutes, sending=sending):
        raise CodeWanted(at_sign_in=False)
