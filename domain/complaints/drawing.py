"""Circles drawn on a photo, so that a farmer sees where to look. Pure.

Coordinates are thousandths of the photo's width, y downwards: an answer of eight circles is 100 bytes.
"""

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from domain.errors import RuleBroken

MOST = 8
WIDTH = 1000
TALLEST = 3 * WIDTH
RADIUS = (20, 400)
COLUMNS, ROWS = 4, 3
LONGEST_TEXT = 400


class Drawing(NamedTuple):
    """`position` is the number of the photo, `circles` are [x, y, r]."""

    position: int
    circles: list[list[int]]


def check_drawing(drawing: Drawing, photos: Collection[int]) -> None:
    """The photo is one of the case's, and the circles lie on it. Raises RuleBroken."""
    if drawing.position not in photos:
        raise RuleBroken("Foto yang ditandai tidak ada di keluhan ini.", field="drawing")
    if not 1 <= len(drawing.circles) <= MOST:
        raise RuleBroken("Beri 1 sampai {most} lingkaran.", most=MOST, field="drawing")
    for x, y, r in drawing.circles:
        if not (0 <= x <= WIDTH and 0 <= y <= TALLEST and RADIUS[0] <= r <= RADIUS[1]):
            raise RuleBroken("Lingkarannya di luar foto. Gambar lagi.", field="drawing")


def parse(text: str) -> Drawing:
    """What the page sends: '1:[[500,300,80]]'. Raises RuleBroken."""
    position, _, circles = text[:LONGEST_TEXT].partition(":")
    try:
        read = [[int(part) for part in circle] for circle in json.loads(circles)]
        drawing = Drawing(int(position), read)
    except (ValueError, TypeError, RecursionError):
        drawing = None
    if drawing is None or any(len(circle) != 3 for circle in drawing.circles):
        raise RuleBroken("Gambarnya tidak terbaca. Gambar lagi.", field="drawing")
    return drawing


def of_cells(position: int, cells: Iterable[int], height: int) -> Drawing:
    """Circles in the middle of numbered cells, four to a row, for browsers without script.

    `height` is the photo's, in thousandths of its width.
    """
    wide, high = WIDTH // COLUMNS, height // ROWS
    radius = max(RADIUS[0], min(wide, high) // 2)
    places = [divmod(cell - 1, COLUMNS) for cell in cells]
    return Drawing(
        position, [[column * wide + wide // 2, row * high + high // 2, radius] for row, column in places]
    )
