"""Planned needs of offices: what a line of the RUP says, and whom a need concerns. Pure."""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from domain.errors import RuleBroken, Stale

MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
)  # fmt: skip
MOST_WATCHES = 30
ANYWHERE = ""
_RUP = re.compile(r"[0-9]{5,20}", re.ASCII)


class NeedState(StrEnum):
    """`closed` when the office bought it, or no longer wants it."""

    OPEN = "open"
    CLOSED = "closed"


class Watch(NamedTuple):
    """What a vendor wants to be told of: a category with all below it, in a village or anywhere."""

    vendor_id: int
    category_code: str
    village_code: str


def month_of(text: str) -> int:
    """'3', '03', 'Maret' and 'Mar' are the third month. Raises RuleBroken."""
    said = text.strip().lower()
    if said.isascii() and said.isdigit() and len(said) < 3 and 1 <= int(said) <= 12:
        return int(said)
    meant = [
        number for number, name in enumerate(MONTHS, start=1) if len(said) >= 3 and name.startswith(said)
    ]
    if len(meant) != 1:
        raise RuleBroken("Tulis bulannya, misalnya Maret atau 3.")
    return meant[0]


def year_of(text: str, this_year: int) -> int:
    """The fiscal year a line is for: this one when nothing is said, or the next. Raises RuleBroken."""
    if not text:
        return this_year
    if text not in (str(this_year), str(this_year + 1)):
        raise RuleBroken(
            "Tahunnya {this_year} atau {this_year2}.", this_year=this_year, this_year2=this_year + 1
        )
    return int(text)


def check_rup(code: str) -> None:
    """A RUP code is digits only. Raises RuleBroken."""
    if not _RUP.fullmatch(code):
        raise RuleBroken("Kode RUP hanya angka, 5 sampai 20 angka.")


def concerned(
    category_code: str | None, village_code: str | None, *, above: Collection[str], watches: Collection[Watch]
) -> set[int]:
    """The vendors that watch for such a need. `above` are the categories the need's own stands under."""
    if category_code is None:
        return set()
    wanted = {category_code, *above}
    return {
        watch.vendor_id
        for watch in watches
        if watch.category_code in wanted
        and (not watch.village_code or not village_code or watch.village_code == village_code)
    }


def check_watch(count: int, *, known: bool) -> None:
    """`count` are the vendor's watches so far. Raises RuleBroken."""
    if not known:
        raise RuleBroken("Pilih jenis barang atau jasa dari daftar.", field="category")
    if count >= MOST_WATCHES:
        raise RuleBroken(
            "Paling banyak {most_watches} langganan. Hapus yang tidak dipakai dulu.",
            most_watches=MOST_WATCHES,
        )


def check_close(state: NeedState) -> None:
    """Raises Stale when it was closed before."""
    if state is NeedState.CLOSED:
        raise Stale("Kebutuhan ini sudah ditutup.")
