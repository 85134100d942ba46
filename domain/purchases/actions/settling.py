"""Where an order for goods goes on: after a payment of a part, and once what was talked about is settled."""

from datetime import date

from sqlalchemy import func, select

from domain import clock
from domain.budgets import actions as budgets
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people.rules import Actor
from domain.purchases import handovers
from domain.purchases.milestones import Term, TermPayment
from domain.purchases.models import Payment, Purchase
from domain.purchases.states import BESIDE, State


def pay_part(
    actor: Actor, purchase: Purchase, term: Term, *, proof_number: str, paid_on: date
) -> TermPayment:
    """Keep the payment of what BAST handed over and spend its part of the budget."""
    assert actor.person_id is not None
    assert purchase.budget_line_id is not None
    payment = TermPayment(
        purchase_id=purchase.id, n=term.n, proof_number=proof_number, paid_on=paid_on, gross=term.total,
        withheld=term.withheld, penalty=term.penalty, net=term.net, paid_by=actor.person_id,
    )  # fmt: skip
    db.session.add(payment)
    db.session.flush()
    budgets.spend(actor, purchase.budget_line_id, term.total, subject=purchase.code)
    return payment


def after_payment(purchase: Purchase) -> State:
    """The state a payment leads to; the clocks of hand-over and payment follow it."""
    goods = purchase.kind is FulfilmentKind.PRODUCT
    decided = where(purchase) if goods else _of_terms(purchase)
    if decided is State.PAID:
        purchase.paid_at = clock.now()
        return decided
    unpaid = [each.at for each in handovers.of(purchase) if not each.paid] if goods else []
    purchase.handed_over_at = min(unpaid, default=None)
    return decided


def _of_terms(purchase: Purchase) -> State:
    return State.IN_FULFILMENT if purchase.payment is None else State.PAID


def where(purchase: Purchase) -> State:
    """Where the quantities say an order for goods stands when no bill runs; the last payment is closed on the way."""
    if any(not each.paid for each in handovers.of(purchase)):
        return State.HANDED_OVER
    if not all(line.count.complete for line in purchase.lines):
        return State.IN_FULFILMENT
    if handovers.pending(purchase):
        return State.RECEIVED
    _close(purchase)
    return State.PAID


def settled(purchase: Purchase) -> State:
    """The same after something was settled: money's turn goes on undisturbed."""
    if purchase.state in BESIDE:
        return purchase.state
    decided = where(purchase)
    if decided is State.PAID:
        purchase.paid_at = clock.now()
    return decided


def _close(purchase: Purchase) -> None:
    """The payment of the whole order: the sum of its parts, dated by the last one."""
    if purchase.payment is not None:
        return
    made = select(TermPayment).where(TermPayment.purchase_id == purchase.id).order_by(TermPayment.n)
    last = db.session.scalars(made).all()[-1]
    columns = (TermPayment.gross, TermPayment.withheld, TermPayment.penalty, TermPayment.net)
    sums = select(*(func.sum(column) for column in columns)).where(TermPayment.purchase_id == purchase.id)
    gross, withheld, penalty, net = (int(each) for each in db.session.execute(sums).one())
    purchase.payment = Payment(
        way=purchase.payment_way, proof_number=last.proof_number, paid_on=last.paid_on, gross=gross,
        withheld=withheld, penalty=penalty, net=net, paid_by=last.paid_by,
    )  # fmt: skip
    db.session.flush()
