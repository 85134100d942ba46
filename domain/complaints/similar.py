"""How alike two reports are, in points that can be explained. Pure; no learning, no black box.

A hundred points at most: the crop must be the same; the part of the plant, the words, the place and
the time of the year add to it. Each point given has its reason in words.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple, TypeVar

from domain import words
from domain.sentences import say

SAME_CROP = 40
SAME_PART = 15
SAME_WORDS = 30  # when all words of the shorter text are in the longer one
SAME_VILLAGE, NEXT_VILLAGE = 10, 5
SAME_SEASON = 5
SEASON_WEEKS = 3
WORTH_SHOWING = 50
WEEKS_A_YEAR = 52
MOST_WORDS_NAMED = 3

_EMPTY = words.STOP_WORDS | words.SAY_LITTLE | {words.stem(word) for word in words.SAY_LITTLE}
_PAUSE = re.compile(r"[.,;!?\n]")
Case = TypeVar("Case")


class Report(NamedTuple):
    """What is compared. `stems` are of domain.words; `village` is None where it does not count."""

    commodity: str | None
    part: str | None
    stems: frozenset[str]
    village: str | None = None
    day: date | None = None


class Match(NamedTuple):
    """`points` from 0 to 100, and why, the weightiest reason first."""

    points: int
    reasons: tuple[str, ...]


def stems_of(text: str, meanings: Mapping[str, str]) -> frozenset[str]:
    """The telling stems of a text, with what local names mean put in their place; no numbers."""
    said = (part for part in _PAUSE.split(text) if part.strip())
    stems = {stem for part in said for stem in words.terms(part, meanings)}
    return frozenset(stem for stem in stems - _EMPTY if not any(sign.isdigit() for sign in stem))


def match(new: Report, past: Report, neighbours: Collection[str] = ()) -> Match:
    """How alike `past` is to `new`. No points at all when the crops differ or one is unknown."""
    if new.commodity is None or new.commodity != past.commodity:
        return Match(0, ())
    given = [
        (SAME_CROP, say("tanaman sama")),
        _words(new.stems, past.stems),
        (SAME_PART if new.part and new.part == past.part else 0, say("bagian yang sakit sama")),
        _place(new.village, past.village, neighbours),
        (SAME_SEASON if _same_season(new.day, past.day) else 0, say("musim yang sama")),
    ]
    told = sorted((each for each in given if each[0]), key=lambda each: -each[0])
    return Match(sum(points for points, _why in told), tuple(why for _points, why in told))


def best(
    new: Report, past: Iterable[tuple[Case, Report]], neighbours: Collection[str] = (), *, most: int
) -> list[tuple[Case, Match]]:
    """The cases worth showing, most alike first; of equals the one that came first."""
    found = [(case, match(new, report, neighbours)) for case, report in past]
    worth = [each for each in found if each[1].points >= WORTH_SHOWING]
    return sorted(worth, key=lambda each: -each[1].points)[:most]


def weeks_apart(one: date, other: date) -> int:
    """How many weeks of the year lie between two days, whatever their years: at most 26."""
    apart = abs(one.isocalendar().week - other.isocalendar().week)
    return min(apart, WEEKS_A_YEAR - apart) if apart <= WEEKS_A_YEAR else 0


def _words(new: frozenset[str], past: frozenset[str]) -> tuple[int, str]:
    shared = sorted(new & past)
    if not shared:
        return 0, ""
    share = len(shared) / min(len(new), len(past))
    return round(SAME_WORDS * share), say(
        "kata yang sama: {shared}", shared=", ".join(shared[:MOST_WORDS_NAMED])
    )


def _place(new: str | None, past: str | None, neighbours: Collection[str]) -> tuple[int, str]:
    if new is None or past is None:
        return 0, ""
    if new == past:
        return SAME_VILLAGE, say("desa sama")
    return (NEXT_VILLAGE, say("desa tetangga")) if past in neighbours else (0, "")


def _same_season(new: date | None, past: date | None) -> bool:
    return new is not None and past is not None and weeks_apart(new, past) <= SEASON_WEEKS
