"""A month of an office as drafts for the tax office: what was withheld, and the invoices of its PKP sellers."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, undefer

from domain import clock, region
from domain.db import db
from domain.errors import NotVisible
from domain.money import split_by_largest_remainder
from domain.papers import queries as papers
from domain.papers.models import Paper
from domain.papers.rules import PaperKind
from domain.people.models import Office, Vendor
from domain.people.rules import OFFICE_HATS, Actor
from domain.purchases import queries
from domain.purchases.models import Purchase, PurchaseTax
from domain.purchases.money.made import MADE
from domain.purchases.money.parts import PaidPart, parts_of
from domain.purchases.money.rules import INCOME_TAXES
from domain.tax import coretax
from domain.tax.coretax import Good, Invoice, Party, Withheld
from domain.tax.model import CollectedBy, PaymentWay
from domain.tax.rules import WITH_PPN


class Draft(NamedTuple):
    """One file to take to Coretax: its name, its bytes, how many records, and what is wrong with it."""

    name: str
    xml: bytes
    count: int
    faults: tuple[str, ...]


class Made(NamedTuple):
    """One payment: of an order, which of its parts (0: the whole), the day, the proof, what it carries."""

    order: Purchase
    n: int
    on: date
    proof: str
    part: PaidPart

    @property
    def reference(self) -> str:
        return f"{self.order.code}/{self.n}" if self.n else self.order.code


def ebupot(actor: Actor, first: date, until: date) -> Draft:
    """Income tax the office withheld from payments in [first, until), part by part. Raises NotVisible without an office."""
    office = _own_office(actor)
    made = _made(actor, first, until)
    bills = _bills(made)
    kept = [_withheld(each, tax, bills) for each in made for tax in each.order.taxes if _is_kept(each, tax)]
    xml = coretax.ebupot(_office(office), kept)
    return Draft(f"ebupot-{office.code}-{first:%Y-%m}.xml", xml, len(kept), tuple(coretax.faults(xml)))


def efaktur(actor: Actor, first: date, until: date) -> list[Draft]:
    """The invoices each PKP seller owes for payments in [first, until), a file for each of them."""
    sellers: dict[int, list[Made]] = {}
    for each in _made(actor, first, until):
        if each.part.taxes.get("ppn"):
            sellers.setdefault(each.order.vendor_id, []).append(each)
    return [_of_seller(made, first) for made in sellers.values()]


def _of_seller(made: list[Made], first: date) -> Draft:
    vendor = made[0].order.vendor
    invoices = [_invoice(each) for each in made]
    xml = coretax.efaktur(_vendor(vendor), invoices)
    return Draft(f"efaktur-U{vendor.id}-{first:%Y-%m}.xml", xml, len(invoices), tuple(coretax.faults(xml)))


def _made(actor: Actor, first: date, until: date) -> list[Made]:
    found = (
        queries.visible_to(actor)
        .add_columns(MADE.c.n, MADE.c.paid_on, MADE.c.proof_number)
        .join(MADE, MADE.c.purchase_id == Purchase.id)
        .where(MADE.c.paid_on >= first, MADE.c.paid_on < until)
        .options(
            joinedload(Purchase.vendor), joinedload(Purchase.office),
            selectinload(Purchase.taxes), selectinload(Purchase.lines),
        )
        .order_by(MADE.c.paid_on, Purchase.id, MADE.c.n)
    )  # fmt: skip
    rows = list(db.session.execute(found))
    parts = parts_of((row.Purchase, row.n) for row in rows)
    return [
        Made(row.Purchase, row.n, row.paid_on, row.proof_number, parts[row.Purchase.id, row.n])
        for row in rows
    ]


def _is_kept(made: Made, tax: PurchaseTax) -> bool:
    kept = tax.code in INCOME_TAXES and tax.collected_by is CollectedBy.TREASURER
    return kept and bool(made.part.taxes.get(tax.code))


def _withheld(made: Made, tax: PurchaseTax, bills: dict[tuple[str, int], Paper]) -> Withheld:
    row, bill = made.order, bills[made.order.code, made.n]
    by_ls = row.payment_way is PaymentWay.LS
    return Withheld(
        recipient=_vendor(row.vendor), object_code=_object_code(tax), base=made.part.base_of(tax, row.base),
        rate=_rate(tax), document=bill.number, document_on=bill.issued_on, way=row.payment_way,
        sp2d=made.proof if by_ls else "", on=made.on,
    )  # fmt: skip


def _invoice(made: Made) -> Invoice:
    row = made.order
    day = clock.local(row.submitted_at or row.created_at).date()
    rates = region.current().rates_on(day)
    things = [each for each in made.part.things if each.quantity and each.kind in WITH_PPN]
    shares = split_by_largest_remainder(made.part.taxes["ppn"], [each.amount for each in things])
    goods = tuple(
        Good(each.name, each.kind, each.price, each.quantity, share)
        for each, share in zip(things, shares, strict=True)
    )
    return Invoice(
        made.on, made.reference, _office(row.office), goods, rates["ppn_other_base"].value,
        rates["ppn_rate"].value, region.current().taxing_on(day).ppn_transaction,
    )  # fmt: skip


def _object_code(tax: PurchaseTax) -> str:
    """The tax office's code of the object, from the rule the tax was worked out by."""
    codes = (
        rate.object_code for rate in region.current().rates if rate.id in tax.rule_ids and rate.object_code
    )
    return next(codes, "")


def _rate(tax: PurchaseTax) -> Fraction:
    """The rate as applied, dearer without NPWP included."""
    value = Fraction(1)
    for rate in region.current().rates:
        if rate.id in tax.rule_ids and rate.unit in ("share", "factor"):
            value *= rate.value
    return value


def _bills(made: Iterable[Made]) -> dict[tuple[str, int], Paper]:
    """The invoice of each payment: the newest of an order paid whole, of a part the one its kuitansi names."""
    keys = [(each.order.code, each.n) for each in made]
    found = select(Paper).where(
        Paper.subject.in_({code for code, _n in keys}),
        Paper.kind.in_((PaperKind.INVOICE, PaperKind.KUITANSI)),
    )
    invoices: dict[str, dict[str, Paper]] = defaultdict(dict)
    receipts: dict[str, list[str]] = defaultdict(list)
    for paper in db.session.scalars(found.options(undefer(Paper.snapshot)).order_by(Paper.id)):
        if paper.kind is PaperKind.INVOICE:
            invoices[paper.subject][paper.number] = paper
        else:
            receipts[paper.subject].append(papers.says(paper)["invoice"])
    return {
        (code, n): invoices[code][receipts[code][n - 1]] if n else list(invoices[code].values())[-1]
        for code, n in keys
    }


def _own_office(actor: Actor) -> Office:
    if actor.hat not in OFFICE_HATS or not actor.scope:
        raise NotVisible("office")
    return db.session.get_one(Office, actor.scope)


def _office(office: Office) -> Party:
    return Party(office.npwp, office.name, office.address)


def _vendor(vendor: Vendor) -> Party:
    return Party(vendor.npwp, vendor.legal_name, vendor.address)
