from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from domain import region
from domain.complaints import advice
from domain.complaints.advice import Advice, Category, Certainty, Chemical, DoseUnit, Protection, Step
from domain.errors import RuleBroken

PACK = region.read(Path("tests/regions/tiga-desa"))
BANNED = ("karbofuran", "endosulfan", "metil paration")
SPRAY = Chemical(
    ingredient="mankozeb",
    threshold="Lebih dari 1 dari 10 tanaman kena",
    dose=Decimal("2"),
    unit=DoseUnit.GRAM_PER_LITRE,
    most_sprays=3,
    spray_gap_days=7,
    harvest_wait_days=10,
    reentry_hours=24,
    mode_group="M3",
    protection=frozenset(Protection),
)
PULL = Step(Category.MECHANICAL, "Cabut tanaman yang busuk. Masukkan karung, bawa keluar kebun.")
GOOD = Advice(Certainty.LIKELY, (PULL,), follow_up_days=7, problem="kentang-busuk-daun")


@pytest.fixture(autouse=True)
def three_villages(monkeypatch):
    """The region that names the experts in these sentences."""
    monkeypatch.setattr(region, "_current", PACK)


def sent(candidate, may_prescribe=True, is_expert=True):
    advice.check_advice(candidate, banned=BANNED, may_prescribe=may_prescribe, is_expert=is_expert)


def refused(candidate, **options):
    with pytest.raises(RuleBroken) as said:
        sent(candidate, **options)
    return said.value


def with_spray(**changes):
    return replace(GOOD, steps=(PULL, Step(Category.CHEMICAL, "Semprot.", replace(SPRAY, **changes))))


def test_a_good_answer_is_sent():
    sent(GOOD, may_prescribe=False)
    sent(with_spray())


@pytest.mark.parametrize(
    ("change", "sentence", "field"),
    [
        ({"steps": ()}, "paling sedikit satu langkah", "steps-0-text"),
        ({"steps": (PULL,) * 6}, "Paling banyak 5 langkah", "steps-0-text"),
        ({"steps": (PULL, replace(PULL, text="  "))}, "Tulis apa yang dikerjakan", "steps-1-text"),
        ({"steps": (replace(PULL, text="a" * 141),)}, "141 dari 140", "steps-0-text"),
        ({"problem": None}, "Pilih masalahnya", "problem"),
        ({"next_season": ("Ganti bibit.",) * 4}, "paling banyak 3", "next_season-0"),
        ({"next_season": ("Ganti bibit.", "")}, "Tulis apa", "next_season-1"),
        ({"follow_up_days": 0}, "1 sampai 60", "follow_up_days"),
        ({"follow_up_days": 61}, "1 sampai 60", "follow_up_days"),
        ({"steps": (replace(PULL, chemical=SPRAY),)}, "hanya untuk langkah obat", "steps-0-category"),
        ({"steps": (Step(Category.CHEMICAL, "Semprot."),)}, "hanya untuk langkah obat", "steps-0-category"),
    ],
)
def test_an_answer_that_is_not_ready(change, sentence, field):
    said = refused(replace(GOOD, **change))
    assert sentence in said.message
    assert said.field == field


def test_140_letters_are_enough_and_allowed():
    sent(replace(GOOD, steps=(replace(PULL, text="a" * 140),)))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ingredient", "bahan aktif"),
        ("threshold", "ambang"),
        ("dose", "takaran"),
        ("unit", "satuan takaran"),
        ("most_sprays", "berapa kali"),
        ("spray_gap_days", "jarak semprot"),
        ("harvest_wait_days", "hari tunggu panen"),
        ("reentry_hours", "masuk kebun"),
        ("mode_group", "golongan"),
        ("protection", "pelindung badan"),
    ],
)
def test_a_spray_with_one_thing_missing_is_not_sent(name, words):
    said = refused(with_spray(**{name: frozenset() if name == "protection" else None}))
    assert said.message.startswith("Belum bisa dikirim, 1 isian kurang")
    assert words in said.message
    assert said.field == f"steps-1-{name}"


def test_all_that_is_missing_is_named_at_once():
    empty = replace(GOOD, steps=(Step(Category.CHEMICAL, "Semprot.", Chemical()),))
    assert "10 isian kurang" in refused(empty).message


def test_no_wait_before_harvest_is_an_answer():
    sent(with_spray(harvest_wait_days=0, reentry_hours=0))


@pytest.mark.parametrize(
    "ingredient",
    [
        "karbofuran",
        "Karbofuran",
        " KARBOFURAN 3% ",
        "mankozeb + endosulfan",
        "Metil-Paration",
        "Endosulphan 350 EC",
        "methyl parathion",
        "parathion methyl",
        "Carbofuran 3GR",
        "endo sulphan",
        "carbo phuran",
        "en do sulphan",
    ],
)
def test_a_banned_ingredient_is_never_sent(ingredient):
    said = refused(with_spray(ingredient=ingredient))
    assert "dilarang" in said.message
    assert said.field == "steps-1-ingredient"


def test_an_ingredient_that_only_sounds_alike_is_allowed():
    sent(with_spray(ingredient="paration-oksida"))


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"dose": Decimal("0")}, "dose"),
        ({"dose": Decimal("-1")}, "dose"),
        ({"dose": Decimal("NaN")}, "dose"),
        ({"dose": Decimal("Infinity")}, "dose"),
        ({"dose": Decimal("1001")}, "dose"),
        ({"most_sprays": 0}, "most_sprays"),
        ({"most_sprays": 21}, "most_sprays"),
        ({"spray_gap_days": 0}, "spray_gap_days"),
        ({"harvest_wait_days": -1}, "harvest_wait_days"),
        ({"harvest_wait_days": 366}, "harvest_wait_days"),
        ({"reentry_hours": -1}, "reentry_hours"),
    ],
)
def test_figures_no_label_would_carry(change, name):
    assert refused(with_spray(**change)).field == f"steps-1-{name}"


def test_only_who_may_prescribe_sends_chemicals():
    assert "pemegang sertifikat" in refused(with_spray(), may_prescribe=False).message


def test_not_knowing_is_allowed_to_experts_and_never_with_chemicals():
    unknown = replace(GOOD, certainty=Certainty.UNKNOWN, problem=None)
    sent(unknown)
    assert "Teruskan ke Tim Rukun" in refused(unknown, is_expert=False).message
    assert "Jangan beri obat" in refused(replace(with_spray(), certainty=Certainty.UNKNOWN)).message


def test_the_harvest_waits_after_the_last_spray_that_is_allowed():
    """10 days after the third of three sprays, each 7 days after the other; 10 days after the only one."""
    assert advice.no_harvest_before(date(2026, 11, 24), SPRAY) == date(2026, 12, 18)
    assert advice.no_harvest_before(date(2026, 11, 24), replace(SPRAY, most_sprays=1)) == date(2026, 12, 4)


def test_a_tank_is_worked_out_without_a_calculator():
    assert advice.per_tank(SPRAY, 16) == 32
    assert advice.per_tank(replace(SPRAY, dose=Decimal("0.5")), 16) == 8


def test_every_choice_has_words():
    assert set(advice.CERTAINTY_WORDS) == set(Certainty)
    assert set(advice.CATEGORY_WORDS) == set(Category)
    assert set(advice.PROTECTION_WORDS) == set(Protection)


@pytest.mark.parametrize(
    "ingredient", ["mankozeb", "metalaksil", "propineb", "abamektin", "metil bromat", "karbendazim", "sulfur"]
)
def test_other_ingredients_are_not_taken_for_banned_ones(ingredient):
    assert not advice.is_banned(ingredient, BANNED)
