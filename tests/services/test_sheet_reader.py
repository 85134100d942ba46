"""Tables people send are read as they look, and hostile ones are refused in one sentence."""

import datetime
import io

import pytest
import xlsxwriter

from domain.errors import RuleBroken
from services.sheet_reader import MOST_ROWS, numbered, read_rows
from tests.support.workbook import SHEET, csv, raw_xlsx, xlsx

ROWS = [["Nama", "Pagu"], ["Rapat", "250000000"], ["Kertas, tinta", "1"]]


@pytest.mark.parametrize("write", [xlsx, csv])
def test_what_is_written_is_read_back(write):
    assert (
        read_rows(write(["Nama", "Pagu"], [["Rapat", 250_000_000], ["Kertas, tinta", 1], ["", ""]])) == ROWS
    )


def test_numbers_days_and_long_codes_keep_their_look():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [8_400_000.0, 2.5, "0012"])
        sheet.write_datetime(
            1, 0, datetime.datetime(2026, 11, 24), book.add_format({"num_format": "dd/mm/yyyy"})
        )
        sheet.write(1, 2, True)
    assert read_rows(out.getvalue()) == [["8400000", "2.5", "0012"], ["2026-11-24", "", "1"]]


def test_rows_and_cells_a_sheet_leaves_out_keep_their_places():
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>harga</t></is></c></row>'
        '<row r="4"><c r="A4" t="s"><v>1</v></c><c r="C4"><v>12500.0</v></c></row><row r="5"><c r="A5"/></row>'
    )
    main = SHEET.partition('"')[2].partition('"')[0]
    shared = "<si><t>tanaman</t></si><si><r><t>Bawang </t></r><r><t>merah</t></r></si>"
    book = raw_xlsx(SHEET.format(rows), sharedStrings=f'<sst xmlns="{main}">{shared}</sst>')
    assert numbered(book) == [(1, ["tanaman", "", "harga"]), (4, ["Bawang merah", "", "12500"])]


@pytest.mark.parametrize("mark", [";", "\t", ","])
def test_any_usual_separator_will_do(mark):
    assert read_rows(f"Nama{mark}Pagu\nRapat{mark}1".encode()) == [["Nama", "Pagu"], ["Rapat", "1"]]


def test_old_windows_letters_are_read():
    assert read_rows("Nama\nCafé".encode("cp1252")) == [["Nama"], ["Café"]]


def test_a_formula_is_only_its_last_result():
    sheet = SHEET.format('<row><c r="A1"><f>1+1</f><v>2</v></c></row>')
    assert read_rows(raw_xlsx(sheet)) == [["2"]]


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 not a zip",
        b"",
        b"\x00\x01\x02",
        raw_xlsx("<worksheet"),
        raw_xlsx('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + SHEET.format("<row/>")),
        raw_xlsx(SHEET.format('<row><c r="A1" t="s"><v>7</v></c></row>')),
        raw_xlsx(SHEET.format('<row><c r="A1"><v>seven</v></c></row>')),
        raw_xlsx(SHEET.format('<row r="999999999"><c><v>1</v></c></row>')),
        b'Nama\n"tidak ditutup',
        b"x" * 2_000_001,
        ("a\n" * (MOST_ROWS + 1)).encode(),
    ],
    ids=["no-zip", "empty", "bytes", "xml", "entity", "index", "number", "far", "quote", "large", "rows"],
)
def test_hostile_or_broken_files_are_refused_in_words(content):
    with pytest.raises(RuleBroken) as refused:
        read_rows(content)
    assert refused.value.field == "file"
    assert refused.value.message.endswith(".")


def test_a_bomb_is_refused_before_it_unpacks():
    bomb = raw_xlsx(SHEET.format("<row/>" + " " * 30_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(RuleBroken, match="terlalu besar"):
        read_rows(bomb)
