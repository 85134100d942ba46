"""When both sides do not agree: a rest that is not sent, rejected pieces contested, and what a mediator decides.

The pieces talked about are held back; everything else of the order is received, handed over and paid as usual.
"""

from domain import clock
from domain.budgets import actions as budgets
from domain.catalogue import stock
from domain.db import db
from domain.errors import RuleBroken
from domain.papers import actions as papers
from domain.papers.rules import PaperKind, VoidReason
from domain.people.models import Person
from domain.people.rules import VENDOR_HATS, Actor
from domain.purchases import claims, handovers, offers, part_papers, rules
from domain.purchases.actions import settling
from domain.purchases.actions.steps import begin, call_off, finish, paper_of
from domain.purchases.claims import Claim, ClaimKind, Outcome, pieces_of
from domain.purchases.models import Purchase
from domain.purchases.states import State


def close_short(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """The vendor will not send the rest, nor replace what was rejected; the PPK is asked to agree."""
    purchase = begin(actor, code, "close_short", version)
    rules.check_reason(reason)
    pieces = {line.id: line.count.may_ship for line in purchase.lines if line.count.may_ship > 0}
    if not pieces:
        raise RuleBroken("Tidak ada barang yang masih perlu dikirim.")
    claim = claims.raise_claim(
        purchase, ClaimKind.SHORT, pieces, by=_person(actor), by_vendor=True, reason=reason
    )
    return _told(actor, purchase, "close_short", claim)


def contest(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """Either side does not accept how rejected pieces stand, and asks for a mediator."""
    purchase = begin(actor, code, "contest", version)
    rules.check_reason(reason)
    pieces = {line.id: line.refused for line in purchase.lines if line.refused}
    if not pieces:
        raise RuleBroken("Tidak ada barang ditolak yang belum ada kelanjutannya.")
    came = [
        receipt.arrived_on
        for receipt in handovers.receipts_of(purchase)
        if any(line.rejected and line.line_id in pieces for line in receipt.lines)
    ]
    claim = claims.raise_claim(
        purchase, ClaimKind.CONTEST, pieces, by=_person(actor), by_vendor=actor.hat in VENDOR_HATS,
        reason=reason, arrived_on=max(came, default=clock.today()),
    )  # fmt: skip
    return _told(actor, purchase, "contest", claim)


def agree_short(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The PPK agrees that the rest does not come: an addendum, and stock, budget and taxes follow."""
    purchase = begin(actor, code, "agree_short", version)
    claim = _open(purchase, ClaimKind.SHORT)
    claims.settle(purchase, claim, Outcome.DROPPED, by=actor.person_id, words="")
    return _dropped(actor, purchase, "agree_short", claim)


def refuse_short(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """The PPK still wants the rest, and says why: it may be sent again."""
    purchase = begin(actor, code, "refuse_short", version)
    rules.check_reason(reason)
    claim = _open(purchase, ClaimKind.SHORT)
    claims.settle(purchase, claim, Outcome.REPLACE, by=actor.person_id, words=reason)
    purchase.reason = reason.strip()
    return _told(actor, purchase, "refuse_short", claim)


def settle(actor: Actor, code: str, *, version: int | None, outcome: Outcome, reason: str) -> Purchase:
    """A mediator who has no part in the order says how it ends, and why. Minutes are issued."""
    purchase = begin(actor, code, "settle", version)
    rules.check_reason(reason)
    rules.check_mediator(purchase.duties, actor.person_id)
    claim = _open(purchase, ClaimKind.CONTEST)
    claims.settle(purchase, claim, outcome, by=actor.person_id, words=reason)
    purchase.reason = reason.strip()
    order, mediator = paper_of(purchase, PaperKind.SURAT_PESANAN), db.session.get_one(Person, actor.person_id)
    papers.issue(
        actor, PaperKind.BA_PEMERIKSAAN, owner=purchase.office_code, subject=purchase.code,
        snapshot=part_papers.minutes(purchase, order.number, claim, mediator),
    )  # fmt: skip
    if outcome is Outcome.DROPPED:
        return _dropped(actor, purchase, "settle", claim)
    return finish(
        actor, purchase, "settle", decided=settling.settled(purchase), claim=claim.id, outcome=outcome.value
    )


def _dropped(actor: Actor, purchase: Purchase, verb: str, claim: Claim) -> Purchase:
    """Pieces leave the order: what they held of stock and budget is free again, exactly."""
    pieces = pieces_of(claim)
    facts = {"claim": claim.id, "outcome": Outcome.DROPPED.value}
    if all(line.quantity - line.dropped == pieces.get(line.id, 0) for line in purchase.lines):
        call_off(actor, purchase, VoidReason.CANCELLED)
        return finish(actor, purchase, verb, decided=State.CANCELLED, **facts)
    before = purchase.total
    _shrink(actor, purchase, pieces)
    order = paper_of(purchase, PaperKind.SURAT_PESANAN)
    decided = settling.settled(purchase)
    finish(actor, purchase, verb, decided=decided, **facts, total=purchase.total)
    papers.issue(
        actor, PaperKind.ADDENDUM, owner=purchase.office_code, subject=purchase.code,
        snapshot=part_papers.smaller(purchase, order.number, claim, before),
    )  # fmt: skip
    return purchase


def _shrink(actor: Actor, purchase: Purchase, pieces: dict[int, int]) -> None:
    """Shelf first, then the budget line: the order in which `submit` locks them."""
    made = handovers.of(purchase)
    back = {line.listing_id: pieces[line.id] for line in purchase.lines if line.id in pieces}
    stock.give_back_stock(actor, back, subject=purchase.code)
    for line in purchase.lines:
        line.dropped += pieces.get(line.id, 0)
        line.dropped_late += pieces.get(line.id, 0) if made else 0
    before = purchase.total
    offers.write_down(purchase, handovers.standing(purchase, made))
    assert purchase.budget_line_id is not None
    if before > purchase.total:
        budgets.give_back(actor, purchase.budget_line_id, before - purchase.total, subject=purchase.code)
    db.session.flush()


def _told(actor: Actor, purchase: Purchase, verb: str, claim: Claim) -> Purchase:
    quantities = [each.quantity for each in claim.lines]
    return finish(actor, purchase, verb, decided=purchase.state, claim=claim.id, quantities=quantities)


def _open(purchase: Purchase, kind: ClaimKind) -> Claim:
    claim = claims.open_of(purchase)
    if claim is None or claim.kind is not kind:
        raise RuleBroken("Tidak ada yang menunggu putusan di pesanan ini. Muat ulang halaman ini.")
    return claim


def _person(actor: Actor) -> int:
    assert actor.person_id is not None
    return actor.person_id
