"""Money of one fiscal year buys in that year only."""

from datetime import timedelta

import pytest

from domain import clock
from domain.budgets import actions as budgets
from domain.errors import RuleBroken
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, queries
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
