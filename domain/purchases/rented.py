"""Lines for days: the columns a basket line and an order line share, and what days cost by a version's terms."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.catalogue.models import ListingVersion
from domain.catalogue.rental import queries as rentals
from domain.catalogue.rental.pricing import cheapest
from domain.catalogue.rental.rules import Period, span_words, written
from domain.sentences import Sentence, say

RENTED_UNIT = "unit"
COLUMNS = ("start_day", "end_day", "hours", "people", "delivered", "delivery_fee", "price_words")


class Choice(NamedTuple):
    """The days somebody wants; of a rental whether it is brought and fetched, of a package for how many people."""

    period: Period
    delivered: bool = False
    people: int | None = None


class ForDays:
    """Days [start_day, end_day) of a line, None for goods; `hours` when part of one day is paid for.

    A package has the day of its event and its `people`. Of a rental `price` is for one unit over all of them, `price_words` says how it was put together, and
    `delivery_fee` (whole rupiah) comes on top once. `booking_id` is what keeps the days.
    """

    start_day: Mapped[date | None]
    end_day: Mapped[date | None]
    hours: Mapped[int | None]
    people: Mapped[int | None]
    delivered: Mapped[bool] = mapped_column(default=False)
    delivery_fee: Mapped[int] = mapped_column(BigInteger, default=0)
    price_words: Mapped[str] = mapped_column(String(160), default="")
    booking_id: Mapped[int | None] = mapped_column(ForeignKey("rental_booking.id"))

    @property
    def choice(self) -> Choice | None:
        if self.start_day is None or self.end_day is None:
            return None
        return Choice(Period(self.start_day, self.end_day, self.hours), self.delivered, self.people)

    @property
    def days_words(self) -> str:
        """'16 Des 2026 – 18 Des 2026, 3 hari'; of a package the day of its event; empty for goods."""
        if self.choice is None:
            return ""
        return written(self.choice.period.start) if self.people else span_words(self.choice.period)


def said_people(people: int) -> Sentence:
    """'untuk 40 orang'."""
    return say("untuk {people} orang", people=people)


def columns(seen: ListingVersion, choice: Choice) -> dict[str, Any]:
    """What one version of a listing says about these days, `price` included. Raises NotVisible."""
    return _event_columns(seen, choice) if choice.people else _rental_columns(seen, choice)


def _event_columns(seen: ListingVersion, choice: Choice) -> dict[str, Any]:
    return {
        "start_day": choice.period.start,
        "end_day": choice.period.end,
        "hours": None,
        "people": choice.people,
        "delivered": False,
        "delivery_fee": 0,
        "price_words": said_people(choice.people),
        "price": seen.price,
        "unit": seen.unit,
    }


def _rental_columns(seen: ListingVersion, choice: Choice) -> dict[str, Any]:
    terms, period = rentals.terms_of(seen.listing_id, seen.n), choice.period
    quote = cheapest(seen.price, terms, period)
    delivered = choice.delivered and terms.delivery_fee is not None
    return {
        "start_day": period.start,
        "end_day": period.end,
        "hours": period.hours,
        "people": None,
        "delivered": delivered,
        "delivery_fee": (terms.delivery_fee or 0) if delivered else 0,
        "price_words": quote.words,
        "price": quote.amount,
        "unit": RENTED_UNIT,
    }


def listed_fee(line: Any) -> int:
    """What the list asked for bringing a line, in the version it was ordered from: a fee agreed on may be less."""
    if not line.delivered:
        return 0
    return rentals.terms_of(line.listing_id, line.listing_version).delivery_fee or 0


def rented_now(line: Any, shelf: Any) -> tuple[int, int]:
    """(price for one over the days, units that can be had) of a line by today's terms of its listing.

    A package is never short. Days the line keeps itself count as free; when the terms no longer let its days be rented, none are.
    """
    if line.people:
        return shelf.price, line.quantity
    terms = rentals.terms_of(shelf.id, shelf.version)
    period = line.choice.period
    price = cheapest(shelf.price, terms, period).amount
    if not terms.least_days <= period.days <= terms.most_days or (period.hours and terms.per_hour is None):
        return price, 0
    own = line.quantity if rentals.stands(line.booking_id) else 0
    return price, rentals.free_for(shelf.id, shelf.stock, terms, period) + own
