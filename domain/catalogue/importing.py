"""A vendor's goods out of and into a spreadsheet. Lines are matched by their code, without one by their name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from domain.catalogue import actions, queries, rules, sheet, shelves
from domain.catalogue.describing import VERSIONED
from domain.catalogue.models import Listing, ListingVersion
from domain.catalogue.rules import Offer
from domain.db import db
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import rupiah
from domain.people import queries as people
from domain.people.rules import Actor, Right
from domain.sentences import say
from domain.spreadsheets.kinds import SheetKind
from domain.spreadsheets.models import Outcome, SheetImport, SheetImportLine
from domain.spreadsheets.rules import LineWrong

SHOWN_LETTERS = 40


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a vendor sells now: ids by name in small letters, and the listings a batch of lines is about."""

    listings: Mapping[int, Listing]
    named: Mapping[str, list[int]]


class ListingSheet(SheetKind):
    """A line a listing of goods; sent by whoever looks after a vendor's listings."""

    name, columns, needed = "listings", sheet.COLUMNS, sheet.NEEDED
    title, matched, longest = "nama_barang", "nama_barang", sheet.LONGEST

    def scope_of(self, actor: Actor) -> str:
        return str(people.vendor_of(actor, Right.LISTINGS).id)

    def prepare(self, row: SheetImport, batch: Sequence[Mapping[str, str]]) -> Shelf:
        named: dict[str, list[int]] = defaultdict(list)
        goods = _goods(int(row.scope))
        for number, name in db.session.execute(goods.with_only_columns(Listing.id, Listing.name)):
            named[name.lower()].append(number)
        meant = {number for cells in batch for number in named.get(cells.get("nama_barang", "").lower(), [])}
        meant |= {
            int(code) for cells in batch if (code := cells.get("kode", "")).isdecimal() and len(code) < 10
        }
        found = goods.add_columns(ListingVersion).join(ListingVersion, _newest()).where(Listing.id.in_(meant))
        return Shelf({listing.id: listing for listing, _said in db.session.execute(found)}, named)

    def judge(self, line: SheetImportLine, cells: Mapping[str, str], known: Shelf) -> None:
        said = sheet.read(cells)
        listing = _meant(cells, known)
        line.key = str(listing.id) if listing else (said.get("name") or "").lower()
        if listing is None:
            _check(sheet.offer_from(said))
            line.outcome, line.message = Outcome.CREATED, rupiah(said["price"])
            return
        line.target_id = listing.id
        before = actions.offer_of(listing)
        offer = _changed(before, said, sheet.stock_after(cells, listing.stock))
        _check(offer)
        line.message = "; ".join(_differences(before, offer))
        line.outcome = Outcome.CHANGED if line.message else Outcome.UNCHANGED

    def take_over(self, actor: Actor, line: SheetImportLine, cells: Mapping[str, str], known: Shelf) -> None:
        said = sheet.read(cells)
        if line.target_id is None:
            line.target_id = actions.draft_listing(actor, offer=sheet.offer_from(said), send=True).id
            return
        listing = queries.managed(actor, line.target_id, lock=True)
        stock = sheet.stock_after(cells, listing.stock)
        if stock != listing.stock:
            actions.change_stock(actor, listing.id, stock=stock, seen=listing.stock)
        offer = _changed(actions.offer_of(listing), said, stock)
        actions.change_listing(actor, listing.id, seen=listing.version, offer=offer)


KIND = ListingSheet()


def exported(actor: Actor) -> Iterator[list[Any]]:
    """The actor's goods as lines of the sheet, by name; rent and packages have forms of their own."""
    vendor = people.vendor_of(actor, Right.LISTINGS)
    found = db.session.execute(
        select(Listing.id, Listing.stock, ListingVersion)
        .join(ListingVersion, _newest())
        .where(Listing.vendor_id == vendor.id, Listing.kind == FulfilmentKind.PRODUCT)
        .order_by(Listing.name, Listing.id)
        .limit(KIND.most_rows)
    )
    for number, stock, said in found:
        yield [
            number, said.name, sheet.shelf_word(said.category_code), said.unit, said.price, stock, stock,
            said.minimum_order, said.lead_days, said.description, sheet.TRUE if said.is_domestic else sheet.FALSE,
            "" if said.tkdn is None else said.tkdn,
        ]  # fmt: skip


def example() -> list[Any]:
    """A line to write over, with a shelf and a unit of this region."""
    code = next(code for code in sheet.shelf_names().values())
    shelf = shelves.shelf_for(code)[0]
    return [
        "", "Contoh barang", sheet.shelf_word(code), shelf.unit, 12_500, 40, "", 1, 2,
        say("Isi, ukuran, dan cara pesannya."), sheet.TRUE, "",
    ]  # fmt: skip


def _newest():
    return (ListingVersion.listing_id == Listing.id) & (ListingVersion.n == Listing.version)


def _goods(vendor_id: int):
    return select(Listing).where(Listing.vendor_id == vendor_id, Listing.kind == FulfilmentKind.PRODUCT)


def _meant(cells: Mapping[str, str], known: Shelf) -> Listing | None:
    """The listing a line is about; None for a new one. Raises LineWrong."""
    code = sheet.code_of(cells)
    if code is not None:
        if code not in known.listings:
            raise LineWrong("bukan barang usaha ini; kosongkan untuk barang baru", field="kode")
        return known.listings[code]
    alike = known.named.get(cells.get("nama_barang", "").lower(), [])
    if len(alike) > 1:
        raise LineWrong("ada {count} barang bernama ini; isi kodenya", count=len(alike), field="kode")
    return known.listings[alike[0]] if alike else None


def _changed(before: Offer, said: Mapping[str, Any], stock: int) -> Offer:
    return replace(before, **said | {"stock": stock})


def _check(offer: Offer) -> None:
    """Raises LineWrong, naming the column, unless the offer can stand on its shelf."""
    try:
        rules.check_offer(offer)
        shelves.shelf_for(offer.category_code)
    except RuleBroken as broken:
        raise LineWrong(broken.message, field=sheet.SAID_BY.get(broken.field or "")) from broken


def _differences(before: Offer, after: Offer) -> Iterator[str]:
    """'harga Rp12.500 → Rp13.000', for every field that differs."""
    for name in (*VERSIONED, "stock"):
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield f"{sheet.SAID_BY[name]} {_shown(name, was)} → {_shown(name, now)}"


def _shown(name: str, value: Any) -> str:
    if name == "price":
        return rupiah(value)
    if isinstance(value, bool):
        return sheet.TRUE if value else sheet.FALSE
    text = sheet.shelf_word(value) if name == "category_code" else str("–" if value is None else value)
    return text if len(text) <= SHOWN_LETTERS else f"{text[:SHOWN_LETTERS]}…"
