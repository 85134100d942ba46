"""Renting by the day: half-open periods, what a vendor lays down, and what is still free. Pure.

Days are those of the region's zone. A thing rented by the hour is taken for the whole day: the
calendar counts days, the price counts hours.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from domain.errors import RuleBroken
from domain.money import RUPIAH_LIMIT, rupiah
from domain.sentences import say

DAY = timedelta(days=1)
FURTHEST = timedelta(days=366)
DAYS_LIMIT = 366
EARLIEST_YEAR, LATEST_YEAR = 1990, 2200  # beyond these a day is a slip of the keyboard
BUFFER_LIMIT = 7
HOURS_LIMIT = 12
AREA_LENGTH = 120
MONTHS = (
    say("Jan"), say("Feb"), say("Mar"), say("Apr"), say("Mei"), say("Jun"),
    say("Jul"), say("Agu"), say("Sep"), say("Okt"), say("Nov"), say("Des"),
)  # fmt: skip


class Period(NamedTuple):
    """The days [start, end): `end` is the first day after. `hours` when only part of one day is paid for."""

    start: date
    end: date
    hours: int | None = None

    @classmethod
    def through(cls, first: date, last: date, hours: int | None = None) -> "Period":
        """From the first day to the last one, as people say it. Raises RuleBroken for what is no span of days."""
        if last < first:
            raise RuleBroken("Hari selesai lebih awal dari hari mulai. Tukar tanggalnya.", field="last")
        if first.year < EARLIEST_YEAR or last.year > LATEST_YEAR:
            raise RuleBroken("Tahunnya keliru. Periksa lagi tanggalnya.", field="first")
        return cls(first, last + DAY, hours)

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last(self) -> date:
        """The last day in use."""
        return self.end - DAY


class Booking(NamedTuple):
    """Days [start, end) that a number of units are gone, buffers included."""

    start: date
    end: date
    quantity: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a vendor lays down beside the price of a day. Whole rupiah without PPN; None: not offered.

    A month is 30 days. `buffer_before` and `buffer_after` are days to prepare and to clean, when the
    thing cannot be had by anybody else. `delivery_fee` is for bringing and fetching, once a booking.
    """

    per_hour: int | None = None
    per_week: int | None = None
    per_month: int | None = None
    least_days: int = 1
    most_days: int = 30
    buffer_before: int = 0
    buffer_after: int = 0
    with_operator: bool = False
    delivery_area: str = ""
    delivery_fee: int | None = None


def check_terms(terms: Terms) -> None:
    """Raises RuleBroken, naming the field, unless the terms can stand."""
    for field in ("per_hour", "per_week", "per_month"):
        price = getattr(terms, field)
        if price is not None and not 1 <= price <= RUPIAH_LIMIT:
            raise RuleBroken(
                "Harga antara Rp1 dan {rupiah_limit}.", rupiah_limit=rupiah(RUPIAH_LIMIT), field=field
            )
    if not 1 <= terms.least_days <= DAYS_LIMIT:
        raise RuleBroken(
            "Sewa paling pendek 1 sampai {days_limit} hari.", days_limit=DAYS_LIMIT, field="least_days"
        )
    if not terms.least_days <= terms.most_days <= DAYS_LIMIT:
        raise RuleBroken("Sewa paling lama tidak boleh kurang dari yang paling pendek.", field="most_days")
    for field in ("buffer_before", "buffer_after"):
        if not 0 <= getattr(terms, field) <= BUFFER_LIMIT:
            raise RuleBroken("Jeda antara 0 dan {buffer_limit} hari.", buffer_limit=BUFFER_LIMIT, field=field)
    _check_delivery(terms)


def _check_delivery(terms: Terms) -> None:
    if len(terms.delivery_area) > AREA_LENGTH:
        raise RuleBroken("Paling banyak {area_length} huruf.", area_length=AREA_LENGTH, field="delivery_area")
    if terms.delivery_fee is not None and not 0 <= terms.delivery_fee <= RUPIAH_LIMIT:
        raise RuleBroken(
            "Ongkos antara Rp0 dan {rupiah_limit}.", rupiah_limit=rupiah(RUPIAH_LIMIT), field="delivery_fee"
        )
    if terms.delivery_fee is not None and not terms.delivery_area.strip():
        raise RuleBroken("Tulis sampai mana barang diantar.", field="delivery_area")


