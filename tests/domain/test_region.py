"""The region packs read whole, and answer for a day, a place and an amount."""

import hashlib
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from domain import clock, region
from domain.region.rows import ReasonKind
from domain.region.rules import LaneCode, ObjectGroup

ROOT = Path(__file__).parents[2]
CITY = ROOT / "regions" / "kota-batu"
SMALL = ROOT / "tests" / "regions" / "tiga-desa"
GOODS = ObjectGroup.GOODS_SERVICES


@pytest.fixture(scope="module")
def city():
    return region.read(CITY)


@pytest.fixture(scope="module")
def small():
    return region.read(SMALL)


@pytest.mark.parametrize("folder", [CITY, SMALL])
def test_the_pack_has_no_faults(folder):
    assert region.check(folder) == []


@pytest.mark.parametrize("folder", [CITY, SMALL])
def test_its_pictures_are_drawn(folder):
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', (ROOT / "static" / "pics.svg").read_text()))
    pack = region.read(folder)
    shown = [*pack.commodities.values(), *pack.plant_parts.values(), *pack.categories.values()]
    assert {row.picture for row in shown} <= drawn


def test_the_city_is_whole(city):
    assert len(city.villages) == 24
    assert [
        list(map(str, (v.kind for v in city.villages.values()))).count(k) for k in ("desa", "kelurahan")
    ] == [
        19,
        5,
    ]
    assert len(city.commodities) == 18
    assert len(city.offices) == 30
    assert sum(len(city.shelves(etalase)) for etalase in city.etalase) == 34
    assert city.names.complaints_full == "Among Tani CROP"
    assert city.agriculture_office.name == "Dinas Pertanian dan Ketahanan Pangan"
    assert city.procurement_office.code == "BPBJ"
    assert len(city.problems) >= 60


def test_the_city_seeds_only_drafts(city):
    assert {problem.status for problem in city.problems.values()} == {"draft"}


def test_the_city_hides_no_office_behind_a_real_tax_number(city):
    assert all(office.demo and office.npwp.startswith("000000000000") for office in city.offices.values())


def test_every_kind_of_reason_has_one(city, small):
    for pack in (city, small):
        assert all(pack.reasons_for(kind) for kind in ReasonKind)


def test_neighbours_know_each_other(city):
    by_name = {village.name: code for code, village in city.villages.items()}
    top = city.neighbours(by_name["Sumberbrantas"])
    assert top == {by_name["Tulungrejo"], by_name["Sumbergondo"]}
    assert all(by_name["Sumberbrantas"] in city.neighbours(code) for code in top)
    assert city.neighbours("nowhere") == frozenset()


def test_commodities_come_most_likely_first(small):
    assert [commodity.code for commodity in small.commodities_by_rank()] == ["padi", "cabai"]


def test_listings_stand_on_the_lowest_shelves(small):
    assert [shelf.code for shelf in small.shelves("barang")] == ["beras", "kudapan"]


def test_questions_fit_the_crop(small):
    assert [question.code for question in small.questions_for("padi")] == ["first_seen", "close_photo"]
    assert [question.code for question in small.questions_for("cabai")] == [
        "first_seen",
        "open_fruit",
        "close_photo",
    ]


def test_search_gets_what_is_meant(city):
    assert city.meanings["brambang"] == "bawang merah"
    assert city.meanings["terop"] == "tenda"


# --- the rules of a day


@pytest.mark.parametrize(
    ("day", "rate", "base"),
    [
        (date(2024, 12, 31), Fraction(11, 100), Fraction(1)),  # UU HPP, before PMK 131/2024
        (date(2025, 1, 1), Fraction(12, 100), Fraction(11, 12)),  # PMK 131/2024 Ps 3
        (date(2026, 11, 24), Fraction(12, 100), Fraction(11, 12)),
    ],
)
def test_a_rate_holds_from_its_first_day_to_the_day_before_its_last(city, day, rate, base):
    rates = city.rates_on(day)
    assert (rates["ppn_rate"].value, rates["ppn_other_base"].value) == (rate, base)


def test_no_rate_holds_before_the_first_one(city):
    assert city.rates_on(date(2010, 1, 1)) == {}


def test_the_two_limits_of_two_million_are_two_rules(city):
    rates = city.rates_on(date(2026, 11, 24))
    assert rates["ppn_collect_limit"].value == rates["pph22_limit"].value == 2_000_000
    assert rates["ppn_collect_limit"].id != rates["pph22_limit"].id


@pytest.mark.parametrize(
    ("day", "executor"), [(date(2026, 8, 31), "signer"), (date(2026, 9, 1), "selection_group")]
)
def test_who_carries_out_a_big_catalogue_order_changed_on_a_day(city, day, executor):
    assert city.lane_for(LaneCode.A, GOODS, 250_000_000, day).executor == executor


