"""Reads of rental listings: their terms, and what is free on which day."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, literal, or_, select

from domain.catalogue.models import Listing
from domain.catalogue.rental import rules
from domain.catalogue.rental.models import RentalBooking, RentalDay, RentalTerms
from domain.catalogue.rental.rules import BUFFER_LIMIT, DAY, Period, Terms
from domain.db import db
from domain.errors import NotVisible


class Standing(NamedTuple):
    """A booking as its vendor sees it: days in use, units, whose; `firm` unless it is a hold of a basket."""

    start: date
    last: date
    quantity: int
    subject: str
    firm: bool


@dataclass(frozen=True, slots=True)
class DaysKnown:
    """Days of one listing with a row, by day: units free, and which the vendor closed."""

    free: dict[date, int]
    closed: frozenset[date]


def terms_of(listing_id: int, n: int) -> Terms:
    """What the n-th version of a rental listing laid down. Raises NotVisible."""
    found = db.session.get(RentalTerms, (listing_id, n))
    if found is None:
        raise NotVisible(f"{listing_id}/{n}")
    return found.terms


def days_known(listing_id: int, start: date, end: date) -> DaysKnown:
    """What is known of the days [start, end); the others are open and wholly free."""
    span = (RentalDay.listing_id == listing_id, RentalDay.day >= start, RentalDay.day < end)
    return _known(list(db.session.scalars(select(RentalDay).where(*span))))


def offered(listing_id: int, n: int, *spans: tuple[date, date]) -> tuple[Terms, DaysKnown]:
    """Terms of a version and what is known of the days of each span [start, end), one statement. Raises NotVisible."""
    wanted = or_(*(and_(RentalDay.day >= start, RentalDay.day < end) for start, end in spans))
    found = db.session.execute(
        select(RentalTerms, RentalDay)
        .outerjoin(RentalDay, and_(RentalDay.listing_id == RentalTerms.listing_id, wanted))
        .where(RentalTerms.listing_id == listing_id, RentalTerms.n == n)
    ).all()
    if not found:
        raise NotVisible(f"{listing_id}/{n}")
    return found[0].RentalTerms.terms, _known([row.RentalDay for row in found if row.RentalDay])


def _known(rows: list[RentalDay]) -> DaysKnown:
    return DaysKnown({row.day: row.free for row in rows}, frozenset(row.day for row in rows if row.closed))


def free_for(listing_id: int, capacity: int, terms: Terms, period: Period) -> int:
    """Units that could be booked for a period now, buffers counted."""
    start, end = rules.occupied(period, terms)
    known = days_known(listing_id, start, end)
    return max(0, rules.free_units(known.free, rules.days_between(start, end), capacity))


def stands(booking_id: int | None) -> bool:
    """Whether a booking still keeps its days."""
    found = db.session.get(RentalBooking, booking_id) if booking_id is not None else None
    return found is not None and found.released_at is None


def standing(listing_id: int, start: date, end: date) -> list[Standing]:
    """The bookings that touch the days [start, end), in the order of their days."""
    found = select(RentalBooking).where(
        RentalBooking.listing_id == listing_id,
        RentalBooking.released_at.is_(None),
        RentalBooking.start_day < end,
        RentalBooking.end_day > start,
    )
    return [
        Standing(row.start_day, row.end_day - DAY, row.quantity, row.subject, row.held_until is None)
        for row in db.session.scalars(found.order_by(RentalBooking.start_day, RentalBooking.id))
    ]


def can_be_had(period: Period) -> ColumnElement[bool]:
    """For selects over Listing: rental listings with a unit free over the whole period and its buffers."""
    start = _shifted(RentalTerms.buffer_before, period.start, -1)
    end = _shifted(RentalTerms.buffer_after, period.end, 1)
    short = exists().where(
        RentalDay.listing_id == Listing.id,
        RentalDay.day >= start,
        RentalDay.day < end,
        or_(RentalDay.closed, RentalDay.taken >= RentalDay.capacity),
    )
    fits = and_(RentalTerms.least_days <= period.days, RentalTerms.most_days >= period.days)
    return exists().where(
        RentalTerms.listing_id == Listing.id,
        RentalTerms.n == Listing.version,
        fits,
        ~short.correlate(Listing, RentalTerms),
    )


def _shifted(buffer, day: date, way: int):
    """A day moved by the buffer of each listing, without date arithmetic, which the databases spell apart."""
    return case(
        {number: literal(day + DAY * number * way) for number in range(1, BUFFER_LIMIT + 1)},
        value=buffer,
        else_=literal(day),
    )
