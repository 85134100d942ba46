"""Goods counted again: what was sent and came, what claims hold or took away, each BAST, and what was paid for it."""

import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.db import db
from domain.journal import JournalEntry
from domain.kinds import FulfilmentKind
from domain.people.models import Vendor
from domain.purchases import handovers
from domain.purchases.audit.prices import Difference
from domain.purchases.claims import Claim, Outcome
from domain.purchases.delivery import still_refused
from domain.purchases.handovers import Handover
from domain.purchases.milestones import TermPayment
from domain.purchases.models import Purchase, Receipt, ShipmentLine
from domain.purchases.states import State
from domain.sentences import say

BATCH = 200
SUMS = ("gross", "withheld", "penalty", "net")
ARRIVING = "purchase.receive"
CLAIMING = frozenset({"purchase.contest", "purchase.close_short"})
MOVING = (*CLAIMING, ARRIVING, "purchase.ship")


class Told(NamedTuple):
    """What rows tell of one order: arrivals, claims, BAST and payments of parts; and the journal, its deliveries."""

    receipts: list[Receipt]
    claims: list[Claim]
    handovers: list[Handover]
    payments: list[TermPayment]
    steps: list[tuple[str, dict[str, Any]]]


def differences(*, without: Collection[str] = ()) -> Iterator[Difference]:
    """Every order for goods of which something was sent, but those whose price or taxes are wrong already."""
    asked = (
        select(Purchase)
        .where(Purchase.kind == FulfilmentKind.PRODUCT, Purchase.issued_at.is_not(None))
        .options(
            selectinload(Purchase.lines), selectinload(Purchase.taxes), joinedload(Purchase.payment),
            selectinload(Purchase.vendor).selectinload(Vendor.tax_profiles),
        )
        .order_by(Purchase.id)
    )  # fmt: skip
    sent = dict(
        db.session.execute(
            select(ShipmentLine.line_id, func.sum(ShipmentLine.quantity)).group_by(ShipmentLine.line_id)
        ).all()
    )
    after = 0
    while batch := list(db.session.scalars(asked.where(Purchase.id > after).limit(BATCH))):
        told = _told([purchase.id for purchase in batch])
        for purchase in batch:
            if purchase.code not in without and any(
                line.shipped or sent.get(line.id) for line in purchase.lines
            ):
                yield from _counts(purchase, sent, told[purchase.id])
                yield from _basts(purchase, told[purchase.id])
                yield from _payments(purchase, told[purchase.id])
        after = batch[-1].id


def _told(ids: list[int]) -> dict[int, Told]:
    """Five statements for a batch."""
    found: dict[int, Told] = defaultdict(lambda: Told([], [], [], [], []))
    for at, model in enumerate((Receipt, Claim, Handover, TermPayment)):
        rows = select(model).where(model.purchase_id.in_(ids))
        if model is not TermPayment:
            rows = rows.options(joinedload(model.lines))  # type: ignore[attr-defined]
        key = model.id if model in (Receipt, Claim) else model.n  # type: ignore[attr-defined]
        for row in db.session.scalars(rows.order_by(model.purchase_id, key)).unique():
            found[row.purchase_id][at].append(row)  # type: ignore[arg-type]
    codes = {f"P{number:04}": number for number in ids}
    said = select(JournalEntry.subject, JournalEntry.event, JournalEntry.facts).where(
        JournalEntry.subject.in_(codes), JournalEntry.event.in_(MOVING)
    )
    for subject, event, facts in db.session.execute(said.order_by(JournalEntry.seq)):
        found[codes[subject]].steps.append((event, json.loads(facts)))
    return found


def _refused(purchase: Purchase, told: Told) -> Counter[int]:
    """Rejected pieces of which the vendor has said nothing yet, step by step as the journal tells it."""
    left, claims = Counter[int](), iter(told.claims)
    for event, facts in told.steps:
        if event in CLAIMING:
            claim = next(claims, None)
            moved = {each.line_id: each.quantity for each in claim.lines} if claim else {}
        else:
            pieces = facts.get("rejected" if event == ARRIVING else "quantities", ())
            moved = dict(zip((line.id for line in purchase.lines), pieces, strict=False))
        for line, quantity in moved.items():
            left[line] = left[line] + quantity if event == ARRIVING else still_refused(left[line], quantity)
    return left


