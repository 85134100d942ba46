"""When reports become a suspicion, and what a message to farmers may be. Pure, on counts only.

A cell is one district and one problem; a week begins on Monday; a count is of distinct farmers, so that
one worried farmer, or a message sent twice, is one. Two tiers, because at a few reports a week no rule is
both quick and quiet: the first tells the coordinator to look, the second asks for a decision. Nobody
else is told by a rule.

The second is C2 of the EARS family (Shewhart chart on a moving baseline of seven weeks, two weeks'
gap), with the standard deviation never taken below a floor: without it a cell that was silent for nine
weeks alarms at every first report. `domain.outbreaks.simulation` shows what the floor is worth.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import fmean, pstdev
from typing import NamedTuple, Protocol

from domain.errors import RuleBroken
from domain.outbreaks.states import Cause, Tier

BASELINE_WEEKS = 7
GAP_WEEKS = 2
HISTORY_WEEKS = BASELINE_WEEKS + GAP_WEEKS + 1
DEVIATIONS = 3
USUAL_WEEKS = 8
TITLE_LENGTH = 60
TEXT_LENGTH = 240
STEP_LENGTH = 140
NOTE_LENGTH = 240
LOUD = frozenset("!")


class Thresholds(Protocol):
    """What the region decides. Counts are distinct farmers, days are whole days."""

    @property
    def look_farmers(self) -> int: ...
    @property
    def look_times_usual(self) -> int: ...
    @property
    def alarm_farmers(self) -> int: ...
    @property
    def alarm_sd_floor(self) -> float: ...


class Cell(NamedTuple):
    """One district and problem as counted for a decision.

    `weeks` are farmers a week, oldest first, the week in question last; `fortnight` the farmers of the
    last 14 days; `usual` the farmers one would expect in 14 days; `watched` a problem on the watch list.
    """

    weeks: Sequence[int]
    fortnight: int
    usual: float
    watched: bool = False


class Suspicion(NamedTuple):
    tier: Tier
    cause: Cause


def week_of(day: date) -> date:
    """The Monday of the week `day` lies in."""
    return day - timedelta(days=day.weekday())


def usual_in_fortnight(weeks: Sequence[int]) -> float:
    """Farmers expected in 14 days, from the weeks before the last two; 0 without a history."""
    before = weeks[:-2][-USUAL_WEEKS:]
    return 2 * fmean(before) if before else 0.0


def limit(weeks: Sequence[int], sd_floor: float) -> float | None:
    """What the last week must exceed to be unusual (C2); None while the history is too short."""
    if len(weeks) < HISTORY_WEEKS:
        return None
    baseline = weeks[-HISTORY_WEEKS : -HISTORY_WEEKS + BASELINE_WEEKS]
    return fmean(baseline) + DEVIATIONS * max(pstdev(baseline), sd_floor)


def is_unusual(weeks: Sequence[int], thresholds: Thresholds) -> bool:
    """The second tier by numbers: at least the region's count of farmers, and beyond the C2 limit."""
    bound = limit(weeks, thresholds.alarm_sd_floor)
    return bound is not None and weeks[-1] >= thresholds.alarm_farmers and weeks[-1] > bound


def is_cluster(cell: Cell, thresholds: Thresholds) -> bool:
    """The first tier: enough farmers in 14 days, and at least so many times the usual."""
    return (
        cell.fortnight >= thresholds.look_farmers
        and cell.fortnight >= thresholds.look_times_usual * cell.usual
    )


def suspicion(cell: Cell, thresholds: Thresholds) -> Suspicion | None:
    """The loudest tier this cell gives rise to, with its cause; None when all is as usual."""
    if cell.watched and cell.weeks[-1] > 0:
        return Suspicion(Tier.ALARM, Cause.WATCHLIST)
    if is_unusual(cell.weeks, thresholds):
        return Suspicion(Tier.ALARM, Cause.UNUSUAL)
    return Suspicion(Tier.LOOK, Cause.CLUSTER) if is_cluster(cell, thresholds) else None


def check_reason(reason: str) -> None:
    """A decision against a suspicion says why, so that the rule can be tuned."""
    if not reason.strip():
        raise RuleBroken("Tulis alasannya, satu kalimat cukup.", field="reason")
    if len(reason) > NOTE_LENGTH:
        raise RuleBroken(
            "Terlalu panjang. Paling banyak {note_length} huruf.", note_length=NOTE_LENGTH, field="reason"
        )


def check_message(title: str, text: str, steps: Sequence[str], *, steps_wanted: int = 0) -> None:
    """A message is short, calm and says what to do. Raises RuleBroken naming the field."""
    for field, said, longest in (("title", title, TITLE_LENGTH), ("text", text, TEXT_LENGTH)):
        _check_words(field, said, longest)
    if len(steps) < steps_wanted:
        raise RuleBroken("Tulis dua langkah pencegahan.", field=f"step_{len(steps) + 1}")
    for number, step in enumerate(steps, start=1):
        _check_words(f"step_{number}", step, STEP_LENGTH)


def _check_words(field: str, said: str, longest: int) -> None:
    if not said.strip():
        raise RuleBroken("Isi bagian ini dulu.", field=field)
    if len(said) > longest:
        raise RuleBroken(
            "Terlalu panjang: {count} dari {longest} huruf.", count=len(said), longest=longest, field=field
        )
    if LOUD & set(said) or (len(said) > 12 and said.isupper()):
        raise RuleBroken("Tulis dengan tenang: tanpa tanda seru, tanpa huruf besar semua.", field=field)


def check_audience(people: int, expected: int | None = None) -> None:
    """Somebody gets it, and as many as the sender saw in the preview (`expected`, when there was one)."""
    if expected is not None and people != expected:
        raise RuleBroken(
            "Penerimanya sekarang {people} petani, bukan {expected}. Periksa lagi, lalu kirim.",
            people=people,
            expected=expected,
        )
    if not people:
        raise RuleBroken(
            "Belum ada petani yang akan menerima. Pilih desa lain, atau ikutkan yang belum diketahui tanamannya.",
            field="villages",
        )


def check_may_answer(expires_on: date, today: date) -> None:
    """`expires_on` is the first day the warning no longer holds."""
    if today >= expires_on:
        raise RuleBroken("Peringatan ini sudah selesai. Kalau tanaman sakit, kirim keluhan.")
