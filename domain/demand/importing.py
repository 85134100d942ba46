"""Needs out of a table: lines of an office's procurement plan, known by office, year and RUP code."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain import clock, imports, journal, region
from domain.db import db
from domain.demand import actions, queries, rules
from domain.demand.models import Need
from domain.errors import NotVisible, RuleBroken
from domain.imports import Line, Outcome, Report
from domain.money import parse_rupiah, rupiah
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.sentences import say

COLUMNS = {
    "rup_code": ("Kode RUP", "RUP", "ID RUP"),
    "office_code": ("Kantor", "Kode kantor", "Satuan kerja", "OPD", "SKPD"),
    "name": ("Nama paket", "Kebutuhan", "Uraian", "Paket"),
    "category_code": ("Jenis", "Kategori"),
    "quantity": ("Banyaknya", "Volume", "Jumlah"),
    "amount": ("Pagu", "Pagu (Rp)", "Anggaran"),
    "month": ("Bulan", "Mulai", "Pemilihan"),
    "fiscal_year": ("Tahun", "Tahun anggaran"),
    "village_code": ("Desa", "Lokasi", "Kelurahan"),
}
NEEDED = ("rup_code", "name", "amount", "month")
LENGTHS = {"name": 200, "quantity": 60}
EXAMPLE = ("41234567", "", "Snack rapat koordinasi", "", "200 dus", 6_000_000, "Maret", "", "")


def preview(actor: Actor, rows: Sequence[Sequence[str]]) -> Report:
    """What the table would do; nothing is written. Raises NotVisible, RuleBroken for a table without its columns."""
    if actor.hat is not Role.ADMIN and actor.hat not in queries.BUYERS:
        raise NotVisible("needs")
    names = _names(actor)
    read = [_read(number, cells, names) for number, cells in imports.by_heading(rows, COLUMNS, NEEDED)]
    there = queries.known(
        {(one.fields["office_code"], one.fields["fiscal_year"]) for one in read if one.fields}
    )
    seen: set[tuple] = set()
    return Report(tuple(_compared(line, there, seen) for line in read))


def carry_out(actor: Actor, rows: Sequence[Sequence[str]], *, file_sha256: str) -> Report:
    """Write new and changed needs and tell whom they concern; wrong rows are left out. Inside a write block."""
    report = preview(actor, rows)
    report.check_writes()
    written = []
    for line in report.writes:
        need = db.session.get_one(Need, line.target) if line.target else Need()
        for name, value in line.fields.items():
            setattr(need, name, value)
        need.source_sha256, need.imported_by, need.imported_at = file_sha256, actor.person_id, clock.now()
        db.session.add(need)
        written.append(need)
    db.session.flush()
    told = actions.tell(written)
    journal.record(actor, "needs.imported", f"file:{file_sha256[:16]}", told=told, **report.counted)
    return report


def _names(actor: Actor) -> dict[str, Mapping[str, str]]:
    """What offices, categories and villages may be called in small letters, to their codes."""
    pack = region.current()
    offices = people.offices() if actor.hat is Role.ADMIN else [people.office(actor.scope or "")]
    return {
        "office_code": {name.casefold(): row.code for row in offices for name in (row.code, row.name)},
        "category_code": {name.casefold(): row.code for row in pack.categories.values() for name in (row.name, row.code)},
        "village_code": {name.casefold(): row.code for row in pack.villages.values() for name in (row.name, row.code)},
    }  # fmt: skip


def _read(number: int, cells: Mapping[str, str], names: Mapping[str, Mapping[str, str]]) -> Line:
    title = (
        f"{cells['rup_code']} · {cells['name'][:60]}"
        if cells["name"]
        else cells["rup_code"] or say("tanpa nama")
    )
    try:
        return Line(number, Outcome.CREATED, title, fields=_fields(cells, names))
    except RuleBroken as broken:
        return Line(number, Outcome.ERROR, title, broken.message)


def _fields(cells: Mapping[str, str], names: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """The cells as values. Raises RuleBroken."""
    imports.check_cells(cells, COLUMNS, NEEDED, LENGTHS)
    rules.check_rup(cells["rup_code"])
    amount = parse_rupiah(cells["amount"])
    if not amount:
        raise RuleBroken("Pagu harus lebih dari nol.")
    return {
        "rup_code": cells["rup_code"], "name": cells["name"], "quantity": cells["quantity"], "amount": amount,
        "month": rules.month_of(cells["month"]),
        "fiscal_year": rules.year_of(cells["fiscal_year"], clock.fiscal_year()),
        "office_code": _office(cells["office_code"], names["office_code"]),
        "category_code": _known(cells, "category_code", names),
        "village_code": _known(cells, "village_code", names),
    }  # fmt: skip


def _office(said: str, offices: Mapping[str, str]) -> str:
    """The office named; whoever has only one need not name it."""
    codes = set(offices.values())
    if not said and len(codes) == 1:
        return codes.pop()
    if said.casefold() not in offices:
        raise RuleBroken(
            "Kantor {said}: bukan kantor Anda, atau tidak ada di daftar.",
            said=said[:40] or say("belum ditulis"),
        )
    return offices[said.casefold()]


def _known(cells: Mapping[str, str], name: str, names: Mapping[str, Mapping[str, str]]) -> str | None:
    said = cells[name]
    if not said:
        return None
    if said.casefold() not in names[name]:
        raise RuleBroken("{name} “{said}” tidak ada di daftar.", name=COLUMNS[name][0], said=said[:40])
    return names[name][said.casefold()]


def _compared(line: Line, there: Mapping[tuple, Need], seen: set[tuple]) -> Line:
    """The line beside what is known of it; the second one about the same need is wrong."""
    if line.outcome is Outcome.ERROR:
        return line
    key = (line.fields["office_code"], line.fields["fiscal_year"], line.fields["rup_code"])
    if key in seen:
        return line._replace(
            outcome=Outcome.ERROR, message=say("Kode RUP ini sudah ada di baris lain."), fields={}
        )
    seen.add(key)
    need = there.get(key)
    if need is None:
        told = (
            ""
            if line.fields["category_code"]
            else say("Tanpa jenis: tampil di papan, tetapi penjual tidak dikabari.")
        )
        return line._replace(message=f"{rupiah(line.fields['amount'])}. {told}".strip())
    same = all(getattr(need, name) == value for name, value in line.fields.items())
    changed = need.amount != line.fields["amount"]
    said = (
        say(
            "pagu {amount} menjadi {amount2}",
            amount=rupiah(need.amount),
            amount2=rupiah(line.fields["amount"]),
        )
        if changed
        else ""
    )
    return line._replace(outcome=Outcome.UNCHANGED if same else Outcome.CHANGED, message=said, target=need.id)
