"""The promise by month as a small line: zero-based, every value printed."""

from collections.abc import Sequence
from typing import NamedTuple

from domain.oversight.queries import Counted

SHOWN = 6
STEP, LEFT = 56, 28
TOP, BASE = 24, 124


class Dot(NamedTuple):
    x: int
    y: int
    percent: int
    month: Counted


def percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def line_of(months: Sequence[Counted]) -> list[Dot]:
    """The last six months with a promise, oldest first; `y` falls as the share rises."""
    told = [month for month in months if month.owed][:SHOWN][::-1]
    dots = []
    for at, month in enumerate(told):
        share = percent(month.kept, month.owed)
        dots.append(Dot(LEFT + STEP * at, BASE - (BASE - TOP) * share // 100, share, month))
    return dots