def _counts(purchase: Purchase, sent: dict[int, int], told: Told) -> Iterator[Difference]:
    came, no = Counter[int](), Counter[int]()
    for receipt in told.receipts:
        for each in receipt.lines:
            came[each.line_id] += each.accepted
            no[each.line_id] += each.rejected
    held, dropped = Counter[int](), Counter[int]()
    for claim in told.claims:
        for piece in claim.lines:
            if claim.outcome is Outcome.ACCEPTED:
                came[piece.line_id] += piece.quantity
                no[piece.line_id] -= piece.quantity
            held[piece.line_id] += piece.quantity if claim.outcome is None else 0
            dropped[piece.line_id] += piece.quantity if claim.outcome is Outcome.DROPPED else 0
    refused = _refused(purchase, told)
    for line in purchase.lines:
        if line.refused != refused[line.id]:
            words = say(
                "{name}: ditolak dan belum ada kelanjutannya tersimpan {kept}, hitungan ulang {due}",
                name=line.name, kept=line.refused, due=refused[line.id],
            )  # fmt: skip
            yield Difference(purchase.code, words)
        kept = (line.shipped, line.accepted, line.rejected, line.held, line.dropped)
        gone = 0 if purchase.state is State.CANCELLED else dropped[line.id]
        due = (int(sent.get(line.id, 0)), came[line.id], no[line.id], held[line.id], gone)
        if kept != due:
            yield Difference(
                purchase.code,
                say(
                    "{name}: dikirim, diterima, ditolak, dibicarakan, tidak jadi tersimpan {kept}, hitungan ulang {due}",
                    name=line.name,
                    kept=kept,
                    due=due,
                ),
            )


def _basts(purchase: Purchase, told: Told) -> Iterator[Difference]:
    """Each BAST from the arrivals it covers, by the rules of its day."""
    for at, made in enumerate(told.handovers):
        pieces = handovers.came(told.receipts, told.claims, made.n)
        counted = Counter[int]()
        for each in pieces:
            counted[each.line_id] += each.quantity
        if {line.line_id: line.quantity for line in made.lines} != dict(counted):
            yield Difference(purchase.code, say("BAST ke-{n} tidak sama dengan barang yang datang", n=made.n))
            continue
        part = handovers.part_of(purchase, pieces, told.handovers[:at], waived=made.waived)
        kept = (made.base, made.total, made.withheld, made.penalty, made.net)
        due = (part.base, part.total, part.withheld, part.penalty.amount, part.net)
        if kept != due or dict(made.taxes) != part.taxes:
            yield Difference(
                purchase.code,
                say("BAST ke-{n} tersimpan {kept}, hitungan ulang {due}", n=made.n, kept=kept, due=due),
            )


def _payments(purchase: Purchase, told: Told) -> Iterator[Difference]:
    """What was paid is what was handed over, bill by bill and in all."""
    for paid in told.payments:
        due = _sum(each for each in told.handovers if each.bill == paid.n)
        if _paid(paid) != due:
            yield Difference(
                purchase.code,
                say("bayar ke-{n} tersimpan {paid}, menurut BAST {due}", n=paid.n, paid=_paid(paid), due=due),
            )
    if purchase.payment is not None:
        due = _sum(told.handovers)
        if _paid(purchase.payment) != due:
            yield Difference(
                purchase.code,
                say(
                    "bayar tersimpan {payment}, menurut BAST {due}", payment=_paid(purchase.payment), due=due
                ),
            )
    for each in told.handovers:
        if each.paid != (purchase.payment is not None or any(paid.n == each.bill for paid in told.payments)):
            yield Difference(purchase.code, say("BAST ke-{n}: tanda sudah dibayar tidak cocok", n=each.n))


def _paid(row) -> tuple[int, ...]:
    return tuple(getattr(row, name) for name in SUMS)


def _sum(found: Iterable[Handover]) -> tuple[int, ...]:
    rows = [(each.total, each.withheld, each.penalty, each.net) for each in found]
    return tuple(sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0, 0)
