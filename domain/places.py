"""A place on the map as a phone gives it. Pure."""

import re
from typing import NamedTuple

from domain.errors import RuleBroken

_PLACE = re.compile(r"(-?\d{1,2}\.\d{1,8}),(-?\d{1,3}\.\d{1,8})")


class Place(NamedTuple):
    """Where the phone stood, in millionths of a degree, WGS 84. Shown only to whoever works on the matter."""

    lat_e6: int
    lng_e6: int

    def __str__(self) -> str:
        """'-7.881000,112.520000', as addresses of maps want it."""
        return f"{self.lat_e6 / 1e6:.6f},{self.lng_e6 / 1e6:.6f}"


def parse_place(text: str) -> Place:
    """'-7.881000,112.520000', as the phone gives it. Raises RuleBroken."""
    found = _PLACE.fullmatch(text)
    if found is None or abs(float(found[1])) > 90 or abs(float(found[2])) > 180:
        raise RuleBroken("Lokasinya tidak terbaca. Ketuk tombolnya lagi, atau kirim tanpa lokasi.")
    return Place(round(float(found[1]) * 1e6), round(float(found[2]) * 1e6))
