"""What a treasurer has to do and did: payments that wait, taxes to deposit, the cash book, sums by anything."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Row, Select, and_, func, select
from sqlalchemy.orm import joinedload, selectinload

from domain import clock, region
from domain.catalogue.models import Category, Listing
from domain.db import db
from domain.people.models import Office, Vendor
from domain.people.rules import Actor
from domain.purchases import handovers, milestones, queries
from domain.purchases.milestones import PurchaseMilestone
from domain.purchases.models import Payment, Purchase, PurchaseLine, PurchaseTax
from domain.purchases.money.made import MADE
from domain.purchases.money.models import PaymentChannel, TaxDeposit, VendorQris
from domain.purchases.states import State
from domain.sentences import say
from domain.tax.model import CollectedBy
from domain.tax.reasons import NAMES
from domain.tax.terms import deposit_by

PAGE = 20


class Task(NamedTuple):
    """One withheld tax to hand in: rupiah, and the last day for it."""

    code: str
    vendor: str
    tax: str
    tax_name: str
    amount: int
    paid_on: date
    due: date

    @property
    def is_late(self) -> bool:
        return self.due < clock.today()


class Paid(NamedTuple):
    """One line of the cash book. Rupiah; `taxes` is name and amount of what was withheld, a penalty too."""

    code: str
    paid_on: date
    proof: str
    vendor: str
    office: str
    way: str
    channel: str
    gross: int
    taxes: tuple[tuple[str, int], ...]
    withheld: int
    net: int
    ntpn: str


class Sum(NamedTuple):
    """Paid purchases of one group: how many, gross, withheld and net rupiah."""

    name: str
    count: int
    gross: int
    withheld: int
    net: int


def to_pay(actor: Actor, *, after: int = 0) -> list[Purchase]:
    """Verified and not yet paid, oldest hand-over first, one more than a page."""
    return queries.page_of(actor, states=[State.VERIFIED], after=after, oldest_first=True)


def deposits_due(actor: Actor, limit: int = 50) -> list[Task]:
    """Withheld taxes of paid purchases that nobody has noted as deposited, oldest payment first.

    An order paid in terms is listed when the last one is paid, with the whole of its tax.
    """
    days = _deposit_days()
    seen = queries.visible_to(actor).with_only_columns(Purchase.id)
    found = (
        select(Purchase.id, Vendor.legal_name, PurchaseTax.code, PurchaseTax.amount, Payment.way, Payment.paid_on)
        .join(Vendor, Vendor.id == Purchase.vendor_id)
        .join(Payment, Payment.purchase_id == Purchase.id)
        .join(PurchaseTax, PurchaseTax.purchase_id == Purchase.id)
        .outerjoin(TaxDeposit, _same_tax())
        .where(
            Purchase.id.in_(seen), TaxDeposit.purchase_id.is_(None),
            PurchaseTax.collected_by == CollectedBy.TREASURER,
        )
        .order_by(Payment.paid_on, Purchase.id, PurchaseTax.code)
        .limit(limit)
    )  # fmt: skip
    return [
        Task(f"P{number:04}", vendor, tax, NAMES[tax], amount, paid, deposit_by(way, paid, days))
        for number, vendor, tax, amount, way, paid in db.session.execute(found)
    ]


def task(actor: Actor, code: str, tax: str) -> Task | None:
    """One tax of one purchase that is still to be handed in."""
    return next((each for each in deposits_due(actor, 1_000) if (each.code, each.tax) == (code, tax)), None)


def cash_book(actor: Actor, first: date, until: date) -> list[Paid]:
    """Payments recorded with a day in [first, until), in order: the buku pembantu of a month."""
    found = (
        queries.visible_to(actor)
        .add_columns(MADE.c.n, MADE.c.paid_on, MADE.c.proof_number, MADE.c.gross, MADE.c.withheld, MADE.c.penalty, MADE.c.net)
        .join(MADE, MADE.c.purchase_id == Purchase.id)
        .where(MADE.c.paid_on >= first, MADE.c.paid_on < until)
        .options(
            joinedload(Purchase.vendor), joinedload(Purchase.office), selectinload(Purchase.taxes),
        )
        .order_by(MADE.c.paid_on, Purchase.id, MADE.c.n)
    )  # fmt: skip
    rows = list(db.session.execute(found))
    ids = [row.Purchase.id for row in rows]
    planned = milestones.of_many(row.Purchase.id for row in rows if row.n)
    billed = handovers.taxes_of_bills(row.Purchase.id for row in rows if row.n)
    channels = dict(db.session.execute(select(PaymentChannel.purchase_id, PaymentChannel.channel).where(
        PaymentChannel.purchase_id.in_(ids))).all())  # fmt: skip
    numbers: dict[int, list[str]] = {}
    for number, ntpn in db.session.execute(
        select(TaxDeposit.purchase_id, TaxDeposit.ntpn).where(TaxDeposit.purchase_id.in_(ids))
    ):
        numbers.setdefault(number, []).append(ntpn)
    return [
        _paid(
            made,
            _shares(made, planned, billed),
            channels.get(made.Purchase.id),
            numbers.get(made.Purchase.id, []),
        )
        for made in rows
    ]


def _shares(
    made: Row, planned: dict[int, list[PurchaseMilestone]], billed: dict[tuple[int, int], dict[str, int]]
) -> dict[str, int]:
    """What a payment of a part carries of each tax; nothing for one of the whole."""
    row: Purchase = made.Purchase
    if not made.n:
        return {}
    if row.id in planned:
        return milestones.term_of(row, planned[row.id], made.n).taxes
    return billed.get((row.id, made.n), {})


def _paid(made: Row, shares: dict[str, int], channel, ntpn: list[str]) -> Paid:
    """A line of the book: of an order, or of one part of it with its share of the taxes and its penalty."""
    row: Purchase = made.Purchase
    taxes = tuple(
        (NAMES[tax.code], shares.get(tax.code, tax.amount))
        for tax in row.taxes
        if tax.collected_by is not CollectedBy.VENDOR
    )
    if made.penalty:
        taxes = (*taxes, (say("Denda keterlambatan"), made.penalty))
    return Paid(
        row.code, made.paid_on, made.proof_number, row.vendor.legal_name, row.office.name,
        row.payment_way.value.upper(), channel.value if channel else "", made.gross, taxes, made.withheld + made.penalty,
        made.net, ", ".join(dict.fromkeys(ntpn)),
    )  # fmt: skip


def sums_by(actor: Actor, group: str, first: date, until: date) -> list[Sum]:
    """Payments in [first, until) by "kantor", "penjual" or "etalase", largest first."""
    name, joined = _GROUPS[group]
    seen = queries.visible_to(actor).with_only_columns(Purchase.id)
    found = (
        select(
            name(), func.count(), func.sum(MADE.c.gross), func.sum(MADE.c.withheld + MADE.c.penalty), func.sum(MADE.c.net)
        )
        .select_from(Purchase)
        .join(MADE, MADE.c.purchase_id == Purchase.id)
        .where(Purchase.id.in_(seen), MADE.c.paid_on >= first, MADE.c.paid_on < until)
        .group_by(name())
    )  # fmt: skip
    sums = [Sum(label, count, gross, withheld, net) for label, count, gross, withheld, net in
            db.session.execute(joined(found))]  # fmt: skip
    return sorted(sums, key=lambda each: (-each.gross, each.name))


def _by_office(found: Select) -> Select:
    return found.join(Office, Office.code == Purchase.office_code)


def _by_vendor(found: Select) -> Select:
    return found.join(Vendor, Vendor.id == Purchase.vendor_id)


def _by_etalase(found: Select) -> Select:
    """A purchase counts for the etalase of its first line: all lines of one purchase share a vendor and a kind."""
    first = and_(PurchaseLine.purchase_id == Purchase.id, PurchaseLine.position == 1)
    found = found.join(PurchaseLine, first).join(Listing, Listing.id == PurchaseLine.listing_id)
    return found.join(Category, Category.code == Listing.category_code)


_GROUPS: dict[str, tuple[Callable, Callable[[Select], Select]]] = {
    "kantor": (lambda: Office.name, _by_office),
    "penjual": (lambda: Vendor.legal_name, _by_vendor),
    "etalase": (lambda: Category.etalase, _by_etalase),
}
GROUPS = tuple(_GROUPS)


def qris_of(vendor_id: int) -> VendorQris | None:
    return db.session.get(VendorQris, vendor_id)


def may_pay_by_qris(rupiah: int) -> bool:
    """Whether an amount may go by one QRIS payment: above nothing, up to the dated limit where there is one."""
    limit = region.current().thresholds_on(clock.today()).get("qris_limit")
    return rupiah > 0 and (limit is None or rupiah <= limit.value)


def month_of(text: str) -> tuple[date, date]:
    """`2026-11` as half-open days; this month for anything else."""
    today = clock.today()
    try:
        first = date.fromisoformat(f"{text}-01") if len(text) == 7 else today.replace(day=1)
    except ValueError:
        first = today.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def _same_tax():
    return and_(TaxDeposit.purchase_id == PurchaseTax.purchase_id, TaxDeposit.code == PurchaseTax.code)


def _deposit_days() -> int:
    return int(region.current().thresholds_on(clock.today())["up_deposit_days"].value)
