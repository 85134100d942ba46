"""Rows of text out of a spreadsheet: CSV as it comes, XLSX by its own XML. Cells are what a person sees typed.

Only the first sheet is read. Formulas give their last value. Nothing in the file is ever executed.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from domain.errors import RuleBroken

LARGEST = 2 * 1024 * 1024
MOST_UNPACKED = 20 * 1024 * 1024
MOST_CELLS = 20_000
MOST_EMPTY = 10_000  # lines a sheet leaves out between two it has
ZIP = b"PK\x03\x04"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SENTENCE = "Berkasnya tidak terbaca. Simpan ulang sebagai XLSX atau CSV UTF-8."


def read(raw: bytes) -> list[list[str]]:
    """All rows that say something, cells stripped. Raises RuleBroken, field `file`, with what to do."""
    return [row for _number, row in numbered(raw)]


def numbered(raw: bytes, most_cells: int = MOST_CELLS) -> list[tuple[int, list[str]]]:
    """The same, each with its number in the sheet, counted from one. Raises RuleBroken like `read`."""
    if not raw:
        raise RuleBroken("Berkasnya kosong.", field="file")
    if len(raw) > LARGEST:
        raise RuleBroken("Berkasnya lebih dari 2 MB. Bagi menjadi beberapa.", field="file")
    try:
        found = _xlsx(raw) if raw.startswith(ZIP) else _csv(raw)
        rows = list(enumerate(_bounded(found, most_cells), start=1))
    except (ValueError, KeyError, IndexError, csv.Error, zipfile.BadZipFile, ElementTree.ParseError) as wrong:
        raise RuleBroken(SENTENCE, field="file") from wrong
    return [(number, row) for number, row in rows if any(row)]


def _bounded(rows: Iterator[list[str]], most_cells: int) -> Iterator[list[str]]:
    cells = 0
    for row in rows:
        cells += max(len(row), 1)
        if cells > most_cells:
            raise RuleBroken("Isinya terlalu banyak. Bagi menjadi beberapa berkas.", field="file")
        yield [cell.strip() for cell in row]


def _csv(raw: bytes) -> Iterator[list[str]]:
    text = raw.decode("utf-8-sig")
    if "\x00" in text:
        raise ValueError("not a text file")
    first = text.split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)


def _xlsx(raw: bytes) -> Iterator[list[str]]:
    with zipfile.ZipFile(io.BytesIO(raw)) as book:
        if sum(part.file_size for part in book.infolist()) > MOST_UNPACKED:
            raise ValueError("unpacks to more than is sensible")
        names = set(book.namelist())
        shared = _shared(book.read("xl/sharedStrings.xml")) if "xl/sharedStrings.xml" in names else []
        sheet = min(
            (name for name in names if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name)),
            key=lambda name: int(re.sub(r"\D", "", name)),
        )
        at = 0
        for row in _parse(book.read(sheet)).iter(f"{SHEET}row"):
            empty = min(int(row.get("r", at + 1)) - at - 1, MOST_EMPTY)
            yield from ([] for _ in range(empty))
            at += max(empty, 0) + 1
            yield _row(row, shared)


def _parse(xml: bytes) -> ElementTree.Element:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("a spreadsheet declares no entities")
    return ElementTree.fromstring(xml)


def _shared(xml: bytes) -> list[str]:
    return [
        "".join(text.text or "" for text in item.iter(f"{SHEET}t")) for item in _parse(xml).iter(f"{SHEET}si")
    ]


def _row(row: ElementTree.Element, shared: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{SHEET}c"):
        at = _column(cell.get("r", ""))
        if at is not None and at > 200:
            raise ValueError("too wide")
        while at is not None and len(cells) < at:
            cells.append("")
        cells.append(_value(cell, shared))
    return cells


def _column(reference: str) -> int | None:
    """'C7' is the third column: 2."""
    letters = re.match(r"[A-Z]{1,3}", reference)
    if letters is None:
        return None
    at = 0
    for letter in letters[0]:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _value(cell: ElementTree.Element, shared: list[str]) -> str:
    kind = cell.get("t")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter(f"{SHEET}t"))
    value = cell.find(f"{SHEET}v")
    text = (value.text or "") if value is not None else ""
    if kind == "s" and text:
        return shared[int(text)]
    return re.sub(r"\.0+$", "", text)
