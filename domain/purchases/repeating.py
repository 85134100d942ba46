"""Ordering again: a draft like an order before, at today's prices, and what became different since."""

from datetime import date, timedelta

from sqlalchemy import select

from domain import clock, journal
from domain.catalogue import queries as catalogue
from domain.catalogue.models import Listing
from domain.catalogue.rules import can_be_bought
from domain.db import db
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import dotted, rupiah
from domain.people.rules import Actor
from domain.people.vendors.rules import check_sells
from domain.purchases import offers, queries
from domain.purchases.actions.basket import line_from
from domain.purchases.models import Purchase, PurchaseLine
from domain.purchases.states import State

COPIED = ("office_code", "vendor_id", "kind", "deliver_to", "payment_way", "note")
REPEATED = frozenset({State.DONE, State.PAID, State.EXPIRED, State.DECLINED})
DRAFTS = frozenset({State.DRAFT, State.RETURNED})


def may_repeat(state: State, kind: FulfilmentKind) -> bool:
    """Whether the button is shown: rent and packages need a new date, on their own pages."""
    return state in REPEATED and kind is FulfilmentKind.PRODUCT


def repeat(actor: Actor, code: str) -> Purchase:
    """A draft of the same things at today's price, as many as there are; what cannot be had stays out.

    Budget line and place are taken over, the day is as far off as it was then. Raises RuleBroken when
    nothing of it can be had.
    """
    before = queries.whole(actor, code)
    if not may_repeat(before.state, before.kind):
        raise RuleBroken("Pesanan ini tidak bisa diulang. Pilih barang dan tanggalnya lagi.")
    check_sells(before.vendor.status)
    lines = [fresh for line in before.lines if (fresh := _again(line)) is not None]
    if not lines:
        raise RuleBroken("Barang di pesanan ini sudah tidak dijual atau stoknya kurang.")
    budget = before.budget_line
    purchase = Purchase(
        **{name: getattr(before, name) for name in COPIED},
        budget_line_id=budget.id if budget and budget.fiscal_year == clock.fiscal_year() else None,
        deliver_by=_day_like(before),
        negotiator_id=actor.person_id,
        repeats_id=before.id,
    )
    db.session.add(purchase)
    db.session.flush()
    for position, line in enumerate(lines, start=1):
        line.position = position
        purchase.lines.append(line)
    db.session.flush()
    offers.work_out(purchase)
    journal.record(actor, "purchase.repeated", purchase.code, of=before.code, lines=len(lines))
    return purchase


def _again(line: PurchaseLine) -> PurchaseLine | None:
    """The same thing at today's version, as many as there are; None when it cannot be had."""
    listing = db.session.get_one(Listing, line.listing_id)
    quantity = min(line.quantity, listing.stock)
    if not can_be_bought(listing.state, quantity, listing.minimum_order):
        return None
    return line_from(catalogue.version(listing.id, listing.version), 0, quantity)


def _day_like(before: Purchase) -> date | None:
    if before.deliver_by is None or before.submitted_at is None:
        return None
    span = before.deliver_by - clock.local(before.submitted_at).date()
    return clock.today() + max(span, timedelta(days=1))


def differences(purchase: Purchase) -> tuple[str, ...]:
    """What is different from the order it repeats, in words, while it is a draft. One statement."""
    if purchase.repeats_id is None or purchase.state not in DRAFTS:
        return ()
    now = {line.listing_id: line for line in purchase.lines}
    old = select(PurchaseLine).where(PurchaseLine.purchase_id == purchase.repeats_id)
    lines = db.session.scalars(old.order_by(PurchaseLine.position)).all()
    return tuple(told for line in lines if (told := _told(line, now.get(line.listing_id))))


def _told(old: PurchaseLine, new: PurchaseLine | None) -> str:
    if new is None:
        return f"{old.name}: tidak ikut, sudah tidak dijual atau stoknya kurang."
    told = []
    if new.price != old.price:
        told.append(f"harga dari {rupiah(old.price)} menjadi {rupiah(new.price)} per {new.unit}")
    if new.quantity != old.quantity:
        told.append(
            f"jumlah dari {dotted(old.quantity)} menjadi {dotted(new.quantity)} karena stoknya tinggal itu"
        )
    if new.spec != old.spec or new.name != old.name:
        told.append("keterangannya diperbarui penjual")
    return f"{new.name}: {', '.join(told)}." if told else ""
