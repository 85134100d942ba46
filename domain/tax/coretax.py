"""Drafts for the tax office's own system: e-Faktur and e-Bupot in the XML it takes in bulk. Pure.

Field names and order as in the public import files (TaxInvoiceBulk, BpuBulk). Somebody checks every draft in
Coretax before it counts. Amounts are whole rupiah, except the base that PMK 131/2024 makes a fraction.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple
from xml.etree import ElementTree

from domain.kinds import ObjectKind
from domain.sentences import say
from domain.tax.model import PaymentWay

XSI = "http://www.w3.org/2001/XMLSchema-instance"
NIL = f"{{{XSI}}}nil"
BRANCH = "000000"  # the head office: NITKU is NPWP and branch
ANY_UNIT = "UM.0018"
TREASURER = {PaymentWay.LS: "Direct"}
IMPREST = "Imprest"

INVOICE_FIELDS = (
    "TaxInvoiceDate", "TaxInvoiceOpt", "TrxCode", "AddInfo", "CustomDoc", "RefDesc", "FacilityStamp",
    "SellerIDTKU", "BuyerTin", "BuyerDocument", "BuyerDocumentNumber", "BuyerName", "BuyerAdress", "BuyerEmail",
    "BuyerIDTKU", "ListOfGoodService",
)  # fmt: skip
GOOD_FIELDS = (
    "Opt", "Code", "Name", "Unit", "Price", "Qty", "TotalDiscount", "TaxBase", "OtherTaxBase", "VATRate", "VAT",
    "STLGRate", "STLG",
)  # fmt: skip
BPU_FIELDS = (
    "TaxPeriodMonth", "TaxPeriodYear", "CounterpartTin", "IDPlaceOfBusinessActivityOfIncomeRecipient",
    "TaxCertificate", "TaxObjectCode", "TaxBase", "Rate", "Document", "DocumentNumber", "DocumentDate",
    "IDPlaceOfBusinessActivity", "GovTreasurerOpt", "SP2DNumber", "WithholdingDate",
)  # fmt: skip
_NPWP, _NITKU, _OBJECT = re.compile(r"\d{16}"), re.compile(r"\d{22}"), re.compile(r"\d\d-\d{3}-\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Party(NamedTuple):
    """A taxpayer by NPWP (15 or 16 digits), name and address."""

    npwp: str
    name: str
    address: str = ""

    @property
    def tin(self) -> str:
        """16 digits; an old NPWP of 15 gets a zero in front."""
        return self.npwp.zfill(16) if len(self.npwp) == 15 else self.npwp

    @property
    def place(self) -> str:
        return f"{self.tin}{BRANCH}"


class Good(NamedTuple):
    """One line of a tax invoice; `ppn` is its share of the document's PPN."""

    name: str
    kind: ObjectKind
    price: int
    quantity: int
    ppn: int


class Invoice(NamedTuple):
    """One faktur of a seller: day, our reference, buyer and lines.

    Factor, rate and TrxCode are those of the order's rules.
    """

    on: date
    reference: str
    buyer: Party
    goods: tuple[Good, ...]
    factor: Fraction
    rate: Fraction
    transaction: str


class Withheld(NamedTuple):
    """One income tax kept back from one payment. `sp2d` only when paid LS."""

    recipient: Party
    object_code: str
    base: int
    rate: Fraction
    document: str
    document_on: date
    way: PaymentWay
    sp2d: str
    on: date


def efaktur(seller: Party, invoices: Sequence[Invoice]) -> bytes:
    """TaxInvoiceBulk of one seller."""
    root = ElementTree.Element("TaxInvoiceBulk")
    root.set(f"{{{XSI}}}noNamespaceSchemaLocation", "TaxInvoice.xsd")
    _text(root, "TIN", seller.tin)
    listed = ElementTree.SubElement(root, "ListOfTaxInvoice")
    for invoice in invoices:
        _invoice(ElementTree.SubElement(listed, "TaxInvoice"), seller, invoice)
    return _written(root)


def ebupot(withholder: Party, kept: Iterable[Withheld]) -> bytes:
    """BpuBulk of one office."""
    root = ElementTree.Element("BpuBulk")
    _text(root, "TIN", withholder.tin)
    listed = ElementTree.SubElement(root, "ListOfBpu")
    for each in kept:
        _bpu(ElementTree.SubElement(listed, "Bpu"), withholder, each)
    return _written(root)


def faults(xml: bytes) -> list[str]:
    """What the tax office's import would refuse: missing, misplaced or misshapen fields, in words."""
    root = ElementTree.fromstring(xml)
    found = [] if _NPWP.fullmatch(root.findtext("TIN", "")) else [say("NPWP pembuat harus 16 angka")]
    for number, each in enumerate(root.iter("TaxInvoice"), start=1):
        found += [
            say("faktur {number}: {fault}", number=number, fault=fault) for fault in _invoice_faults(each)
        ]
    for number, each in enumerate(root.iter("Bpu"), start=1):
        found += [
            say("bukti potong {number}: {fault}", number=number, fault=fault) for fault in _bpu_faults(each)
        ]
    return found


