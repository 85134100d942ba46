"""Taking in what was bought in the national catalogue, from its table; a package is known by its number."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from domain import clock, imports, journal
from domain.db import db
from domain.errors import RuleBroken
from domain.imports import Line, Outcome, Report
from domain.money import parse_rupiah, rupiah
from domain.people.models import Office, Vendor
from domain.people.rules import Actor
from domain.purchases.external.models import ExternalPurchase
from domain.sentences import say

COLUMNS = {
    "number": ("Nomor paket", "Kode paket", "ID paket", "No. paket"),
    "office_code": ("Kode kantor", "Satuan kerja", "OPD", "SKPD"),
    "vendor_name": ("Penyedia", "Nama penyedia"),
    "vendor_npwp": ("NPWP penyedia", "NPWP"),
    "name": ("Nama paket", "Uraian", "Paket"),
    "value": ("Nilai", "Total", "Nilai kontrak"),
    "ordered_on": ("Tanggal", "Tanggal pesanan", "Tanggal kontrak"),
}
NEEDED = ("number", "office_code", "vendor_name", "name", "value", "ordered_on")
EXAMPLE = ("KTG-000123", "KODE", "Nama penyedia", "", "Kertas kantor", 12_500_000, "2026-03-17")
LENGTHS = {"number": 40, "vendor_name": 120, "name": 200}
DAYS = (
    (re.compile(r"(\d{4})-(\d{2})-(\d{2})"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"), (3, 2, 1)),
)


def preview(actor: Actor, rows: Sequence[Sequence[str]]) -> Report:
    """What the table would do; nothing is written. Raises RuleBroken for a table without its columns."""
    offices = _offices()
    cells = imports.by_heading(rows, COLUMNS, NEEDED)
    numbers = [row["number"] for _, row in cells]
    known = {each.number: each for each in _known(numbers)}
    seen: set[str] = set()
    lines = []
    for number, row in cells:
        try:
            fields = _fields(row, offices)
            if fields["number"] in seen:
                raise RuleBroken("Nomor paket ini sudah ada di baris lain.")
            seen.add(fields["number"])
            lines.append(_compared(number, fields, known.get(fields["number"])))
        except RuleBroken as broken:
            title = row["name"] or row["number"] or say("tanpa nama")
            lines.append(Line(number, Outcome.ERROR, title, broken.message))
    return Report(tuple(lines))


def carry_out(actor: Actor, rows: Sequence[Sequence[str]], *, file_sha256: str) -> Report:
    """Write new and changed packages, each naming the file; wrong rows are left out. Inside a write block."""
    report = preview(actor, rows)
    report.check_writes()
    vendors = dict(db.session.execute(select(Vendor.npwp, Vendor.id).where(Vendor.npwp != "")).all())
    for line in report.writes:
        row = db.session.get(ExternalPurchase, line.target) if line.target else ExternalPurchase()
        assert row is not None
        for name, value in line.fields.items():
            setattr(row, name, value)
        row.vendor_id = vendors.get(row.vendor_npwp) if row.vendor_npwp else None
        row.source_sha256, row.imported_by, row.imported_at = file_sha256, actor.person_id, clock.now()
        db.session.add(row)
    db.session.flush()
    journal.record(
        actor, "external.imported", f"file:{file_sha256[:16]}", sha256=file_sha256, **report.counted
    )
    return report


def sums(year: int) -> list[tuple[str, str, int, int]]:
    """Packages of the national catalogue in a year, by office: code, name, how many, rupiah; largest first."""
    first, until = date(year, 1, 1), date(year + 1, 1, 1)
    value = func.sum(ExternalPurchase.value)
    found = (
        select(Office.code, Office.name, func.count(), value)
        .join(ExternalPurchase, ExternalPurchase.office_code == Office.code)
        .where(ExternalPurchase.ordered_on >= first, ExternalPurchase.ordered_on < until)
        .group_by(Office.code, Office.name)
        .order_by(value.desc())
    )
    return [(code, name, count, total) for code, name, count, total in db.session.execute(found)]


def _known(numbers: list[str]) -> list[ExternalPurchase]:
    found: list[ExternalPurchase] = []
    for at in range(0, len(numbers), 500):
        some = select(ExternalPurchase).where(ExternalPurchase.number.in_(numbers[at : at + 500]))
        found += db.session.scalars(some)
    return found


def _offices() -> dict[str, str]:
    """What an office may be called in a table -> its code."""
    known: dict[str, str] = {}
    for code, name in db.session.execute(select(Office.code, Office.name)):
        known |= {code.casefold(): code, name.casefold(): code}
    return known


def _fields(cells: dict[str, str], offices: dict[str, str]) -> dict[str, Any]:
    """The cells as values. Raises RuleBroken, naming the column."""
    imports.check_cells(cells, COLUMNS, NEEDED, LENGTHS)
    office = offices.get(cells["office_code"].casefold())
    if office is None:
        raise RuleBroken("Kantor {office_code} tidak ada di daftar.", office_code=cells["office_code"][:40])
    value = parse_rupiah(cells["value"])
    if not value:
        raise RuleBroken("Nilai harus lebih dari nol.")
    npwp = "".join(sign for sign in cells["vendor_npwp"] if sign.isdigit())
    if npwp and len(npwp) not in (15, 16):
        raise RuleBroken("NPWP terdiri dari 15 atau 16 angka.")
    return {
        **cells, "office_code": office, "value": value, "vendor_npwp": npwp,
        "ordered_on": _day(cells["ordered_on"]),
    }  # fmt: skip


def _day(text: str) -> date:
    """`2026-03-17` or `17/3/2026`. Raises RuleBroken for another shape and for days to come."""
    for shape, order in DAYS:
        found = shape.fullmatch(text)
        if found:
            try:
                day = date(*(int(found[at]) for at in order))
            except ValueError:
                break
            if day > clock.today():
                raise RuleBroken("Tanggalnya sesudah hari ini.")
            return day
    raise RuleBroken("Tulis tanggal seperti 2026-03-17 atau 17/3/2026.")


def _compared(number: int, fields: dict[str, Any], row: ExternalPurchase | None) -> Line:
    title = f"{fields['number']} · {fields['name'][:60]}"
    said = f"{fields['office_code']}, {rupiah(fields['value'])}"
    if row is None:
        return Line(number, Outcome.CREATED, title, said, fields)
    same = all(getattr(row, name) == value for name, value in fields.items())
    if not same and row.value != fields["value"]:
        said = say(
            "nilai {rupiah} menjadi {rupiah2}", rupiah=rupiah(row.value), rupiah2=rupiah(fields["value"])
        )
    return Line(
        number, Outcome.UNCHANGED if same else Outcome.CHANGED, title, "" if same else said, fields, row.id
    )
