"""A rental that runs goes on for some days: asked by the PPK, agreed by the vendor, bound by an addendum.

The days are looked at when they are asked and taken when they are agreed, by the same conditional update as a
booking's. The price is the agreed rate: what the shelf's terms of the order's day say of the longer time, and the
same part of it where another price was agreed.
"""

from datetime import date, timedelta
from fractions import Fraction

from domain import clock, region
from domain.catalogue.models import ListingVersion
from domain.catalogue.rental import days
from domain.catalogue.rental import queries as rentals
from domain.catalogue.rental.pricing import cheapest
from domain.catalogue.rental.rules import DAY, Period
from domain.db import db
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import half_up, rupiah
from domain.people.rules import Actor
from domain.purchases.addenda.rules import Terms
from domain.purchases.models import Purchase, PurchaseLine
from domain.sentences import in_source

LONGEST = 60


def longer(purchase: Purchase, before: Terms, more: int | None) -> Terms:
    """The terms with `more` days for everything rented. Raises RuleBroken, naming the field."""
    if not more or not 1 <= more <= LONGEST:
        raise RuleBroken("Tulis berapa hari ditambah, 1 sampai {longest}.", longest=LONGEST, field="days")
    if any(line.hours for line in purchase.lines):
        raise RuleBroken("Sewa per jam tidak bisa diperpanjang. Buat pesanan baru.", field="days")
    limit = region.current().thresholds_on(clock.today()).get("extension_days")
    if limit is not None and more > limit.value:
        raise RuleBroken(
            "Perpanjangan paling lama {days} hari. Sisanya dengan pesanan baru.",
            days=int(limit.value), field="days",
        )  # fmt: skip
    until = tuple(last + timedelta(days=more) if last else None for last in before.until)
    ends = max(last for last in until if last)
    if ends < clock.today():
        raise RuleBroken("Hari terakhirnya sudah lewat juga. Tambah harinya.", field="days")
    if ends.year != clock.today().year:
        raise RuleBroken("Harinya harus selesai di tahun anggaran ini.", field="days")
    prices = tuple(_price(line, last) for line, last in zip(purchase.lines, until, strict=True))
    return before._replace(prices=prices, until=until)


def _listed(line: PurchaseLine, last: date):
    """What the shelf of the order's day asks for the longer time, and in which parts."""
    assert line.start_day is not None
    seen = db.session.get_one(ListingVersion, (line.listing_id, line.listing_version))
    terms = rentals.terms_of(line.listing_id, line.listing_version)
    return cheapest(seen.price, terms, Period(line.start_day, last + DAY))


def _price(line: PurchaseLine, last: date | None) -> int:
    if last is None:
        return line.price
    listed = _listed(line, last).amount
    if line.price == line.listed_price:
        return listed
    return min(listed, half_up(Fraction(line.price * listed, line.listed_price)))


def put(line: PurchaseLine, last: date | None) -> None:
    """The days of a line up to another last one, with what the shelf asks for them."""
    if last is None or line.hours or line.end_day == last + DAY:
        return
    quote = _listed(line, last)
    line.end_day, line.listed_price, line.price_words = last + DAY, quote.amount, in_source(quote.words)


def check_free(purchase: Purchase, before: Terms, after: Terms) -> None:
    """The days after the ones it has are free now. Raises RuleBroken naming the first that is not."""
    for line, was, now in zip(purchase.lines, before.until, after.until, strict=True):
        if was and now and was != now and line.booking_id:
            days.check_longer(line.booking_id, now + DAY)


def take(actor: Actor, purchase: Purchase, before: Terms, after: Terms) -> None:
    """Take the days after the ones it has, in the order in which listings are locked. Raises RuleBroken, Stale."""
    if purchase.kind is not FulfilmentKind.RENTAL or before.until == after.until:
        return
    pairs = zip(purchase.lines, before.until, after.until, strict=True)
    for line, was, now in sorted(pairs, key=lambda each: each[0].listing_id):
        if was and now and was != now and line.booking_id:
            days.lengthen(actor, line.booking_id, now + DAY, subject=purchase.code)


def too_dear(most: int) -> RuleBroken:
    """What to do instead when an addendum may not be worth so much."""
    return RuleBroken(
        "Dengan perpanjangan ini nilainya melebihi batas addendum, {most}. Kurangi harinya, atau buat pesanan sewa baru.",
        most=rupiah(most), field="days",
    )  # fmt: skip