def _invoice(node: ElementTree.Element, seller: Party, invoice: Invoice) -> None:
    buyer = invoice.buyer
    values = (
        invoice.on.isoformat(), "Normal", invoice.transaction, "", "", invoice.reference, "", seller.place, buyer.tin,
        "TIN", "", buyer.name, buyer.address, "", buyer.place,
    )  # fmt: skip
    for name, value in zip(INVOICE_FIELDS[:-1], values, strict=True):
        _text(node, name, value)
    goods = ElementTree.SubElement(node, "ListOfGoodService")
    for good in invoice.goods:
        _good(ElementTree.SubElement(goods, "GoodService"), good, invoice)


def _good(node: ElementTree.Element, good: Good, invoice: Invoice) -> None:
    base = good.price * good.quantity
    values = (
        "A" if good.kind is ObjectKind.GOODS else "B", "000000", good.name, ANY_UNIT, good.price, good.quantity,
        0, base, _cents(base * invoice.factor), _number(invoice.rate * 100), good.ppn, 0, 0,
    )  # fmt: skip
    for name, value in zip(GOOD_FIELDS, values, strict=True):
        _text(node, name, str(value))


def _bpu(node: ElementTree.Element, withholder: Party, kept: Withheld) -> None:
    values = (
        kept.on.month, kept.on.year, kept.recipient.tin, kept.recipient.place, "N/A", kept.object_code,
        kept.base, _number(kept.rate * 100), "CommercialInvoice", kept.document, kept.document_on.isoformat(),
        withholder.place, TREASURER.get(kept.way, IMPREST), kept.sp2d, kept.on.isoformat(),
    )  # fmt: skip
    for name, value in zip(BPU_FIELDS, values, strict=True):
        _text(node, name, str(value))
    if not kept.sp2d:
        node.find("SP2DNumber").set(NIL, "true")  # type: ignore[union-attr]


def _invoice_faults(node: ElementTree.Element) -> list[str]:
    found = _order(node, INVOICE_FIELDS)
    if found:
        return found
    shapes = {"TaxInvoiceDate": _DAY, "SellerIDTKU": _NITKU, "BuyerTin": _NPWP, "BuyerIDTKU": _NITKU}
    found = _shapes(node, shapes)
    if not node.findtext("BuyerName"):
        found.append(say("BuyerName kosong"))
    goods = list(node.iter("GoodService"))
    if not goods:
        found.append(say("tidak ada barang"))
    for good in goods:
        found += _order(good, GOOD_FIELDS)
        if good.findtext("Opt") not in ("A", "B") or not good.findtext("Name"):
            found.append(say("Opt atau Name salah"))
    return found


def _bpu_faults(node: ElementTree.Element) -> list[str]:
    found = _order(node, BPU_FIELDS)
    shapes = {
        "CounterpartTin": _NPWP, "IDPlaceOfBusinessActivityOfIncomeRecipient": _NITKU, "TaxObjectCode": _OBJECT,
        "DocumentDate": _DAY, "IDPlaceOfBusinessActivity": _NITKU, "WithholdingDate": _DAY,
    }  # fmt: skip
    found += _shapes(node, shapes)
    if node.findtext("GovTreasurerOpt") == "Direct" and not node.findtext("SP2DNumber"):
        found.append(say("SP2DNumber kosong"))
    if not node.findtext("DocumentNumber"):
        found.append(say("DocumentNumber kosong"))
    return found


def _order(node: ElementTree.Element, fields: Sequence[str]) -> list[str]:
    tags = tuple(child.tag for child in node)
    return [] if tags == tuple(fields) else [say("urutan kolom salah: {tags}", tags=", ".join(tags)[:60])]


def _shapes(node: ElementTree.Element, shapes: dict[str, re.Pattern[str]]) -> list[str]:
    return [
        f"{name} salah: {node.findtext(name, '') or 'kosong'}"
        for name, shape in shapes.items()
        if not shape.fullmatch(node.findtext(name, ""))
    ]


def _text(node: ElementTree.Element, name: str, value: str) -> None:
    ElementTree.SubElement(node, name).text = value or None


def _cents(value: Fraction) -> str:
    """Two decimals, half up: 275000/3 is 91666.67."""
    cents = (value * 200 + 1) // 2
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02}".rstrip("0").rstrip(".") if rest else str(whole)


def _number(value: Fraction) -> str:
    """A short decimal: 12, 1.5, 0.5."""
    return f"{float(value):g}"


def _written(root: ElementTree.Element) -> bytes:
    ElementTree.register_namespace("xsi", XSI)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
