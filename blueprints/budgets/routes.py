"""Budgets of offices: ceiling, held, spent, left; and the DPA taken in from a table."""

from flask import request, url_for

from domain import clock
from domain.budgets import importing, queries
from domain.imports import WORDS
from domain.people import queries as people
from domain.people.rules import OFFICE_HATS
from web.access import ADMIN, AUDITOR, FINANCE_VERIFIER, OFFICIALS, Area
from web.hx import go, page
from web.login import actor
from web.tables import SHOWN, ConfirmForm, TableForm, table

area = Area("budgets", __name__, url_prefix="/anggaran")
SEERS = OFFICIALS | ADMIN | AUDITOR
KEEPERS = ADMIN | FINANCE_VERIFIER
HEADINGS = [
    "Kode kantor", "Tahun", "Nama", "Nomor DPA", "Sub kegiatan", "Rekening", "Kode RUP", "Pagu", "Tertahan",
    "Terbayar", "Sisa",
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
         line.rup_code, line.ceiling, line.held, line.spent, line.left]
        for line in lines
    ]  # fmt: skip
    return table(kind, f"Anggaran {people.office(code).code} {year}", HEADINGS, rows)


@area.get("/impor", allow=KEEPERS)
def new():
    return page("shared/import_new.html", form=TableForm(), **_texts())


@area.get("/impor/contoh.xlsx", allow=KEEPERS)
def example():
    """The table to fill in, with one example row."""
    headings = [names[0] for names in importing.COLUMNS.values()]
    return table("xlsx", "Contoh DPA", headings, [importing.EXAMPLE])


@area.post("/impor", allow=KEEPERS, once=False)
def preview():
    """What the file would do; nothing is written before the yes."""
    form = TableForm()
    report = form.preview(importing.preview, actor())
    if report is None:
        return page("shared/import_new.html", 422, form=form, **_texts())
    return _preview(ConfirmForm(data={"name": form.kept_as}, formdata=None), report)


@area.post("/impor/simpan", allow=KEEPERS)
def confirm():
    form = ConfirmForm()
    rows = form.rows()
    done = form.carry_out(importing.carry_out, actor(), rows, file_sha256=form.name.data, to=(".index", {}))
    return go() if done else _preview(form, importing.preview(actor(), rows), 422)


def _preview(form: ConfirmForm, report, status: int = 200):
    return page(
        "shared/import_preview.html", status, form=form, report=report, most=SHOWN, words=WORDS, **_texts()
    )


def _texts() -> dict:
    return {
        "title": "Masukkan DPA",
        "line": "Dari Excel atau CSV. Baris yang sudah ada diperbarui, tidak dobel.",
        "back": (url_for(".index"), "Anggaran"),
        "preview_url": url_for(".preview"),
        "confirm_url": url_for(".confirm"),
        "example_url": url_for(".example"),
        "needs": ", ".join(importing.COLUMNS[name][0] for name in importing.NEEDED),
    }


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
