"""Amounts and areas as people write them, in whole square metres inside. Pure."""

import re
from decimal import Decimal

from domain.errors import RuleBroken

SMALLEST_M2 = 1
LARGEST_M2 = 10_000_000
_AMOUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?")


def parse_amount(text: str) -> Decimal:
    """'1.500' is 1500 and '0,25' a quarter, as written in Indonesian. Raises RuleBroken."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None or len(text) > 12:
        raise RuleBroken("Tulis angkanya saja, misalnya 1.500 atau 0,25.")
    return Decimal(f"{found[1].replace('.', '')}.{found[2] or 0}")


def square_metres(amount: Decimal, unit_m2: Decimal) -> int:
    """An area in whole m2, 0 when it rounds to nothing. `unit_m2` is how many m2 one of the unit is."""
    return round(amount * unit_m2)


def check_area(area_m2: int | None) -> None:
    """Raises RuleBroken, field `area`, for an area nobody farms."""
    if area_m2 is None:
        return
    if area_m2 < SMALLEST_M2:
        raise RuleBroken(
            "Luas paling kecil {smallest} m². Periksa angka dan satuannya.",
            smallest=SMALLEST_M2,
            field="area",
        )
    if area_m2 > LARGEST_M2:
        raise RuleBroken("Luasnya tidak masuk akal. Periksa angka dan satuannya.", field="area")
