"""Milestones of an organiser's order: what is due when, how far each is, and which payments were made for them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.catalogue.packages.rules import DELIVERABLE_LENGTH, NAME_LENGTH, shares
from domain.db import MediaKey, Model, UtcDateTime, db
from domain.db import state as one_of
from domain.purchases.models import Purchase
from domain.sentences import say
from domain.tax.model import ADDED, CollectedBy

WORDS_LENGTH = 400


class Stage(StrEnum):
    PLANNED = "planned"
    REPORTED = "reported"  # by the vendor
    ACCEPTED = "accepted"  # by whoever receives for the office
    HANDED_OVER = "handed_over"  # a BAST names it
    PAID = "paid"


STAGE_WORDS = {
    Stage.PLANNED: say("Belum dikerjakan"),
    Stage.REPORTED: say("Dilaporkan selesai"),
    Stage.ACCEPTED: say("Sesuai, menunggu BAST"),
    Stage.HANDED_OVER: say("BAST terbit"),
    Stage.PAID: say("Sudah dibayar"),
}


class PurchaseMilestone(Model):
    """One milestone as the package said it when the order was issued. `weight` is percent of the price.

    `term` is the number of the BAST, and so of the payment, that covers it.
    """

    __tablename__ = "purchase_milestone"
    __table_args__ = (CheckConstraint("weight BETWEEN 1 AND 100", name="weight"),)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    deliverable: Mapped[str] = mapped_column(String(DELIVERABLE_LENGTH))
    weight: Mapped[int]
    due: Mapped[date]
    stage: Mapped[Stage] = mapped_column(one_of(Stage, "stage"), default=Stage.PLANNED)
    term: Mapped[int | None]
    report: Mapped[str] = mapped_column(String(WORDS_LENGTH), default="")
    reported_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    photo_key: Mapped[str | None] = mapped_column(MediaKey)
    photo_bytes: Mapped[int] = mapped_column(default=0)


class TermPayment(Model):
    """The payment of the n-th term, in whole rupiah; the order's payment is their sum once all are made."""

    __tablename__ = "term_payment"
    __table_args__ = (CheckConstraint("gross = withheld + penalty + net", name="sum"),)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    proof_number: Mapped[str] = mapped_column(String(60))
    paid_on: Mapped[date]
    gross: Mapped[int] = mapped_column(BigInteger)
    withheld: Mapped[int] = mapped_column(BigInteger)
    penalty: Mapped[int] = mapped_column(BigInteger, default=0)
    net: Mapped[int] = mapped_column(BigInteger)
    paid_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class Part(NamedTuple):
    """A milestone of a term, with its share of the price in whole rupiah."""

    name: str
    weight: int
    amount: int


class Term(NamedTuple):
    """The n-th of `of` payments at most: its part of price and taxes, in whole rupiah.

    `net` is what the vendor gets, without taxes withheld and without `penalty`, which `why` explains.
    """

    n: int
    of: int
    parts: tuple["Part", ...]
    base: int
    taxes: dict[str, int]
    total: int
    withheld: int
    net: int
    penalty: int = 0
    why: str = ""


def of(purchase: Purchase) -> list[PurchaseMilestone]:
    """The milestones of an order, in their order; none for goods and rentals."""
    found = select(PurchaseMilestone).where(PurchaseMilestone.purchase_id == purchase.id)
    return list(db.session.scalars(found.order_by(PurchaseMilestone.position)))


def of_many(purchase_ids: Iterable[int]) -> dict[int, list[PurchaseMilestone]]:
    """The milestones of several orders, by the order's id, in one statement."""
    found = select(PurchaseMilestone).where(PurchaseMilestone.purchase_id.in_(set(purchase_ids)))
    by_order: dict[int, list[PurchaseMilestone]] = {}
    for each in db.session.scalars(found.order_by(PurchaseMilestone.purchase_id, PurchaseMilestone.position)):
        by_order.setdefault(each.purchase_id, []).append(each)
    return by_order


def payments_of(purchase: Purchase) -> list[TermPayment]:
    """The payments made for the terms of an order, in their order."""
    found = select(TermPayment).where(TermPayment.purchase_id == purchase.id)
    return list(db.session.scalars(found.order_by(TermPayment.n)))


def term_of(purchase: Purchase, milestones: Sequence[PurchaseMilestone], n: int) -> Term:
    """What the n-th term pays: the shares of its milestones, so that all terms sum to the order exactly."""
    covered = [at for at, each in enumerate(milestones) if each.term == n]
    weights = [each.weight for each in milestones]

    def part(amount: int) -> int:
        found = shares(amount, weights)
        return sum(found[at] for at in covered)

    prices = shares(purchase.base, weights)
    parts = tuple(Part(milestones[at].name, weights[at], prices[at]) for at in covered)
    base, taxes = part(purchase.base), {tax.code: part(tax.amount) for tax in purchase.taxes}
    total = base + sum(amount for code, amount in taxes.items() if code in ADDED)
    held = sum(taxes[tax.code] for tax in purchase.taxes if tax.collected_by is not CollectedBy.VENDOR)
    return Term(n, len(milestones), parts, base, taxes, total, held, total - held)


def running_term(purchase: Purchase, milestones: Sequence[PurchaseMilestone]) -> Term | None:
    """The term a BAST was made for and that is not paid yet."""
    open_terms = [each.term for each in milestones if each.stage is Stage.HANDED_OVER and each.term]
    return term_of(purchase, milestones, max(open_terms)) if open_terms else None
