"""From the vendor's yes to the hand-over: accept, ship, receive, BAST."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from domain import clock
from domain.db import db
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.papers import actions as papers
from domain.papers.rules import PaperKind, VoidReason
from domain.people.models import Person
from domain.people.rules import Actor
from domain.pictures import Picture
from domain.places import Place
from domain.purchases import handovers, kept_back, part_papers, rules, snapshots
from domain.purchases.actions.organising import open_term
from domain.purchases.actions.steps import begin, call_off, finish, paper_of
from domain.purchases.delivery import (
    after_receipt,
    check_arrival,
    check_receipt,
    check_rejection,
    check_ship,
    still_refused,
)
from domain.purchases.models import Purchase, Receipt, ReceiptLine, Shipment, ShipmentLine
from domain.purchases.states import BESIDE, State


class Arrived(NamedTuple):
    """What arrived of one line, in its unit: good, damaged and missing pieces; the latter two said in words."""

    accepted: int = 0
    damaged: int = 0
    condition: str = ""
    short: int = 0

    @property
    def rejected(self) -> int:
        return self.damaged + self.short


class Evidence(NamedTuple):
    """What shows an arrival: the day it came (None: today), a photo, and where, when the phone may say so."""

    arrived_on: date | None = None
    picture: Picture | None = None
    place: Place | None = None


NO_EVIDENCE = Evidence()


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
            line.refused = still_refused(line.refused, quantity)
            sent[line.id] = quantity
            db.session.add(ShipmentLine(shipment_id=shipment.id, line_id=line.id, quantity=quantity))
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    finish(actor, purchase, "ship", decided=_beside(purchase), n=n, quantities=list(quantities))
    papers.issue(
        actor,
        PaperKind.SURAT_JALAN,
        owner=f"U{purchase.vendor_id}",
        subject=purchase.code,
        snapshot=snapshots.delivery(purchase, order.number, n, sent),
    )
    return purchase


def receive(
    actor: Actor,
    code: str,
    *,
    version: int | None,
    arrived: Sequence[Arrived],
    note: str = "",
    evidence: Evidence = NO_EVIDENCE,
) -> Purchase:
    """Record an arrival, line by line; a tanda terima is issued. Complete when all is accepted."""
    purchase = begin(actor, code, "receive", version)
    rules.check_separation(purchase.duties._replace(receiver=actor.person_id))
    counts = [line.count for line in purchase.lines]
    check_receipt(counts, [one.accepted for one in arrived], [one.rejected for one in arrived])
    for number, one in enumerate(arrived):
        check_rejection(one.rejected, one.condition, line=number)
    day = evidence.arrived_on or clock.today()
    check_arrival(day, sent_on=_first_sent(purchase), today=clock.today())
    purchase.receiver_id = actor.person_id
    n = _count(Receipt, purchase) + 1
    receipt = Receipt(
        purchase_id=purchase.id, n=n, received_by=actor.person_id, note=note.strip(), arrived_on=day,
    )  # fmt: skip
    _show(receipt, evidence)
    _keep_arrival(purchase, receipt, arrived)
    decided = _beside(purchase) or after_receipt(line.count for line in purchase.lines)
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    rejected = [one.rejected for one in arrived]
    finish(
        actor, purchase, "receive", decided=decided, n=n, accepted=[one.accepted for one in arrived],
        **({"rejected": rejected} if any(rejected) else {}),
    )  # fmt: skip
    counted = {
        line.id: (one.accepted, one.rejected, _condition(one))
        for line, one in zip(purchase.lines, arrived, strict=True)
    }
    _issue_arrival(actor, purchase, order.number, n, counted)
    return purchase


def _issue_arrival(
    actor: Actor, purchase: Purchase, order_number: str, n: int, counted: snapshots.Counted
) -> None:
    """The tanda terima of an arrival, and the minutes of looking at what came."""
    by = db.session.get_one(Person, actor.person_id)
    for kind, says in (
        (PaperKind.TANDA_TERIMA, snapshots.arrival),
        (PaperKind.BA_PEMERIKSAAN, snapshots.inspected),
    ):
        papers.issue(
            actor, kind, owner=purchase.office_code, subject=purchase.code,
            snapshot=says(purchase, order_number, n, counted, by),
        )  # fmt: skip


def _condition(one: Arrived) -> str:
    """Damaged and missing pieces in one line of a paper."""
    parts = ((one.damaged, "rusak"), (one.short, "kurang"))
    counted = ", ".join(f"{many} {word}" for many, word in parts if many)
    return f"{counted}: {one.condition.strip()}" if counted else ""


def _first_sent(purchase: Purchase) -> date:
    sent = db.session.scalar(select(func.min(Shipment.shipped_at)).where(Shipment.purchase_id == purchase.id))
    return clock.local(sent).date() if sent else clock.today()


def _show(receipt: Receipt, evidence: Evidence) -> None:
    if evidence.picture:
        receipt.photo_key, receipt.photo_bytes = evidence.picture.large, evidence.picture.large_bytes
    if evidence.place:
        receipt.lat_e6, receipt.lng_e6 = evidence.place


def _keep_arrival(purchase: Purchase, receipt: Receipt, arrived: Sequence[Arrived]) -> None:
    for line, one in zip(purchase.lines, arrived, strict=True):
        line.accepted += one.accepted
        line.rejected += one.rejected
        line.refused += one.rejected
        if one.accepted or one.rejected:
            receipt.lines.append(
                ReceiptLine(
                    line_id=line.id, accepted=one.accepted, rejected=one.rejected, short=one.short,
                    condition=one.condition.strip(),
                )
            )  # fmt: skip
    db.session.add(receipt)
    db.session.flush()


def _beside(purchase: Purchase) -> State | None:
    """Where it stays while money has its turn; None when the step itself leads on."""
    return purchase.state if purchase.state in BESIDE else None


def hand_over(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The BAST: the office takes over what was accepted; of goods also a part, the next of several."""
    purchase = begin(actor, code, "hand_over", version)
    if purchase.kind is FulfilmentKind.PRODUCT:
        return _hand_over_goods(actor, purchase)
    purchase.handed_over_at = clock.now()
    term = open_term(purchase)
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    kept = kept_back.keep(purchase, term)
    assert kept is not None
    facts = {"penalty": kept.penalty} if kept.penalty else {}
    finish(actor, purchase, "hand_over", total=term.total if term else purchase.total, **facts)
    says = snapshots.hand_over(purchase, order.number, term)
    says |= kept_back.said(kept.penalty, kept.why, kept.waived)
    papers.issue(actor, PaperKind.BAST, owner=purchase.office_code, subject=purchase.code, snapshot=says)
    return purchase


