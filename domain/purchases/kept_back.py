"""What is kept back of an organiser's term or of a rental for coming late, as of goods: decided at the BAST, and why.

A milestone is in time when it was reported by its day (the report that was accepted counts), a rental when the
thing was handed out by its first day. The value before PPN of what was late is what the dated rule takes a share of.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.catalogue.packages.rules import shares
from domain.db import Model, db
from domain.kinds import FulfilmentKind
from domain.purchases import handovers, milestones
from domain.purchases.checklists import Checklist, CheckStep
from domain.purchases.milestones import PurchaseMilestone, Stage, Term
from domain.purchases.models import Purchase
from domain.purchases.penalties import Penalty, penalty_of
from domain.purchases.states import State
from domain.sentences import joined, say
from domain.tax.model import ADDED, CollectedBy

WHOLE = 1  # a rental has one BAST


class KeptBack(Model):
    """Of the n-th BAST: whole rupiah kept back, why in words, and why nothing is when that was waived."""

    __tablename__ = "kept_back"
    __table_args__ = (CheckConstraint("penalty >= 0 AND (penalty = 0 OR waived = '')", name="penalty"),)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    penalty: Mapped[int] = mapped_column(BigInteger, default=0)
    why: Mapped[str] = mapped_column(Text, default="")
    waived: Mapped[str] = mapped_column(String(400), default="")


def of(purchase: Purchase) -> list[KeptBack]:
    """What was decided at each BAST of it; nothing for goods, whose BAST say it themselves."""
    if purchase.kind is FulfilmentKind.PRODUCT or purchase.issued_at is None:
        return []
    found = select(KeptBack).where(KeptBack.purchase_id == purchase.id)
    return list(db.session.scalars(found.order_by(KeptBack.n)))


def pending(
    purchase: Purchase, planned: list[PurchaseMilestone] | None = None, out: datetime | None = None
) -> Penalty:
    """What the next BAST would keep back; nothing before everything of it was received, or once it was waived.

    `out` is when a rented thing was handed out, when that is known already.
    """
    if purchase.kind is FulfilmentKind.PRODUCT or purchase.state is not State.RECEIVED or purchase.waived:
        return Penalty()
    if planned is None:
        planned = milestones.of(purchase)
    return late_of(purchase, planned, None, out)


def late_of(
    purchase: Purchase, planned: list[PurchaseMilestone], n: int | None, out: datetime | None = None
) -> Penalty:
    """What the n-th BAST (None: the next) keeps back by the rule of the day the order was issued."""
    rule = handovers.penalty_rule(purchase)
    if rule is None:
        return Penalty()
    if purchase.kind is FulfilmentKind.RENTAL:
        parts = [penalty_of({on: value}, due, rule) for on, value, due in _rented(purchase, out)]
        said = [each.why for each in parts if each.amount]
    else:
        parts, said = [], []
        for each, value in _milestones(purchase, planned, n):
            reported = clock.local(each.reported_at).date() if each.reported_at else each.due
            late = penalty_of({reported: value}, each.due, rule)
            parts.append(late)
            if late.amount:
                said.append(say("Tahap {name}: {why}", name=each.name, why=late.why))
    return Penalty(sum(each.amount for each in parts), joined(" ", said) if said else "")


def _milestones(
    purchase: Purchase, planned: list[PurchaseMilestone], n: int | None
) -> Iterator[tuple[PurchaseMilestone, int]]:
    """The milestones of a BAST with their part of the price."""
    values = shares(purchase.base, [each.weight for each in planned])
    for each, value in zip(planned, values, strict=True):
        if each.term == n if n else each.stage is Stage.ACCEPTED:
            yield each, value


def _rented(purchase: Purchase, out: datetime | None):
    """Of each thing: the day it was handed out, its price, and the first day it was rented for."""
    at = out or db.session.scalar(
        select(Checklist.at).where(Checklist.purchase_id == purchase.id, Checklist.step == CheckStep.OUT)
    )
    if at is None:
        return
    for line in purchase.lines:
        if line.start_day is not None:
            yield clock.local(at).date(), line.quantity * line.price, line.start_day


def keep(purchase: Purchase, term: Term | None) -> KeptBack | None:
    """Decide it at a BAST, of a term or of the whole; None for goods. Marks the rule as used."""
    if purchase.kind is FulfilmentKind.PRODUCT:
        return None
    n = term.n if term else WHOLE
    planned = milestones.of(purchase) if term else []
    late = Penalty() if purchase.waived else late_of(purchase, planned, n if term else None)
    net = term.total - term.withheld if term else purchase.net
    amount = min(late.amount, net)
    row = KeptBack(
        purchase_id=purchase.id, n=n, penalty=amount, why=late.why if amount else "", waived=purchase.waived
    )
    if amount:
        handovers.mark_used(handovers.penalty_rule(purchase))
    purchase.waived = ""
    db.session.add(row)
    db.session.flush()
    return row


def less(term: Term, found: list[KeptBack]) -> Term:
    """A term with what is kept back of it."""
    row = next((each for each in found if each.n == term.n), None)
    if row is None or not row.penalty:
        return term
    return term._replace(net=term.net - row.penalty, penalty=row.penalty, why=row.why)


def of_rental(purchase: Purchase, found: list[KeptBack]) -> Term | None:
    """The payment of a rental of which something is kept back; None when it is the whole at its price."""
    row = next((each for each in found if each.penalty), None)
    if row is None or purchase.kind is not FulfilmentKind.RENTAL or purchase.payment is not None:
        return None
    taxes = {tax.code: tax.amount for tax in purchase.taxes}
    total = purchase.base + sum(amount for code, amount in taxes.items() if code in ADDED)
    held = sum(tax.amount for tax in purchase.taxes if tax.collected_by is not CollectedBy.VENDOR)
    net = total - held - row.penalty
    return Term(WHOLE, WHOLE, (), purchase.base, taxes, total, held, net, row.penalty, row.why)


def said(penalty: int, why: str, waived: str = "") -> dict[str, Any]:
    """For papers; nothing when nothing was late."""
    if not penalty and not waived:
        return {}
    return {"kept": {"penalty": penalty, "why": why, "waived": waived}}
