"""Small workbooks as a spreadsheet program writes them, and hostile ones."""

import io
import zipfile

from services.sheets import as_csv, as_xlsx

SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'


def xlsx(headings, rows) -> bytes:
    return as_xlsx("Lembar", headings, rows)


def csv(headings, rows) -> bytes:
    return as_csv(headings, rows)


def raw_xlsx(sheet: str, **parts: str) -> bytes:
    """A workbook whose first sheet is exactly this XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, text in parts.items():
            book.writestr(f"xl/{name}.xml", text)
    return out.getvalue()
