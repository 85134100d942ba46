"""The tabs of the catalogue, and a comparison in words: which is best at what, and why."""

from collections.abc import Callable
from typing import NamedTuple

from flask import url_for

from domain import region
from domain.catalogue.rows import ListingRow
from domain.catalogue.search import CataloguePage
from domain.catalogue.wish import Wish
from domain.kinds import FulfilmentKind
from domain.money import dotted
from domain.sentences import say
from web.search_form import address_of

TABS = {
    FulfilmentKind.PRODUCT: ("apple", say("Produk")),
    FulfilmentKind.RENTAL: ("tent", say("Sewa")),
    FulfilmentKind.ORGANISER: ("crew", say("Jasa")),
}


class Tab(NamedTuple):
    href: str
    icon: str
    label: str
    current: bool
    count: int | None


class Cell(NamedTuple):
    """`best` says in a word why this is the best of its row, or nothing."""

    text: str
    best: str = ""


class Comparison(NamedTuple):
    label: str
    cells: list[Cell]


def tabs(wish: Wish, found: CataloguePage) -> list[Tab]:
    """One tab an etalase; counts are shown while searching, to say where else there is something."""
    return [
        Tab(
            url_for(".index", **address_of(wish, etalase=code, kategori="")),
            *TABS[etalase.fulfilment],
            code == wish.etalase,
            found.by_etalase.get(code, 0) if wish.words else None,
        )
        for code, etalase in region.current().etalase.items()
    ]


def comparison(rows: tuple[ListingRow, ...]) -> list[Comparison]:
    """Row by row what is compared; a best is only named when exactly one that can be had now is."""
    units = {row.unit for row in rows}
    one_unit = units.pop() if len(units) == 1 else ""
    return [
        _compared(
            say("Harga per {one_unit}, rupiah, belum pajak", one_unit=one_unit)
            if one_unit
            else say("Harga satuan, rupiah, belum pajak"),
            rows,
            lambda row: dotted(row.price) if one_unit else f"{dotted(row.price)} per {row.unit}",
            (lambda row: row.price) if one_unit else None,
            "termurah",
        ),
        _compared(
            say("Pesanan paling sedikit"),
            rows,
            lambda row: f"{dotted(row.minimum_order)} {row.unit}",
        ),
        _compared(
            say("Nilai pesanan paling sedikit, rupiah"),
            rows,
            lambda row: dotted(row.minimum_order * row.price),
            lambda row: row.minimum_order * row.price,
            say("paling ringan"),
        ),
        _compared(say("Stok"), rows, lambda row: dotted(row.stock) if row.can_be_bought else "habis"),
        _compared(say("Pesan paling lambat"), rows, _lead, lambda row: row.lead_days, "tercepat"),
        _compared(say("Desa"), rows, lambda row: row.village),
        _compared(say("Usaha"), rows, lambda row: row.size_class),
        _compared(say("Dalam negeri"), rows, _origin, lambda row: -(row.tkdn or 0), say("TKDN tertinggi")),
    ]


def _compared(
    label: str,
    rows: tuple[ListingRow, ...],
    text: Callable[[ListingRow], str],
    least: Callable[[ListingRow], int] | None = None,
    why: str = "",
) -> Comparison:
    ranks = {row.id: least(row) for row in rows if row.can_be_bought} if least else {}
    best = [row_id for row_id, rank in ranks.items() if rank == min(ranks.values())]
    return Comparison(label, [Cell(text(row), why if best == [row.id] else "") for row in rows])


def _lead(row: ListingRow) -> str:
    return say("{lead_days} hari sebelum", lead_days=row.lead_days) if row.lead_days else say("hari itu juga")


def _origin(row: ListingRow) -> str:
    if row.tkdn is not None:
        return say("ya, TKDN {tkdn} %", tkdn=row.tkdn)
    return "ya" if row.is_domestic else "tidak"
