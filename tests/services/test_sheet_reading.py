"""Spreadsheets as people send them: CSV of any mark, XLSX by its XML, and files that are neither."""

import io
import zipfile

import pytest

from domain.errors import RuleBroken
from services import sheet_reading as sheets

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def xlsx(rows: str, shared: str = "", name: str = "xl/worksheets/sheet1.xml", doctype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, f"{doctype}<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")
        if shared:
            book.writestr("xl/sharedStrings.xml", f"<sst {MAIN}>{shared}</sst>")
    return out.getvalue()


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_of_any_mark(mark):
    text = f"\ufefftanaman{mark}harga\r\nApel{mark}12500\r\n{mark}\r\n"
    assert sheets.read(text.encode()) == [["tanaman", "harga"], ["Apel", "12500"]]


def test_xlsx_with_shared_inline_numbers_and_gaps():
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>harga</t></is></c></row>'
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2"><v>12500.0</v></c></row>'
        '<row r="3"><c r="A3"/></row>'
    )
    shared = "<si><t>tanaman</t></si><si><r><t>Bawang </t></r><r><t>merah</t></r></si>"
    assert sheets.read(xlsx(rows, shared)) == [["tanaman", "", "harga"], ["Bawang merah", "", "12500"]]


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00bin",
        b"PK\x03\x04 broken",
        xlsx("<row><c t='s'><v>9</v></c></row>"),
        xlsx("", name="xl/other.xml"),
        xlsx("<row>", doctype='<!DOCTYPE x [<!ENTITY a "b">]>'),
        xlsx('<row><c r="ZZZ1"><v>1</v></c></row>'),
        b"a" * (sheets.LARGEST + 1),
        b"a,b\n" * 20_000,
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(raw):
    with pytest.raises(RuleBroken) as refused:
        sheets.read(raw)
    assert refused.value.field == "file" and refused.value.message.endswith(".")


def test_a_bomb_is_not_unpacked():
    bomb = xlsx("<row><c><v>" + "1" * (sheets.MOST_UNPACKED + 1) + "</v></c></row>")
    assert len(bomb) < sheets.LARGEST
    with pytest.raises(RuleBroken):
        sheets.read(bomb)
