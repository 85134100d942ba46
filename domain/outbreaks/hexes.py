"""A schematic map: one hexagon a village, near where it lies, beside its neighbours. Pure, always the same.

Drawn from centroids and adjacency alone; it is no boundary map and claims no area.
"""

from collections.abc import Iterable, Mapping
from math import cos, hypot, radians
from typing import NamedTuple

WIDTH, ROW_HEIGHT, HEIGHT = 64, 56, 72  # of a hexagon, in drawing units; rows overlap by 16
PASSES = 30
REACH = 2

Slot = tuple[int, int]  # column and row; odd rows stand half a hexagon to the right
Point = tuple[float, float]


class Layout(NamedTuple):
    """Where each hexagon's box begins, and the size of the drawing."""

    corners: dict[str, tuple[int, int]]
    width: int
    height: int


def layout(places: Mapping[str, Point], pairs: Iterable[tuple[str, str]]) -> Layout:
    """`places` are (latitude, longitude) in degrees by code; `pairs` are neighbours, each once."""
    touching: dict[str, set[str]] = {code: set() for code in places}
    for one, other in pairs:
        touching[one].add(other)
        touching[other].add(one)
    wanted = _scaled(places, touching)
    taken = _improved(_first_guess(wanted), wanted, touching)
    corners = {
        code: (WIDTH * col + WIDTH // 2 * (row % 2), ROW_HEIGHT * row) for code, (col, row) in taken.items()
    }
    left, top = (min(each) for each in zip(*corners.values(), strict=True))
    moved = {code: (x - left, y - top) for code, (x, y) in corners.items()}
    right, bottom = (max(each) for each in zip(*moved.values(), strict=True))
    return Layout(moved, right + WIDTH, bottom + HEIGHT)


def _scaled(places: Mapping[str, Point], touching: Mapping[str, set[str]]) -> dict[str, Point]:
    """Positions in hexagons: neighbours about one apart, north above."""
    shrink = cos(radians(sum(lat for lat, _ in places.values()) / len(places)))
    flat = {code: (lng * shrink, -lat) for code, (lat, lng) in places.items()}
    roads = [_apart(flat[one], flat[other]) for one in flat for other in touching[one]]
    unit = sum(roads) / len(roads) if roads else 1.0
    west, north = (min(each) for each in zip(*flat.values(), strict=True))
    return {code: ((x - west) / unit, (y - north) / unit) for code, (x, y) in flat.items()}


def _first_guess(wanted: Mapping[str, Point]) -> dict[str, Slot]:
    """The nearest free hexagon for each, from the middle outwards."""
    middle = tuple(sum(each) / len(wanted) for each in zip(*wanted.values(), strict=True))
    taken: dict[str, Slot] = {}
    for code in sorted(wanted, key=lambda code: (_apart(wanted[code], middle), code)):
        taken[code] = _nearest_free(wanted[code], set(taken.values()), len(wanted))
    return taken


def _nearest_free(point: Point, taken: set[Slot], count: int) -> Slot:
    across = range(-count, int(point[0]) + count + 2)
    down = range(int(point[1]) - count, int(point[1]) + count + 2)
    free = ((col, row) for row in down for col in across if (col, row) not in taken)
    return min(free, key=lambda slot: (_apart(point, _centre(slot)), slot))


def _improved(
    taken: dict[str, Slot], wanted: Mapping[str, Point], touching: Mapping[str, set[str]]
) -> dict[str, Slot]:
    """Move or swap while that brings neighbours together or villages nearer to their place."""
    for _ in range(PASSES):
        if not any([_improve(code, taken, wanted, touching) for code in sorted(taken)]):
            break
    return taken


def _improve(
    code: str, taken: dict[str, Slot], wanted: Mapping[str, Point], touching: Mapping[str, set[str]]
) -> bool:
    here, by_slot = taken[code], {slot: other for other, slot in taken.items()}
    best, best_gain = here, 1e-9
    for slot in _around(here):
        other = by_slot.get(slot)
        moved = {code: slot} | ({other: here} if other else {})
        gain = _cost(moved, taken, wanted, touching) - _cost(moved, taken | moved, wanted, touching)
        if gain > best_gain:
            best, best_gain = slot, gain
    other = by_slot.get(best)
    if best == here:
        return False
    taken[code] = best
    if other:
        taken[other] = here
    return True


def _cost(
    codes: Iterable[str],
    taken: Mapping[str, Slot],
    wanted: Mapping[str, Point],
    touching: Mapping[str, set[str]],
) -> float:
    """How far these lie from their place, squared, and from the neighbours they should touch."""
    total = 0.0
    for code in codes:
        centre = _centre(taken[code])
        total += _apart(centre, wanted[code]) ** 2
        total += sum(max(0.0, _apart(centre, _centre(taken[other])) - 1) for other in touching[code])
    return total


def _around(slot: Slot) -> list[Slot]:
    steps = range(-REACH, REACH + 1)
    return [(slot[0] + right, slot[1] + down) for down in steps for right in steps if right or down]


def _centre(slot: Slot) -> Point:
    col, row = slot
    return col + 0.5 * (row % 2), row * ROW_HEIGHT / WIDTH


def _apart(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])
