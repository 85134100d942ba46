"""From the vendor's yes to the hand-over: accept, ship, receive, BAST."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select

from domain import clock
from domain.db import db
from domain.errors import RuleBroken
from domain.papers import actions as papers
from domain.papers.rules import PaperKind, VoidReason
from domain.people.models import Person
from domain.people.rules import Actor
from domain.purchases import rules, snapshots
from domain.purchases.actions.organising import open_term
from domain.purchases.actions.steps import begin, call_off, finish, paper_of
from domain.purchases.delivery import after_receipt, check_receipt, check_rejection, check_ship
from domain.purchases.models import Purchase, Receipt, ReceiptLine, Shipment, ShipmentLine


class Arrived(NamedTuple):
    """What arrived of one line, in its unit; a rejected piece has its condition in words."""

    accepted: int = 0
    rejected: int = 0
    condition: str = ""


def accept(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The vendor takes the order. Raises RuleBroken after the deadline."""
    purchase = begin(actor, code, "accept", version)
    if purchase.accept_by and clock.now() >= purchase.accept_by:
        raise RuleBroken("Batas waktu menerima sudah lewat. Minta kantor memesan lagi.")
    return finish(actor, purchase, "accept")


def refuse(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """The vendor cannot deliver; budget and stock are let go."""
    purchase = begin(actor, code, "refuse", version)
    rules.check_reason(reason)
    call_off(actor, purchase, VoidReason.DECLINED)
    purchase.reason = reason.strip()
    return finish(actor, purchase, "refuse")


def ship(
    actor: Actor, code: str, *, version: int | None, quantities: Sequence[int], note: str = ""
) -> Purchase:
    """Send some or all of it, quantities in the order of the lines; a surat jalan is issued."""
    purchase = begin(actor, code, "ship", version)
    check_ship([line.count for line in purchase.lines], quantities)
    n = _count(Shipment, purchase) + 1
    shipment = Shipment(purchase_id=purchase.id, n=n, shipped_by=actor.person_id, note=note.strip())
    db.session.add(shipment)
    db.session.flush()
    sent = {}
    for line, quantity in zip(purchase.lines, quantities, strict=True):
        if quantity:
            line.shipped += quantity
            sent[line.id] = quantity
            db.session.add(ShipmentLine(shipment_id=shipment.id, line_id=line.id, quantity=quantity))
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    finish(actor, purchase, "ship", n=n, quantities=list(quantities))
    papers.issue(
        actor,
        PaperKind.SURAT_JALAN,
        owner=f"U{purchase.vendor_id}",
        subject=purchase.code,
        snapshot=snapshots.delivery(purchase, order.number, n, sent),
    )
    return purchase


def receive(
    actor: Actor, code: str, *, version: int | None, arrived: Sequence[Arrived], note: str = ""
) -> Purchase:
    """Record an arrival, line by line; a tanda terima is issued. Complete when all is accepted."""
    purchase = begin(actor, code, "receive", version)
    rules.check_separation(purchase.duties._replace(receiver=actor.person_id))
    counts = [line.count for line in purchase.lines]
    check_receipt(counts, [one.accepted for one in arrived], [one.rejected for one in arrived])
    for number, one in enumerate(arrived):
        check_rejection(one.rejected, one.condition, line=number)
    purchase.receiver_id = actor.person_id
    n = _count(Receipt, purchase) + 1
    _keep_arrival(actor, purchase, n, arrived, note)
    decided = after_receipt(line.count for line in purchase.lines)
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    finish(actor, purchase, "receive", decided=decided, n=n)
    counted = {line.id: tuple(one) for line, one in zip(purchase.lines, arrived, strict=True)}
    papers.issue(
        actor,
        PaperKind.TANDA_TERIMA,
        owner=purchase.office_code,
        subject=purchase.code,
        snapshot=snapshots.arrival(
            purchase, order.number, n, counted, db.session.get_one(Person, actor.person_id)
        ),
    )
    return purchase


def _keep_arrival(actor: Actor, purchase: Purchase, n: int, arrived: Sequence[Arrived], note: str) -> None:
    receipt = Receipt(purchase_id=purchase.id, n=n, received_by=actor.person_id, note=note.strip())
    db.session.add(receipt)
    db.session.flush()
    for line, one in zip(purchase.lines, arrived, strict=True):
        line.accepted += one.accepted
        line.rejected += one.rejected
        if one.accepted or one.rejected:
            kept = {"accepted": one.accepted, "rejected": one.rejected, "condition": one.condition.strip()}
            db.session.add(ReceiptLine(receipt_id=receipt.id, line_id=line.id, **kept))
    db.session.flush()


def hand_over(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The BAST: the office takes over what was accepted."""
    purchase = begin(actor, code, "hand_over", version)
    purchase.handed_over_at = clock.now()
    term = open_term(purchase)
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    finish(actor, purchase, "hand_over", total=term.total if term else purchase.total)
    papers.issue(
        actor,
        PaperKind.BAST,
        owner=purchase.office_code,
        subject=purchase.code,
        snapshot=snapshots.hand_over(purchase, order.number, term),
    )
    return purchase


def _count(model: type[Shipment] | type[Receipt], purchase: Purchase) -> int:
    """How many there are; the purchase's row is locked, so nobody adds one meanwhile."""
    return db.session.scalar(select(func.count()).where(model.purchase_id == purchase.id)) or 0
