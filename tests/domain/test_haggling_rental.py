"""Haggling over what bringing a rental costs: never above its list, and what was agreed is what every paper says."""

from datetime import timedelta

import pytest

from domain import clock
from domain.errors import RuleBroken
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.papers.sheets import sheet_of
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries as purchases
from domain.purchases.audit.verify import verify
from domain.purchases.negotiation.shown import fees_on_the_table, negotiation_of
from tests.domain.test_purchase_races import budget
from tests.domain.test_renting import draft, tent  # noqa: F401

DAYS, FEE = 7_500_000, 300_000


@pytest.fixture(autouse=True)
def morning():
    with clock.freeze(clock.start_of(clock.today()) + timedelta(hours=9)):
        yield


@pytest.fixture
def code(market, tent):
    return draft(market, tent, delivered=True)


def row(code):
    return purchases.get(SYSTEM, code)


@pytest.mark.parametrize(("fee", "said"), [(FEE + 1, "paling tinggi Rp300.000"), (-1, "paling tinggi")])
def test_the_fee_stays_within_its_list(market, code, fee, said):
    with pytest.raises(RuleBroken, match=said) as broken:
        market.step(Role.PROCURER, "offer", code, prices=[DAYS], fees={0: fee})
    assert broken.value.field == "fee-0"
    with pytest.raises(RuleBroken, match="masih sama"):
        market.step(Role.PROCURER, "offer", code, prices=[DAYS], fees={0: FEE})


def test_the_fee_of_the_last_round_is_the_orders_and_its_minutes(market, code):
    assert fees_on_the_table(row(code).lines, None) == {0: FEE}
    market.step(Role.PROCURER, "offer", code, prices=[DAYS], fees={0: 0})
    assert budget(market) == (DAYS + FEE, 0)
    market.step(Role.VENDOR_OWNER, "counter", code, prices=[DAYS], fees={0: 200_000})
    last = negotiation_of(row(code)).rounds[-1]
    assert (last.base, last.prices[0].fee, last.prices[0].listed_fee) == (DAYS + 200_000, 200_000, FEE)
    market.step(Role.PROCURER, "agree", code)
    found = row(code)
    line = found.lines[0]
    assert (line.price, line.delivery_fee, line.amount, found.base) == (DAYS, 200_000, 7_700_000, 7_700_000)
    assert negotiation_of(found).saved == 100_000
    assert budget(market) == (7_700_000, 0)
    minutes = next(each for each in papers.of(code) if each.kind is PaperKind.BA_NEGOSIASI)
    said = papers.says(minutes)
    assert [each["prices"][0][3:] for each in said["rounds"]] == [[FEE, 0], [FEE, 200_000]]
    assert said["lines"][0]["delivery_fee"] == 200_000
    assert "ongkos antar Rp200.000 (etalase Rp300.000)" in str(sheet_of(said))
    market.step(Role.SIGNER, "approve", code)
    order = next(each for each in papers.of(code) if each.kind is PaperKind.SURAT_PESANAN)
    assert papers.says(order)["lines"][0]["delivery_fee"] == 200_000
    assert verify().differences == ()


def test_haggling_anew_begins_at_the_listed_fee(market, code):
    market.step(Role.PROCURER, "offer", code, prices=[DAYS], fees={0: 100_000})
    market.step(Role.VENDOR_OWNER, "agree", code)
    market.step(Role.SIGNER, "send_back", code, reason="Coba tawar lagi.")
    assert fees_on_the_table(row(code).lines, None) == {0: FEE}
    market.step(Role.PROCURER, "offer", code, prices=[7_000_000])
    assert negotiation_of(row(code)).rounds[-1].base == 7_000_000 + FEE
