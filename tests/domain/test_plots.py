"""What may be told of a plot, and how it is written."""

from decimal import Decimal

import pytest

from domain.areas import check_area, parse_amount, square_metres
from domain.complaints.plots import (
    AgeUnit,
    Place,
    Plot,
    check_plot,
    parse_age,
)
from domain.errors import RuleBroken
from domain.places import parse_place


@pytest.mark.parametrize(
    ("text", "amount"), [("1500", "1500"), ("1.500", "1500"), ("0,25", "0.25"), (" 2,5 ", "2.5")]
)
def test_amounts_are_written_as_in_indonesian(text, amount):
    assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "1.50", "-3", "12 m2", "1,234", "setengah", "9" * 13])
def test_other_amounts_are_refused(text):
    with pytest.raises(RuleBroken, match="angkanya saja"):
        parse_amount(text)


def test_an_area_is_whole_square_metres():
    assert square_metres(Decimal("2"), Decimal("14.06")) == 28
    assert square_metres(Decimal("0.01"), Decimal("1")) == 0


@pytest.mark.parametrize("area", [0, -1])
def test_no_land_is_no_area(area):
    check_area(None)
    check_area(1)
    with pytest.raises(RuleBroken, match="paling kecil 1 m²"):
        check_area(area)


@pytest.mark.parametrize("text", ["0", "-1", "1,5", "seminggu", "999999"])
def test_an_age_is_a_whole_number(text):
    with pytest.raises(RuleBroken):
        parse_age(text)


def test_a_place_is_read_as_the_phone_gives_it():
    place = parse_place("-7.881000,112.520000")
    assert place == Place(-7_881_000, 112_520_000)
    assert str(place) == "-7.881000,112.520000"
    for wrong in ("", "1,2", "-95.0,112.0", "-7.8,190.0", "x,y"):
        with pytest.raises(RuleBroken):
            parse_place(wrong)


@pytest.mark.parametrize(
    ("plot", "field"),
    [
        (Plot(part="atap"), "part"),
        (Plot(age=3), "age_unit"),
        (Plot(age=101, age_unit=AgeUnit.YEAR), "age"),
        (Plot(area_m2=0), "area"),
        (Plot(area_m2=10_000_001), "area"),
        (Plot(hamlet="x" * 61), "hamlet"),
        (Plot(applied="x" * 501), "applied"),
    ],
)
def test_the_impossible_is_refused_at_its_field(plot, field):
    with pytest.raises(RuleBroken) as refused:
        check_plot(plot, {"daun"})
    assert refused.value.field == field


def test_nothing_told_is_fine():
    check_plot(Plot(), {"daun"})
    check_plot(Plot("daun", "kompos", 45, AgeUnit.DAY, 2600, "Krajan"), {"daun"})