def check_period(period: Period, terms: Terms, *, today: date, lead_days: int) -> None:
    """Raises RuleBroken unless somebody may ask for this period today; free or not is another question."""
    if period.days < 1:
        raise RuleBroken("Hari selesai lebih awal dari hari mulai. Tukar tanggalnya.", field="last")
    if period.start < today:
        raise RuleBroken("Hari mulai sudah lewat. Pilih hari ini atau sesudahnya.", field="first")
    if (period.start - today).days < lead_days:
        raise RuleBroken(
            "Pesan paling lambat {lead_days} hari sebelum hari mulai.", lead_days=lead_days, field="first"
        )
    if period.end > today + FURTHEST:
        raise RuleBroken("Tanggal paling jauh satu tahun dari sekarang.", field="last")
    if not terms.least_days <= period.days <= terms.most_days:
        raise RuleBroken(
            "Sewa {least_days} sampai {most_days} hari, bukan {days} hari.",
            least_days=terms.least_days,
            most_days=terms.most_days,
            days=period.days,
            field="last",
        )
    _check_hours(period, terms)


def _check_hours(period: Period, terms: Terms) -> None:
    if period.hours is None:
        return
    if terms.per_hour is None:
        raise RuleBroken("Barang ini tidak disewakan per jam. Kosongkan jumlah jam.", field="hours")
    if period.days != 1:
        raise RuleBroken("Sewa per jam hanya untuk satu hari. Kosongkan jumlah jam.", field="hours")
    if not 1 <= period.hours <= HOURS_LIMIT:
        raise RuleBroken("Jumlah jam 1 sampai {hours_limit}.", hours_limit=HOURS_LIMIT, field="hours")


def occupied(period: Period, terms: Terms) -> tuple[date, date]:
    """The days [start, end) the thing is gone for a period, with the time to prepare and to clean."""
    return period.start - DAY * terms.buffer_before, period.end + DAY * terms.buffer_after


def days_between(start: date, end: date) -> list[date]:
    """Each day of [start, end)."""
    return [start + DAY * number for number in range((end - start).days)]


def occupancy(bookings: Iterable[Booking]) -> dict[date, int]:
    """How many units are gone on each day that any is."""
    gone: dict[date, int] = {}
    for booking in bookings:
        for day in days_between(booking.start, booking.end):
            gone[day] = gone.get(day, 0) + booking.quantity
    return gone


def free_units(free_on: Mapping[date, int], days: Iterable[date], capacity: int) -> int:
    """Units free on every one of `days`: the busiest day decides, not the sum of bookings.

    `free_on` names the days on which anything is known; all of `capacity` is free on the others.
    """
    return min((free_on.get(day, capacity) for day in days), default=capacity)


def check_free(
    free_on: Mapping[date, int], days: Iterable[date], *, quantity: int, capacity: int, period: Period
) -> None:
    """Raises RuleBroken naming the first day on which fewer than `quantity` units are free."""
    for day in days:
        left = free_on.get(day, capacity)
        if left >= quantity:
            continue
        taken = [
            [
                say(
                    "Tanggal {day} dipakai menyiapkan barang, sudah terisi. Pilih tanggal lain.",
                    day=written(day),
                ),
                say(
                    "Tanggal {day} dipakai menyiapkan barang, tinggal {left} unit. Kurangi jumlahnya atau pilih tanggal lain.",
                    day=written(day),
                    left=left,
                ),
            ],
            [
                say("Tanggal {day} sudah terisi. Pilih tanggal lain.", day=written(day)),
                say(
                    "Tanggal {day} tinggal {left} unit. Kurangi jumlahnya atau pilih tanggal lain.",
                    day=written(day),
                    left=left,
                ),
            ],
        ]
        raise RuleBroken(taken[period.start <= day < period.end][left > 0], field="first")


def check_capacity(capacity: int, busiest: int, day: date | None) -> None:
    """A vendor cannot own fewer than are promised on the busiest day to come. Raises RuleBroken."""
    if capacity < busiest and day is not None:
        raise RuleBroken(
            "Tanggal {day} sudah dipesan {busiest} unit. Jumlahnya paling sedikit {busiest}.",
            day=written(day),
            busiest=busiest,
            field="stock",
        )


def days_late(period: Period, returned_on: date) -> int:
    """Whole days a thing came back after the period; the day after the last one in use counts as none."""
    return max(0, (returned_on - period.end).days)


def written(day: date) -> str:
    """'3 Des 2026'."""
    return say("{day} {month} {year}", day=day.day, month=MONTHS[day.month - 1], year=day.year)


def span_words(period: Period) -> str:
    """'16 Des 2026 – 18 Des 2026, 3 hari', or '16 Des 2026, 4 jam'."""
    if period.hours is not None:
        return say("{start}, {hours} jam", start=written(period.start), hours=period.hours)
    if period.days == 1:
        return say("{start}, 1 hari", start=written(period.start))
    return say(
        "{start} – {last}, {days} hari",
        start=written(period.start),
        last=written(period.last),
        days=period.days,
    )
