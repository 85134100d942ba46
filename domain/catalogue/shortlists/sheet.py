"""A shortlist as a comparison sheet: what its screen, its print and its workbook show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain import clock
from domain.catalogue import shelves
from domain.catalogue.shortlists import queries, rules
from domain.catalogue.shortlists.models import Shortlist, ShortlistItem
from domain.catalogue.shortlists.rules import OUTCOME_WORDS, Outcome
from domain.people.rules import Actor
from domain.sentences import joined, say

HEADINGS = (
    "No", "Barang", "Penjual", "Harga satuan (rupiah, belum pajak)", "Satuan", "Jumlah harga", "Pesanan paling sedikit",
    "Stok", "Siap dalam (hari)", "Dalam negeri", "TKDN (%)", "Usaha", "Desa", "Jenis", "Versi",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One frozen listing. Rupiah without PPN; `total` for the quantity needed; `vendor` a letter while hidden."""

    position: int
    listing_id: int
    name: str
    vendor: str
    price: int
    unit: str
    total: int | None
    minimum_order: int
    stock: int
    lead_days: int
    is_domestic: bool
    tkdn: int | None
    size_class: str
    village: str
    category: str
    version: int
    is_cheapest: bool
    is_chosen: bool
    has_changed: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a shortlist shows. `names_hidden` until what came of it is recorded."""

    id: int
    office: str
    purpose: str
    quantity: int | None
    asked: dict[str, str]
    found: int
    maker: str
    locked_at: datetime
    sha256: str
    names_hidden: bool
    outcome: Outcome
    outcome_words: str
    reason: str
    decider: str
    decided_at: datetime | None
    lines: tuple[Line, ...]

    @property
    def code(self) -> str:
        return str(self.id)


def sheet_of(actor: Actor, number: int) -> Sheet:
    """One shortlist. Raises NotVisible."""
    row = queries.get(actor, number)
    hidden = row.hides_names and row.outcome is Outcome.LOCKED
    moved = queries.moved_since(row)
    units = {item.said.unit for item in row.items}
    least = min((item.said.price for item in row.items), default=0) if len(units) == 1 else None
    return Sheet(
        row.id, row.office.name, row.purpose, row.quantity, row.asked, row.found, row.maker.name, row.locked_at,
        row.sha256, hidden, row.outcome, OUTCOME_WORDS[row.outcome], row.reason,
        row.decider.name if row.decider else "", row.decided_at,
        tuple(_line(row, item, hidden, item.listing_id in moved, least) for item in row.items),
    )  # fmt: skip


def _line(row: Shortlist, item: ShortlistItem, hidden: bool, moved: bool, least: int | None) -> Line:
    said = item.said
    return Line(
        item.position, item.listing_id, said.name, rules.called(item.position) if hidden else item.vendor_name,
        said.price, said.unit, row.quantity * said.price if row.quantity else None, said.minimum_order, item.stock,
        said.lead_days, said.is_domestic, said.tkdn, item.size_class, item.village,
        shelves.name_of(said.category_code), said.n, said.price == least, row.chosen == item.position, moved,
    )  # fmt: skip


def table(sheet: Sheet) -> Iterator[list[str | int]]:
    """The rows of the workbook: the listings, then what belongs to the whole."""
    for line in sheet.lines:
        yield [
            line.position, line.name, line.vendor, line.price, line.unit,
            "" if line.total is None else line.total, line.minimum_order, line.stock, line.lead_days,
            "ya" if line.is_domestic else "tidak", "" if line.tkdn is None else line.tkdn, line.size_class,
            line.village, line.category, line.version,
        ]  # fmt: skip
    yield []
    for name, value in facts(sheet):
        yield ["", name, value]


def facts(sheet: Sheet) -> list[tuple[str, str]]:
    """What a paper says of the whole."""
    chosen = next((say("nomor {n}", n=line.position) for line in sheet.lines if line.is_chosen), "")
    told = [
        (say("Nomor"), sheet.code),
        (say("Kantor"), sheet.office),
        (say("Keperluan"), sheet.purpose),
        (say("Dikunci"), say("{at} oleh {who}", at=_moment(sheet.locked_at), who=sheet.maker)),
        (say("Ditemukan"), say("{found}, dibandingkan {count}", found=sheet.found, count=len(sheet.lines))),
        (say("Hasil"), joined(" ", [part for part in (sheet.outcome_words, chosen) if part])),
    ]
    if sheet.decided_at:
        told += [
            (say("Alasan"), sheet.reason),
            (say("Diputuskan"), say("{at} oleh {who}", at=_moment(sheet.decided_at), who=sheet.decider)),
        ]
    return [*told, (say("Sidik isi"), sheet.sha256)]


def _moment(at: datetime) -> str:
    return f"{clock.local(at):%d-%m-%Y %H.%M}"
