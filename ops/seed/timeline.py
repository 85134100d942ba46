"""Telling a year in order: moments of stories, office hours, and playing events under a frozen clock."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from domain import clock, region
from domain.writing import write

BATCH = 10  # events in one write block; their papers name the journal head in front of the block
OPENS, CLOSES = 8, 16  # local hours in which offices work
TRIES = 12


class Event(NamedTuple):
    """Something that happens at `at` (UTC). `alone` when it opens write blocks of its own."""

    at: datetime
    happen: Callable[[], object]
    alone: bool = False


def play(events: Iterable[Event]) -> None:
    """Let events happen in the order of their moments, the clock held at each. In an app context."""
    waiting: list[Event] = []
    for event in sorted(events, key=lambda event: event.at):
        if event.alone or len(waiting) == BATCH:
            _together(waiting)
            waiting = []
        if event.alone:
            _happen(event)
        else:
            waiting.append(event)
    _together(waiting)


def _together(events: list[Event]) -> None:
    if events:
        with write():
            for event in events:
                _happen(event)


def _happen(event: Event) -> None:
    with clock.freeze(event.at):
        event.happen()


def moments(now: datetime, age: timedelta, gaps: Sequence[tuple[timedelta, bool]]) -> list[datetime]:
    """When the steps of a story happen, the last one about `age` before `now` and never after it.

    A gap stands before each step, with whether that step waits for office hours. Where office hours
    would make the last step much older than asked (long holidays), nobody waits for them.
    """
    start = now - age - sum((gap for gap, _ in gaps), timedelta())
    for _ in range(TRIES):
        found = _forward(start, gaps)
        over = found[-1] - (now - min(age, timedelta(hours=1)))
        if over <= timedelta():
            break
        start -= over + timedelta(minutes=30)
    if now - found[-1] > 2 * age + timedelta(hours=12) or found[-1] > now:
        found = _forward(now - age - sum((gap for gap, _ in gaps), timedelta()), gaps, waits=False)
    return found


def _forward(
    start: datetime, gaps: Sequence[tuple[timedelta, bool]], *, waits: bool = True
) -> list[datetime]:
    found, at = [], start
    for gap, by_office in gaps:
        at = at + gap
        if waits and by_office:
            at = office_time(at)
        found.append(at)
    return found


def office_time(moment: datetime) -> datetime:
    """`moment` when offices work then; else soon after they open next, keeping the minutes."""
    local = clock.local(moment)
    pack, day = region.current(), local.date()
    works = pack.add_working_days(day - timedelta(days=1), 1) == day
    if works and OPENS <= local.hour < CLOSES:
        return moment
    if not works or local.hour >= CLOSES:
        day = pack.add_working_days(day, 1)
    opens = datetime.combine(day, time(OPENS, local.minute, local.second), local.tzinfo)
    return opens.astimezone(UTC)


def year_start(moment: datetime) -> datetime:
    """The first moment of the fiscal year `moment` lies in."""
    local = clock.local(moment)
    return datetime(local.year, 1, 1, tzinfo=local.tzinfo).astimezone(UTC)
