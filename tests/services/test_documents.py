"""Every kind of paper becomes a PDF, by the real engine and by the one tests use."""

import re

import pytest

from domain import clock
from domain.papers import queries as papers
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from services.documents import PlainDocuments, TypstDocuments, qr_svg

URL = "https://contoh.example/cek/7K2M-9QXR"


@pytest.fixture
def snapshots(market) -> list[str]:
    """The eight papers of one purchase, from order to kuitansi."""
    code = market.until_verified()
    paid = {"amount": queries.get(SYSTEM, code).net, "proof_number": "SP2D-1", "paid_on": clock.today()}
    market.step(Role.TREASURER, "pay", code, **paid)
    return [papers.get(code, paper.id).snapshot for paper in papers.of(code)]


@pytest.mark.parametrize("documents", [TypstDocuments(), PlainDocuments()], ids=["typst", "plain"])
def test_each_kind_of_paper_becomes_a_pdf(snapshots, documents):
    assert len(snapshots) == 8
    for snapshot in snapshots:
        pdf = documents.render(snapshot, URL)
        assert pdf.startswith(b"%PDF-")
        assert pdf.rstrip().endswith(b"%%EOF")


def test_the_real_ones_are_a4_and_archival_and_of_modest_size(snapshots):
    for snapshot in snapshots:
        pdf = TypstDocuments().render(snapshot, URL)
        assert b"pdfaid" in pdf
        assert re.search(rb"/MediaBox ?\[0 0 595\.\d+ 841\.\d+\]", pdf)
        assert len(pdf) < 100_000


def test_a_snapshot_that_says_too_little_is_refused_not_printed():
    with pytest.raises(Exception, match="office"):
        TypstDocuments().render('{"kind": "surat_pesanan"}', URL)


def test_the_code_to_scan_is_a_picture_without_scripts():
    picture = qr_svg(URL)
    assert picture.startswith("<svg")
    assert "script" not in picture
    assert picture != qr_svg(URL + "A")
