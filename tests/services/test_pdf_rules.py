"""What a PDF may not hold, also where it is packed or its names are written in another way."""

import zlib
from contextlib import suppress

import pytest

from domain.errors import RuleBroken
from services import pdf_rules

HEAD = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog "


def packed(inside: bytes, filtered: bytes = b"/FlateDecode") -> bytes:
    told = b"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter " + filtered + b" >>\nstream\r\n"
    return HEAD + b">>\nendobj\n" + told + zlib.compress(inside) + b"\nendstream\nendobj\n%%EOF"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<html>%PDF-1.7", "Hanya berkas PDF"),
        (b"", "Hanya berkas PDF"),
        (HEAD + b">> trailer << /Encrypt 5 0 R >>", "dikunci"),
        (HEAD + b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", "berjalan sendiri"),
        (HEAD + b"/AA << /JS 5 0 R >> >>", "berjalan sendiri"),
        (HEAD + b"/A << /S /L#61unch /F (cmd.exe) >> >>", "berjalan sendiri"),
        (HEAD + b"/A << /S /#4Aava#53cript >> >>", "berjalan sendiri"),
        (HEAD + b"/AcroForm << /XFA [] >> >>", "berjalan sendiri"),
        (HEAD + b"/Names << /EmbeddedFiles 9 0 R >> >>", "berkas lain"),
        (HEAD + b"(stream\n) /A << /S /Launch >> (endstream) >>", "berjalan sendiri"),
        (packed(b"1 0 << /S /JavaScript >>"), "berjalan sendiri"),
        (packed(b"1 0 << /JS 3 0 R >>"), "berjalan sendiri"),
        (packed(b"1 0 << /Type /EmbeddedFile >>"), "berkas lain"),
        (packed(b"x", b"/LZWDecode"), "tidak bisa kami periksa"),
        (packed(b" " * (pdf_rules.MOST_UNPACKED + 1)), "terlalu besar"),
        (HEAD + b">> << /Type /Page >>" * 301, "lebih dari 300 halaman"),
        (packed(b"<< /Type/Page >>" * 301), "lebih dari 300 halaman"),
    ],
)
def test_it_is_refused_with_what_to_do(raw, said):
    with pytest.raises(RuleBroken, match=said) as refused:
        pdf_rules.check(raw)
    assert refused.value.field == "file"


def test_what_is_drawn_on_a_page_counts_for_nothing():
    """Three letters that stand in a picture by chance, pages' tree, and a signature are no harm."""
    drawn = b"stream\nabc /JS (x) /Type /Page \xff\nendstream "
    pdf_rules.check(
        HEAD
        + b"/Pages 2 0 R >> << /Type /Pages /Count 1 >> << /Type /Sig /ByteRange [0 1 2 3] >>"
        + drawn * 400
    )
    pdf_rules.check(packed(b"1 0 << /Type /Page >>"))


def test_a_pdf_of_our_own_passes():
    from services.reports import TypstReports

    pdf_rules.check(TypstReports().render("Buku", ["Nama", "Nilai"], [["a", "1"]]))


@pytest.mark.parametrize("piece", [b"stream\n", b"/Type/ObjStm stream\n", b"#41", b"<<<", b"/Filter["])
def test_a_long_file_of_tricks_is_looked_at_once(piece):
    """Eight megabytes of openings: nothing is looked at again for each of them."""
    with suppress(RuleBroken):
        pdf_rules.check(b"%PDF-1.7\n" + piece * (8 * 1024 * 1024 // len(piece)))
