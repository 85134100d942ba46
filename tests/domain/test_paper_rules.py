import random
from datetime import date

import pytest

from domain.canonical import canonical, fingerprint
from domain.errors import RuleBroken
from domain.papers import rules
from domain.papers.rules import PaperKind

PATTERN = "{seq:04}/SP/{owner}/{month}/{year}"


@pytest.mark.parametrize(
    ("seq", "day", "printed"),
    [
        (117, date(2026, 11, 9), "0117/SP/DINKES/XI/2026"),
        (1, date(2027, 1, 4), "0001/SP/DINKES/I/2027"),
        (9_999, date(2026, 4, 1), "9999/SP/DINKES/IV/2026"),
        (12_345, date(2026, 9, 30), "12345/SP/DINKES/IX/2026"),
    ],
)
def test_a_number_as_printed(seq, day, printed):
    assert rules.number(PATTERN, seq=seq, owner="DINKES", on=day) == printed


def test_every_month_has_its_roman_figure():
    written = [rules.number("{month}", seq=1, owner="x", on=date(2026, month, 1)) for month in range(1, 13)]
    assert written == "I II III IV V VI VII VIII IX X XI XII".split()


def test_an_owner_with_braces_stays_as_it_is():
    assert rules.number("{owner}/{seq}", seq=1, owner="{year}", on=date(2026, 1, 1)) == "{year}/1"


def test_papers_are_dated_in_the_order_of_their_numbers():
    rules.check_date(date(2026, 11, 9), None)
    rules.check_date(date(2026, 11, 9), date(2026, 11, 9))
    with pytest.raises(RuleBroken, match="lebih awal"):
        rules.check_date(date(2026, 11, 8), date(2026, 11, 9))


def test_a_code_is_short_and_hard_to_misread():
    codes = {rules.new_code() for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        assert len(code) == 9 and code[4] == "-"
        assert not set("ILO01") & set(code)
        assert rules.read_code(code) == code


def test_a_seeded_choice_gives_the_same_code_again():
    assert rules.new_code(random.Random(7).choice) == rules.new_code(random.Random(7).choice)


@pytest.mark.parametrize("typed", ["7K2M-9QXR", "7k2m9qxr", " 7K2M 9QXR ", "7k2m–9qxr", "7K2M.9QXR"])
def test_a_code_is_read_as_people_copy_it(typed):
    assert rules.read_code(typed) == "7K2M-9QXR"


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-9QXR-1", "7K2M-9QX0", "7K2M-9QX!", "٧K2M-9QXR"])
def test_what_cannot_be_a_code_is_refused_with_an_example(typed):
    with pytest.raises(RuleBroken, match="8 huruf dan angka") as refused:
        rules.read_code(typed)
    assert refused.value.field == "code"


def test_every_kind_has_a_title():
    assert set(rules.TITLES) == set(PaperKind)


def test_equal_papers_have_equal_bytes():
    one = {"total": 3_330_000, "lines": [{"qty": 240, "name": "Keripik “apel”"}], "final": True, "note": None}
    other = {
        "note": None,
        "final": True,
        "lines": [{"name": "Keripik “apel”", "qty": 240}],
        "total": 3_330_000,
    }
    assert canonical(one) == (
        '{"final":true,"lines":[{"name":"Keripik “apel”","qty":240}],"note":null,"total":3330000}'
    )
    assert fingerprint(one) == fingerprint(other)
    assert fingerprint(one) != fingerprint({**one, "total": 3_330_001})


def test_the_fingerprint_is_sha256_of_the_bytes():
    """printf '{"a":1}' | sha256sum"""
    assert fingerprint({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


@pytest.mark.parametrize("value", [1.5, {"a": [0.1]}, {1: "a"}, date(2026, 1, 1), {"a": {2}}, b"x"])
def test_what_would_lose_something_is_not_written_down(value):
    with pytest.raises(TypeError):
        canonical(value)
