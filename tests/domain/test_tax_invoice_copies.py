"""The faktur pajak of each bill: who may bring its PDF, what the meter counts, the zip and verify."""

import hashlib
import json

import pytest

from domain import journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.papers import queries as papers
from domain.papers import signed
from domain.papers.rules import PaperKind, may_bring_tax_invoice
from domain.people.rules import VENDOR_HATS, Role
from domain.purchases.actions.signing import keep_tax_invoice
from domain.purchases.audit import bundle
from domain.purchases.audit.completeness import case_file
from domain.purchases.audit.verify import verify
from domain.writing import write
from tests.domain.test_in_parts import accepted, bill, pay, pkp, send
from tests.domain.test_orders_verify import unguarded

FIRST, SECOND = b"%PDF-1.7 faktur", b"%PDF-1.7 faktur 2"
FILES = {hashlib.sha256(each).hexdigest(): each for each in (FIRST, SECOND)}


def bring(market, role: Role, code: str, content: bytes = FIRST, nth: int = 0, kind=PaperKind.INVOICE):
    paper = [each for each in papers.of(code) if each.kind is kind][nth]
    with write():
        return keep_tax_invoice(
            market.actor(role), code, paper.id, sha256=hashlib.sha256(content).hexdigest(), size=len(content)
        )


def counted(market, code: str) -> list[tuple[str, bool]]:
    items = case_file(market.actor(Role.TREASURER), code).items
    return [(each.title, each.there) for each in items if each.title.startswith("PDF faktur")]


def in_two_parts(market) -> str:
    """Ten pieces of a PKP: four are billed and paid, then six are billed."""
    pkp(market)
    code = accepted(market, 10, market.sell("Bingkisan", price=300_000, stock=20))
    for quantity in (4, 6):
        if quantity == 6:
            pay(market, code)
        send(market, code, quantity)
        market.step(Role.SIGNER, "hand_over", code)
        bill(market, code)
    return code


@pytest.mark.parametrize("kind", PaperKind)
@pytest.mark.parametrize("hat", Role)
def test_vendor_and_treasurer_bring_it_beside_a_bill(kind, hat):
    may = kind is PaperKind.INVOICE and (hat in VENDOR_HATS or hat is Role.TREASURER)
    assert may_bring_tax_invoice(kind, hat) is may


def test_each_part_has_its_own_and_the_meter_counts_them(market):
    code = in_two_parts(market)
    assert counted(market, code) == [("PDF faktur pajak ke-1", False), ("PDF faktur pajak ke-2", False)]
    bring(market, Role.VENDOR_OWNER, code, nth=1)
    assert counted(market, code) == [("PDF faktur pajak ke-1", False), ("PDF faktur pajak ke-2", True)]
    copy = bring(market, Role.TREASURER, code)
    assert (copy.n, copy.hat, copy.size) == (1, "treasurer", len(FIRST))
    assert [there for _title, there in counted(market, code)] == [True, True]
    told = [json.loads(each.facts) for each in journal.of(code) if each.event == "paper.tax_invoice"]
    assert [each["n"] for each in told] == [1, 1]


def test_the_zip_has_it_beside_the_bill_replaced_ones_too(market):
    code = in_two_parts(market)
    for content in (FIRST, SECOND):
        bring(market, Role.VENDOR_OWNER, code, content)
    with pytest.raises(RuleBroken, match="sudah tersimpan"):
        bring(market, Role.VENDOR_OWNER, code, SECOND)
    found = bundle.files_of(market.actor(Role.TREASURER), code, FILES.get)
    kept = [content for name, content in found.items() if "faktur-pajak" in name]
    assert kept == [FIRST, SECOND]
    assert signed.file_keys() == set(FILES)


def test_a_bill_without_ppn_or_sent_back_takes_none(market):
    plain = market.until_invoiced()
    assert counted(market, plain) == []
    with pytest.raises(NotVisible):
        bring(market, Role.VENDOR_OWNER, plain)
    code = in_two_parts(market)
    with pytest.raises(RuleBroken, match="penjual atau bendahara"):
        bring(market, Role.VENDOR_OWNER, code, kind=PaperKind.BAST)
    with pytest.raises(RuleBroken, match="penjual atau bendahara"):
        bring(market, Role.SIGNER, code)
    market.step(Role.FINANCE_VERIFIER, "return_invoice", code, reason="Salah nama.")
    with pytest.raises(RuleBroken, match="tidak berlaku lagi"):
        bring(market, Role.VENDOR_OWNER, code, nth=1)
    assert counted(market, code) == [("PDF faktur pajak", False)]


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("", "berkas faktur pajak hilang atau berubah"),
        ("DELETE FROM tax_invoice_copy", "faktur pajak hilang dari catatan"),
        ("UPDATE tax_invoice_copy SET sha256 = 'x'", "faktur pajak tidak cocok dengan jurnal"),
    ],
)
def test_verify_names_what_is_lost_or_changed(market, statement, said):
    code = in_two_parts(market)
    bring(market, Role.VENDOR_OWNER, code)
    assert verify(FILES.get).differences == ()
    if statement:
        unguarded("tax_invoice_copy", statement)
        db.session.expire_all()
    assert [each.words for each in verify(FILES.get if statement else lambda key: None).differences] == [said]
