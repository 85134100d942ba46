"""What the rules are worth: false alarms and missed outbreaks on invented weeks. Pure, seeded.

Reports arrive by chance (Poisson) in three districts with 40 problems each; the share of a problem falls
with its rank (Zipf). Districts weigh 0.3, 0.5 and 0.2: an assumption. Every week with an alarm counts,
also when it follows another. The outbreak lasts three weeks, in the fourth most frequent problem
of the largest district, nine quiet weeks after the start of the records.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, sqrt
from random import Random
from typing import NamedTuple

from domain.outbreaks.rules import HISTORY_WEEKS, Thresholds, is_unusual

DISTRICTS = (0.3, 0.5, 0.2)
PROBLEMS = 40
OUTBREAK_DISTRICT = 1
OUTBREAK_RANK = 4
OUTBREAK_WEEKS = 3
WEEKS_A_YEAR = 52
LOADS = (2, 10, 30)
EXTRAS = (2, 4)
DETECTION_LOAD = 10


@dataclass(frozen=True)
class Chosen:
    """The rule in use: at least three farmers, deviation never below one."""

    look_farmers: int = 3
    look_times_usual: int = 2
    alarm_farmers: int = 3
    alarm_sd_floor: float = 1.0


CHOSEN = Chosen()


class Estimate(NamedTuple):
    """A simulated figure and its standard error."""

    value: float
    error: float

    def agrees_with(self, figure: float, other_error: float = 0.0) -> bool:
        """Within three standard errors, those of the other figure included."""
        return abs(self.value - figure) <= 3 * sqrt(self.error**2 + other_error**2)


class Detection(NamedTuple):
    """Share of outbreaks found in time, and the week (1 to 3) in which they were."""

    share: Estimate
    week: Estimate


def false_alarms(load: float, *, years: int, rng: Random, thresholds: Thresholds = CHOSEN) -> Estimate:
    """False alarms a year over the whole area at `load` reports a week."""
    yearly = [0] * years
    for rate in _rates(load):
        weeks = [poisson(rate, rng) for _ in range(HISTORY_WEEKS - 1 + years * WEEKS_A_YEAR)]
        for at in range(HISTORY_WEEKS, len(weeks) + 1):
            if is_unusual(weeks[at - HISTORY_WEEKS : at], thresholds):
                yearly[(at - HISTORY_WEEKS) // WEEKS_A_YEAR] += 1
    return _mean(yearly)


def detection(
    extra: float,
    *,
    outbreaks: int,
    rng: Random,
    load: float = DETECTION_LOAD,
    thresholds: Thresholds = CHOSEN,
) -> Detection:
    """How often, and in which week, an outbreak of `extra` more reports a week is found."""
    rate = load * DISTRICTS[OUTBREAK_DISTRICT] * _shares()[OUTBREAK_RANK - 1]
    found = [week for _ in range(outbreaks) if (week := _found_in(rate, extra, rng, thresholds))]
    share = len(found) / outbreaks
    return Detection(
        Estimate(share, sqrt(share * (1 - share) / outbreaks)), _mean(found) if found else Estimate(0, 0)
    )


def _found_in(rate: float, extra: float, rng: Random, thresholds: Thresholds) -> int:
    weeks = [poisson(rate, rng) for _ in range(HISTORY_WEEKS - 1)]
    for week in range(1, OUTBREAK_WEEKS + 1):
        weeks.append(poisson(rate + extra, rng))
        if is_unusual(weeks, thresholds):
            return week
    return 0


def poisson(rate: float, rng: Random) -> int:
    """A random count with this mean (Knuth's way, good for small means)."""
    limit, product, count = exp(-rate), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def _rates(load: float) -> list[float]:
    return [load * weight * share for weight in DISTRICTS for share in _shares()]


def _shares() -> list[float]:
    parts = [1 / rank for rank in range(1, PROBLEMS + 1)]
    return [part / sum(parts) for part in parts]


def _mean(values: Sequence[int]) -> Estimate:
    count = len(values)
    mean = sum(values) / count
    spread = sum((value - mean) ** 2 for value in values) / max(count - 1, 1)
    return Estimate(mean, sqrt(spread / count))
