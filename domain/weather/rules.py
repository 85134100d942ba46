"""Weather a village may expect, day by day, and what it may bring: plain rules everybody can read. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from domain import clock
from domain.region.rows import Risk
from domain.sentences import joined, say

STEP_HOURS = 3


class Step(NamedTuple):
    """A forecast for the three hours from `at` (UTC): degrees Celsius, per cent humidity, mm of rain."""

    at: datetime
    celsius: float
    humidity: float
    rain: float
    words: str

    def to_json(self) -> list[Any]:
        return [self.at.isoformat(), self.celsius, self.humidity, self.rain, self.words]


def from_json(said: list[Any]) -> Step:
    return Step(datetime.fromisoformat(said[0]), *said[1:])


class Day(NamedTuple):
    """A day in the region's zone: lowest and highest of each, the sum of rain, the most frequent words."""

    day: date
    coolest: int
    warmest: int
    driest: int
    dampest: int
    rain: float
    words: str


def days_of(steps: Sequence[Step]) -> list[Day]:
    by_day: dict[date, list[Step]] = {}
    for step in steps:
        by_day.setdefault(clock.local(step.at).date(), []).append(step)
    return [_day(day, each) for day, each in sorted(by_day.items())]


def _day(day: date, steps: list[Step]) -> Day:
    return Day(
        day=day,
        coolest=round(min(step.celsius for step in steps)),
        warmest=round(max(step.celsius for step in steps)),
        driest=round(min(step.humidity for step in steps)),
        dampest=round(max(step.humidity for step in steps)),
        rain=round(sum(step.rain for step in steps), 1),
        words=Counter(step.words for step in steps).most_common(1)[0][0],
    )


class Level(StrEnum):
    HIGH = "high"
    SOME = "some"


LEVEL_WORDS = {Level.HIGH: say("Risiko tinggi"), Level.SOME: say("Risiko sedang")}


@dataclass(frozen=True)
class Warned:
    """A rule that holds: how much, in how many of the hours ahead, and the rule in words."""

    code: str
    problem: str
    title: str
    level: Level
    hours: int
    of_hours: int
    rule: str
    advice: str
    source: str
    sure: str


def risks(steps: Sequence[Step], rules: Iterable[Risk]) -> list[Warned]:
    """The rules that hold in these steps, the worst first."""
    found = [warned for rule in rules if (warned := _risk(steps, rule))]
    return sorted(found, key=lambda warned: warned.level is not Level.HIGH)


def _risk(steps: Sequence[Step], rule: Risk) -> Warned | None:
    if not steps or (rule.max_rain_mm is not None and sum(step.rain for step in steps) > rule.max_rain_mm):
        return None
    hours = STEP_HOURS * sum(_fits(step, rule) for step in steps)
    if hours < rule.hours_some:
        return None
    return Warned(
        code=rule.code,
        problem=rule.problem,
        title=rule.title,
        level=Level.HIGH if hours >= rule.hours_high else Level.SOME,
        hours=hours,
        of_hours=STEP_HOURS * len(steps),
        rule=in_words(rule),
        advice=rule.advice,
        source=rule.source,
        sure=str(rule.sure),
    )


def _fits(step: Step, rule: Risk) -> bool:
    return _within(step.celsius, rule.min_celsius, rule.max_celsius) and _within(
        step.humidity, rule.min_humidity, rule.max_humidity
    )


def _within(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


def in_words(rule: Risk) -> str:
    """'suhu 18-21 °C dan kelembapan 80 persen ke atas, paling sedikit 6 jam (tinggi: 12 jam)'."""
    parts = [_range(say("suhu"), rule.min_celsius, rule.max_celsius, " °C")]
    parts += [_range(say("kelembapan"), rule.min_humidity, rule.max_humidity, say(" persen"))]
    if rule.max_rain_mm is not None:
        parts.append(say("hujan paling banyak {max_rain_mm} mm", max_rain_mm=_plain(rule.max_rain_mm)))
    said = joined(say(" dan "), [part for part in parts if part])
    return say(
        "{said}, paling sedikit {hours_some} jam (tinggi: {hours_high} jam)",
        said=said,
        hours_some=rule.hours_some,
        hours_high=rule.hours_high,
    )


def _range(what: str, least: float | None, most: float | None, unit: str) -> str:
    if least is not None and most is not None:
        return say(
            "{what} {least}-{most}{unit}", what=what, least=_plain(least), most=_plain(most), unit=unit
        )
    if least is not None:
        return say("{what} {least}{unit} ke atas", what=what, least=_plain(least), unit=unit)
    return (
        say("{what} {most}{unit} ke bawah", what=what, most=_plain(most), unit=unit)
        if most is not None
        else ""
    )


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")
