"""Submits, withdrawals and approvals at the same moment: no deadlock, nothing below zero, nothing lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from domain.budgets.models import BudgetLine
from domain.catalogue.models import Listing
from domain.db import db
from domain.errors import RuleBroken, Stale
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, queries
from domain.purchases.states import State
from domain.writing import write
from tests.support.market import Market

PURCHASES = 8
ROUNDS = 4

pytestmark = pytest.mark.parallel


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market(ceiling=5_000_000)


def in_parallel(app, jobs) -> list:
    """Run each job in a thread and context of its own; what it returned, or the error it met."""

    def run(job):
        with app.app_context():
            try:
                return job()
            except (RuleBroken, Stale) as refused:
                return refused
            finally:
                db.session.remove()

    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(run, jobs))


def standing(app, shop) -> tuple[int, int, int]:
    """Stock on the shelf, sold, and rupiah held."""
    with app.app_context():
        listing = db.session.get_one(Listing, shop.listing)
        return listing.stock, listing.sold, db.session.get_one(BudgetLine, shop.budget_id).held


def test_submits_and_withdrawals_on_one_budget_and_shelf_never_wait_for_each_other_in_a_ring(app, shop):
    with app.app_context():
        codes = [shop.draft(1) for _ in range(PURCHASES)]
    buyer = shop.actor(Role.PROCURER)

    def to_and_fro(code):
        def work():
            for _ in range(ROUNDS):
                for verb in (actions.submit, actions.withdraw):
                    with write():
                        verb(buyer, code, version=None)
            return "done"

        return work

    assert in_parallel(app, [to_and_fro(code) for code in codes]) == ["done"] * PURCHASES
    assert standing(app, shop) == (100, 0, 0)


def test_forty_submits_for_the_last_units_take_what_is_there_and_no_more(app, shop):
    with app.app_context():
        few = shop.sell("Kotak terakhir", price=1_000, stock=7)
        codes = [shop.draft(1, few) for _ in range(40)]
    buyer = shop.actor(Role.PROCURER)

    def submit(code):
        def work():
            with write():
                return actions.submit(buyer, code, version=None).state

        return work

    answers = in_parallel(app, [submit(code) for code in codes])
    assert answers.count(State.AWAITING_APPROVAL) == 7
    with app.app_context():
        assert db.session.get_one(Listing, few).stock == 0
    assert standing(app, shop)[2] == 7_000


def test_two_approvers_at_once_issue_one_number(app, shop):
    with app.app_context():
        code = shop.draft(1)
        shop.step(Role.PROCURER, "submit", code)
        version = queries.get(SYSTEM, code).version
    signer = shop.actor(Role.SIGNER)

    def approve():
        with write():
            return actions.approve(signer, code, version=version).state

    answers = in_parallel(app, [approve] * 8)
    assert answers.count(State.ISSUED) == 1
    assert sum(isinstance(answer, Stale) for answer in answers) == 7
