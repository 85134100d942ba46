"""Bringing the PDF of a faktur pajak through the screens: by vendor and treasurer, with and without JavaScript."""

import io

import pytest

from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.rules import Role
from tests.domain.test_tax_invoice_copies import in_two_parts
from tests.support.market import Market

PDF = b"%PDF-1.7\nfaktur\n%%EOF"


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("by", [Role.VENDOR_OWNER, Role.TREASURER])
def test_it_is_kept_shown_and_counted(app, shop, visit, htmx, by):
    with app.app_context():
        code = in_two_parts(shop)
        bill, order = (
            next(each.id for each in papers.of(code) if each.kind is kind)
            for kind in (PaperKind.INVOICE, PaperKind.SURAT_PESANAN)
        )
    page = f"/pesanan/{code}/surat/{bill}"
    person = shop.owner if by is Role.VENDOR_OWNER else shop.people[by]
    reader, sender = visit(person), visit(person, htmx)
    assert "Simpan PDF faktur pajak" in reader.get(page).text
    reader.get(f"{page}/faktur")
    reader.get(f"{page}/faktur.pdf", expect=404)
    for wrong, said in ((None, "Pilih PDF-nya dulu."), (b"GIF89a", "Hanya berkas PDF")):
        sent = {"file": (io.BytesIO(wrong), "a.pdf")} if wrong else {}
        assert said in sender.post(f"{page}/faktur", expect=422, **sent).text
    sender.post(f"{page}/faktur", file=(io.BytesIO(PDF), "a.pdf"))
    assert "Ganti PDF fakturnya" in reader.get(page).text
    assert reader.get(f"{page}/faktur.pdf").data == PDF
    reader.get(f"/pesanan/{code}/surat/{order}/faktur", expect=404)
    signer = visit(shop.people[Role.SIGNER])
    assert "Ganti PDF fakturnya" not in signer.get(page).text
    assert signer.get(f"{page}/faktur.pdf").data == PDF
    signer.post(f"{page}/faktur", expect=403, file=(io.BytesIO(PDF), "a.pdf"))


def test_a_bill_without_ppn_says_nothing_of_it(app, shop, visit):
    with app.app_context():
        code = shop.until_invoiced()
        bill = next(each.id for each in papers.of(code) if each.kind is PaperKind.INVOICE)
    vendor = visit(shop.owner)
    assert "aktur pajak" not in vendor.get(f"/pesanan/{code}/surat/{bill}").text
    vendor.get(f"/pesanan/{code}/surat/{bill}/faktur", expect=404)
