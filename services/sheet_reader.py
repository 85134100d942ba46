"""Reading tables people send: XLSX and CSV, as rows of text. Strict about size; no formula is ever worked out.

An XLSX is a zip of XML: how much it unpacks to is limited before it is unpacked, and XML that declares
entities is refused.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from xml.etree import ElementTree

from domain.errors import RuleBroken
from domain.sentences import say

LARGEST = 2_000_000  # bytes as sent
LARGEST_PART = 20_000_000  # bytes of one XML part, unpacked
MOST_ROWS = 6_000
MOST_COLUMNS = 40
LONGEST_CELL = 4_000
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CELL = re.compile(r"([A-Z]{1,3})[0-9]+")
EPOCH = date(1899, 12, 30)
UNREADABLE = say("Berkas ini tidak terbaca. Simpan sebagai Excel (.xlsx) atau CSV, lalu pilih lagi.")


def read_rows(content: bytes) -> list[list[str]]:
    """The first sheet's rows, blanks trimmed, empty rows at the end left out. Raises RuleBroken."""
    if len(content) > LARGEST:
        raise RuleBroken("Berkasnya lebih dari 2 MB. Bagi menjadi beberapa berkas.", field="file")
    rows = list(_xlsx(content) if content[:4] == b"PK\x03\x04" else _csv(content))
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise RuleBroken("Berkasnya kosong.", field="file")
    return rows


def numbered(content: bytes) -> list[tuple[int, list[str]]]:
    """The rows that say something, each with its number in the sheet, counted from one. Raises RuleBroken."""
    return [(number, row) for number, row in enumerate(read_rows(content), start=1) if any(row)]


def _limited(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number >= MOST_ROWS:
            raise RuleBroken(
                "Paling banyak {most_rows} baris dalam satu berkas.", most_rows=MOST_ROWS, field="file"
            )
        yield [text.strip()[:LONGEST_CELL] for text in row[:MOST_COLUMNS]]


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise RuleBroken(UNREADABLE, field="file")
    first = text.partition("\n")[0]
    mark = max(";,\t", key=first.count)
    try:
        yield from _limited(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as broken:
        raise RuleBroken(UNREADABLE, field="file") from broken


def _xlsx(content: bytes) -> Iterator[list[str]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            shared = _shared(book)
            dates = _date_styles(book)
            sheet = _part(book, _first_sheet(book))
            yield from _limited(_rows(sheet, shared, dates))
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, IndexError, ValueError) as broken:
        raise RuleBroken(UNREADABLE, field="file") from broken


def _part(book: zipfile.ZipFile, name: str) -> ElementTree.Element:
    if book.getinfo(name).file_size > LARGEST_PART:
        raise RuleBroken("Isi berkas ini terlalu besar. Bagi menjadi beberapa berkas.", field="file")
    with book.open(name) as part:
        xml = part.read(LARGEST_PART + 1)
    if len(xml) > LARGEST_PART or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise RuleBroken(UNREADABLE, field="file")
    return ElementTree.fromstring(xml)


def _first_sheet(book: zipfile.ZipFile) -> str:
    sheets = sorted(
        (name for name in book.namelist() if re.fullmatch(r"xl/worksheets/sheet[0-9]+\.xml", name)),
        key=lambda name: int(re.sub(r"\D", "", name)),
    )
    return sheets[0]


def _shared(book: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    items = _part(book, "xl/sharedStrings.xml").iter(f"{MAIN}si")
    return ["".join(text.text or "" for text in item.iter(f"{MAIN}t")) for item in items]


def _date_styles(book: zipfile.ZipFile) -> set[int]:
    """Which cell styles show a number as a day."""
    if "xl/styles.xml" not in book.namelist():
        return set()
    styles = _part(book, "xl/styles.xml")
    own = {
        int(each.get("numFmtId", "0"))
        for each in styles.iter(f"{MAIN}numFmt")
        if re.search(r"[dy]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", each.get("formatCode", "").lower()))
    }
    known = own | set(range(14, 18)) | {22}
    formats = styles.find(f"{MAIN}cellXfs")
    listed = formats if formats is not None else []
    return {n for n, each in enumerate(listed) if int(each.get("numFmtId", "0")) in known}


def _rows(sheet: ElementTree.Element, shared: list[str], dates: set[int]) -> Iterator[list[str]]:
    """Rows at their places: those a sheet leaves out are empty."""
    at = 0
    for row in sheet.iter(f"{MAIN}row"):
        left_out = int(row.get("r", at + 1)) - at - 1
        yield from ([] for _ in range(left_out))
        at += max(left_out, 0) + 1
        yield _row(row, shared, dates)


def _row(row: ElementTree.Element, shared: list[str], dates: set[int]) -> list[str]:
    cells: dict[int, str] = {}
    for at, cell in enumerate(row.iter(f"{MAIN}c")):
        named = CELL.fullmatch(cell.get("r", ""))
        column = _column(named[1]) if named else at
        if column < MOST_COLUMNS:
            cells[column] = _value(cell, shared, dates)
    return [cells.get(column, "") for column in range(max(cells, default=-1) + 1)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _value(cell: ElementTree.Element, shared: list[str], dates: set[int]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{MAIN}t"))
    raw = cell.findtext(f"{MAIN}v", "")
    if kind == "s":
        return shared[int(raw)]
    if kind != "n" or not raw:
        return raw
    return _number(raw, as_day=int(cell.get("s", "0")) in dates)


def _number(raw: str, *, as_day: bool) -> str:
    """`8.4e6` and `8400000.0` are 8400000; a day is written 2026-11-24."""
    value = float(raw)
    if as_day and 0 < value < 100_000:
        return (EPOCH + timedelta(days=int(value))).isoformat()
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else raw
