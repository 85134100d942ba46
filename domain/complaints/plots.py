"""What a farmer may tell of the plot: part of the plant, age, area, dusun, place. Pure; all of it optional."""

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from domain.areas import check_area
from domain.errors import RuleBroken
from domain.places import Place
from domain.sentences import say

LONGEST_HAMLET = 60
LONGEST_APPLIED = 500
OLDEST_YEARS = 100


class AgeUnit(StrEnum):
    DAY = "hari"
    WEEK = "minggu"
    MONTH = "bulan"
    YEAR = "tahun"


UNIT_WORDS = {
    AgeUnit.DAY: say("hari"),
    AgeUnit.WEEK: say("minggu"),
    AgeUnit.MONTH: say("bulan"),
    AgeUnit.YEAR: say("tahun"),
}
DAYS = {AgeUnit.DAY: 1, AgeUnit.WEEK: 7, AgeUnit.MONTH: 30, AgeUnit.YEAR: 365}


class Plot(NamedTuple):
    """`part` is a code of the region's plant parts; `area_m2` whole square metres."""

    part: str | None = None
    applied: str = ""
    age: int | None = None
    age_unit: AgeUnit | None = None
    area_m2: int | None = None
    hamlet: str = ""
    place: Place | None = None


def parse_age(text: str) -> int:
    """A whole number from 1. Raises RuleBroken."""
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) > 0):
        raise RuleBroken("Tulis umurnya dengan angka, misalnya 45.")
    return int(text)


def check_plot(plot: Plot, parts: Collection[str]) -> None:
    """What was told must be possible. Raises RuleBroken naming the field."""
    if plot.part is not None and plot.part not in parts:
        raise RuleBroken("Pilih bagian tanamannya dari gambar.", field="part")
    if len(plot.applied) > LONGEST_APPLIED:
        raise RuleBroken(
            "Terlalu panjang. Paling banyak {longest_applied} huruf.",
            longest_applied=LONGEST_APPLIED,
            field="applied",
        )
    if plot.age is not None and plot.age_unit is None:
        raise RuleBroken("Pilih satuan umurnya: hari, minggu, bulan, atau tahun.", field="age_unit")
    if plot.age is not None and plot.age * DAYS[plot.age_unit or AgeUnit.DAY] > OLDEST_YEARS * 365:
        raise RuleBroken(
            "Umurnya lebih dari {oldest_years} tahun. Periksa satuannya.",
            oldest_years=OLDEST_YEARS,
            field="age",
        )
    check_area(plot.area_m2)
    if len(plot.hamlet) > LONGEST_HAMLET:
        raise RuleBroken(
            "Nama dusun paling banyak {longest_hamlet} huruf.", longest_hamlet=LONGEST_HAMLET, field="hamlet"
        )
