"""A line of the spreadsheet of goods: what its cells may hold, and what they mean. Pure but for the region's words."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from domain import region
from domain.catalogue import shelves
from domain.catalogue.rules import DESCRIPTION_LENGTH, LEAD_LIMIT, Offer
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import QUANTITY_LIMIT, dotted, parse_rupiah
from domain.spreadsheets.rules import LineWrong

COLUMNS = (
    "kode", "nama_barang", "jenis", "satuan", "harga", "stok", "stok_tadi", "pesanan_paling_sedikit",
    "siap_dalam_hari", "cerita", "dalam_negeri", "tkdn",
)  # fmt: skip
NEEDED = ("nama_barang", "jenis", "satuan", "harga")
SAID_BY = {
    "name": "nama_barang", "category_code": "jenis", "unit": "satuan", "price": "harga", "stock": "stok",
    "minimum_order": "pesanan_paling_sedikit", "lead_days": "siap_dalam_hari", "description": "cerita",
    "is_domestic": "dalam_negeri", "tkdn": "tkdn",
}  # fmt: skip
TRUE, FALSE = "ya", "tidak"
LONGEST = DESCRIPTION_LENGTH + 1


def read(cells: Mapping[str, str]) -> dict[str, Any]:
    """What a line says of an offer, by field; empty cells say nothing. Raises LineWrong."""
    units = {name: each.code for each in region.current().units.values() for name in _names(each)}
    said = {
        "name": cells.get("nama_barang"),
        "category_code": _known(cells, "jenis", shelf_names()),
        "unit": _known(cells, "satuan", units),
        "price": _price(cells),
        "stock": _number(cells, "stok", QUANTITY_LIMIT),
        "minimum_order": _number(cells, "pesanan_paling_sedikit", QUANTITY_LIMIT),
        "lead_days": _number(cells, "siap_dalam_hari", LEAD_LIMIT),
        "description": cells.get("cerita"),
        "is_domestic": _yes(cells),
        "tkdn": _number(cells, "tkdn", 100),
    }
    return {name: value for name, value in said.items() if value is not None}


def offer_from(said: Mapping[str, Any]) -> Offer:
    """A new offer; what must be said and is not is named. Raises LineWrong."""
    for name in ("name", "category_code", "unit", "price", "stock", "description"):
        if name not in said:
            raise LineWrong("tidak boleh kosong untuk barang baru", field=SAID_BY[name])
    return Offer(**said)


def code_of(cells: Mapping[str, str]) -> int | None:
    """The number of the listing a line is about; None for one without. Raises LineWrong."""
    text = cells.get("kode", "")
    if text and not (text.isascii() and text.isdigit() and len(text) < 10):
        raise LineWrong("bukan kode barang; kosongkan untuk barang baru", field="kode")
    return int(text) if text else None


def stock_after(cells: Mapping[str, str], now: int) -> int:
    """The stock a line leaves: when it says what the stock was, only the difference counts, so that what was
    sold since the download stays sold. Raises LineWrong."""
    told = _number(cells, "stok", QUANTITY_LIMIT)
    seen = _number(cells, "stok_tadi", QUANTITY_LIMIT)
    if told is None or told == seen:
        return now
    left = told if seen is None else now + told - seen
    if left < 0:
        raise LineWrong(
            "stok tinggal {now}, tidak bisa dikurangi {seen}",
            now=dotted(now),
            seen=dotted(seen - told),
            field="stok",
        )
    return left


def shelf_names() -> dict[str, str]:
    """What a shelf for goods may be called, in small letters, to its code; a name two shelves share is none."""
    pack = region.current()
    found = [
        shelf
        for code, etalase in pack.etalase.items()
        if etalase.fulfilment is FulfilmentKind.PRODUCT
        for shelf in pack.shelves(code)
    ]
    named = Counter(shelf.name.lower() for shelf in found)
    lone = {shelf.name.lower(): shelf.code for shelf in found if named[shelf.name.lower()] == 1}
    return lone | {shelf.code: shelf.code for shelf in found}


def shelf_word(code: str) -> str:
    """How a shelf is written in the sheet: by its name, or by its code when two share the name."""
    name = shelves.name_of(code)
    return name if shelf_names().get(name.lower()) == code else code


def _names(each: Any) -> Iterator[str]:
    yield from (each.name.lower(), each.code)


def _known(cells: Mapping[str, str], name: str, known: Mapping[str, str]) -> str | None:
    said = cells.get(name)
    if not said:
        return None
    if said.lower() not in known:
        raise LineWrong("“{said}” tidak ada di daftar {name}", said=said[:40], name=name, field=name)
    return known[said.lower()]


def _price(cells: Mapping[str, str]) -> int | None:
    try:
        return parse_rupiah(cells["harga"]) if cells.get("harga") else None
    except RuleBroken as broken:
        raise LineWrong(broken.message, field="harga") from broken


def _number(cells: Mapping[str, str], name: str, most: int) -> int | None:
    text = cells.get(name, "").replace(".", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most):
        raise LineWrong("isi angka bulat dari 0 sampai {most}", most=dotted(most), field=name)
    return int(text)


def _yes(cells: Mapping[str, str]) -> bool | None:
    said = cells.get("dalam_negeri", "").lower()
    if said not in ("", TRUE, FALSE):
        raise LineWrong("tulis {true} atau {false}", true=TRUE, false=FALSE, field="dalam_negeri")
    return None if not said else said == TRUE
