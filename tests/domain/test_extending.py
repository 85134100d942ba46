"""A rental made longer while it runs: asked by the office, agreed by the vendor, never over days somebody else has."""

from dataclasses import replace
from fractions import Fraction

import pytest

from domain import region
from domain.budgets.models import BudgetLine
from domain.catalogue.rental import days
from domain.db import db
from domain.errors import RuleBroken
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.rules import SYSTEM, Role
from domain.purchases import pages, queries
from domain.purchases.audit.verify import verify
from domain.purchases.checklists import Condition
from domain.purchases.states import State
from domain.writing import write
from tests.domain.test_renting import draft, free, morning, put, tent  # noqa: F401
from tests.support.rentals import day

GOOD = [Condition()]


@pytest.fixture
def running(market, tent, monkeypatch):
    """A tent for three days, in use, where an addendum may raise the value by a half."""
    pack = region.current()
    wide = tuple(
        replace(each, value=Fraction(1, 2)) if each.code == "addendum_share" else each
        for each in pack.thresholds
    )
    monkeypatch.setattr(region, "_current", replace(pack, thresholds=wide))
    code = draft(market, tent)
    market.step(Role.PROCURER, "submit", code)
    market.step(Role.SIGNER, "approve", code)
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "hand_out", code, conditions=GOOD)
    market.step(Role.RECEIVER, "take_over", code, conditions=GOOD)
    return code


def row(code: str):
    db.session.rollback()
    return queries.get(SYSTEM, code)


def held(market) -> int:
    db.session.rollback()
    return db.session.get_one(BudgetLine, market.budget_id).held


def test_asked_by_the_ppk_and_agreed_it_binds_days_money_and_a_paper(market, tent, running):
    before = row(running).total
    assert free(tent, 5, 1) == 2
    market.step(Role.SIGNER, "extend", running, days=1, reason="Acaranya sehari lagi.")
    assert (free(tent, 5, 1), row(running).total, held(market)) == (2, before, before)
    asked = pages.purchase_page(market.owner.actor, running)
    assert {"agree_change", "refuse_change"} <= set(asked.moves)
    assert (asked.addendum.before, asked.addendum.after) == (7_500_000, 10_000_000)
    assert "extend" not in pages.purchase_page(market.actor(Role.SIGNER), running).moves
    market.step(Role.VENDOR_OWNER, "agree_change", running)
    line = row(running).lines[0]
    assert (line.price, line.listed_price, line.end_day) == (10_000_000, 10_000_000, day(6))
    assert line.price_words == "4 hari × Rp2.500.000"
    assert (free(tent, 5, 1), held(market)) == (1, 10_000_000)
    paper = papers.of(running)[-1]
    assert paper.kind is PaperKind.ADDENDUM
    whats = [each["what"] for each in papers.says(paper)["changes"]]
    assert whats[-1] == "Nilai dengan pajak"
    assert any(what.endswith(", sampai") for what in whats)
    assert days.differences() == []
    assert verify().differences == ()
    market.step(Role.RECEIVER, "give_back", running, conditions=GOOD)
    assert row(running).state is State.GIVEN_BACK


def test_days_somebody_has_are_refused_when_asked_and_when_agreed(market, tent, running):
    market.step(Role.SIGNER, "extend", running, days=1, reason="Sehari lagi.")
    put(market, tent, first=5, last=6, quantity=2)
    with pytest.raises(RuleBroken, match="sudah terisi"):
        market.step(Role.VENDOR_OWNER, "agree_change", running)
    assert row(running).lines[0].end_day == day(5)
    market.step(Role.VENDOR_OWNER, "refuse_change", running, reason="Sudah dipesan orang lain.")
    with pytest.raises(RuleBroken, match="sudah terisi"):
        market.step(Role.SIGNER, "extend", running, days=1, reason="Sehari lagi.")
    assert days.differences() == []


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (0, "1 sampai 60"),
        (None, "1 sampai 60"),
        (2, "Kurangi harinya, atau buat pesanan sewa baru"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(market, running, more, words):
    with pytest.raises(RuleBroken, match=words):
        market.step(Role.SIGNER, "extend", running, days=more, reason="Lagi.")
    assert row(running).state is State.IN_USE


def test_an_agreed_price_keeps_its_part_of_the_shelf(market, tent, running):
    with write():
        line = queries.get(SYSTEM, running, lock=True).lines[0]
        line.price, line.amount = 6_000_000, 6_000_000  # four fifths
    market.step(Role.SIGNER, "extend", running, days=1, reason="Sehari lagi.")
    assert pages.purchase_page(market.owner.actor, running).addendum.after == 8_000_000
