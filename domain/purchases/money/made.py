"""Every payment that was made: of whole orders, and of the terms of organisers' orders, as one table to read."""

from sqlalchemy import literal, select, union_all

from domain.kinds import FulfilmentKind
from domain.purchases.milestones import TermPayment
from domain.purchases.models import Payment, Purchase

# an organiser's order has a payment of its own once all terms are made: their sum, not one more
MADE = union_all(
    select(
        Payment.purchase_id, literal(0).label("n"), Payment.paid_on, Payment.proof_number, Payment.gross,
        Payment.withheld, Payment.net,
    )
    .join(Purchase, Purchase.id == Payment.purchase_id)
    .where(Purchase.kind != FulfilmentKind.ORGANISER),
    select(
        TermPayment.purchase_id, TermPayment.n, TermPayment.paid_on, TermPayment.proof_number, TermPayment.gross,
        TermPayment.withheld, TermPayment.net,
    ),
).subquery("made")  # fmt: skip
