"""What of a count may be shown to everybody. Pure.

A village with one or two sick fields is somebody's field. Below the region's k a count is withheld; over
all problems together only bands are shown, so that subtracting one page from another gives nothing away.
Weeks do not overlap, for the same reason.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

BANDS = 2  # shades above the withheld one; the second begins at twice k


class Published(NamedTuple):
    """A count as shown: its words, and a shade from 0 (none) to 3."""

    words: str
    shade: int


def published(farmers: int, k: int, *, banded: bool) -> Published:
    """`farmers` are distinct farmers of a village and week."""
    if farmers == 0:
        return Published("0", 0)
    if farmers < k:
        return Published(f"<{k}", 1)
    shade = 2 if farmers < 2 * k else 3
    if not banded:
        return Published(str(farmers), shade)
    return Published(f"{k}–{2 * k - 1}" if shade == 2 else f"{2 * k}+", shade)


def all_published(counts: Mapping[str, int], k: int, *, banded: bool) -> dict[str, Published]:
    return {code: published(count, k, banded=banded) for code, count in counts.items()}


class HalfMonth(NamedTuple):
    """A reporting period of the plant-protection service: from `first` to before `until`."""

    first: date
    until: date

    @property
    def last(self) -> date:
        return self.until - timedelta(days=1)


def half_month(day: date) -> HalfMonth:
    """The 1st to the 15th, or the 16th to the end of the month, that `day` lies in."""
    if day.day <= 15:
        return HalfMonth(day.replace(day=1), day.replace(day=16))
    return HalfMonth(day.replace(day=16), (day.replace(day=28) + timedelta(days=4)).replace(day=1))


def half_months(today: date, count: int) -> list[HalfMonth]:
    """The last `count` periods, the present one first."""
    found = [half_month(today)]
    while len(found) < count:
        found.append(half_month(found[-1].first - timedelta(days=1)))
    return found
