"""Was the promise kept? Every attempt of every case, replayed from the journal. Pure.

An attempt begins with a filing or a reopening. It is kept when advice was sent before the promise ran
out, pauses while a question waited not counted; a promise broken once stays broken. Attempts that ended
without advice being owed (merged, declined, closed without news) are left out.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import NamedTuple

from domain.complaints.clocks import FILED, ClockSettings, Event, promise
from domain.complaints.rules import NEW_ATTEMPT

ANSWER = "answer"
SPLIT_OFF = "complaint.split_off"
MONTHS = 12
RECENT = timedelta(days=90)


class Attempt(NamedTuple):
    """One promise. `hours` is the promise's own time until the advice, None while there is none.

    `kept` is False for one still open beyond its time. `reopened` when another attempt followed.
    """

    started_at: datetime
    answered: bool
    kept: bool
    hours: float | None
    reopened: bool


class Period(NamedTuple):
    """Half-open: from `first` to before `until`, in local days."""

    first: date
    until: date


class Figures(NamedTuple):
    """A period's promises by the day they began. `overdue` are unanswered and beyond their time."""

    answered: int
    kept: int
    overdue: int
    median_hours: float | None
    reopened: int

    @property
    def owed(self) -> int:
        return self.answered + self.overdue


def attempts(events: Sequence[Event], settings: ClockSettings, now: datetime) -> list[Attempt]:
    """The attempts of one case whose promise is answered or broken. Nothing without its filing."""
    if not events or events[0][0] != FILED:
        return []
    cuts = [at for at, (verb, _) in enumerate(events) if verb in NEW_ATTEMPT]
    starts, ends = [0, *cuts], [*cuts, len(events)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        clock = promise(events[:end], settings).advice
        answered = any(verb == ANSWER for verb, _ in events[start:end])
        broken = clock.breached_at(now) is not None
        if not answered and (clock.stopped_at is not None or not broken):
            continue  # nothing was owed, or there is still time
        hours = clock.used / timedelta(hours=1) if answered else None
        found.append(Attempt(clock.started_at, answered, answered and not broken, hours, end < len(events)))
    return found


def figures(found: Iterable[Attempt]) -> Figures:
    found = list(found)
    answered = [each for each in found if each.answered]
    hours = [each.hours for each in answered if each.hours is not None]
    return Figures(
        answered=len(answered),
        kept=sum(each.kept for each in answered),
        overdue=len(found) - len(answered),
        median_hours=round(median(hours), 1) if hours else None,
        reopened=sum(each.reopened for each in answered),
    )


def periods(today: date) -> list[Period]:
    """The last 90 days, then this month and the eleven before it."""
    found = [Period(today - RECENT, today + timedelta(days=1))]
    first = today.replace(day=1)
    until = (first + timedelta(days=32)).replace(day=1)
    for _ in range(MONTHS):
        found.append(Period(first, until))
        first, until = (first - timedelta(days=1)).replace(day=1), first
    return found


def by_case(entries: Iterable[tuple[str, str, datetime, str]]) -> dict[str, list[Event]]:
    """Journal entries (subject, event, moment, facts), in their order, as the events of each case.

    A case split off another begins where that one's promise began. Other facts are not read.
    """
    found: dict[str, list[Event]] = defaultdict(list)
    for subject, event, at, facts in entries:
        verb = event.partition(".")[2]
        if event == SPLIT_OFF:
            verb, at = FILED, datetime.fromisoformat(json.loads(facts)["since"])
        found[subject].append((FILED if verb == "filed" else verb, at))
    return found
