"""Reads one table of the region folder into rows, collecting every fault with its line."""

import csv
from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

from domain.region import rows, rules
from domain.region.cells import CellWrong, convert
from domain.region.faults import Fault, Place
from domain.region.rows import Row

TABLES: dict[str, type[Row]] = {
    "villages": rows.Village,
    "adjacency": rows.Adjacency,
    "commodities": rows.Commodity,
    "plant_parts": rows.PlantPart,
    "signs": rows.Sign,
    "problems": rows.Problem,
    "synonyms": rows.Synonym,
    "etalase": rows.Etalase,
    "units": rows.Unit,
    "area_units": rows.AreaUnit,
    "categories": rows.Category,
    "offices": rows.Office,
    "vendor_documents": rows.VendorDocument,
    "lanes": rules.Lane,
    "forms": rules.Form,
    "thresholds": rules.Threshold,
    "rates": rules.Rate,
    "choices": rules.Choice,
    "holidays": rows.Holiday,
    "banned_ingredients": rows.BannedIngredient,
    "inputs": rows.Input,
    "depots": rows.Depot,
    "reasons": rows.Reason,
    "questions": rows.Question,
    "ready_answers": rows.ReadyAnswer,
    "markets": rows.Market,
    "risks": rows.Risk,
    "visit_checks": rows.VisitCheck,
    "tips": rows.Tip,
}


@dataclass
class Sheet:
    """What could be read of one table. `codes` also holds those of rows with a faulty cell.

    `whole` is false when the file itself could not be read, so that nothing can be said about its codes.
    """

    rows: list[Row] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True


class Line(NamedTuple):
    number: int
    cells: list[str]


def read_table(folder: Path, kind: type[Row]) -> Sheet:
    sheet = Sheet()
    path = folder / kind.FILE
    lines = _lines(path, sheet)
    header = next(lines, None)
    if header is None:
        sheet.whole = False
        if not sheet.faults:
            sheet.faults.append(Fault(str(path), 0, "berkas kosong; baris pertama harus nama kolom"))
        return sheet
    columns = [column for column in fields(kind) if column.name != "at"]
    _check_header(str(path), header, [column.name for column in columns], sheet)
    if sheet.whole:
        _fill(sheet, path, kind, columns, header, lines)
    return sheet


def _lines(path: Path, sheet: Sheet) -> Iterator[Line]:
    """The lines that hold anything, numbered by where they start. Broken encoding ends the reading."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        sheet.faults.append(Fault(str(path), 0, "berkas ini tidak ada"))
        return
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        sheet.faults.append(Fault(str(path), line, "bukan UTF-8; simpan ulang sebagai CSV UTF-8"))
        return
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield Line(start, stripped)
            start = reader.line_num + 1
    except csv.Error:
        sheet.faults.append(Fault(str(path), start, "tanda kutip tidak ditutup dengan benar"))
        sheet.whole = False


def _check_header(file: str, header: Line, wanted: list[str], sheet: Sheet) -> None:
    sentences = []
    if len(header.cells) == 1 and ";" in header.cells[0]:
        sentences.append("kolom dipisah titik koma; simpan ulang dengan pemisah koma")
    else:
        sentences += [f"kolom “{name}” tidak ada" for name in wanted if name not in header.cells]
        sentences += [f"kolom “{name}” tidak dikenal" for name in header.cells if name not in wanted]
        sentences += [f"kolom “{name}” tertulis dua kali" for name in wanted if header.cells.count(name) > 1]
    sheet.faults += [Fault(file, header.number, sentence) for sentence in sentences]
    sheet.whole = sheet.whole and not sentences


def _fill(
    sheet: Sheet, path: Path, kind: type[Row], columns: list[Field], header: Line, lines: Iterator[Line]
) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for line in lines:
        if len(line.cells) != len(header.cells):
            counts = f"ada {len(line.cells)} sel, seharusnya {len(header.cells)}"
            sheet.faults.append(Fault(str(path), line.number, f"{counts}; periksa tanda koma di dalam teks"))
            continue
        texts = dict(zip(header.cells, line.cells, strict=True))
        sheet.codes.add(texts[kind.KEY[0]])
        key = tuple(texts[name] for name in kind.KEY)
        if first := seen.get(key):
            twin = f"{' + '.join(kind.KEY)} kembar: {' + '.join(key)}"
            sheet.faults.append(Fault(str(path), line.number, f"{twin}, sudah ada di baris {first}"))
        seen.setdefault(key, line.number)
        _add_row(sheet, str(path), kind, columns, line.number, texts)
    if not seen and not sheet.faults:
        sheet.faults.append(Fault(str(path), 0, "belum ada isinya, hanya nama kolom"))


def _add_row(
    sheet: Sheet, file: str, kind: type[Row], columns: list[Field], number: int, texts: dict[str, str]
) -> None:
    hints = get_type_hints(kind)
    values: dict[str, Any] = {"at": Place(kind.FILE, number)}
    for column in columns:
        try:
            values[column.name] = convert(texts[column.name], hints[column.name], column.metadata)
        except CellWrong as wrong:
            sheet.faults.append(Fault(file, number, f"kolom {column.name}: {wrong}"))
    if len(values) == len(columns) + 1:
        sheet.rows.append(kind(**values))
