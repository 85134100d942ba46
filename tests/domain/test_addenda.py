"""An accepted order is changed with both sides' consent, within a tenth of its first value, all in one step."""

from datetime import timedelta

import pytest

from domain import clock
from domain.catalogue.models import Listing
from domain.db import db
from domain.errors import RuleBroken, Stale
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from domain.purchases.audit.verify import verify


@pytest.fixture
def code(market) -> str:
    """Ten of Rp12.500: Rp125.000 before taxes, accepted by the vendor."""
    code = market.until_issued(10)
    market.step(Role.VENDOR_OWNER, "accept", code)
    return code


def propose(market, code, quantity=10, price=12_500, days=0, reason="Peserta bertambah."):
    day = clock.today() + timedelta(days=days)
    market.step(
        Role.SIGNER, "propose_change", code, quantities=[quantity], prices=[price], deliver_by=day, reason=reason
    )  # fmt: skip


def stock(market) -> int:
    db.session.rollback()
    return db.session.get_one(Listing, market.listing).stock


def seen(code):
    db.session.rollback()
    return queries.get(SYSTEM, code)


def test_nothing_moves_before_the_vendor_consents_then_all_of_it(market, code):
    held = seen(code).budget_line.held
    before, left = seen(code).total, stock(market)
    propose(market, code, 11)
    assert (seen(code).total, stock(market), seen(code).budget_line.held) == (before, left, held)
    market.step(Role.VENDOR_OWNER, "agree_change", code)
    after = seen(code)
    assert after.lines[0].quantity == 11
    assert after.base == 137_500
    assert stock(market) == left - 1
    assert after.budget_line.held == held + after.total - before == after.total
    paper = papers.of(code)[-1]
    assert paper.kind is PaperKind.ADDENDUM
    sheet = papers.sheet(papers.get(code, paper.id))
    what, before_words, after_words = (cell[0] for cell in sheet.tables[0].rows[0])
    assert (what, before_words.split()[0], after_words.split()[0]) == ("Keripik apel", "10", "11")
    assert "Alasan: Peserta bertambah." in sheet.notes
    assert verify().differences == ()


def test_less_gives_stock_and_budget_back_and_the_order_goes_on_to_its_end(market, code):
    left = stock(market)
    propose(market, code, 6, 12_000)
    market.step(Role.VENDOR_OWNER, "agree_change", code)
    assert stock(market) == left + 4
    assert seen(code).base == 72_000
    assert seen(code).budget_line.held == seen(code).total
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[6])
    assert verify().differences == ()


def test_more_than_a_tenth_above_the_first_value_is_refused_also_in_steps(market, code):
    with pytest.raises(RuleBroken, match="paling banyak"):
        propose(market, code, 12)
    propose(market, code, 11)
    market.step(Role.VENDOR_OWNER, "agree_change", code)
    with pytest.raises(RuleBroken, match="paling banyak"):
        propose(market, code, 12)
    assert seen(code).lines[0].quantity == 11


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({}, "reason"),
        ({"quantity": 0}, "quantity-0"),
        ({"price": 12_501}, "price-0"),
        ({"quantity": 11, "reason": " "}, "reason"),
        ({"days": -1}, "deliver_by"),
    ],
)
def test_what_may_not_be_changed_is_said_at_its_field(market, code, change, field):
    with pytest.raises(RuleBroken) as refused:
        propose(market, code, **change)
    assert refused.value.field == field
    assert seen(code).lines[0].amount == 125_000


def test_refused_or_taken_back_the_order_stands(market, code):
    total = seen(code).total
    propose(market, code, 9)
    with pytest.raises(RuleBroken, match="Masih ada"):
        propose(market, code, 8)
    market.step(Role.VENDOR_OWNER, "refuse_change", code, reason="Sudah dimasak.")
    propose(market, code, 8)
    market.step(Role.SIGNER, "drop_change", code)
    with pytest.raises(RuleBroken, match="Tidak ada perubahan"):
        market.step(Role.VENDOR_OWNER, "agree_change", code)
    assert seen(code).total == total
    assert [paper.kind for paper in papers.of(code)].count(PaperKind.ADDENDUM) == 0


def test_what_was_sent_is_not_changed_any_more(market, code):
    propose(market, code, 9)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[5])
    with pytest.raises((Stale, RuleBroken)):
        market.step(Role.VENDOR_OWNER, "agree_change", code)
    assert seen(code).lines[0].quantity == 10
