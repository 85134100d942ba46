"""Terms, penalties, addenda and deposit days: the remaining worked cases, each figure from the text it names."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RuleBroken
from domain.kinds import ObjectKind
from domain.money import half_up
from domain.tax import terms
from domain.tax.model import PaymentWay, Practice, Regime, Settled, TaxableLine, VendorTax
from domain.tax.rules import assess, two_stage_ppn
from tests.support.tax_table import RATES

DAY = date(2026, 11, 24)
PER_MILLE, FIVE_PERCENT = Fraction(1, 1000), Fraction(5, 100)
CATERING, GOODS = ObjectKind.CATERING, ObjectKind.GOODS


def ppn(base: int) -> int:
    return two_stage_ppn(base, RATES)[1]


def pph23(base: int) -> int:
    return half_up(base * Fraction(2, 100))


PKP = VendorTax(True)


def taxed(kind, base, vendor=PKP, way=PaymentWay.LS, **practice):
    return assess(
        [TaxableLine(base, kind)], vendor, payment_way=way, regime=Regime.TREASURER, on=DAY, rates=RATES,
        practice=Practice(**practice),
    )  # fmt: skip


def test_18_three_terms_sum_to_the_price_and_the_last_carries_the_tax_that_is_left():
    """PMK 131/2024 Ps 3 per document: 55.555.555 in 30/40/30 has PPN 6.111.111, the terms alone one rupiah less."""
    bases = terms.parts(55_555_555, [30, 40, 30])
    assert bases == [16_666_667, 22_222_222, 16_666_666]
    assert [ppn(base) for base in bases] == [1_833_333, 2_444_444, 1_833_333]
    assert terms.taxes_of_parts(6_111_111, bases, ppn) == [1_833_333, 2_444_444, 1_833_334]
    assert [pph23(base) for base in bases] == [333_333, 444_444, 333_333]
    assert terms.taxes_of_parts(1_111_111, bases, pph23) == [333_333, 444_444, 333_334]


@given(st.integers(0, 10**11), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_terms_and_their_taxes_always_close(amount, raw):
    weights = [*raw[:-1], 100 - sum(raw[:-1])]
    if weights[-1] < 0:
        weights = [100]
    bases, whole = terms.parts(amount, weights), ppn(amount)
    assert sum(bases) == amount
    taxes = terms.taxes_of_parts(whole, bases, ppn)
    assert sum(taxes) == whole
    assert abs(taxes[-1] - ppn(bases[-1])) <= len(bases)


def test_weights_that_are_not_a_hundred_are_a_mistake_of_ours():
    with pytest.raises(ValueError, match="90"):
        terms.parts(1_000, [60, 30])


@pytest.mark.parametrize(
    ("value", "days", "cap", "penalty"),
    [
        (20_000_000, 5, None, 100_000),
        (8_000_000, 7, None, 56_000),
        (20_000_000, 60, None, 1_200_000),
        (20_000_000, 60, FIVE_PERCENT, 1_000_000),
        (20_000_000, 50, FIVE_PERCENT, 1_000_000),
        (20_000_000, 0, None, 0),
    ],
)
def test_21_late_days_cost_one_per_mille_each_before_ppn(value, days, cap, penalty):
    """Perpres 16/2018 Ps 79(4)-(5); the cap of 5 % stands in templates only, so it is a setting."""
    assert terms.late_penalty(value, days, per_day=PER_MILLE, cap=cap) == penalty


def test_22_an_addendum_adds_at_most_a_tenth():
    """Perpres 16/2018 Ps 54."""
    terms.check_addendum(20_000_000, 22_000_000, Fraction(10, 100))
    with pytest.raises(RuleBroken, match=r"Rp22\.000\.000"):
        terms.check_addendum(20_000_000, 22_000_001, Fraction(10, 100))


def test_tax_on_advances_is_deposited_within_seven_days_on_ls_with_the_payment():
    """PMK 59/2022."""
    assert terms.deposit_by(PaymentWay.UP, date(2026, 12, 28), 7) == date(2027, 1, 4)
    assert terms.deposit_by(PaymentWay.LS, date(2026, 12, 28), 7) == date(2026, 12, 28)


# ---- points the sources leave open


def test_12_the_city_tax_on_food_may_be_in_the_price():
    """UU 1/2022: 4.400.000 with 10 % inside is 4.000.000 and 400.000; PPh 23 looks at the 4.000.000."""
    result = taxed(CATERING, 4_400_000, pbjt=Settled.PBJT_INSIDE)
    assert [(tax.code, tax.base, tax.amount) for tax in result.lines] == [
        ("pbjt_inside", 4_000_000, 400_000),
        ("pph23", 4_000_000, 80_000),
    ]
    assert (result.base, result.buyer_pays, result.vendor_nets) == (4_400_000, 4_400_000, 4_320_000)


def test_13_by_card_the_treasurer_may_have_to_withhold_after_all():
    """Sources differ on KKPD: 5.000.000 of goods, PPN 550.000, PPh 22 75.000."""
    result = taxed(GOODS, 5_000_000, way=PaymentWay.KKPD, card=Settled.CARD_TREASURER)
    assert (result.total("ppn"), result.total("pph22"), result.withheld) == (550_000, 75_000, 625_000)
    spared = taxed(GOODS, 5_000_000, way=PaymentWay.KKPD)
    assert (spared.total("ppn"), spared.withheld) == (550_000, 0)


def test_catering_by_an_individual_is_pph23_or_refused():
    person = VendorTax(False, is_person=True)
    assert taxed(CATERING, 4_000_000, person).total("pph23") == 80_000
    with pytest.raises(RuleBroken, match="PPh 21"):
        taxed(CATERING, 4_000_000, person, person_catering=Settled.PERSON_REFUSED)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_tax_inside_the_price_never_changes_what_the_buyer_pays(food, goods):
    lines = [TaxableLine(food, CATERING), TaxableLine(goods, GOODS)]
    result = assess(
        lines, VendorTax(False), payment_way=PaymentWay.LS, regime=Regime.TREASURER, on=DAY, rates=RATES,
        practice=Practice(pbjt=Settled.PBJT_INSIDE),
    )  # fmt: skip
    assert result.buyer_pays == food + goods == result.vendor_nets + result.withheld
    for tax in result.lines:
        assert sum(tax.shares) == tax.amount
