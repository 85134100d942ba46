"""BAST k of n of an order for goods: what was handed over each time, its share of price and taxes, and its payment."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    Text,
    select,
    update,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from domain import clock, region
from domain.db import Model, UtcDateTime, db
from domain.errors import RuleBroken
from domain.purchases import claims, offers
from domain.purchases.claims import Claim, Outcome
from domain.purchases.milestones import Term
from domain.purchases.models import Purchase, Receipt
from domain.purchases.penalties import Penalty, Rule, penalty_cap, penalty_of
from domain.rulebook import RuleRow
from domain.tax.model import ADDED, CollectedBy, TaxResult
from domain.tax.terms import tax_share


class Handover(Model):
    """The n-th BAST: whole rupiah of its part. `taxes` maps a tax to its share.

    `penalty` is kept back for what came late, `why` says so, `waived` why nothing is. `bill` is the number of
    the payment it was billed for, None before; `paid` whether that was made.
    """

    __tablename__ = "handover"
    __table_args__ = (
        CheckConstraint("total = withheld + penalty + net", name="sum"),
        CheckConstraint("base >= 0 AND penalty >= 0 AND net >= 0", name="amounts"),
    )
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    base: Mapped[int] = mapped_column(BigInteger)
    taxes: Mapped[dict[str, Any]] = mapped_column(JSON)
    total: Mapped[int] = mapped_column(BigInteger)
    withheld: Mapped[int] = mapped_column(BigInteger)
    penalty: Mapped[int] = mapped_column(BigInteger, default=0)
    net: Mapped[int] = mapped_column(BigInteger)
    why: Mapped[str] = mapped_column(Text, default="")
    waived: Mapped[str] = mapped_column(String(400), default="")
    bill: Mapped[int | None]
    paid: Mapped[bool] = mapped_column(default=False)
    lines: Mapped[list["HandoverLine"]] = relationship(order_by="HandoverLine.line_id")


class HandoverLine(Model):
    """How many pieces of a line one BAST covers."""

    __tablename__ = "handover_line"
    __table_args__ = (
        ForeignKeyConstraint(["purchase_id", "n"], ["handover.purchase_id", "handover.n"]),
        CheckConstraint("quantity >= 1", name="quantity"),
    )
    purchase_id: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line_id: Mapped[int] = mapped_column(ForeignKey("purchase_line.id"), primary_key=True)
    quantity: Mapped[int]


class Came(NamedTuple):
    """Accepted pieces of a line that came on a day and that no BAST covers yet."""

    line_id: int
    quantity: int
    on: date


class Part(NamedTuple):
    """What a BAST would say of some pieces: whole rupiah, `net` without taxes withheld and without the penalty."""

    base: int
    taxes: dict[str, int]
    total: int
    withheld: int
    penalty: Penalty
    net: int
    last: bool


def of(purchase: Purchase) -> list[Handover]:
    """Its BAST, in their order, with their pieces."""
    found = select(Handover).where(Handover.purchase_id == purchase.id).options(joinedload(Handover.lines))
    return list(db.session.scalars(found.order_by(Handover.n)).unique())


def receipts_of(purchase: Purchase) -> list[Receipt]:
    """What arrived, in order, line by line."""
    found = select(Receipt).where(Receipt.purchase_id == purchase.id).options(joinedload(Receipt.lines))
    return list(db.session.scalars(found.order_by(Receipt.n)).unique())


def came(receipts: Iterable[Receipt], settled: Iterable[Claim], bast: int | None) -> list[Came]:
    """Accepted pieces covered by BAST `bast`; by none when it is None."""
    found = [
        Came(line.line_id, line.accepted, receipt.arrived_on)
        for receipt in receipts
        if receipt.bast == bast
        for line in receipt.lines
        if line.accepted
    ]
    return found + [
        Came(line.line_id, line.quantity, claim.arrived_on)
        for claim in settled
        if claim.outcome is Outcome.ACCEPTED and claim.bast == bast and claim.arrived_on
        for line in claim.lines
    ]


def pending(purchase: Purchase) -> list[Came]:
    """What was accepted and no BAST covers yet."""
    return came(receipts_of(purchase), claims.of(purchase), None)


def part_of(purchase: Purchase, pieces: Sequence[Came], before: Sequence[Handover], *, waived: str) -> Part:
    """The share of these pieces in price and taxes, after the BAST before them; the last one carries the rest.

    Shares are of the order as it stood at its first BAST, so that a paper once issued stays right.
    """
    price = {line.id: line.price for line in purchase.lines}
    base = sum(each.quantity * price[each.line_id] for each in pieces)
    last = is_last(purchase, pieces, before)
    carried, (ordered, whole) = given(before), _at_first(purchase)
    taxes = {
        tax.code: tax.amount - carried[tax.code]
        if last
        else tax_share(whole.get(tax.code, 0), base, ordered, given=carried[tax.code])
        for tax in purchase.taxes
    }
    total = base + sum(amount for code, amount in taxes.items() if code in ADDED)
    withheld = sum(taxes[tax.code] for tax in purchase.taxes if tax.collected_by is not CollectedBy.VENDOR)
    late = Penalty() if waived else late_of(purchase, pieces)
    late = late._replace(amount=min(late.amount, total - withheld))
    return Part(base, taxes, total, withheld, late, total - withheld - late.amount, last)


def _at_first(purchase: Purchase) -> tuple[int, dict[str, int]]:
    """Price and taxes of the order as it stood at its first BAST."""
    if not any(line.dropped_late for line in purchase.lines):
        return purchase.base, {tax.code: tax.amount for tax in purchase.taxes}
    first = offers.at_first_handover(purchase)
    return first.base, {tax.code: tax.amount for tax in first.lines}


def given(before: Iterable[Handover]) -> Counter[str]:
    """What BAST carry of each tax already."""
    found: Counter[str] = Counter()
    for each in before:
        found.update(each.taxes)
    return found


def standing(purchase: Purchase, made: Sequence[Handover]) -> TaxResult:
    """Price and taxes of what the order stands for now, after these BAST."""
    return offers.standing(purchase, sum(each.base for each in made), given(made))


def late_of(purchase: Purchase, pieces: Iterable[Came]) -> Penalty:
    """What these pieces cost the vendor for coming late."""
    price = {line.id: line.price for line in purchase.lines}
    values: Counter[date] = Counter()
    for each in pieces:
        values[each.on] += each.quantity * price[each.line_id]
    rule = penalty_rule(purchase)
    return penalty_of(values, purchase.deliver_by, rule) if rule else Penalty()


def penalty_rule(purchase: Purchase) -> Rule | None:
    """The rule in force on the day the order was issued, and where it ended by then; None where there was none."""
    thresholds = region.current().thresholds_on(clock.local(purchase.issued_at or clock.now()).date())
    daily, cap = thresholds.get("late_penalty_per_day"), penalty_cap(thresholds)
    if daily is None:
        return None
    if cap is None:
        return Rule(daily.value, None, daily.source, (daily.id,))
    return Rule(daily.value, cap.value, daily.source, (daily.id, cap.id))


def mark_used(rule: Rule | None) -> None:
    """A rule that something was kept back by is not changed any more."""
    if rule:
        fresh = RuleRow.id.in_(rule.ids), RuleRow.used.is_(False)
        db.session.execute(update(RuleRow).where(*fresh).values(used=True))


def is_last(purchase: Purchase, pieces: Iterable[Came], before: Iterable[Handover]) -> bool:
    """Whether with these pieces everything the order stands for is handed over."""
    covered: Counter[int] = Counter()
    for one in pieces:
        covered[one.line_id] += one.quantity
    for each in before:
        covered.update({line.line_id: line.quantity for line in each.lines})
    return all(covered[line.id] >= line.count.ordered for line in purchase.lines)


def hand_over(purchase: Purchase, *, by: int | None) -> tuple[Handover, bool]:
    """Cover everything pending by the next BAST; whether it is the last one. Raises RuleBroken when nothing is."""
    receipts, settled, before = receipts_of(purchase), claims.of(purchase), of(purchase)
    pieces = came(receipts, settled, None)
    if not pieces:
        raise RuleBroken("Belum ada barang diterima yang belum masuk BAST.")
    n = len(before) + 1
    part = part_of(purchase, pieces, before, waived=purchase.waived)
    counted: Counter[int] = Counter()
    for each in pieces:
        counted[each.line_id] += each.quantity
    made = Handover(
        purchase_id=purchase.id, n=n, by_id=by, base=part.base, taxes=part.taxes, total=part.total,
        withheld=part.withheld, penalty=part.penalty.amount, net=part.net, why=part.penalty.why,
        waived=purchase.waived,
    )  # fmt: skip
    made.lines = [HandoverLine(line_id=line, quantity=quantity) for line, quantity in counted.items()]
    db.session.add(made)
    for row in (*receipts, *settled):
        if row.bast is None and (isinstance(row, Receipt) or row.outcome is Outcome.ACCEPTED):
            row.bast = n
    mark_used(penalty_rule(purchase) if part.penalty.amount else None)
    purchase.waived = ""
    db.session.flush()
    return made, part.last


def running(purchase: Purchase, found: Sequence[Handover] | None = None) -> Term | None:
    """What is billed or about to be: None when it is the whole order with nothing kept back."""
    found = of(purchase) if found is None else found
    due = in_turn(found)
    if not due:
        return None
    taxes = given(due)
    sums = [sum(getattr(each, name) for each in due) for name in ("base", "total", "withheld", "net")]
    base, total, withheld, net = sums
    penalty = sum(each.penalty for each in due)
    if len(due) == len(found) and base == purchase.base and not penalty:
        return None
    n = 1 + len({each.bill for each in found if each.paid})
    why = " ".join(each.why for each in due if each.penalty)
    return Term(n, n, (), base, dict(taxes), total, withheld, net, penalty, why)


def in_turn(found: Sequence[Handover]) -> list[Handover]:
    """The BAST of the bill that runs; else those no bill names yet."""
    unpaid = [each for each in found if not each.paid]
    return [each for each in unpaid if each.bill is not None] or unpaid


def bill(purchase: Purchase) -> list[Handover]:
    """Everything handed over and not billed yet goes on the next bill."""
    found = of(purchase)
    n = 1 + len({each.bill for each in found if each.paid})
    due = [each for each in found if not each.paid]
    for each in due:
        each.bill = n
    db.session.flush()
    return due


def unbill(purchase: Purchase) -> None:
    """The bill went back: what it asked for waits for the next one."""
    for each in of(purchase):
        if not each.paid:
            each.bill = None
    db.session.flush()


def mark_paid(purchase: Purchase) -> list[Handover]:
    """The bill that runs was paid; returns all BAST of the order."""
    found = of(purchase)
    for each in in_turn(found):
        each.paid = True
    db.session.flush()
    return found


def of_many(purchase_ids: Iterable[int]) -> dict[int, list[Handover]]:
    """The BAST of several orders, by the order's id, with their pieces, in one statement."""
    found = (
        select(Handover)
        .where(Handover.purchase_id.in_(set(purchase_ids)))
        .options(joinedload(Handover.lines))
    )
    by_order: dict[int, list[Handover]] = {}
    for each in db.session.scalars(found.order_by(Handover.purchase_id, Handover.n)).unique():
        by_order.setdefault(each.purchase_id, []).append(each)
    return by_order
