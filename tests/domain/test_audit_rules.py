"""What the detector calls split, unusual or late, and what it leaves alone."""

from datetime import date, timedelta

import pytest

from domain.purchases.audit.rules import Bought, days_late, splits, unusual

DAY = date(2026, 11, 2)
LIMITS = [2_000_000, 10_000_000, 50_000_000]
KEY = ("DISTAN", 7, 1)


def bought(*amounts, gap=1, key=KEY):
    return [Bought(f"P{n:04}", key, DAY + timedelta(n * gap), each) for n, each in enumerate(amounts)]


def found(purchases, days=14):
    return [(each.code, each.others, each.total, each.limit) for each in splits(purchases, LIMITS, days)]


def test_two_below_a_limit_and_together_above_it_are_flagged_once():
    assert found(bought(6_000_000, 5_000_000)) == [("P0001", ("P0000",), 11_000_000, 10_000_000)]


@pytest.mark.parametrize(
    "purchases",
    [
        bought(6_000_000, 4_000_000),  # exactly the limit
        bought(11_000_000, 1_000_000),  # one of them was above it anyway
        bought(6_000_000),
        bought(6_000_000, 5_000_000, gap=14),  # a fortnight apart
        [*bought(6_000_000), *bought(5_000_000, key=("ULP", 7, 1))],
        [*bought(6_000_000), *bought(5_000_000, key=("DISTAN", 8, 1))],
    ],
    ids=["exact", "above", "alone", "apart", "office", "vendor"],
)
def test_what_is_no_split(purchases):
    assert found(purchases) == []


def test_the_largest_limit_that_is_passed_is_named():
    assert found(bought(1_900_000, 1_900_000, 9_000_000))[-1] == (
        "P0002", ("P0000", "P0001"), 12_800_000, 10_000_000,
    )  # fmt: skip


def test_a_large_purchase_between_them_hides_nothing():
    assert found(bought(1_500_000, 30_000_000, 1_500_000)) == [("P0002", ("P0000",), 3_000_000, 2_000_000)]


def test_the_last_day_of_the_window_still_counts():
    assert found(bought(6_000_000, 5_000_000, gap=13)) != []


@pytest.mark.parametrize(
    ("price", "others", "usual"),
    [
        (25_000, [10_000, 11_000, 12_000, 13_000], 11_500),
        (5_000, [10_000, 11_000, 12_000, 13_000], 11_500),
        (23_000, [10_000, 11_000, 12_000, 13_000], None),
        (99_000, [10_000, 11_000, 12_000], None),
    ],
)
def test_a_price_is_unusual_beyond_twice_or_half_of_the_middle(price, others, usual):
    assert unusual(price, others) == usual


def test_days_late_count_from_the_day_after_the_promise():
    assert days_late(DAY, DAY + timedelta(14), DAY, 14) == 0
    assert days_late(DAY, DAY + timedelta(15), DAY, 14) == 1
    assert days_late(DAY, None, DAY + timedelta(20), 14) == 6
