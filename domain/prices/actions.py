"""Verbs of prices: enter one, take one back, read a spreadsheet, take it. None commits."""

from sqlalchemy import select

from domain import clock, journal, region
from domain.db import db
from domain.errors import RuleBroken
from domain.people.rules import HANDLERS, Actor
from domain.prices import queries, rules
from domain.prices.models import Price, PriceImport
from domain.prices.rules import Fault, Quote


def enter_price(actor: Actor, *, quote: Quote, sure: bool = False) -> Price:
    """A price, or its correction when that crop, place, unit and day has one. Raises RuleBroken by field."""
    _check_may_enter(actor)
    rules.check_quote(quote, clock.today())
    _check_codes(quote)
    before = queries.last_before(quote)
    rules.check_jump(before, quote.rupiah, region.current().prices.jump_percent, sure)
    return _keep(actor, quote)


def remove_price(actor: Actor, price_id: int) -> Price:
    """Take back a price that was wrong."""
    _check_may_enter(actor)
    price = queries.price(price_id, lock=True)
    db.session.delete(price)
    journal.record(actor, "price.removed", f"price:{price.commodity_code}", **_facts(price.quote))
    return price


def keep_import(actor: Actor, *, quotes: list[Quote], faults: list[Fault]) -> PriceImport:
    """A spreadsheet as it was read, to be looked at before it counts."""
    _check_may_enter(actor)
    if not quotes and not faults:
        raise RuleBroken("Tidak ada baris harga di berkas ini.", field="file")
    read = PriceImport(
        read_by=actor.person_id,
        rows=[quote.to_json() for quote in quotes],
        faults=[[fault.line, fault.sentence] for fault in faults],
    )
    db.session.add(read)
    db.session.flush()
    journal.record(actor, "prices.read", f"price_import:{read.id}", good=len(quotes), faulty=len(faults))
    return read


def take_import(actor: Actor, code: str | int) -> PriceImport:
    """Let the good rows of one's own spreadsheet count. Once."""
    read = queries.own_import(actor, code, lock=True)
    if read.taken_at is not None:
        raise RuleBroken("Daftar ini sudah dimasukkan.")
    if not read.rows:
        raise RuleBroken("Tidak ada baris yang bisa dimasukkan. Perbaiki berkasnya dulu.")
    read.taken_at = clock.now()
    quotes = [rules.from_json(said) for said in read.rows]
    for quote in sorted(quotes, key=lambda quote: (quote.commodity_code, quote.market_code, quote.day)):
        _check_codes(quote)
        _keep(actor, quote)
    journal.record(actor, "prices.taken", f"price_import:{read.id}", rows=len(quotes))
    return read


def _keep(actor: Actor, quote: Quote) -> Price:
    found = select(Price).where(
        Price.commodity_code == quote.commodity_code,
        Price.market_code == quote.market_code,
        Price.unit_code == quote.unit_code,
        Price.day == quote.day,
    )
    price = db.session.scalar(found.with_for_update(key_share=True))
    before = price.rupiah if price else None
    price = price or Price()
    for name in Quote.__slots__:
        setattr(price, name, getattr(quote, name))
    price.entered_by, price.entered_at = actor.person_id, clock.now()
    db.session.add(price)
    db.session.flush()
    what = "price.entered" if before is None else "price.corrected"
    journal.record(actor, what, f"price:{quote.commodity_code}", before=before, **_facts(quote))
    return price


def _facts(quote: Quote) -> dict[str, str | int]:
    return {
        "market": quote.market_code,
        "unit": quote.unit_code,
        "rupiah": quote.rupiah,
        "day": quote.day.isoformat(),
    }


def _check_may_enter(actor: Actor) -> None:
    if actor.hat not in HANDLERS:
        raise RuleBroken("Yang mengisi harga: penyuluh, tim ahli, koordinator.")


def _check_codes(quote: Quote) -> None:
    pack = region.current()
    if quote.commodity_code not in pack.commodities:
        raise RuleBroken("Pilih tanamannya.", field="commodity_code")
    if quote.market_code not in pack.markets:
        raise RuleBroken("Pilih tempatnya.", field="market_code")
    if quote.unit_code not in pack.units:
        raise RuleBroken("Pilih satuannya.", field="unit_code")
