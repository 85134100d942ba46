"""Purchases made in the national catalogue: taken in from its table, counted apart from those made here."""

from flask import request, url_for

from domain import clock
from domain.imports import WORDS
from domain.purchases.external import importing
from web.access import ADMIN, AUDITOR, Area
from web.hx import go, page
from web.login import actor
from web.tables import SHOWN, ConfirmForm, TableForm, table

area = Area("external", __name__, url_prefix="/katalog-nasional")


@area.get("/", allow=ADMIN | AUDITOR)
def index():
    text = request.args.get("tahun", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else clock.fiscal_year()
    sums = importing.sums(year)
    return page("external/index.html", year=year, sums=sums, may_import=actor().hat in ADMIN.roles)


@area.get("/impor", allow=ADMIN)
def new():
    return page("shared/import_new.html", form=TableForm(), **_texts())


@area.get("/impor/contoh.xlsx", allow=ADMIN)
def example():
    headings = [names[0] for names in importing.COLUMNS.values()]
    return table("xlsx", "Contoh katalog", headings, [importing.EXAMPLE])


@area.post("/impor", allow=ADMIN, once=False)
def preview():
    """What the file would do; nothing is written before the yes."""
    form = TableForm()
    report = form.preview(importing.preview, actor())
    if report is None:
        return page("shared/import_new.html", 422, form=form, **_texts())
    return _preview(ConfirmForm(data={"name": form.kept_as}, formdata=None), report)


@area.post("/impor/simpan", allow=ADMIN)
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
        "title": "Belanja katalog nasional",
        "line": "Tabel dari katalog nasional. Paket dikenali dari nomornya, tidak dihitung dua kali.",
        "back": (url_for(".index"), "Katalog nasional"),
        "preview_url": url_for(".preview"),
        "confirm_url": url_for(".confirm"),
        "example_url": url_for(".example"),
        "needs": ", ".join(importing.COLUMNS[name][0] for name in importing.NEEDED),
    }
