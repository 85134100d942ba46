"""Prices: dated, sourced, hidden when old; spreadsheets are read, reported, and taken once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import clock, journal, region
from domain.errors import NotVisible, RuleBroken
from domain.people.rules import PUBLIC, Role
from domain.prices import actions, queries, rules
from domain.prices.rules import Fault, Names, Quote
from domain.writing import write
from tests.support.people import make_person

TODAY = date(2026, 11, 24)
NAMES = Names({"padi": "padi", "lombok": "cabai"}, {"pasar rukun": "pasar"}, {"kilogram": "kg", "kg": "kg"})
HEAD = ["Tanggal", "Tanaman", "Tempat", "Satuan", "Harga", "Sumber"]


def line(day="24/11/2026", crop="Padi", place="Pasar Rukun", unit="kg", price="Rp12.500", source="PPL"):
    return [day, crop, place, unit, price, source]


def quote(**change) -> Quote:
    return replace(
        Quote(
            commodity_code="padi",
            market_code="pasar",
            unit_code="kg",
            rupiah=6_500,
            day=clock.today(),
            source="PPL",
        ),
        **change,
    )


@pytest.fixture
def officer(within):
    return make_person(Role.OFFICER, scope="99.01.01.2001").actor


def enter(actor, **change):
    sure = change.pop("sure", False)
    with write():
        return actions.enter_price(actor, quote=quote(**change), sure=sure).id


def test_rows_are_read_by_name_in_any_order():
    good, faults = rules.read_rows([HEAD, line(), line(crop="lombok", day="2026-11-23")], NAMES, TODAY)
    assert faults == []
    assert good[0] == Quote(
        commodity_code="padi", market_code="pasar", unit_code="kg", rupiah=12_500, day=TODAY, source="PPL"
    )
    assert good[1].commodity_code == "cabai"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"crop": "durian"}, "Tanaman “durian”"),
        ({"crop": ""}, "Tanaman belum diisi"),
        ({"place": "pasar lain"}, "Tempat"),
        ({"unit": "kodi"}, "Satuan"),
        ({"price": "dua belas"}, "angka"),
        ({"price": "-5"}, "nol"),
        ({"price": "99.000.000"}, "antara"),
        ({"day": "kemarin"}, "tidak terbaca"),
        ({"day": "31/02/2026"}, "tidak terbaca"),
        ({"day": "25/11/2026"}, "belum tiba"),
        ({"day": "1/1/2024"}, "setahun"),
        ({"source": " "}, "dari mana"),
    ],
)
def test_a_bad_line_is_named_and_the_good_ones_stay(change, says):
    good, faults = rules.read_rows([HEAD, line(**change), line()], NAMES, TODAY)
    assert len(good) == 1
    assert [fault.line for fault in faults] == [2] and says in faults[0].sentence


def test_twins_and_empty_lines():
    good, faults = rules.read_rows([HEAD, line(), ["", "", ""], line(price="1.000")], NAMES, TODAY)
    assert (len(good), [fault.line for fault in faults]) == (1, [4])


@pytest.mark.parametrize("rows", [[], [["a", "b"]], [HEAD[:-1], line()], [HEAD, *[line()] * 501]])
def test_a_file_that_is_no_list_of_prices_is_refused_whole(rows):
    with pytest.raises(RuleBroken) as refused:
        rules.read_rows(rows, NAMES, TODAY)
    assert refused.value.field == "file"


@pytest.mark.parametrize("said", ["2026-11-24", "24/11/2026", "24-11-2026", "24.11.2026", "46350"])
def test_a_day_is_read_in_the_ways_people_write_it(said):
    assert rules.read_day(said) == TODAY


@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=6))
def test_nothing_typed_breaks_the_reading(rows):
    try:
        good, faults = rules.read_rows([HEAD, *rows], NAMES, TODAY)
    except RuleBroken:
        return
    assert len(good) + len(faults) <= len(rows)


def test_a_price_is_shown_with_its_day_and_source_and_a_correction_replaces_it(officer):
    enter(officer)
    enter(officer, rupiah=6_600)
    row = queries.board()
    assert [(each.rupiah, each.source) for each in row] == [(6_600, "PPL")]
    assert [entry.event for entry in journal.of("price:padi")] == ["price.entered", "price.corrected"]


def test_a_big_jump_is_asked_about_once(officer):
    enter(officer, day=clock.today() - timedelta(days=2))
    with pytest.raises(RuleBroken) as asked:
        enter(officer, rupiah=65_000)
    assert asked.value.field == "sure"
    enter(officer, rupiah=65_000, sure=True)
    assert queries.board()[0].moved == 900


def test_what_is_too_old_is_hidden_and_the_page_says_so(officer):
    limit = region.current().prices.hide_after_days
    enter(officer, day=clock.today() - timedelta(days=limit))
    assert len(queries.board()) == 1
    old = clock.today() - timedelta(days=limit + 1)
    enter(officer, commodity_code="cabai", day=old)
    assert len(queries.board()) == 1
    assert (queries.of_crop("cabai").series, queries.of_crop("cabai").hidden_since) == ((), old)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("commodity_code", {"commodity_code": "tebu"}),
        ("market_code", {"market_code": "x"}),
        ("unit_code", {"unit_code": "x"}),
        ("rupiah", {"rupiah": 0}),
        ("day", {"day": date(2090, 1, 1)}),
        ("source", {"source": ""}),
    ],
)
def test_a_price_is_refused_by_field(officer, field, change):
    with pytest.raises(RuleBroken) as refused:
        enter(officer, **change)
    assert refused.value.field == field


def test_only_those_who_answer_farmers_enter_prices(within):
    with pytest.raises(RuleBroken):
        enter(PUBLIC)


def test_a_spreadsheet_counts_once_and_only_by_whoever_read_it(officer):
    with write():
        code = actions.keep_import(officer, quotes=[quote()], faults=[Fault(3, "x")]).id
    assert queries.board() == []
    page = queries.import_page(officer, code)
    assert (len(page.rows), page.faults, page.taken) == (1, ((3, "x"),), False)
    other = make_person(Role.OFFICER, scope="99.01.01.2002").actor
    with pytest.raises(NotVisible), write():
        actions.take_import(other, code)
    with write():
        actions.take_import(officer, code)
    assert len(queries.board()) == 1
    with pytest.raises(RuleBroken, match="sudah"), write():
        actions.take_import(officer, code)


def test_a_wrong_price_is_taken_back(officer):
    price = enter(officer)
    with write():
        actions.remove_price(officer, price)
    assert queries.board() == []
    with pytest.raises(NotVisible):
        queries.of_crop("tebu")
