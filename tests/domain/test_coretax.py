"""Drafts for Coretax, field by field; the figures are those of the public sample files."""

from datetime import date
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from domain.kinds import ObjectKind
from domain.tax import coretax
from domain.tax.coretax import Good, Invoice, Party, Withheld
from domain.tax.model import PaymentWay

SELLER = Party("1234567890123456", "Dapur Contoh")
BUYER = Party("123456789012345", "Dinas Contoh", "Jalan Contoh 1")
DAY = date(2026, 4, 24)


def invoice(**changed) -> Invoice:
    goods = (Good("Keripik & kacang", ObjectKind.GOODS, 100_000, 1, 11_000),)
    return Invoice(DAY, "P0117", BUYER, goods, Fraction(11, 12), Fraction(12, 100), "04")._replace(**changed)


def withheld(**changed) -> Withheld:
    return Withheld(
        BUYER, "22-910-01", 3_000_000, Fraction(15, 1000), "INV-1", DAY, PaymentWay.LS, "SP2D-1", DAY
    )._replace(**changed)  # fmt: skip


def test_the_sample_invoice_comes_out_as_the_tax_office_wants_it():
    """100.000 has DPP nilai lain 91666.67 and PPN 11.000 in the public sample."""
    xml = coretax.efaktur(SELLER, [invoice()])
    root = ElementTree.fromstring(xml)
    good = root.find("ListOfTaxInvoice/TaxInvoice/ListOfGoodService/GoodService")
    assert [child.text for child in good] == [
        "A", "000000", "Keripik & kacang", "UM.0018", "100000", "1", "0", "100000", "91666.67", "12", "11000",
        "0", "0",
    ]  # fmt: skip
    head = root.find("ListOfTaxInvoice/TaxInvoice")
    assert head.findtext("BuyerTin") == "0123456789012345"
    assert head.findtext("SellerIDTKU") == "1234567890123456000000"
    assert head.findtext("TrxCode") == "04"
    assert coretax.faults(xml) == []


def test_a_withholding_slip_names_the_sp2d_when_paid_ls_and_nil_otherwise():
    xml = coretax.ebupot(SELLER, [withheld(), withheld(way=PaymentWay.UP, sp2d="", rate=Fraction(1, 200))])
    assert coretax.faults(xml) == []
    ls, up = ElementTree.fromstring(xml).iter("Bpu")
    assert (ls.findtext("GovTreasurerOpt"), ls.findtext("SP2DNumber"), ls.findtext("Rate")) == (
        "Direct", "SP2D-1", "1.5",
    )  # fmt: skip
    assert (up.findtext("GovTreasurerOpt"), up.findtext("Rate")) == ("Imprest", "0.5")
    assert up.find("SP2DNumber").get(coretax.NIL) == "true"


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (withheld(recipient=Party("12", "x")), "CounterpartTin salah"),
        (withheld(object_code=""), "TaxObjectCode salah: kosong"),
        (withheld(document=""), "DocumentNumber kosong"),
        (withheld(sp2d=""), "SP2DNumber kosong"),
    ],
)
def test_what_coretax_would_refuse_is_said_before(slip, said):
    assert any(said in fault for fault in coretax.faults(coretax.ebupot(SELLER, [slip])))


def test_an_invoice_without_a_buyer_or_goods_is_a_fault():
    nobody = coretax.efaktur(SELLER, [invoice(buyer=Party("", ""), goods=())])
    said = coretax.faults(nobody)
    assert {"faktur 1: BuyerName kosong", "faktur 1: tidak ada barang"} <= set(said)


def test_a_moved_field_is_a_fault():
    xml = coretax.ebupot(SELLER, [withheld()]).replace(b"<Rate>1.5</Rate>", b"")
    assert any("urutan kolom" in fault for fault in coretax.faults(xml))
