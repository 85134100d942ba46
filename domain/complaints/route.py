"""In which order a day's visits are driven: to the nearest village next, from where the day begins. Pure.

Distances are straight lines between the middles of villages: enough for an order and a hint, less than the road.
"""

from collections.abc import Mapping, Sequence
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

EARTH_KM = 6_371


class Point(NamedTuple):
    """The middle of a village, in degrees."""

    lat: float
    lng: float


class Leg(NamedTuple):
    """A stop by its place in the list given, and how far it is from the one before; None where the day begins."""

    index: int
    km: float | None


def distance(start: Point, end: Point) -> float:
    """Kilometres as the crow flies."""
    lat = radians(end.lat - start.lat) / 2
    lng = radians(end.lng - start.lng) / 2
    chord = sin(lat) ** 2 + cos(radians(start.lat)) * cos(radians(end.lat)) * sin(lng) ** 2
    return 2 * EARTH_KM * asin(sqrt(chord))


def order(villages: Sequence[str], points: Mapping[str, Point], home: str = "") -> list[Leg]:
    """The nearest stop next, equals in the order given; from `home` when it is a village, else from the first.

    `villages` are the stops' codes, all of them in `points`.
    """
    left = list(range(len(villages)))
    here = points.get(home)
    legs: list[Leg] = []
    while left:
        nearest = min(left, key=lambda each: distance(here, points[villages[each]]) if here else 0)
        there = points[villages[nearest]]
        begins = not legs and here in (None, there)
        legs.append(Leg(nearest, None if begins or here is None else distance(here, there)))
        left.remove(nearest)
        here = there
    return legs


def whole_km(km: float | None) -> int | None:
    """Whole kilometres, at least one between two villages; 0 within one village, None where the day begins."""
    if km is None:
        return None
    return max(1, round(km)) if km else 0
