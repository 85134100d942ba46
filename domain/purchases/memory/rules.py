"""What past prices say about one that is asked today: median, the middle half, and what stands out. Pure."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from domain.money import half_up, rupiah
from domain.sentences import say
from domain.words import terms

FEWEST = 3  # orders; fewer say nothing, and could tell whose they were
LEAST_APART = 10  # percent of the median: nearer than this nothing stands out, however alike the past was


class Spread(NamedTuple):
    """Past prices for one, whole rupiah: half of them lie from `low` to `high`."""

    count: int
    median: int
    low: int
    high: int

    @property
    def words(self) -> str:
        if self.low == self.high:
            return f"biasanya {rupiah(self.median)}"
        return say(
            "biasanya {median}, separuhnya {low} sampai {high}",
            median=rupiah(self.median),
            low=rupiah(self.low),
            high=rupiah(self.high),
        )


@lru_cache(maxsize=4_096)
def _said(name: str) -> frozenset[str]:
    return frozenset(terms(name, {}))


def same_thing(one: str, other: str) -> bool:
    """Whether two names mean the same kind of thing: every word of the shorter, stemmed, is in the longer.

    "Keripik apel" and "Keripik apel renyah 250 g" do, "Keripik apel" and "Keripik nangka" do not, nor two sizes.
    """
    first, second = _said(one), _said(other)
    shorter, longer = sorted((first, second), key=len)
    return bool(shorter) and shorter <= longer


def for_one(price: int, days: int) -> int:
    """A price over `days` days for one day, half up to whole rupiah; unchanged for what has no days."""
    return half_up(Fraction(price, days)) if days else price


def spread(prices: Sequence[int]) -> Spread | None:
    """None when there are too few."""
    if len(prices) < FEWEST:
        return None
    ordered = sorted(prices)
    return Spread(len(ordered), *(_quantile(ordered, quarter) for quarter in (2, 1, 3)))


def _quantile(ordered: Sequence[int], quarter: int) -> int:
    """The value at quarters of the way, between its neighbours, rounded down to whole rupiah."""
    place, rest = divmod((len(ordered) - 1) * quarter, 4)
    if rest == 0:
        return ordered[place]
    return (ordered[place] * (4 - rest) + ordered[place + 1] * rest) // 4


def warning(price: int, past: Spread) -> str:
    """Why a price stands out from the past (Tukey's fences, one and a half times the middle half); else nothing."""
    reach = 3 * (past.high - past.low)
    if abs(price - past.median) * 100 < LEAST_APART * past.median:
        return ""
    if 2 * price > 2 * past.high + reach:
        return say("Jauh lebih mahal dari biasanya. Tawar, atau tulis alasannya.")
    if 2 * price < 2 * past.low - reach:
        return say("Jauh lebih murah dari biasanya. Pastikan barangnya sama.")
    return ""