def _hand_over_goods(actor: Actor, purchase: Purchase) -> Purchase:
    """What was accepted since the last BAST, with its share of price and taxes."""
    made, last = handovers.hand_over(purchase, by=actor.person_id)
    purchase.handed_over_at = purchase.handed_over_at or made.at
    decided = _beside(purchase) or State.HANDED_OVER
    facts = {"penalty": made.penalty} if made.penalty else {}
    finish(actor, purchase, "hand_over", decided=decided, n=made.n, total=made.total, **facts)
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    says = part_papers.hand_over(purchase, order.number, made, last=last)
    papers.issue(actor, PaperKind.BAST, owner=purchase.office_code, subject=purchase.code, snapshot=says)
    return purchase


def waive(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """The PPK keeps nothing back for lateness in the next BAST, and says why (weather, or the office's doing)."""
    purchase = begin(actor, code, "waive", version)
    rules.check_reason(reason)
    goods = purchase.kind is FulfilmentKind.PRODUCT
    late = handovers.late_of(purchase, handovers.pending(purchase)) if goods else kept_back.pending(purchase)
    if not late.amount:
        raise RuleBroken("Tidak ada denda untuk yang menunggu BAST.")
    purchase.waived = reason.strip()
    return finish(actor, purchase, "waive", decided=purchase.state, penalty=late.amount)


def _count(model: type[Shipment] | type[Receipt], purchase: Purchase) -> int:
    """How many there are; the purchase's row is locked, so nobody adds one meanwhile."""
    return db.session.scalar(select(func.count()).where(model.purchase_id == purchase.id)) or 0
