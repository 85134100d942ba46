"""The calendar of a listing for rent: a month of links, the days chosen by the address, what they cost."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import request, url_for

from domain import clock
from domain.catalogue.queries import ListingPage
from domain.catalogue.rental import queries, rules
from domain.catalogue.rental.pricing import Quote, cheapest
from domain.catalogue.rental.queries import DaysKnown
from domain.catalogue.rental.rules import BUFFER_LIMIT, DAY, FURTHEST, Period, Terms
from domain.errors import RuleBroken
from domain.sentences import say
from web import months
from web.months import MonthLink

MARGIN = DAY * BUFFER_LIMIT  # buffers reach no further than this beside the days in use


class Cell(NamedTuple):
    """A day: `href` chooses it, empty when it cannot be; `note` is short; `on` while it is chosen."""

    day: date | None
    note: str = ""
    href: str = ""
    on: bool = False


@dataclass(frozen=True, slots=True)
class RentView:
    """`first` and `last` are the chosen days, `quote` what they cost for one unit, `problem` why they cannot be."""

    terms: Terms
    month: str
    weeks: list[list[Cell]]
    neighbours: list[MonthLink]
    first: date | None
    last: date | None
    span: str
    quote: Quote | None
    free: int
    problem: str


def rent_view(seen: ListingPage) -> RentView:
    """What the address asks of this listing's calendar. Raises NotVisible for a listing not for rent."""
    first, last, problem = _asked()
    month = months.month_in("bulan", first or clock.today())
    spans = [months.span_of(month)]
    if first:
        near = min(max(first, clock.today()), clock.today() + FURTHEST)
        spans.append((near - MARGIN, min(max(last or near, near), near + FURTHEST) + MARGIN + DAY))
    terms, known = queries.offered(seen.row.id, seen.row.version, *spans)
    period, quote, free = None, None, 0
    if first and not problem:
        try:
            period = Period.through(first, last or first)
            quote, free = _quoted(seen, terms, known, period)
        except RuleBroken as broken:
            problem = broken.message
    grid = [[_cell(seen, known, day, first, last) for day in week] for week in months.weeks(month)]
    return RentView(
        terms, months.month_name(month), grid, _month_links(seen, month),
        first, (last or first) if period else None, rules.span_words(period) if period else "", quote, free,
        problem,
    )  # fmt: skip


def _asked() -> tuple[date | None, date | None, str]:
    """The days in the address, and a sentence when they are none."""
    first, last = months.day_in("dari"), months.day_in("sampai")
    given = request.args.get("dari"), request.args.get("sampai")
    if (given[0] and first is None) or (given[1] and last is None):
        return None, None, say("Tanggal di alamat ini tidak kami kenal. Pilih harinya di kalender.")
    return first, last, ""


def _quoted(seen: ListingPage, terms: Terms, known: DaysKnown, period: Period) -> tuple[Quote, int]:
    """What a period costs and how many units are free. Raises RuleBroken when it cannot be had."""
    row = seen.row
    rules.check_period(period, terms, today=clock.today(), lead_days=row.lead_days)
    wanted = rules.days_between(*rules.occupied(period, terms))
    rules.check_free(known.free, wanted, quantity=1, capacity=row.stock, period=period)
    return cheapest(row.price, terms, period), rules.free_units(known.free, wanted, row.stock)


def _cell(
    seen: ListingPage, known: DaysKnown, day: date | None, first: date | None, last: date | None
) -> Cell:
    if day is None:
        return Cell(None)
    free = known.free.get(day, seen.row.stock)
    if day < clock.today():
        return Cell(day, say("lewat"))
    if free < 1:
        return Cell(day, say("tutup") if day in known.closed else say("terisi"))
    if first and first <= day <= (last or first):
        note = say("awal") if day == first else say("akhir") if day == last else say("pakai")
        return Cell(day, note, _day_link(seen, day, None, None), on=True)
    return Cell(day, say("{free} unit", free=free), _day_link(seen, day, first, last))


def _day_link(seen: ListingPage, day: date, first: date | None, last: date | None) -> str:
    """The first tap chooses the first day, a later one after it the last day, any other begins anew."""
    begun = first is not None and last is None and day > first
    days = {"dari": first, "sampai": day} if begun else {"dari": day}
    return _link(seen, bulan=f"{day:%Y-%m}", **{name: f"{each}" for name, each in days.items()})


def _month_links(seen: ListingPage, month: date) -> list[MonthLink]:
    chosen = {name: request.args[name] for name in ("dari", "sampai") if request.args.get(name)}
    return months.neighbours(month, lambda other: _link(seen, bulan=other, **chosen))


def _link(seen: ListingPage, **arguments: str) -> str:
    return url_for("catalogue.show", listing=seen.row, _anchor="rent", **arguments)
