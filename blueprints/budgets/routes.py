"""Budgets of offices: ceiling, held, spent, left; and the DPA taken in from a table."""

from flask import request

from domain import clock
from domain.budgets import importing, queries
from domain.people import queries as people
from domain.people.rules import OFFICE_HATS
from domain.sentences import say
from web.access import ADMIN, AUDITOR, FINANCE_VERIFIER, OFFICIALS, Area
from web.hx import page
from web.login import actor
from web.table_import import Words, add_import
from web.tables import table

area = Area("budgets", __name__, url_prefix="/anggaran")
SEERS = OFFICIALS | ADMIN | AUDITOR
KEEPERS = ADMIN | FINANCE_VERIFIER
HEADINGS = [
    "Kode kantor", "Tahun", "Nama", "Nomor DPA", "Sub kegiatan", "Rekening", "Kode RUP", "Pagu", "Tertahan",
    "Terbayar", "Sisa", "Sumber dana",
]  # fmt: skip


@area.get("/", allow=SEERS)
def index():
    if actor().hat in OFFICE_HATS:
        return _office(actor().scope or "")
    year = _year()
    return page("budgets/offices.html", year=year, offices=queries.sums(actor(), year), may_import=_may())


@area.get("/kantor/<code>", allow=SEERS)
def show(code: str):
    return _office(code)


@area.get("/kantor/<code>/anggaran.<any(xlsx, csv):kind>", allow=SEERS)
def file(code: str, kind: str):
    year = _year()
    lines = queries.of_office(actor(), code, year)
    rows = [
        [line.office_code, line.fiscal_year, line.name, line.dpa_number, line.sub_kegiatan, line.rekening,
         line.rup_code, line.ceiling, line.held, line.spent, line.left, line.fund_source]
        for line in lines
    ]  # fmt: skip
    return table(kind, f"Anggaran {people.office(code).code} {year}", HEADINGS, rows)


def _office(code: str):
    year = _year()
    return page(
        "budgets/lines.html", year=year, office=people.office(code), may_import=_may(),
        lines=queries.of_office(actor(), code, year), total=queries.sum_of(actor(), code, year),
    )  # fmt: skip


def _may() -> bool:
    return actor().hat in KEEPERS.roles


def _year() -> int:
    text = request.args.get("tahun", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else clock.fiscal_year()


add_import(
    area,
    importing,
    allow=KEEPERS,
    words=Words(
        title=say("Masukkan DPA"),
        line=say("Dari Excel atau CSV. Baris yang sudah ada diperbarui, tidak dobel."),
        back=say("Anggaran"),
        file=say("Contoh DPA"),
    ),
)
