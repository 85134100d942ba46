"""What is worth a second look, in words: purchases that look split, prices far from the usual, money that is late.

Pure. A flag is a question for a human, never a verdict, and stops nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import NamedTuple

from domain.money import rupiah
from domain.sentences import say

PRICE_TIMES = 2  # so many times the usual, or less than the usual divided by it
PRICE_FROM = 4  # other prices needed before anything is called usual


class FlagKind(StrEnum):
    SPLIT = "split"
    DUTIES = "duties"
    PRICE = "price"
    LATE = "late"


KIND_WORDS = {
    FlagKind.SPLIT: say("Mungkin dipecah"),
    FlagKind.DUTIES: say("Orang yang sama"),
    FlagKind.PRICE: say("Harga jauh dari biasa"),
    FlagKind.LATE: say("Terlambat dibayar"),
}


class Flag(NamedTuple):
    """One thing to look at: the purchase, since when, and why in a sentence."""

    kind: FlagKind
    code: str
    on: date
    office: str
    vendor: str
    amount: int
    words: str


class Bought(NamedTuple):
    """One submitted purchase as the detector sees it; `key` is office, vendor and budget line."""

    code: str
    key: tuple
    on: date
    total: int


class Split(NamedTuple):
    """Purchases that each stay within a limit and together pass it."""

    code: str
    others: tuple[str, ...]
    total: int
    limit: int

    @property
    def words(self) -> str:
        return say(
            "Bersama {others} nilainya {total}, di atas batas {limit}. Sendiri-sendiri di bawahnya.",
            others=", ".join(self.others),
            total=rupiah(self.total),
            limit=rupiah(self.limit),
        )


def splits(bought: Iterable[Bought], limits: Sequence[int], days: int) -> list[Split]:
    """Purchases of one office, vendor and budget line within `days` that pass a limit only together.

    Each is named once, at the largest limit, with those of the days before it (half-open: a purchase exactly
    `days` earlier is no longer counted).
    """
    groups: dict[tuple, list[Bought]] = {}
    for each in sorted(bought, key=lambda each: (each.on, each.code)):
        groups.setdefault(each.key, []).append(each)
    return [found for group in groups.values() for found in _of_group(group, limits, days)]


def _of_group(group: list[Bought], limits: Sequence[int], days: int) -> list[Split]:
    found = []
    for at, last in enumerate(group):
        near = [each for each in group[: at + 1] if last.on - each.on < timedelta(days=days)]
        split = next((one for limit in sorted(limits, reverse=True) if (one := _past(near, limit))), None)
        if split:
            found.append(split)
    return found


def _past(near: list[Bought], limit: int) -> Split | None:
    """The last of `near` with those before it that stay within the limit, when together they pass it."""
    last = near[-1]
    small = [each for each in near if each.total <= limit]
    total = sum(each.total for each in small)
    if last.total > limit or len(small) < 2 or total <= limit:
        return None
    return Split(last.code, tuple(each.code for each in small[:-1]), total, limit)


def unusual(price: int, others: Sequence[int]) -> int | None:
    """The usual price (rupiah a unit) when `price` is far from it; None when not, or too few are known."""
    if len(others) < PRICE_FROM:
        return None
    usual = round(median(others))
    far = price > usual * PRICE_TIMES or price * PRICE_TIMES < usual
    return usual if far else None


def days_late(handed_over: date, paid: date | None, today: date, due_days: int) -> int:
    """Whole days beyond the promised time to pay; 0 when in time."""
    return max(0, ((paid or today) - handed_over).days - due_days)
