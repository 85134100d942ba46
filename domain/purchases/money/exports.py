"""A month of an office as drafts for the tax office: what was withheld, and the invoices of its PKP sellers."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from domain import clock, region
from domain.db import db
from domain.errors import NotVisible
from domain.papers.models import Paper
from domain.papers.rules import PaperKind
from domain.people.models import Office, Vendor
from domain.people.rules import OFFICE_HATS, Actor
from domain.purchases import queries
from domain.purchases.models import Payment, Purchase, PurchaseTax
from domain.purchases.money.rules import INCOME_TAXES
from domain.tax import coretax
from domain.tax.coretax import Good, Invoice, Party, Withheld
from domain.tax.model import CollectedBy, PaymentWay


class Draft(NamedTuple):
    """One file to take to Coretax: its name, its bytes, how many records, and what is wrong with it."""

    name: str
    xml: bytes
    count: int
    faults: tuple[str, ...]


def ebupot(actor: Actor, first: date, until: date) -> Draft:
    """Income tax the office withheld from payments in [first, until). Raises NotVisible without an office."""
    office = _own_office(actor)
    rows = _paid(actor, first, until)
    bills = _numbers([row.code for row in rows])
    kept = [_withheld(row, tax, bills) for row in rows for tax in row.taxes if _is_kept(tax)]
    xml = coretax.ebupot(_office(office), kept)
    return Draft(f"ebupot-{office.code}-{first:%Y-%m}.xml", xml, len(kept), tuple(coretax.faults(xml)))


def efaktur(actor: Actor, first: date, until: date) -> list[Draft]:
    """The invoices each PKP seller owes for payments in [first, until), a file for each of them."""
    sellers: dict[int, list[Purchase]] = {}
    for row in _paid(actor, first, until):
        if any(tax.code == "ppn" for tax in row.taxes):
            sellers.setdefault(row.vendor_id, []).append(row)
    return [_of_seller(rows, first) for rows in sellers.values()]


def _of_seller(rows: list[Purchase], first: date) -> Draft:
    vendor = rows[0].vendor
    invoices = [_invoice(row) for row in rows]
    xml = coretax.efaktur(_vendor(vendor), invoices, transaction=region.current().taxing.ppn_transaction)
    return Draft(f"efaktur-U{vendor.id}-{first:%Y-%m}.xml", xml, len(invoices), tuple(coretax.faults(xml)))


def _paid(actor: Actor, first: date, until: date) -> list[Purchase]:
    found = (
        queries.visible_to(actor)
        .join(Payment, Payment.purchase_id == Purchase.id)
        .where(Payment.paid_on >= first, Payment.paid_on < until)
        .options(
            joinedload(Purchase.vendor), joinedload(Purchase.office), joinedload(Purchase.payment),
            selectinload(Purchase.taxes), selectinload(Purchase.lines),
        )
        .order_by(Payment.paid_on, Purchase.id)
    )  # fmt: skip
    return list(db.session.scalars(found))


def _is_kept(tax: PurchaseTax) -> bool:
    return tax.code in INCOME_TAXES and tax.collected_by is CollectedBy.TREASURER


def _withheld(row: Purchase, tax: PurchaseTax, bills: dict[str, Paper]) -> Withheld:
    payment, bill = row.payment, bills[row.code]
    assert payment is not None
    by_ls = payment.way is PaymentWay.LS
    return Withheld(
        recipient=_vendor(row.vendor), object_code=_object_code(tax), base=tax.base,
        rate=_rate(tax), document=bill.number, document_on=bill.issued_on, way=payment.way,
        sp2d=payment.proof_number if by_ls else "", on=payment.paid_on,
    )  # fmt: skip


def _invoice(row: Purchase) -> Invoice:
    ppn = next(tax for tax in row.taxes if tax.code == "ppn")
    day = clock.local(row.submitted_at or row.created_at).date()
    rates = region.current().rates_on(day)
    assert row.payment is not None
    goods = tuple(
        Good(line.name, line.object_kind, line.price, line.quantity, share)
        for line, share in zip(row.lines, ppn.shares, strict=True)
        if share
    )
    return Invoice(
        row.payment.paid_on, row.code, _office(row.office), goods, rates["ppn_other_base"].value,
        rates["ppn_rate"].value,
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


def _numbers(codes: list[str]) -> dict[str, Paper]:
    """The newest invoice of each purchase."""
    found = select(Paper).where(Paper.subject.in_(codes), Paper.kind == PaperKind.INVOICE).order_by(Paper.id)
    return {paper.subject: paper for paper in db.session.scalars(found)}


def _own_office(actor: Actor) -> Office:
    if actor.hat not in OFFICE_HATS or not actor.scope:
        raise NotVisible("office")
    return db.session.get_one(Office, actor.scope)


def _office(office: Office) -> Party:
    return Party(office.npwp, office.name, office.address)


def _vendor(vendor: Vendor) -> Party:
    return Party(vendor.npwp, vendor.legal_name, vendor.address)
