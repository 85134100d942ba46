"""Money of one fiscal year buys in that year only."""

from datetime import date, timedelta

import pytest

from domain import clock
from domain.budgets import actions as budgets
from domain.budgets.models import BudgetLine
from domain.db import db
from domain.errors import RuleBroken
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, queries
from domain.purchases.audit.verify import verify
from domain.tax.model import PaymentWay
from domain.writing import write


def test_a_line_of_another_year_is_refused_at_its_field(market):
    code = market.draft()
    with write():
        past = budgets.add_budget_line(
            SYSTEM, office_code=market.office, fiscal_year=clock.fiscal_year() - 1, name="Lama", ceiling=9_000_000
        ).id  # fmt: skip
    with pytest.raises(RuleBroken, match=r"untuk tahun \d+\. Pilih yang tahun") as refused, write():
        actions.change_draft(
            market.actor(Role.PROCURER), code, version=None, budget_line_id=past, deliver_to="Aula",
            deliver_by=clock.today(), payment_way=PaymentWay.LS,
        )  # fmt: skip
    assert refused.value.field == "budget_line_id"
    assert queries.get(SYSTEM, code).budget_line_id == market.budget_id


def test_a_draft_of_last_year_is_not_submitted_on_last_years_money(market):
    code = market.draft()
    with (
        clock.freeze(clock.now() + timedelta(days=366)),
        pytest.raises(RuleBroken, match="Mata anggaran ini"),
    ):
        market.step(Role.PROCURER, "submit", code)


def test_a_december_order_paid_in_january_takes_decembers_money_and_januarys_numbers(market):
    year = clock.fiscal_year()
    with clock.freeze(clock.start_of(date(year, 12, 30)) + timedelta(hours=9)):
        code = market.until_verified(4)
        held = market.budget_id, queries.get(SYSTEM, code).total
    with clock.freeze(clock.start_of(date(year + 1, 1, 4)) + timedelta(hours=9)):
        net = queries.get(SYSTEM, code).net
        with pytest.raises(RuleBroken, match="tidak boleh sesudah hari ini"):
            market.step(
                Role.TREASURER, "pay", code, amount=net, proof_number="SP2D/1", paid_on=date(year + 1, 1, 5)
            )
        market.step(
            Role.TREASURER, "pay", code, amount=net, proof_number="SP2D/1", paid_on=date(year + 1, 1, 4)
        )
        line = db.session.get_one(BudgetLine, market.budget_id)
        assert (line.fiscal_year, line.held, line.spent) == (year, 0, held[1])
        paid = [
            each for each in papers.of(code) if each.kind in (PaperKind.KUITANSI, PaperKind.BA_PEMBAYARAN)
        ]
        assert [(each.year, each.seq) for each in paid] == [(year + 1, 1)] * 2
        assert {each.year for each in papers.of(code)} == {year, year + 1}
        assert verify().differences == ()
