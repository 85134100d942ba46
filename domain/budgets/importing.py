"""Budget lines from a table (DPA): read, compared with what is there, and only then written.

A line is known by office, fiscal year, sub kegiatan, rekening and RUP code; its name, DPA number and
ceiling may change. A ceiling never falls below what is held and spent.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update

from domain import imports, journal
from domain.budgets import actions, rules
from domain.budgets.models import FUND, BudgetLine
from domain.db import db
from domain.errors import RuleBroken
from domain.imports import Line, Outcome, Report
from domain.money import parse_rupiah, rupiah
from domain.people.models import Office
from domain.people.rules import OFFICE_HATS, Actor
from domain.sentences import say

COLUMNS = {
    "office_code": ("Kode kantor", "OPD", "SKPD"),
    "fiscal_year": ("Tahun", "Tahun anggaran"),
    "name": ("Nama", "Uraian", "Nama rekening"),
    "dpa_number": ("Nomor DPA", "DPA"),
    "sub_kegiatan": ("Sub kegiatan", "Kode sub kegiatan"),
    "rekening": ("Rekening", "Kode rekening"),
    "rup_code": ("Kode RUP", "RUP"),
    "ceiling": ("Pagu", "Anggaran"),
    "fund_source": ("Sumber dana",),
}
NEEDED = ("office_code", "fiscal_year", "name", "sub_kegiatan", "rekening", "ceiling")
EXAMPLE = (
    "KODE", 2026, "Makanan dan minuman rapat", "DPA/A.1/01/2026", "X.XX.01.2.06.0001", "5.1.02.01.01.0052",
    "50123456", 250_000_000, "APBD",
)  # fmt: skip
KEY = ("office_code", "fiscal_year", "sub_kegiatan", "rekening", "rup_code")
MAY_CHANGE = ("name", "dpa_number", "fund_source", "ceiling")
LENGTHS = {"name": 160, "dpa_number": 60, "sub_kegiatan": 40, "fund_source": 20}
SHAPES = {
    "rekening": (re.compile(r"\d(\.\d{1,4}){3,6}"), say("Kode rekening seperti 5.1.02.01.01.0052.")),
    "rup_code": (re.compile(r"\d{6,12}|"), say("Kode RUP berisi angka saja, 6 sampai 12 angka.")),
    "fiscal_year": (re.compile(r"20\d\d"), say("Tahun empat angka, misalnya 2026.")),
}


def preview(actor: Actor, rows: Sequence[Sequence[str]]) -> Report:
    """What the table would do; nothing is written. Raises RuleBroken for a table without its columns."""
    offices = set(db.session.scalars(select(Office.code)))
    known = {
        _key(line): line for line in db.session.scalars(select(BudgetLine).where(BudgetLine.rekening != ""))
    }
    seen: set[tuple] = set()
    lines = []
    for number, cells in imports.by_heading(rows, COLUMNS, NEEDED):
        try:
            fields = _fields(actor, cells, offices)
            key = tuple(fields[name] for name in KEY)
            if key in seen:
                raise RuleBroken("Baris ini sama dengan baris di atasnya.")
            seen.add(key)
            lines.append(_compared(number, fields, known.get(key)))
        except RuleBroken as broken:
            title = cells["name"] or cells["rekening"] or say("tanpa nama")
            lines.append(Line(number, Outcome.ERROR, title, broken.message))
    return Report(tuple(lines))


def carry_out(actor: Actor, rows: Sequence[Sequence[str]], *, file_sha256: str) -> Report:
    """Write the rows that are new or changed, in one go; wrong ones are left out. Inside a write block."""
    report = preview(actor, rows)
    report.check_writes()
    for line in report.writes:
        if line.target is None:
            actions.add_budget_line(actor, **line.fields)
        else:
            _change(actor, line)
    journal.record(actor, "budget.imported", f"file:{file_sha256[:16]}", sha256=file_sha256, **report.counted)
    return report


def _change(actor: Actor, line: Line) -> None:
    """A conditional update: what was taken since the preview still counts."""
    bound = BudgetLine.held + BudgetLine.spent
    changed = update(BudgetLine).where(BudgetLine.id == line.target, bound <= line.fields["ceiling"])
    values = {name: line.fields[name] for name in MAY_CHANGE}
    done = db.session.execute(
        changed.values(values).returning(BudgetLine.id), execution_options={"synchronize_session": "fetch"}
    )
    if done.first() is None:
        row = db.session.get_one(BudgetLine, line.target, populate_existing=True)
        rules.check_ceiling(line.fields["ceiling"], row.budget)
    journal.record(actor, "budget.changed", f"budget:{line.target}", ceiling=line.fields["ceiling"])


def _fields(actor: Actor, cells: dict[str, str], offices: set[str]) -> dict[str, Any]:
    """The cells as values. Raises RuleBroken, naming the column."""
    imports.check_cells(cells, COLUMNS, NEEDED, LENGTHS)
    for name, (shape, sentence) in SHAPES.items():
        if not shape.fullmatch(cells[name]):
            raise RuleBroken("{sentence} Tertulis: {name}", sentence=sentence, name=cells[name][:30])
    code = cells["office_code"].upper()
    if code not in offices:
        raise RuleBroken("Kantor {code} tidak ada di daftar.", code=code[:24])
    if actor.hat in OFFICE_HATS and code != actor.scope:
        raise RuleBroken("Anda hanya bisa mengisi anggaran kantor {scope}.", scope=actor.scope)
    ceiling = parse_rupiah(cells["ceiling"])
    if not ceiling:
        raise RuleBroken("Pagu harus lebih dari nol.")
    return {
        **cells,
        "office_code": code,
        "fund_source": cells["fund_source"].upper(),
        "fiscal_year": int(cells["fiscal_year"]),
        "ceiling": ceiling,
    }


def _compared(number: int, fields: dict[str, Any], row: BudgetLine | None) -> Line:
    title = f"{fields['name']} · {fields['office_code']} {fields['fiscal_year']}"
    if row is None:
        fields["fund_source"] = fields["fund_source"] or FUND
        return Line(number, Outcome.CREATED, title, f"pagu {rupiah(fields['ceiling'])}", fields)
    rules.check_ceiling(fields["ceiling"], row.budget)
    fields["fund_source"] = fields["fund_source"] or row.fund_source
    if all(getattr(row, name) == fields[name] for name in MAY_CHANGE):
        return Line(number, Outcome.UNCHANGED, title, "", fields, row.id)
    moved = say(
        "pagu {ceiling} menjadi {ceiling2}", ceiling=rupiah(row.ceiling), ceiling2=rupiah(fields["ceiling"])
    )
    said = moved if row.ceiling != fields["ceiling"] else say("nama, nomor DPA, atau sumber dana berubah")
    return Line(number, Outcome.CHANGED, title, said, fields, row.id)


def _key(line: BudgetLine) -> tuple:
    return tuple(getattr(line, name) for name in KEY)
