"""Bringing the signed PDF of a paper through the screens: refusals, the paper page, the check page, the file."""

import io

import pytest

from domain.papers import queries as papers
from domain.people.rules import Role
from tests.support.market import Market

PDF = b"%PDF-1.7\nsigned by the PPK\n%%EOF"


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.mark.parametrize("htmx", [False, True])
def test_the_ppk_brings_it_and_everybody_sees_that_it_is_there(app, shop, visit, htmx):
    with app.app_context():
        code = shop.until_issued()
        paper = papers.of(code)[0]
        page, check = f"/pesanan/{code}/surat/{paper.id}", f"/cek/{paper.verify_code}"
    anyone, reader = visit(), visit(shop.people[Role.SIGNER])
    signer = visit(shop.people[Role.SIGNER], htmx)
    assert "Simpan PDF yang sudah ditandatangani" in reader.get(page).text
    for wrong, said in ((None, "Pilih PDF-nya dulu."), (b"GIF89a", "Hanya berkas PDF")):
        sent = {"file": (io.BytesIO(wrong), "a.pdf")} if wrong else {}
        assert said in signer.post(f"{page}/salinan", expect=422, **sent).text
    assert "tersimpan" not in anyone.get(check).text.lower().replace("tersimpan di hp", "")
    signer.post(f"{page}/salinan", file=(io.BytesIO(PDF), "a.pdf"))
    assert "Ganti salinannya" in reader.get(page).text
    told = anyone.get(check).text
    assert "Salinan bertanda tangan tersimpan" in told
    assert shop.people[Role.SIGNER].name not in told
    vendor = visit(shop.owner)
    assert "Ganti salinannya" not in vendor.get(page).text
    answer = vendor.get(f"{page}/salinan.pdf")
    assert answer.data == PDF
    vendor.get(f"{page}/salinan", expect=404)
    vendor.post(f"{page}/salinan", expect=404, file=(io.BytesIO(PDF), "a.pdf"))
