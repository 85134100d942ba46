"""Which hours a promise counts: all of them, or those of working days. Pure.

A promise of "3x24 jam" counts every hour. An office may count its own hours instead, several periods
a day, other ones in a district of its own; weekends and holidays then stand still.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Protocol

ALL = "all"
_PERIOD = re.compile(r"(?:(\D+?)\s+)?(\d\d):(\d\d)-(\d\d):(\d\d)")
_HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_LONGEST = 3_660  # days looked ahead before a calendar without working days is given up
Periods = tuple[tuple[time, time], ...]


def hour_of(said: str) -> time:
    """ "20:00" as a time. Raises ValueError saying how to write it."""
    found = _HOUR.fullmatch(said)
    if not found:
        raise ValueError("tulis jam seperti 20:00")
    return time(int(found[1]), int(found[2]))


class Calendar(Protocol):
    """Moments are aware UTC datetimes; spans are of counted time."""

    def add(self, at: datetime, span: timedelta) -> datetime:
        """The moment at which `span` will have been counted."""

    def between(self, start: datetime, end: datetime) -> timedelta:
        """How much of the time from `start` to `end` counts; nothing when `end` is not later."""


class AllHours:
    """Day and night, holidays too."""

    def add(self, at: datetime, span: timedelta) -> datetime:
        return at + span

    def between(self, start: datetime, end: datetime) -> timedelta:
        return max(end - start, timedelta())


ALL_HOURS = AllHours()


@dataclass(frozen=True)
class OfficeHours:
    """The periods of each working day, local time, half-open."""

    periods: Periods
    zone: tzinfo
    is_working_day: Callable[[date], bool]

    def add(self, at: datetime, span: timedelta) -> datetime:
        """Raises ValueError when ten years hold no working day."""
        left = span
        for opens, closes in self._from(at, _LONGEST):
            length = closes - max(opens, at)
            if length >= left:
                return max(opens, at) + left
            left -= length
        raise ValueError("no working hours in ten years")

    def between(self, start: datetime, end: datetime) -> timedelta:
        days = (end.astimezone(self.zone).date() - start.astimezone(self.zone).date()).days
        spans = (min(closes, end) - max(opens, start) for opens, closes in self._from(start, days + 1))
        return sum((span for span in spans if span > timedelta()), timedelta())

    def _from(self, at: datetime, days: int) -> Iterator[tuple[datetime, datetime]]:
        """The periods that end after `at`, in order."""
        first = at.astimezone(self.zone).date()
        for day in (first + timedelta(days=n) for n in range(days)):
            if self.is_working_day(day):
                for opens, closes in self.periods:
                    begins, ends = self._moment(day, opens), self._moment(day, closes)
                    if ends > at:
                        yield begins, ends

    def _moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)


def parse(text: str) -> dict[str, Periods]:
    """'08:00-12:00, 13:00-16:00, Hulu 07:00-11:00' by district; '' holds those without a name, `all` nothing.

    Raises ValueError, with an Indonesian sentence, unless the periods of each place follow each other.
    """
    found: dict[str, list[tuple[time, time]]] = {}
    for part in () if text.strip() == ALL else text.split(","):
        said = _PERIOD.fullmatch(part.strip())
        try:
            place, *clock = said.groups() if said else ("",)
            opens, closes = time(int(clock[0]), int(clock[1])), time(int(clock[2]), int(clock[3]))
        except (ValueError, IndexError):
            raise ValueError(f"“{part.strip()}” bukan jam; tulis misalnya 08:00-16:00, atau {ALL}") from None
        mine = found.setdefault(place or "", [])
        if opens >= closes or (mine and opens < mine[-1][1]):
            raise ValueError(f"“{part.strip()}” harus sesudah jam sebelumnya, dan selesai sesudah mulai")
        mine.append((opens, closes))
    return {place: tuple(periods) for place, periods in found.items()}
