"""The pure rules and the regions' data fit each other: same codes, same words, same shapes."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from domain import region
from domain.complaints.advice import is_banned
from domain.complaints.clocks import FILED, promise
from domain.kinds import ObjectKind
from domain.papers.rules import PaperKind, number
from domain.tax.model import PaymentWay, Regime, TaxableLine, VendorTax
from domain.tax.rules import assess
from domain.words import LONGEST_PHRASE, normalise, search_text, terms
from tests.support.tax_table import RATES

ROOT = Path(__file__).parents[2]
DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def city():
    return region.read(ROOT / "regions" / "kota-batu")


def test_the_region_has_every_rate_the_tax_rules_ask_for_at_the_value_we_tested(city):
    rates = city.rates_on(DAY)
    assert {code: rates[code].value for code in RATES} == {code: rate.value for code, rate in RATES.items()}


def test_a_purchase_is_taxed_with_the_regions_own_rows(city):
    rates = city.rates_on(DAY)
    bought = [TaxableLine(3_000_000, ObjectKind.GOODS)]
    result = assess(
        bought, VendorTax(True), payment_way=PaymentWay.LS, regime=Regime.TREASURER, on=DAY, rates=rates
    )
    assert (result.buyer_pays, result.vendor_nets) == (3_330_000, 2_955_000)
    assert {rule for tax in result.lines for rule in tax.rule_ids} <= {rate.id for rate in rates.values()}


def test_every_kind_of_paper_has_a_number(city):
    for kind in PaperKind:
        assert number(city.numbers.of(kind), seq=117, owner="X", on=DAY).endswith("/X/XI/2026")


def test_every_local_name_finds_what_it_means(city):
    meanings = city.meanings
    for said, meant in meanings.items():
        assert normalise(said) == said and len(said.split()) <= LONGEST_PHRASE
        held = search_text(f"Tanaman saya kena {said} sejak kemarin", synonyms=meanings).split()
        assert set(terms(meant, meanings)) <= set(held), said


def test_every_banned_ingredient_is_refused_in_any_spelling(city):
    names = [name for row in city.banned_ingredients.values() for name in (row.name, *row.aliases)]
    assert all(is_banned(f"{name.upper()} 50 EC", names) for name in names)
    assert not is_banned("mankozeb", names)


def test_the_regions_clocks_make_a_promise(city):
    filed = datetime(2026, 11, 23, tzinfo=UTC)
    made = promise([(FILED, filed)], city.clocks)
    assert made.due_at == filed + timedelta(hours=city.clocks.advice_hours)
