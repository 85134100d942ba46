"""What was kept back of rentals and of organisers' terms, worked out again from reports, looks and the rule of the day."""

from collections.abc import Collection, Iterator

from sqlalchemy import select

from domain.db import db
from domain.kinds import FulfilmentKind
from domain.purchases import kept_back, milestones
from domain.purchases.audit.prices import Difference
from domain.purchases.kept_back import KeptBack
from domain.purchases.models import Purchase
from domain.sentences import say


def differences(*, without: Collection[str] = ()) -> Iterator[Difference]:
    """Every order with such a decision, but those whose price or taxes are wrong already."""
    ids = select(KeptBack.purchase_id).distinct()
    for purchase in db.session.scalars(
        select(Purchase).where(Purchase.id.in_(ids)).order_by(Purchase.id)
    ).all():
        if purchase.code not in without:
            yield from _kept(purchase)
            yield from _paid(purchase)


def _kept(purchase: Purchase) -> Iterator[Difference]:
    planned = milestones.of(purchase)
    for row in kept_back.of(purchase):
        term = milestones.term_of(purchase, planned, row.n) if planned else None
        most = term.total - term.withheld if term else purchase.net
        late = kept_back.late_of(purchase, planned, row.n if planned else None)
        due = 0 if row.waived else min(late.amount, most)
        if row.penalty != due:
            words = say(
                "denda BAST ke-{n} tersimpan {kept}, hitungan ulang {due}", n=row.n, kept=row.penalty, due=due
            )
            yield Difference(purchase.code, words)


def _paid(purchase: Purchase) -> Iterator[Difference]:
    """A payment keeps back what its BAST said; the payment of the whole, all of it."""
    found = {row.n: row.penalty for row in kept_back.of(purchase)}
    made = [(each.n, each.penalty, found.get(each.n, 0)) for each in milestones.payments_of(purchase)]
    if purchase.payment is not None:
        organised = purchase.kind is FulfilmentKind.ORGANISER
        made.append((0 if organised else kept_back.WHOLE, purchase.payment.penalty, sum(found.values())))
    for n, kept, due in made:
        if kept != due:
            words = say("bayar ke-{n} dipotong denda {kept}, menurut BAST {due}", n=n, kept=kept, due=due)
            yield Difference(purchase.code, words)
