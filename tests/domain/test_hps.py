"""The owner's estimate where the dated rule asks for one, and the lane in plain words."""

import pytest

from domain.db import db
from domain.errors import RuleBroken
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, lanes, queries, rules
from domain.purchases.models import Purchase
from domain.writing import write

GOOD = {"needed": True, "hps": 120, "source": "Survei", "total": 111, "ceiling": 200}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"hps": None}, "hps"),
        ({"source": "  "}, "hps_source"),
        ({"hps": 201}, "hps"),
        ({"total": 121}, "hps"),
        ({"needed": False, "total": 121}, "hps"),
    ],
)
def test_an_estimate_that_does_not_do_is_refused_at_its_field(said, field):
    with pytest.raises(RuleBroken) as refused:
        rules.check_hps(**(GOOD | said))
    assert refused.value.field == field


def test_the_edges_are_allowed_and_small_purchases_need_none():
    rules.check_hps(**GOOD)
    rules.check_hps(**(GOOD | {"total": 120, "hps": 200}))
    rules.check_hps(needed=False, hps=None, source="", total=10, ceiling=5)


@pytest.fixture
def large(market) -> str:
    """Rp25 million: above the Rp20 million of the region's rule."""
    listing = market.sell("Panggung", price=250_000, stock=100)
    return market.draft(100, listing)


def test_it_is_not_submitted_without_an_estimate_and_takes_nothing(large, market):
    with write():
        db.session.get_one(Purchase, int(large[1:])).external_number = "SPSE-1"
    with pytest.raises(RuleBroken, match="HPS") as refused:
        market.step(Role.PROCURER, "submit", large)
    assert refused.value.field == "hps"
    assert queries.get(SYSTEM, large).budget_line.held == 0


def test_with_estimate_and_source_it_goes_on_and_the_lane_says_why(large, market):
    before = queries.get(SYSTEM, large)
    with write():
        actions.change_draft(
            market.actor(Role.PROCURER), large, version=None, budget_line_id=before.budget_line_id,
            deliver_to="Aula", deliver_by=before.deliver_by, payment_way=before.payment_way,
            external_number="SPSE-1", hps=30_000_000, hps_source="Survei tiga toko",
        )  # fmt: skip
    market.step(Role.PROCURER, "submit", large)
    purchase = queries.get(SYSTEM, large)
    said = lanes.told(purchase)
    assert (said.code, said.form, said.needs_hps) == ("B", "Surat Perintah Kerja", True)
    why = " ".join(said.why)
    assert "di atas Rp20.000.000 sampai Rp200.000.000" in why
    assert "HPS" in why
    assert "SPSE" in why
    assert [rule.id for rule in said.rules] == [purchase.lane_rule, purchase.form_rule]
    market.step(Role.SIGNER, "approve", large)
    assert queries.get(SYSTEM, large).state == "issued"


def test_a_lane_closed_to_the_value_says_so(market):
    code = market.draft(4)
    purchase = queries.get(SYSTEM, code)
    purchase.lane = "C"
    assert any("tidak bisa lewat jalur ini" in each for each in lanes.told(purchase).why)
