"""How much a farmer may get, and what proves that it was handed over. Pure.

Quantities are whole units of the input (litre, kilogram, sample, action).
"""

from datetime import date
from math import ceil
from typing import NamedTuple

from domain import areas
from domain.errors import RuleBroken

LARGEST_AREA = 1_000_000  # m2, a hundred hectares
LONGEST_NOTE = 240
PICKUP_DIGITS = 4


class Wish(NamedTuple):
    """What an answer sets aside for its farmer: so much of an input at a place."""

    input_code: str
    depot_code: str
    quantity: int


def allowance(area_m2: int, per_1000m2: int | None, most: int) -> int:
    """What an area may ask for at once: so much per 1,000 m2, rounded up, never above `most`.

    An input that does not go by area (a soil test, a joint action) allows `most`.
    """
    return most if per_1000m2 is None else min(most, ceil(area_m2 * per_1000m2 / 1_000))


def check_area(area_m2: int) -> None:
    areas.check_area(area_m2)
    if area_m2 > LARGEST_AREA:
        raise RuleBroken("Luasnya tidak masuk akal. Periksa angka dan satuannya.", field="area")


def check_quota(quantity: int, *, unit: str, allowed: int, most: int, already: int) -> None:
    """Not more than the area allows, nor than a farmer's share of the year. Lock the farmer first.

    `already` is what the farmer has asked for or got this year.
    """
    if quantity < 1:
        raise RuleBroken("Isi jumlahnya, paling sedikit 1.", field="quantity")
    if already + quantity > most:
        left = max(0, most - already)
        raise RuleBroken(
            "Jatah setahun {most} {unit}, sisa {left} {unit}.",
            most=most,
            unit=unit,
            left=left,
            field="quantity",
        )
    if quantity > allowed:
        raise RuleBroken(
            "Untuk luas ini paling banyak {allowed} {unit}.", allowed=allowed, unit=unit, field="quantity"
        )


def check_note(note: str) -> None:
    if not note.strip():
        raise RuleBroken("Tulis alasannya, satu kalimat cukup.", field="note")
    if len(note) > LONGEST_NOTE:
        raise RuleBroken(
            "Terlalu panjang. Paling banyak {longest_note} huruf.", longest_note=LONGEST_NOTE, field="note"
        )


def check_hand_over(*, receiver: str, said: str, code: str, has_photo: bool) -> None:
    """Somebody named received it, and either says the farmer's pick-up code or stands on a photo."""
    if not receiver.strip():
        raise RuleBroken("Tulis nama yang menerima.", field="receiver")
    if said.strip() and said.strip() != code:
        raise RuleBroken("Kodenya tidak cocok. Minta petani membuka halaman bantuannya.", field="pickup")
    if not said.strip() and not has_photo:
        raise RuleBroken("Isi kode dari petani, atau ambil foto serah terimanya.", field="pickup")


def check_supply(quantity: int) -> None:
    if not 1 <= quantity <= 1_000_000:
        raise RuleBroken("Isi jumlah yang datang, paling sedikit 1.", field="quantity")


def is_over(held_until: date | None, today: date) -> bool:
    """Whether a reservation has ended; `held_until` is the first day it no longer holds."""
    return held_until is not None and today >= held_until
