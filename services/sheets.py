"""Tables people open in a spreadsheet: XLSX and CSV. No cell is ever a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

import xlsxwriter

from domain.sentences import in_source
from domain.spreadsheets.rules import STARTS_A_FORMULA

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
Cell = str | int | float | None


def neutral(value: Cell) -> Cell:
    """Text a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers.

    Tables are read back by this app, so their words are those of the source.
    """
    value = in_source(value)
    if isinstance(value, str) and value.startswith(STARTS_A_FORMULA):
        return f"'{value}"
    return value


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Comma separated, UTF-8 with the mark that lets spreadsheets know it."""
    out = StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow([in_source(name) for name in headings])
    lines.writerows([neutral(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet, headings bold and always in sight. `title` names the sheet (at most 31 letters)."""
    out = BytesIO()
    how = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, how) as book:
        sheet = book.add_worksheet(title[:31])
        sheet.write_row(0, 0, [in_source(name) for name in headings], book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, 0, [neutral(value) for value in row])
        sheet.autofit()
    return out.getvalue()
