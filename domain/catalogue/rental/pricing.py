"""What a period costs: the cheapest combination of months, weeks, days or hours, and how it was put together. Pure."""

from typing import NamedTuple

from domain.catalogue.rental.rules import Period, Terms
from domain.money import rupiah
from domain.sentences import joined, say

WEEK_DAYS = 7
MONTH_DAYS = 30


class Part(NamedTuple):
    """So many of one unit, at whole rupiah each."""

    count: int
    unit: str
    price: int


class Quote(NamedTuple):
    """Whole rupiah without PPN for one unit over the period, and its parts, largest first."""

    amount: int
    parts: tuple[Part, ...]

    @property
    def words(self) -> str:
        """'1 minggu × Rp10.000.000 + 2 hari × Rp2.500.000'."""
        return joined(
            " + ",
            [
                say("{n} {unit} × {price}", n=each.count, unit=each.unit, price=rupiah(each.price))
                for each in self.parts
            ],
        )


def cheapest(per_day: int, terms: Terms, period: Period) -> Quote:
    """The cheapest way to pay for the period; of equal ones the one with fewest words.

    A whole week may be cheaper than six days: days paid for but not used cost nothing more.
    """
    if period.hours is not None and terms.per_hour is not None:
        by_hour = _quote(Part(period.hours, say("jam"), terms.per_hour))
        return min(by_hour, _quote(Part(1, say("hari"), per_day)), key=_rank)
    return min(_ways(per_day, terms, period.days), key=_rank)


def _ways(per_day: int, terms: Terms, days: int) -> list[Quote]:
    """Every sensible number of months and weeks, the rest in days."""
    found = []
    for months in range(_most(terms.per_month, days, MONTH_DAYS) + 1):
        after_months = max(0, days - months * MONTH_DAYS)
        for weeks in range(_most(terms.per_week, after_months, WEEK_DAYS) + 1):
            rest = max(0, after_months - weeks * WEEK_DAYS)
            found.append(
                _quote(
                    Part(months, say("bulan"), terms.per_month or 0),
                    Part(weeks, say("minggu"), terms.per_week or 0),
                    Part(rest, say("hari"), per_day),
                )
            )
    return found


def _most(price: int | None, days: int, length: int) -> int:
    return 0 if price is None else -(-days // length)


def _quote(*parts: Part) -> Quote:
    used = tuple(part for part in parts if part.count)
    return Quote(sum(part.count * part.price for part in used), used)


def _rank(quote: Quote) -> tuple[int, int, int]:
    return quote.amount, len(quote.parts), sum(part.count for part in quote.parts)
