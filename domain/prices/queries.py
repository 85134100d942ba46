"""Prices as everybody sees them: only what is fresh enough, always with its day and its source."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import select

from domain import clock, region
from domain.db import db, writing
from domain.errors import NotVisible
from domain.people.rules import HANDLERS, Actor
from domain.prices.models import Price, PriceImport
from domain.prices.rules import Names, Quote, from_json, jump
from domain.words import normalise

SHOWN_POINTS = 8
HISTORY = timedelta(days=366)
MOST = 2_000


class Shown(NamedTuple):
    """A price with names for its codes. `moved` is per cent since the one before, with its sign, or None."""

    id: int
    commodity_code: str
    crop: str
    picture: str
    market: str
    unit: str
    rupiah: int
    day: date
    source: str
    moved: int | None


class Series(NamedTuple):
    """One crop at one place in one unit, oldest first."""

    market: str
    unit: str
    points: tuple[Shown, ...]

    @property
    def dots(self) -> list[tuple[date, int]]:
        """Day and rupiah of each, as a chart wants them."""
        return [(point.day, point.rupiah) for point in self.points]


@dataclass(frozen=True)
class CropPrices:
    """All of a crop that may be shown. `hidden_since` is the last day known when everything is too old."""

    commodity_code: str
    crop: str
    picture: str
    series: tuple[Series, ...]
    hidden_since: date | None


@dataclass(frozen=True)
class ReadImport:
    """A spreadsheet before it counts: rows with names, (line, sentence) of faults."""

    id: int
    rows: tuple[Shown, ...]
    faults: tuple[tuple[int, str], ...]
    taken: bool


def oldest_shown() -> date:
    """The first day that is still shown."""
    return clock.today() - timedelta(days=region.current().prices.hide_after_days)


def board() -> list[Shown]:
    """The newest price of every crop at every place, crops by rank; what is too old is left out."""
    found = select(Price).where(Price.day >= oldest_shown() - HISTORY).order_by(Price.day.desc()).limit(MOST)
    newest: dict[tuple, list[Price]] = {}
    for price in db.session.scalars(found):
        newest.setdefault((price.commodity_code, price.market_code, price.unit_code), []).append(price)
    shown = [
        _shown(rows[0], rows[1] if len(rows) > 1 else None) for rows in newest.values() if _is_fresh(rows[0])
    ]
    ranks = {crop.code: crop.rank for crop in region.current().commodities.values()}
    return sorted(shown, key=lambda row: (ranks.get(row.commodity_code, 999), row.market))


def of_crop(commodity: str) -> CropPrices:
    """The last SHOWN_POINTS prices of each place. Raises NotVisible for an unknown crop."""
    crop = region.current().commodities.get(commodity)
    if crop is None:
        raise NotVisible(commodity)
    found = select(Price).where(Price.commodity_code == commodity, Price.day >= clock.today() - HISTORY)
    series: dict[tuple[str, str], list[Price]] = {}
    rows = list(db.session.scalars(found.order_by(Price.day.desc()).limit(MOST)))
    for price in rows:
        series.setdefault((price.market_code, price.unit_code), []).append(price)
    made = [_series(each[:SHOWN_POINTS]) for each in series.values() if _is_fresh(each[0])]
    return CropPrices(
        commodity_code=commodity,
        crop=crop.name,
        picture=crop.picture,
        series=tuple(sorted(made, key=lambda one: one.market)),
        hidden_since=rows[0].day if rows and not made else None,
    )


def price(price_id: int, *, lock: bool = False) -> Price:
    found = select(Price).where(Price.id == price_id)
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(price_id))
    return row


def last_before(quote: Quote) -> int | None:
    """What this crop cost at this place the last time before that day, in rupiah."""
    found = select(Price.rupiah).where(
        Price.commodity_code == quote.commodity_code,
        Price.market_code == quote.market_code,
        Price.unit_code == quote.unit_code,
        Price.day < quote.day,
    )
    return db.session.scalar(found.order_by(Price.day.desc()).limit(1))


def own_import(actor: Actor, code: str | int, *, lock: bool = False) -> PriceImport:
    """A spreadsheet its reader may take. Raises NotVisible."""
    number = int(code) if str(code).isdigit() else 0
    found = select(PriceImport).where(PriceImport.id == number, PriceImport.read_by == actor.person_id)
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found) if actor.hat in HANDLERS else None
    if row is None:
        raise NotVisible(str(code))
    return row


def import_page(actor: Actor, code: str | int) -> ReadImport:
    row = own_import(actor, code)
    quotes = [from_json(said) for said in row.rows]
    return ReadImport(
        id=row.id,
        rows=tuple(_named(0, quote, None) for quote in quotes),
        faults=tuple((line, sentence) for line, sentence in row.faults),
        taken=row.taken_at is not None,
    )


def names() -> Names:
    """What a spreadsheet may call crops, places and units: their codes, names and what people say."""
    pack = region.current()
    crops = {normalise(word): row.code for row in pack.commodities.values() for word in (row.code, row.name)}
    for said, meant in pack.meanings.items():
        if normalise(meant) in crops:
            crops.setdefault(normalise(said), crops[normalise(meant)])
    markets = {normalise(word): row.code for row in pack.markets.values() for word in (row.code, row.name)}
    units = {normalise(word): row.code for row in pack.units.values() for word in (row.code, row.name)}
    return Names(crops, markets, units)


def _is_fresh(price: Price) -> bool:
    return price.day >= oldest_shown()


def _series(newest_first: list[Price]) -> Series:
    older = [*newest_first[1:], None]
    points = [_shown(price, before) for price, before in zip(newest_first, older, strict=True)]
    return Series(points[0].market, points[0].unit, tuple(reversed(points)))


def _shown(price: Price, before: Price | None) -> Shown:
    moved = None
    if before is not None:
        change = jump(before.rupiah, price.rupiah)
        moved = change if price.rupiah >= before.rupiah else -change
    return _named(price.id, price.quote, moved)


def _named(price_id: int, quote: Quote, moved: int | None) -> Shown:
    pack = region.current()
    crop = pack.commodities.get(quote.commodity_code)
    market, unit = pack.markets.get(quote.market_code), pack.units.get(quote.unit_code)
    return Shown(
        id=price_id,
        commodity_code=quote.commodity_code,
        crop=crop.name if crop else quote.commodity_code,
        picture=crop.picture if crop else "lain",
        market=market.name if market else quote.market_code,
        unit=unit.name.lower() if unit else quote.unit_code,
        rupiah=quote.rupiah,
        day=quote.day,
        source=quote.source,
        moved=moved,
    )
