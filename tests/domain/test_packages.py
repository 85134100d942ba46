"""Packages and their milestones: what may be offered, and how a price is shared out to the rupiah."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.catalogue.packages import rules
from domain.catalogue.packages.rules import (
    CancelFee,
    Milestone,
    cancel_words,
    check_event,
    check_package,
    shares,
)
from domain.errors import RuleBroken
from tests.support.packages import PACKAGE

TODAY = date(2026, 11, 24)
EVENT = date(2026, 12, 15)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"people_to": 10}, "people_to"),
        ({"people_from": 0}, "people_to"),
        ({"hours": 0}, "hours"),
        ({"inclusions": " "}, "inclusions"),
        ({"crew": -1}, "crew"),
        ({"milestones": ()}, "weight-0"),
        ({"milestones": (Milestone("Acara", "Foto", 90),)}, "weight-0"),
        ({"milestones": (Milestone("Acara", " ", 100),)}, "deliverable-0"),
        ({"milestones": (Milestone("Acara", "Foto", 100, 91),)}, "days-0"),
        ({"milestones": (Milestone("A", "B", 0), Milestone("C", "D", 100))}, "weight-0"),
        ({"cancel_fees": (CancelFee(7, 101),)}, "cancel_percent"),
        ({"cancel_fees": (CancelFee(7, 50), CancelFee(2, 25))}, "cancel_percent"),
    ],
)
def test_a_package_that_cannot_stand_names_its_field(change, field):
    with pytest.raises(RuleBroken) as broken:
        check_package(replace(PACKAGE, **change))
    assert broken.value.field == field


def test_a_good_package_stands():
    check_package(PACKAGE)


@pytest.mark.parametrize(
    ("days", "people", "field"), [(-1, 30, "day"), (2, 30, "day"), (400, 30, "day"), (9, 19, "people"), (9, 61, "people")]
)  # fmt: skip
def test_an_event_that_cannot_be_is_told_why(days, people, field):
    with pytest.raises(RuleBroken) as broken:
        check_event(TODAY + timedelta(days=days), people, PACKAGE, today=TODAY, lead_days=3)
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("amount", "parts"),
    [
        (
            6_111_111,
            [1_833_333, 2_444_444, 1_833_334],
        ),  # PPN of 55,555,555: the last term carries the difference
        (1_111_111, [333_333, 444_444, 333_334]),  # its PPh 23
        (0, [0, 0, 0]),
        (1, [0, 0, 1]),
    ],
)
def test_the_last_term_carries_the_difference(amount, parts):
    assert shares(amount, [30, 40, 30]) == parts


@given(st.integers(0, 10**13), st.lists(st.integers(1, 40), min_size=1, max_size=6))
def test_shares_sum_exactly_and_none_is_below_zero(amount, weights):
    weights = [*weights[:-1], 100 - sum(weights[:-1])] if sum(weights[:-1]) < 100 else [100]
    parts = shares(amount, weights)
    assert sum(parts) == amount
    assert min(parts) >= 0


def test_fees_are_said_from_far_to_near():
    assert cancel_words(PACKAGE.cancel_fees) == "kurang dari 7 hari: 25 %, kurang dari 2 hari: 75 %"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"moved": True}, "hanya membolehkan sekali"), ({"to": EVENT}, "tanggal yang sekarang"),
     ({"today": EVENT - timedelta(days=6)}, "paling lambat 7 hari"), ({"to": TODAY + timedelta(days=3)}, "paling dekat 7"),
     ({"to": date(2027, 1, 4)}, "tahun anggaran")],
)  # fmt: skip
def test_an_event_is_moved_within_its_terms(change, sentence):
    good = {"event": EVENT, "to": EVENT + timedelta(days=5), "today": TODAY, "moved": False}
    rules.check_move(PACKAGE, **good)
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_move(PACKAGE, **good | change)
    with pytest.raises(RuleBroken, match="tidak bisa pindah"):
        rules.check_move(replace(PACKAGE, reschedule_days=0), **good)


@pytest.mark.parametrize(("days", "percent"), [(30, None), (7, None), (6, 25), (2, 25), (1, 75), (-3, 75)])
def test_the_nearer_the_event_the_more_calling_off_costs(days, percent):
    fee = rules.fee_near(PACKAGE.cancel_fees, days)
    assert (fee.percent if fee else None) == percent
