"""Likeness is counted in points that can be explained, and nothing else decides."""

from datetime import date

import pytest

from domain.complaints.similar import WORTH_SHOWING, Report, best, match, stems_of, weeks_apart

NEW = Report("kentang", "daun", stems_of("Daun bawah busuk basah", {}), "A", date(2026, 11, 24))


def test_another_crop_is_never_alike():
    past = NEW._replace(commodity="apel")
    assert match(NEW, past).points == 0
    assert match(NEW._replace(commodity=None), NEW._replace(commodity=None)).points == 0


def test_the_same_report_gets_all_points_and_says_why():
    found = match(NEW, NEW)
    assert found.points == 100
    assert found.reasons[0] == "tanaman sama"
    assert found.reasons[1].startswith("kata yang sama: ")
    assert set(found.reasons[2:]) == {"bagian yang sakit sama", "desa sama", "musim yang sama"}


@pytest.mark.parametrize(
    ("change", "lost"),
    [
        ({"part": "buah"}, 15),
        ({"part": None}, 15),
        ({"stems": frozenset()}, 30),
        ({"village": "B"}, 5),
        ({"village": "C"}, 10),
        ({"day": date(2026, 5, 1)}, 5),
        ({"day": date(2025, 11, 10)}, 0),
    ],
)
def test_each_difference_costs_its_points(change, lost):
    assert match(NEW, NEW._replace(**change), neighbours={"B"}).points == 100 - lost


def test_local_words_count_as_what_they_mean():
    meanings = {"trotol": "bercak ungu"}
    assert stems_of("daunnya trotol", meanings) == stems_of("daun bercak ungu", meanings)


@pytest.mark.parametrize(
    "empty",
    [
        "Baru kemarin sudah 3 hari",
        "12 pohon",
        "Tanaman saya sakit",
        "Mulai minggu lalu",
        "Terlihat sejak hujan",
        "2minggu",
    ],
)
def test_words_that_say_little_make_nothing_alike(empty):
    assert stems_of(empty, {}) == frozenset()
    assert stems_of(f"{empty}. Daun busuk", {}) == stems_of("daun busuk", {})


def test_only_what_is_worth_showing_is_shown_the_best_first():
    poor = NEW._replace(part=None, stems=frozenset(), village=None, day=None)
    near = NEW._replace(part="buah")
    assert match(NEW, poor).points < WORTH_SHOWING
    found = best(NEW, [("poor", poor), ("near", near), ("same", NEW)], most=2)
    assert [case for case, _how in found] == ["same", "near"]


def test_the_turn_of_the_year_is_one_week():
    assert weeks_apart(date(2025, 12, 29), date(2026, 1, 6)) <= 1
    assert weeks_apart(date(2026, 1, 6), date(2026, 7, 6)) == 26
    assert weeks_apart(date(2020, 12, 31), date(2026, 1, 6)) <= 1
