"""The list of taxes to hand in: parts that carry none take no room, and it goes on after a page."""

from datetime import timedelta

from domain import clock
from domain.db import db
from domain.people.rules import Role
from domain.purchases.milestones import PurchaseMilestone, Stage, TermPayment
from domain.purchases.models import Purchase
from domain.purchases.money import queries
from domain.writing import write
from tests.domain.test_money_actions import paid


def in_sixty_one_parts(market, tax: int) -> str:
    """Sixty parts of 1 percent and one of 40 (too many percent: the shares sum all the same), all paid."""
    code = paid(market)
    with write():
        order = db.session.get_one(Purchase, int(code[1:]))
        order.taxes[0].amount = tax
        for n in range(1, 62):
            day = clock.today() - timedelta(62 - n)
            db.session.add(
                PurchaseMilestone(
                    purchase_id=order.id, position=n, name="Bagian", deliverable="-", due=day, stage=Stage.PAID,
                    term=n, weight=40 if n == 61 else 1,
                )
            )  # fmt: skip
            db.session.add(
                TermPayment(
                    purchase_id=order.id, n=n, proof_number="-", paid_on=day, gross=1, withheld=0, net=1,
                    paid_by=order.payer_id,
                )
            )  # fmt: skip
    return code


def test_sixty_parts_without_a_rupiah_do_not_hide_the_one_that_owes(market):
    code = in_sixty_one_parts(market, tax=1)
    assert [
        (each.code, each.n, each.amount) for each in queries.deposits_due(market.actor(Role.TREASURER))
    ] == [(code, 61, 1)]


def test_the_list_goes_on_after_its_page_and_names_each_once(market, monkeypatch):
    in_sixty_one_parts(market, tax=1_000)
    monkeypatch.setattr(queries, "BATCH", 7)
    treasurer, seen, after = market.actor(Role.TREASURER), [], ""
    while found := queries.deposits_due(treasurer, 20, after=after):
        seen += [each.n for each in found]
        after = found[-1].place
    assert seen == list(range(1, 62))
    for wrong in (
        "2026-01-01.99999999999999999999.1.ppn",
        "x",
        "2026-01-01",
        "2026-13-01.1.0.ppn",
        "2026-01-01.a.b.c",
    ):
        assert len(queries.deposits_due(treasurer, 99, after=wrong)) == 61
