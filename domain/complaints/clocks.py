"""The promises made to a farmer, worked out from what happened. Pure.

Two clocks run from the filing, and anew from each reopening: the first human response and the
advice. They count all hours, day and night, as "3x24 jam" says, unless the region counts working hours.
Only a question to the farmer stops them; when it is over, what was left is left, but never less than
the minimum. Nothing is counted up in the database: the same events always give the same promise.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from domain.complaints.rules import NEW_ATTEMPT
from domain.hours import ALL_HOURS, Calendar

Event = tuple[str, datetime]  # a verb of the table of moves, or FILED; aware UTC datetimes, in order

FILED = "file"
PAUSES = frozenset({"ask"})
RESUMES = frozenset({"reply"})
ENDS = frozenset({"answer", "close", "lapse", "merge", "decline", "withdraw"})
UNDOES = frozenset({"unmerge"})
HURRIES = frozenset({"prioritise"})
RESPONSES = frozenset({"ask", "answer", "plan_visit", "refer", "merge", "decline"})


class ClockSettings(Protocol):
    """How long is promised, in hours; the region decides."""

    @property
    def first_response_hours(self) -> int: ...
    @property
    def advice_hours(self) -> int: ...
    @property
    def priority_hours(self) -> int: ...
    @property
    def resume_minimum_hours(self) -> int: ...


class Stage(StrEnum):
    """How far a promise has run; each stage after the first warns somebody."""

    FRESH = "fresh"
    HALF = "half"
    NEARLY = "nearly"
    BREACHED = "breached"


@dataclass(frozen=True, slots=True)
class Clock:
    """One promise. `left` is the time left at `since`, the moment of its last turn.

    Spans are of the time that counts by `calendar`. `due_at` is None while paused or once stopped. `breached_on` is the moment the promise was broken
    before the last turn, None if it was not; later kindness does not undo it.
    """

    started_at: datetime
    since: datetime
    left: timedelta
    used: timedelta = timedelta()
    paused: bool = False
    stopped_at: datetime | None = None
    breached_on: datetime | None = None
    calendar: Calendar = field(default=ALL_HOURS, compare=False, repr=False)

    @property
    def due_at(self) -> datetime | None:
        return self._ends if self._running else None

    @property
    def _ends(self) -> datetime:
        return self.calendar.add(self.since, self.left)

    @property
    def _running(self) -> bool:
        return not self.paused and self.stopped_at is None

    def left_at(self, now: datetime) -> timedelta:
        """Time left at `now`; negative once overdue; what was left when paused or stopped."""
        return self.left - self.calendar.between(self.since, now) if self._running else self.left

    def breached_at(self, now: datetime) -> datetime | None:
        """The moment the promise was broken, as known at `now`; None if it was not."""
        if self.breached_on is None and self.left_at(now) < timedelta():
            return self._ends
        return self.breached_on

    def elapsed_share(self, now: datetime) -> float:
        """How much of the promised time is gone: 0 at the start, 1 at the due moment, more beyond."""
        used = self.used + (self.calendar.between(self.since, now) if self._running else timedelta())
        whole = used + self.left_at(now)
        return used / whole if whole else 1.0

    def stage(self, now: datetime, *, half: int = 50, nearly: int = 80) -> Stage:
        """Which warning is due, by percent of the promised time gone."""
        if self.breached_at(now) is not None:
            return Stage.BREACHED
        percent = self.elapsed_share(now) * 100
        if percent >= nearly:
            return Stage.NEARLY
        return Stage.HALF if percent >= half else Stage.FRESH

    def _turned(self, at: datetime) -> "Clock":
        """The same clock with its time counted up to `at`."""
        if not self._running:
            return self
        return replace(
            self,
            since=at,
            left=self.left_at(at),
            used=self.used + self.calendar.between(self.since, at),
            breached_on=self.breached_at(at),
        )

    def pause(self, at: datetime) -> "Clock":
        return replace(self._turned(at), paused=True) if self._running else self

    def resume(self, at: datetime, minimum: timedelta) -> "Clock":
        if not self.paused or self.stopped_at is not None:
            return self
        return replace(self, paused=False, since=at, left=max(self.left, minimum))

    def hurry(self, at: datetime, most: timedelta) -> "Clock":
        """Leave at most so much time from now on; what is late already stays as it is."""
        if self.stopped_at is not None or self.left_at(at) <= most:
            return self
        return replace(self._turned(at), left=most)

    def stop(self, at: datetime) -> "Clock":
        """The end of the promise; what came after does not count. A pause ends with it."""
        if self.stopped_at is not None:
            return self
        return replace(self._turned(at), since=at, paused=False, stopped_at=at)

    def restart(self, at: datetime, minimum: timedelta) -> "Clock":
        """Undo a stop that was a mistake: the time in between counted, but some is always left."""
        if self.stopped_at is None:
            return self
        running = replace(self, stopped_at=None)._turned(at)
        return replace(running, left=max(running.left, minimum))


@dataclass(frozen=True, slots=True)
class Promise:
    """What the farmer was promised in the present attempt; attempt 1 is the first."""

    attempt: int
    first_response: Clock
    advice: Clock

    @property
    def due_at(self) -> datetime | None:
        """When advice is due: the moment stored beside the complaint for sorting. None while paused."""
        return self.advice.due_at

    @property
    def paused(self) -> bool:
        return self.advice.paused

    def elapsed_share(self, now: datetime) -> float:
        return self.advice.elapsed_share(now)

    def breached_at(self, now: datetime) -> datetime | None:
        return self.advice.breached_at(now)


def promise(events: Iterable[Event], settings: ClockSettings, calendar: Calendar = ALL_HOURS) -> Promise:
    """Replay the events of one complaint, in their order, as `calendar` counts the hours.

    A machine's clock may step back between two events; time is then taken to have stood still.
    Raises ValueError unless the first event is the filing.
    """
    current: Promise | None = None
    latest: datetime | None = None
    for verb, at in events:
        latest = max(at, latest) if latest else at
        if verb == FILED and current is None:
            current = _begin(1, latest, settings, calendar)
        elif current is None:
            raise ValueError("a complaint begins with its filing")
        elif verb in NEW_ATTEMPT:
            current = _begin(current.attempt + 1, latest, settings, calendar)
        else:
            current = replace(
                current,
                first_response=_first_response(current.first_response, verb, latest),
                advice=_advice(current.advice, verb, latest, settings),
            )
    if current is None:
        raise ValueError("a complaint begins with its filing")
    return current


def _begin(attempt: int, at: datetime, settings: ClockSettings, calendar: Calendar) -> Promise:
    first, advice = timedelta(hours=settings.first_response_hours), timedelta(hours=settings.advice_hours)
    return Promise(attempt, Clock(at, at, first, calendar=calendar), Clock(at, at, advice, calendar=calendar))


def _first_response(clock: Clock, verb: str, at: datetime) -> Clock:
    return clock.stop(at) if verb in RESPONSES else clock


def _advice(clock: Clock, verb: str, at: datetime, settings: ClockSettings) -> Clock:
    minimum = timedelta(hours=settings.resume_minimum_hours)
    if verb in PAUSES:
        return clock.pause(at)
    if verb in RESUMES:
        return clock.resume(at, minimum)
    if verb in UNDOES:
        return clock.restart(at, minimum)
    if verb in HURRIES:
        return clock.hurry(at, timedelta(hours=settings.priority_hours))
    return clock.stop(at) if verb in ENDS else clock
