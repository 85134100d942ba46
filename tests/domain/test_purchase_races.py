"""Many hands at one purchase, one shelf, one budget: never below zero, never twice, never a deadlock."""

from collections.abc import Callable

import pytest

from domain import clock
from domain.budgets.models import BudgetLine
from domain.catalogue.models import Listing
from domain.db import db
from domain.papers import queries as papers
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, queries
from domain.purchases.actions.delivering import Arrived
from domain.purchases.models import Payment
from domain.purchases.states import State
from domain.tax.model import PaymentWay
from domain.writing import write
from tests.support.drills import together

PRICE = 12_500
MANY = 40

pytestmark = pytest.mark.parallel


def left_on_shelf(listing: int) -> int:
    db.session.rollback()
    return db.session.get_one(Listing, listing).stock


def budget(market) -> tuple[int, int]:
    db.session.rollback()
    line = db.session.get_one(BudgetLine, market.budget_id)
    return line.held, line.spent


def drafts(market, wishes: list[dict[int, int]]) -> list[str]:
    """A filled-in draft for each wish {listing id: quantity}; codes."""
    return [_draft(market, wish) for wish in wishes]


def _draft(market, wish: dict[int, int]) -> str:
    buyer = market.actor(Role.PROCURER)
    with write():
        for listing, quantity in wish.items():
            actions.add_to_basket(buyer, listing_id=listing, quantity=quantity)
        code = actions.draft_purchases(buyer)[0].code
    with write():
        actions.change_draft(
            buyer, code, version=None, budget_line_id=market.budget_id, deliver_to="Ruang rapat",
            deliver_by=clock.today(), payment_way=PaymentWay.LS,
        )  # fmt: skip
    return code


def submits(market, codes: list[str]) -> list[Callable[[], object]]:
    buyer = market.actor(Role.PROCURER)
    return [lambda code=code: actions.submit(buyer, code, version=None) for code in codes]


def test_forty_submits_for_the_last_budget_never_take_more_than_there_is(market, within):
    codes = drafts(market, [{market.listing: 2}] * MANY)
    with write():
        db.session.get_one(BudgetLine, market.budget_id).ceiling = 10 * 2 * PRICE + 1
    outcomes = together(within, submits(market, codes))
    assert outcomes.count("done") == 10
    assert budget(market) == (10 * 2 * PRICE, 0)
    assert left_on_shelf(market.listing) == 100 - 20


def test_baskets_filled_in_opposite_order_do_not_block_each_other(market, within):
    other = market.sell("Aneka keripik", price=PRICE, stock=100)
    one_way, back = {market.listing: 1, other: 1}, {other: 1, market.listing: 1}
    codes = drafts(market, [one_way, back] * 8)
    assert together(within, submits(market, codes)) == ["done"] * 16
    assert (left_on_shelf(market.listing), left_on_shelf(other)) == (84, 84)


def test_taking_and_giving_back_at_once_neither_block_nor_lose_anything(market, within):
    codes = drafts(market, [{market.listing: 1}] * 24)
    buyer = market.actor(Role.PROCURER)
    for code in codes[:12]:
        market.step(Role.PROCURER, "submit", code)
    back = [lambda code=code: actions.withdraw(buyer, code, version=None) for code in codes[:12]]
    mixed = [step for pair in zip(back, submits(market, codes[12:]), strict=True) for step in pair]
    assert together(within, mixed) == ["done"] * 24
    assert left_on_shelf(market.listing) == 88
    assert budget(market) == (12 * PRICE, 0)


def test_orders_signed_at_once_have_numbers_without_gap_or_double(market, within):
    codes = drafts(market, [{market.listing: 1}] * 16)
    for code in codes:
        market.step(Role.PROCURER, "submit", code)
    signer = market.actor(Role.SIGNER)
    signs = [lambda code=code: actions.approve(signer, code, version=None) for code in codes]
    assert together(within, signs) == ["done"] * 16
    db.session.rollback()
    assert sorted(papers.of(code)[0].seq for code in codes) == list(range(1, 17))


def test_two_receivers_at_once_never_record_more_than_was_sent(market, within):
    code = market.until_issued(4)
    market.step(Role.VENDOR_OWNER, "accept", code)
    market.step(Role.VENDOR_OWNER, "ship", code, quantities=[3])
    receiver = market.actor(Role.RECEIVER)
    arrivals = [lambda: actions.receive(receiver, code, version=None, arrived=[Arrived(2)])] * 8
    outcomes = together(within, arrivals)
    assert outcomes.count("done") == 1
    db.session.rollback()
    assert queries.get(SYSTEM, code).lines[0].accepted == 2


def test_the_same_payment_recorded_at_once_is_recorded_once(market, within, rows):
    code = market.until_verified()
    treasurer, net = market.actor(Role.TREASURER), queries.get(SYSTEM, code).net

    def pay():
        return actions.pay(
            treasurer, code, version=None, amount=net, proof_number="SP2D/1", paid_on=clock.today()
        )

    outcomes = together(within, [pay] * 8)
    assert outcomes.count("done") == 1
    assert rows(Payment) == 1
    assert budget(market) == (0, 4 * PRICE)
    assert queries.get(SYSTEM, code).state is State.PAID


def test_approval_and_withdrawal_at_once_leave_one_truth(market, within):
    code = market.draft()
    market.step(Role.PROCURER, "submit", code)
    signer, buyer = market.actor(Role.SIGNER), market.actor(Role.PROCURER)
    outcomes = together(
        within,
        [
            lambda: actions.approve(signer, code, version=None),
            lambda: actions.withdraw(buyer, code, version=None),
        ],
    )
    assert outcomes.count("done") == 1
    db.session.rollback()
    issued = queries.get(SYSTEM, code).state is State.ISSUED
    assert bool(papers.of(code)) is issued
    assert budget(market) == ((4 * PRICE, 0) if issued else (0, 0))
