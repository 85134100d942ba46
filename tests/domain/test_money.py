from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import money
from domain.errors import RuleBroken


@pytest.mark.parametrize(
    ("amount", "written"),
    [(0, "Rp0"), (500, "Rp500"), (12_500, "Rp12.500"), (3_000_000, "Rp3.000.000"), (-45_000, "−Rp45.000")],
)
def test_rupiah_is_written_with_dots(amount, written):
    assert money.rupiah(amount) == written


@pytest.mark.parametrize(
    "typed",
    ["12.500", "Rp 12.500", "12500", "Rp12.500,00", "rp. 12500", " Rp\xa012.500 ", "12.500,-", "0012500"],
)
def test_an_amount_is_read_as_people_type_it(typed):
    assert money.parse_rupiah(typed) == 12_500


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Isi angkanya"),
        ("   ", "Isi angkanya"),
        ("12,5", "tanpa koma"),
        ("12.500,50", "tanpa koma"),
        ("-500", "kurang dari nol"),
        ("Rp -500", "kurang dari nol"),
        ("−500", "kurang dari nol"),
        ("12.5", "Titik hanya untuk ribuan"),
        ("1.2500", "Titik hanya untuk ribuan"),
        ("1_0", "angka saja"),
        ("NaN", "angka saja"),
        ("sNaN", "angka saja"),
        ("Infinity", "angka saja"),
        ("1e9", "angka saja"),
        ("0x10", "angka saja"),
        ("١٢٣", "angka saja"),
        ("١٢", "angka saja"),
        ("12 500", "angka saja"),
        ("12.500 rupiah", "angka saja"),
        ("12500\x00", "angka saja"),
        ("10.000.000.000.001", "terlalu besar"),
        ("1" + "0" * 23, "terlalu besar"),
        ("9" * 5000, "terlalu besar"),
    ],
)
def test_anything_else_gets_a_sentence_that_says_what_to_do(typed, sentence):
    with pytest.raises(RuleBroken, match=sentence) as refused:
        money.parse_rupiah(typed, field="price")
    assert refused.value.field == "price"


def test_the_largest_amount_is_still_read():
    assert money.parse_rupiah("10.000.000.000.000") == 10**13


@given(st.integers(0, 10**13))
def test_what_is_written_is_read_back(amount):
    assert money.parse_rupiah(money.rupiah(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (2_955_000, "dua juta sembilan ratus lima puluh lima ribu"),
        (3_330_000, "tiga juta tiga ratus tiga puluh ribu"),
        (1_000_000_000, "satu miliar"),
        (109_600_000_000, "seratus sembilan miliar enam ratus juta"),
        (10**12 + 1, "satu triliun satu"),
        (10**15, "satu kuadriliun"),
    ],
)
def test_amounts_in_words(amount, words):
    assert money.terbilang(amount) == words


@pytest.mark.parametrize("amount", [-1, 10**15 + 1])
def test_there_are_no_words_beyond_the_limit(amount):
    with pytest.raises(ValueError, match="no words"):
        money.terbilang(amount)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_different_amounts_have_different_words(one, other):
    assert (money.terbilang(one) == money.terbilang(other)) is (one == other)


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        (Fraction(1, 2), 1),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(49, 100), 0),
        (Fraction(10**20 * 2 + 1, 2), 10**20 + 1),
    ],
)
def test_a_half_goes_up(value, whole):
    assert money.half_up(value) == whole


def test_thirty_forty_thirty_of_an_odd_sum():
    parts = money.split_by_largest_remainder(55_555_555, [30, 40, 30])
    assert parts == [16_666_667, 22_222_222, 16_666_666]


@given(st.integers(0, 10**13), st.lists(st.integers(0, 10**6), min_size=1).filter(any))
def test_parts_sum_exactly_and_stay_within_a_rupiah_of_their_share(total, weights):
    parts = money.split_by_largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - Fraction(total * weight, sum(weights))) < 1
        assert part >= 0


@pytest.mark.parametrize(("total", "weights"), [(-1, [1]), (1, [1, -1]), (1, [0, 0]), (1, [])])
def test_what_cannot_be_shared_is_said(total, weights):
    with pytest.raises(ValueError, match="cannot share"):
        money.split_by_largest_remainder(total, weights)


def test_nothing_is_shared_over_nobody():
    assert money.split_by_largest_remainder(0, [0, 0]) == [0, 0]


@pytest.mark.parametrize(
    ("quantity", "sentence"), [(0, "paling sedikit 1"), (10**23, "paling banyak 1.000.000")]
)
def test_a_quantity_has_bounds(quantity, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        money.check_quantity(quantity)


def test_a_minimum_order_is_named():
    with pytest.raises(RuleBroken, match=r"paling sedikit 40\."):
        money.check_quantity(39, least=40)
    money.check_quantity(40, least=40)


def test_a_line_cannot_outgrow_its_column():
    assert money.line_amount(240, 12_500) == 3_000_000
    with pytest.raises(RuleBroken, match="Kurangi jumlahnya"):
        money.line_amount(1_000_000, 10**13)
