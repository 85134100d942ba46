"""Periods, prices and what is free, against slow and obvious ways to count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue.rental.pricing import cheapest
from domain.catalogue.rental.rules import (
    Booking,
    Period,
    Terms,
    check_free,
    check_period,
    check_terms,
    days_between,
    days_late,
    free_units,
    occupancy,
    occupied,
    span_words,
)
from domain.errors import RuleBroken

MONDAY = date(2026, 12, 7)


def later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def span(first: int, days: int, hours: int | None = None) -> Period:
    return Period(later(first), later(first + days), hours)


bookings = st.lists(
    st.builds(
        lambda first, days, quantity: Booking(later(first), later(first + days), quantity),
        st.integers(0, 20), st.integers(1, 12), st.integers(1, 4),
    ),
    max_size=12,
)  # fmt: skip


@given(bookings)
def test_each_day_counts_the_bookings_that_cover_it(made):
    gone = occupancy(made)
    for number in range(-1, 40):
        day = later(number)
        assert gone.get(day, 0) == sum(each.quantity for each in made if each.start <= day < each.end)


@given(bookings, st.integers(0, 25), st.integers(1, 12))
def test_what_is_free_is_told_by_the_busiest_day(made, first, days):
    capacity, wanted = 100, days_between(later(first), later(first + days))
    free = {day: capacity - gone for day, gone in occupancy(made).items()}
    slow = min(capacity - sum(b.quantity for b in made if b.start <= day < b.end) for day in wanted)
    assert free_units(free, wanted, capacity) == slow


def test_back_to_back_bookings_do_not_add_up():
    made = [Booking(later(0), later(3), 2), Booking(later(3), later(6), 2)]
    free = {day: 2 - gone for day, gone in occupancy(made).items()}
    assert free_units(free, days_between(later(0), later(6)), 2) == 0
    assert occupancy(made) == dict.fromkeys((later(n) for n in range(6)), 2)


def test_a_short_booking_inside_a_long_one_is_counted_once_a_day():
    made = [Booking(later(0), later(10), 1), Booking(later(4), later(5), 1)]
    free = {day: 3 - gone for day, gone in occupancy(made).items()}
    assert free_units(free, days_between(later(0), later(10)), 3) == 1
    assert free_units(free, days_between(later(5), later(10)), 3) == 2


def test_the_first_short_day_is_named():
    with pytest.raises(RuleBroken, match="Tanggal 9 Des 2026 sudah terisi"):
        check_free({later(2): 0}, days_between(later(0), later(4)), quantity=1, capacity=2, period=span(0, 4))
    with pytest.raises(RuleBroken, match="9 Des 2026 tinggal 1 unit"):
        check_free({later(2): 1}, days_between(later(0), later(4)), quantity=2, capacity=2, period=span(0, 4))
    with pytest.raises(RuleBroken, match="8 Des 2026 dipakai menyiapkan barang"):
        check_free({later(1): 0}, days_between(later(1), later(4)), quantity=1, capacity=2, period=span(2, 2))


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (span(0, 0), "lebih awal"),
        (span(3, -2), "lebih awal"),
        (span(-1, 2), "sudah lewat"),
        (span(1, 2), "paling lambat 2 hari"),
        (span(365, 5), "satu tahun"),
        (span(4, 1), "Sewa 2 sampai 10 hari, bukan 1 hari"),
        (span(4, 11), "bukan 11 hari"),
        (span(4, 2, 3), "tidak disewakan per jam"),
    ],
)
def test_a_period_that_cannot_be_is_told_why(period, words):
    terms = Terms(least_days=2, most_days=10)
    with pytest.raises(RuleBroken, match=words):
        check_period(period, terms, today=MONDAY, lead_days=2)


def test_a_period_that_can_be_is_let_through():
    check_period(span(2, 10), Terms(least_days=2, most_days=10), today=MONDAY, lead_days=2)
    check_period(span(0, 1, 4), Terms(per_hour=50_000), today=MONDAY, lead_days=0)


@pytest.mark.parametrize(("days", "hours"), [(2, 4), (1, 0), (1, 13)])
def test_hours_are_of_one_day(days, hours):
    with pytest.raises(RuleBroken):
        check_period(span(0, days, hours), Terms(per_hour=50_000), today=MONDAY, lead_days=0)


def test_it_cannot_end_before_it_starts():
    with pytest.raises(RuleBroken, match="Tukar tanggalnya"):
        Period.through(later(3), later(2))
    assert Period.through(later(3), later(3)).days == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"per_week": 0}, "per_week"),
        ({"per_hour": 10**13 + 1}, "per_hour"),
        ({"least_days": 0}, "least_days"),
        ({"least_days": 5, "most_days": 4}, "most_days"),
        ({"buffer_after": 8}, "buffer_after"),
        ({"delivery_fee": 50_000}, "delivery_area"),
        ({"delivery_fee": -1, "delivery_area": "Satu kecamatan"}, "delivery_fee"),
    ],
)
def test_terms_that_cannot_stand_name_their_field(change, field):
    with pytest.raises(RuleBroken) as broken:
        check_terms(Terms(**change))
    assert broken.value.field == field


def test_buffers_stand_on_both_sides():
    assert occupied(span(5, 2), Terms(buffer_before=1, buffer_after=2)) == (later(4), later(9))


# ---- prices; the sums are written by hand


@pytest.mark.parametrize(
    ("days", "amount", "words"),
    [
        (3, 7_500_000, "3 hari × Rp2.500.000"),
        (5, 10_000_000, "1 minggu × Rp10.000.000"),
        (9, 15_000_000, "1 minggu × Rp10.000.000 + 2 hari × Rp2.500.000"),
        (25, 30_000_000, "1 bulan × Rp30.000.000"),
        (32, 35_000_000, "1 bulan × Rp30.000.000 + 2 hari × Rp2.500.000"),
    ],
)
def test_the_cheapest_combination_is_found_and_said(days, amount, words):
    quote = cheapest(2_500_000, Terms(per_week=10_000_000, per_month=30_000_000), span(0, days))
    assert (quote.amount, quote.words) == (amount, words)


def test_hours_never_cost_more_than_the_day():
    terms = Terms(per_hour=400_000)
    assert cheapest(2_500_000, terms, span(0, 1, 4)).words == "4 jam × Rp400.000"
    assert cheapest(2_500_000, terms, span(0, 1, 8)).words == "1 hari × Rp2.500.000"


@given(
    st.integers(1, 1_000), st.none() | st.integers(1, 5_000), st.none() | st.integers(1, 20_000), st.integers(1, 100)
)  # fmt: skip
def test_no_way_to_put_days_together_is_cheaper(day, week, month, days):
    best = [0] + [10**9] * (days + 30)
    for reached in range(1, len(best)):
        for length, price in ((1, day), (7, week), (30, month)):
            if price is not None:
                best[reached] = min(best[reached], best[max(0, reached - length)] + price)
    quote = cheapest(day, Terms(per_week=week, per_month=month), span(0, days))
    assert quote.amount == best[days]
    assert sum(part.count * part.price for part in quote.parts) == quote.amount


@pytest.mark.parametrize(("back", "late"), [(2, 0), (3, 0), (4, 1), (9, 6)])
def test_late_days_count_from_the_day_after_the_period(back, late):
    assert days_late(span(0, 3), later(back)) == late


def test_a_period_is_said_in_words():
    assert span_words(span(0, 1)) == "7 Des 2026, 1 hari"
    assert span_words(span(0, 3)) == "7 Des 2026 – 9 Des 2026, 3 hari"
    assert span_words(span(0, 1, 4)) == "7 Des 2026, 4 jam"
