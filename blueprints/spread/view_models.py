"""The schematic map as it is drawn: hexagons with names that fit."""

from typing import NamedTuple

from domain.outbreaks.spread import Place, Spread

FITS = 7  # letters of a name in one hexagon
ONE_SOUND = ("ng", "ny", "kh", "sy")
VOWELS = frozenset("aeiou")
MARGIN = 2


class Hexagon(NamedTuple):
    """`x`, `y` is the corner of the box; `row` the village's line in the table under the map."""

    row: int
    x: int
    y: int
    words: tuple[str, ...]
    count: str
    shade: int


class Drawing(NamedTuple):
    width: int
    height: int
    hexagons: tuple[Hexagon, ...]


def drawing(seen: Spread) -> Drawing:
    return Drawing(
        seen.layout.width + 2 * MARGIN,
        seen.layout.height + 2 * MARGIN,
        tuple(_hexagon(row, place) for row, place in enumerate(seen.places, start=1)),
    )


def _hexagon(row: int, place: Place) -> Hexagon:
    x, y = place.at
    return Hexagon(row, x + MARGIN, y + MARGIN, broken(place.name), place.count.words, place.count.shade)


def broken(name: str) -> tuple[str, ...]:
    """A long name in two lines, broken at a space or between two sounds near the middle."""
    if len(name) <= FITS:
        return (name,)
    middle = len(name) / 2
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if spaces:
        at = min(spaces, key=lambda at: abs(at - middle))
        return name[:at], name[at + 1 :]
    at = min(range(2, len(name) - 1), key=lambda at: abs(at - middle) + _harm(name.lower(), at))
    return name[:at], name[at:]


def _harm(name: str, at: int) -> float:
    """How wrong a break before letter `at` looks."""
    before, after = name[at - 1], name[at]
    if before + after in ONE_SOUND or after in VOWELS:
        return len(name)
    if before not in VOWELS:
        return 0.0
    return (
        0.6 if name[at + 1] in VOWELS or name[at : at + 2] in ONE_SOUND else 1.2
    )  # Pandan-rejo, not Panda-nrejo