@pytest.mark.parametrize(
    ("rupiah", "external", "hps", "form"),
    [  # Perpres 16/2018 Ps 28(2)-(4); Perpres 46/2025 Ps 26(7)
        (1, False, False, "bukti_pembelian"),
        (10_000_000, False, False, "bukti_pembelian"),
        (10_000_001, False, False, "kuitansi"),
        (50_000_000, False, False, "kuitansi"),
        (50_000_001, True, False, "spk"),
        (100_000_000, True, False, "spk"),
        (100_000_001, True, True, "spk"),
        (200_000_000, True, True, "spk"),
    ],
)
def test_a_direct_purchase_finds_its_lane_and_its_form(city, rupiah, external, hps, form):
    day = date(2026, 11, 24)
    lane = city.lane_for(LaneCode.B, GOODS, rupiah, day)
    assert (lane.needs_external_number, lane.needs_hps) == (external, hps)
    assert city.form_for(LaneCode.B, GOODS, rupiah, day).code == form


def test_a_closed_lane_is_none(city):
    assert city.lane_for(LaneCode.B, GOODS, 200_000_001, date(2026, 11, 24)) is None
    assert city.lane_for(LaneCode.C, GOODS, 5_000_000, date(2027, 9, 1)) is None
    assert city.form_for(LaneCode.A, ObjectGroup.CONSULTING, 5, date(2026, 11, 24)) is None


def test_catalogue_orders_are_bound_by_a_surat_pesanan(city):
    for lane in (LaneCode.A, LaneCode.C):
        assert city.form_for(lane, GOODS, 999_000_000, date(2026, 11, 24)).code == "surat_pesanan"


def test_a_rule_is_named_by_what_it_says(small):
    rule = small.thresholds_on(date(2026, 1, 1))["addendum_share"]
    said = (
        '{"code":"addendum_share","file":"thresholds.csv","name":"Tambahan addendum",'
        '"unit":"share","valid_from":"2025-01-01","value":"1/10"}'
    )
    assert rule.id == hashlib.sha256(said.encode()).hexdigest()[:16]
    assert rule.said == said
    assert str(rule.at) == "thresholds.csv baris 3"


def test_closing_a_rule_keeps_its_id_and_changing_it_does_not(small):
    rule = small.rates[0]
    assert replace(rule, valid_to=date(2030, 1, 1), source="naskah", sure="V").id == rule.id
    assert replace(rule, value=Fraction(1, 3)).id != rule.id
    assert replace(rule, valid_from=date(2030, 1, 1)).id != rule.id


def test_rule_ids_are_all_different(city):
    rules = [*city.rates, *city.thresholds, *city.lanes, *city.forms]
    assert len({rule.id for rule in rules}) == len(rules)


# --- working days


def test_working_days_skip_weekends_and_holidays(city):
    wednesday = date(2026, 12, 23)  # Thursday 24 joint leave, Friday 25 Christmas, then the weekend
    assert city.is_working_day(wednesday)
    assert not city.is_working_day(date(2026, 12, 24))
    assert city.add_working_days(wednesday, 1) == date(2026, 12, 28)
    assert city.add_working_days(wednesday, 3) == date(2026, 12, 30)
    assert city.add_working_days(date(2026, 12, 25), 0) == date(2026, 12, 25)


def test_working_days_follow_the_region(small):
    saturday = date(2026, 11, 28)  # six working days a week there
    assert small.is_working_day(saturday)
    assert not small.is_working_day(date(2026, 11, 29))


def test_working_days_do_not_run_backwards(small):
    with pytest.raises(ValueError, match="-1"):
        small.add_working_days(date(2026, 1, 1), -1)


# --- the region in use


def test_one_region_is_in_use_and_its_zone_counts_the_days(small, monkeypatch):
    monkeypatch.setattr(region, "_current", None)
    monkeypatch.setattr(clock, "_zone", clock._zone)
    with pytest.raises(RuntimeError):
        region.current()
    eastern = replace(small, calendar=replace(small.calendar, zone="Asia/Jayapura"))
    region.use(eastern)
    assert region.current() is eastern
    assert clock._zone.key == "Asia/Jayapura"


def test_points_of_tax_practice_are_settled_from_a_day_on(city):
    rows = list(city.choices)
    assert {row.code for row in rows} == set(vars(city.taxing_on(date(2026, 1, 1))))
    assert all(row.sure == "?" and row.source for row in rows)
    first = next(row for row in rows if row.code == "pbjt")
    changed = date(2027, 1, 1)
    rows[rows.index(first)] = replace(first, valid_to=changed)
    pack = replace(city, choices=(replace(first, value="inside", valid_from=changed), *rows))
    said = [pack.taxing_on(day).pbjt for day in (date(2020, 1, 1), date(2026, 12, 31), changed)]
    assert said == ["added", "added", "inside"]
