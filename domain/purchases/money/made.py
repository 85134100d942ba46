"""Every payment that was made: of whole orders, and of the parts of orders paid in parts, as one table to read."""

from sqlalchemy import literal, select, union_all

from domain.purchases.milestones import TermPayment
from domain.purchases.models import Payment

# an order paid in parts has a payment of its own once all are made: their sum, not one more
MADE = union_all(
    select(
        Payment.purchase_id, literal(0).label("n"), Payment.paid_on, Payment.proof_number, Payment.gross,
        Payment.withheld, Payment.penalty, Payment.net,
    )
    .where(Payment.purchase_id.not_in(select(TermPayment.purchase_id))),
    select(
        TermPayment.purchase_id, TermPayment.n, TermPayment.paid_on, TermPayment.proof_number, TermPayment.gross,
        TermPayment.withheld,
        TermPayment.penalty, TermPayment.net,
    ),
).subquery("made")  # fmt: skip
