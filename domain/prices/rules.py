"""What a price must be, and how a spreadsheet of prices is read. Pure.

A price is whole rupiah for one unit of a crop at a place on a day, with where it was learnt.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from domain.errors import RuleBroken
from domain.money import parse_rupiah
from domain.sentences import say
from domain.words import normalise

DEAREST = 10_000_000  # rupiah; dearer is a slip of the finger
OLDEST = timedelta(days=366)
SOURCE_LENGTH = 200
MOST_ROWS = 500
COLUMNS = ("tanaman", "tempat", "satuan", "harga", "tanggal", "sumber")
EXCEL_DAY_ZERO = date(1899, 12, 30)
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One price. Codes are the region's; `rupiah` is for one unit."""

    commodity_code: str
    market_code: str
    unit_code: str
    rupiah: int
    day: date
    source: str

    def to_json(self) -> dict[str, Any]:
        return asdict(self) | {"day": self.day.isoformat()}


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of a spreadsheet that cannot be taken: its number, and what to mend."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Names:
    """What a spreadsheet may call things: plain words -> code, for crops, places and units."""

    commodities: Mapping[str, str]
    markets: Mapping[str, str]
    units: Mapping[str, str]


def from_json(said: dict[str, Any]) -> Quote:
    return Quote(**said | {"day": date.fromisoformat(said["day"])})


def check_quote(quote: Quote, today: date) -> None:
    """Raises RuleBroken, naming the field."""
    if not 1 <= quote.rupiah <= DEAREST:
        raise RuleBroken("Harganya antara Rp1 dan Rp10.000.000 untuk satu satuan.", field="rupiah")
    if quote.day > today:
        raise RuleBroken("Tanggalnya belum tiba. Periksa lagi.", field="day")
    if quote.day < today - OLDEST:
        raise RuleBroken("Tanggalnya lebih dari setahun lalu. Periksa lagi.", field="day")
    if not quote.source.strip():
        raise RuleBroken("Tulis dari mana harganya.", field="source")
    if len(quote.source) > SOURCE_LENGTH:
        raise RuleBroken("Paling banyak {source_length} huruf.", source_length=SOURCE_LENGTH, field="source")


def jump(before: int, after: int) -> int:
    """By how many per cent a price moved, rounded down, without its sign."""
    return abs(after - before) * 100 // before


def check_jump(before: int | None, after: int, limit: int, sure: bool) -> None:
    """A price that moved by more than `limit` per cent is asked about once. Raises RuleBroken."""
    if before is not None and not sure and jump(before, after) > limit:
        raise RuleBroken(
            "Berubah {before} persen dari harga terakhir. Kalau memang benar, centang lalu kirim lagi.",
            before=jump(before, after),
            field="sure",
        )


def read_rows(rows: Sequence[Sequence[str]], names: Names, today: date) -> tuple[list[Quote], list[Fault]]:
    """Good lines and faults of a spreadsheet whose first line names COLUMNS, in any order.

    The last of two lines for the same crop, place, unit and day counts as a fault. Raises RuleBroken when
    the file as a whole cannot be read.
    """
    if not rows:
        raise RuleBroken("Berkasnya kosong.", field="file")
    head = [normalise(cell) for cell in rows[0]]
    missing = [name for name in COLUMNS if name not in head]
    if missing:
        raise RuleBroken(
            "Baris pertama harus memuat kolom: {missing}.", missing=", ".join(missing), field="file"
        )
    if len(rows) - 1 > MOST_ROWS:
        raise RuleBroken("Paling banyak {most_rows} baris sekali kirim.", most_rows=MOST_ROWS, field="file")
    good: dict[tuple, Quote] = {}
    faults: list[Fault] = []
    for number, cells in enumerate(rows[1:], start=2):
        said = {
            name: (cells[head.index(name)] if head.index(name) < len(cells) else "").strip()
            for name in COLUMNS
        }
        if not any(said.values()):
            continue
        try:
            quote = _quote(said, names)
            check_quote(quote, today)
        except RuleBroken as broken:
            faults.append(Fault(number, broken.message))
            continue
        key = (quote.commodity_code, quote.market_code, quote.unit_code, quote.day)
        if key in good:
            faults.append(Fault(number, say("Baris ini kembar dengan baris di atasnya.")))
        else:
            good[key] = quote
    return list(good.values()), faults


def _quote(said: dict[str, str], names: Names) -> Quote:
    return Quote(
        commodity_code=_known(said["tanaman"], names.commodities, say("Tanaman")),
        market_code=_known(said["tempat"], names.markets, say("Tempat")),
        unit_code=_known(said["satuan"], names.units, say("Satuan")),
        rupiah=parse_rupiah(said["harga"]),
        day=read_day(said["tanggal"]),
        source=said["sumber"],
    )


def _known(said: str, codes: Mapping[str, str], what: str) -> str:
    code = codes.get(normalise(said))
    if code is None:
        raise RuleBroken(
            say("{what} “{said}” tidak ada di daftar.", what=what, said=said[:40])
            if said
            else say("{what} belum diisi.", what=what)
        )
    return code


def read_day(said: str) -> date:
    """'2026-11-24', '24/11/2026', '24-11-2026', or a spreadsheet's day number. Raises RuleBroken."""
    try:
        if said.isascii() and said.isdigit() and len(said) == 5:
            return EXCEL_DAY_ZERO + timedelta(days=int(said))
        if found := _DAY.fullmatch(said):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(said[:10])
    except ValueError:
        raise RuleBroken(
            "Tanggal “{said}” tidak terbaca. Tulis seperti 24/11/2026.", said=said[:20]
        ) from None
