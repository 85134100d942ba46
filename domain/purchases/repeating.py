"""Ordering again: a draft like an order before, at today's prices, and what became different since."""

from datetime import date, timedelta
from typing import NamedTuple

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
from domain.sentences import joined, say

COPIED = (
    "office_code",
    "vendor_id",
    "kind",
    "deliver_to",
    "contact",
    "contact_phone",
    "lane",
    "hps",
    "hps_source",
    "payment_way",
    "note",
)
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
    purchase = copied(actor, before)
    journal.record(actor, "purchase.repeated", purchase.code, of=before.code, lines=len(purchase.lines))
    return purchase


def copied(actor: Actor, before: Purchase) -> Purchase:
    """A draft of what can be had of an order, at today's price and terms. Raises RuleBroken when nothing can."""
    check_sells(before.vendor.status)
    shelf = queries.shelf_of(before)
    lines = [fresh for line in before.lines if (fresh := _again(line, shelf)) is not None]
    if not lines:
        raise RuleBroken("Barang di pesanan ini sudah tidak dijual atau stoknya kurang.")
    budget = before.budget_line
    purchase = Purchase(
        **{name: getattr(before, name) for name in COPIED},
        budget_line_id=budget.id if budget and budget.fiscal_year == clock.fiscal_year() else None,
        deliver_by=_day_like(before) if before.kind is FulfilmentKind.PRODUCT else before.deliver_by,
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
    return purchase


def _again(line: PurchaseLine, shelf: dict[int, tuple[int, int, int]]) -> PurchaseLine | None:
    """The same thing at today's version, as many as there are; None when it cannot be had."""
    listing = db.session.get_one(Listing, line.listing_id)
    quantity = min(line.quantity, shelf[line.listing_id][2])
    if not can_be_bought(listing.state, quantity, listing.minimum_order):
        return None
    return line_from(catalogue.version(listing.id, listing.version), 0, quantity, line.choice)


class Fresh(NamedTuple):
    """A line of an order that nobody answered, and the shelf today: whole rupiah for one, pieces to be had."""

    listing_id: int
    name: str
    unit: str
    old_price: int
    price: int
    wanted: int
    left: int
    described_anew: bool

    @property
    def same(self) -> bool:
        return self.price == self.old_price and self.left >= self.wanted and not self.described_anew


class Reissue(NamedTuple):
    """What a buyer sees before ordering again: each line then and now, an order made of it already, and
    listings to compare with when another vendor is wanted (the first line's, then those of others).
    """

    lines: tuple[Fresh, ...]
    again: str
    compare: tuple[int, ...]

    @property
    def same(self) -> bool:
        return all(line.same for line in self.lines)


def reissue_of(purchase: Purchase) -> Reissue | None:
    """The look at the shelf of an order that expired; None for others."""
    if purchase.state is not State.EXPIRED:
        return None
    shelf = queries.shelf_of(purchase)
    lines = []
    for line in purchase.lines:
        version, price, left = shelf[line.listing_id]
        anew = version != line.listing_version and price == line.price
        lines.append(
            Fresh(line.listing_id, line.name, line.unit, line.price, price, line.quantity, left, anew)
        )
    first = purchase.lines[0].listing_id
    return Reissue(tuple(lines), again_of(purchase), (first, *catalogue.others_like(first)))


def again_of(purchase: Purchase) -> str:
    """The code of an order begun from this one that was not given up; empty when there is none."""
    found = select(Purchase.id).where(
        Purchase.repeats_id == purchase.id,
        Purchase.state.not_in((State.CANCELLED, State.DECLINED, State.EXPIRED)),
    )
    number = db.session.scalar(found.order_by(Purchase.id.desc()).limit(1))
    return f"P{number:04}" if number else ""


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
        return say("{name}: tidak ikut, sudah tidak dijual atau stoknya kurang.", name=old.name)
    told = []
    if new.price != old.price:
        told.append(
            say(
                "harga dari {price} menjadi {price2} per {unit}",
                price=rupiah(old.price),
                price2=rupiah(new.price),
                unit=new.unit,
            )
        )
    if new.quantity != old.quantity:
        told.append(
            say(
                "jumlah dari {quantity} menjadi {quantity2} karena stoknya tinggal itu",
                quantity=dotted(old.quantity),
                quantity2=dotted(new.quantity),
            )
        )
    if new.spec != old.spec or new.name != old.name:
        told.append(say("keterangannya diperbarui penjual"))
    return f"{new.name}: {joined(', ', told)}." if told else ""
