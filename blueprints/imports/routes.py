"""Vendors out of a spreadsheet: template, upload, report line by line, yes or no, progress."""

from flask import Response, abort, request

from domain.people.vendors import importing, sheet
from domain.people.vendors.import_models import ImportState, Outcome
from services import sheets
from web.access import ADMIN, Area
from web.carry import carry_out
from web.hx import again, go, page, parts
from web.login import actor
from web.paging import after, page_of

from .forms import SheetForm

area = Area("imports", __name__, url_prefix="/periksa-usaha/impor")
WORDS = {
    Outcome.CREATED: "baru",
    Outcome.CHANGED: "berubah",
    Outcome.UNCHANGED: "sama",
    Outcome.WRONG: "salah",
}
STATE_WORDS = {
    ImportState.CHECKING: "Sedang diperiksa",
    ImportState.READY: "Menunggu persetujuan Anda",
    ImportState.WRITING: "Sedang ditulis",
    ImportState.DONE: "Selesai",
    ImportState.DROPPED: "Dibatalkan",
}
RUNNING = (ImportState.CHECKING, ImportState.WRITING)


@area.get("/", allow=ADMIN)
def index():
    return page("imports/index.html", form=SheetForm(formdata=None), **_listed())


@area.post("/", allow=ADMIN)
def upload():
    form = SheetForm()
    if form.carry_out(importing.take_in, actor(), to=_shown) is None:
        return again("imports/index.html", "imports/_upload_form.html", form=form, **_listed())
    return go()


@area.get("/templat.xlsx", allow=ADMIN)
def template():
    """The columns, with one line to write over."""
    places = list(importing.village_names())
    line = [
        places[0] if name == "desa" else text for name, text in zip(sheet.COLUMNS, sheet.EXAMPLE, strict=True)
    ]
    return _file(sheets.as_xlsx("Usaha", sheet.COLUMNS, [line]), "templat-usaha.xlsx")


@area.get("/<int:import_id>", allow=ADMIN)
def show(import_id: int):
    return page("imports/show.html", **_seen(import_id))


@area.get("/<int:import_id>/kemajuan", allow=ADMIN)
def progress(import_id: int):
    """How far the job is: asked again every few seconds while it runs."""
    return parts("imports/_progress.html", **_seen(import_id))


@area.get("/<int:import_id>/laporan.xlsx", allow=ADMIN)
def report(import_id: int):
    """What came of every line, to mend the sheet by."""
    importing.get(actor(), import_id)
    lines = importing.lines_of(actor(), import_id, None, limit=sheet.MOST_ROWS)
    rows = [(line.n, WORDS.get(line.outcome, "-"), line.field, line.message) for line in lines]
    return _file(
        sheets.as_xlsx("Laporan", ("baris", "hasil", "kolom", "keterangan"), rows), "laporan-impor.xlsx"
    )


@area.post("/<int:import_id>", allow=ADMIN)
def decide(import_id: int):
    said = request.form.get("decision", "")
    if said not in ("ya", "tidak"):
        abort(404)
    carry_out(importing.decide, actor(), import_id, accept=said == "ya", to=_shown)
    return go()


def _file(content: bytes, name: str) -> Response:
    answer = Response(content, mimetype=sheets.XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _shown(row) -> tuple[str, dict]:
    return "imports.show", {"import_id": row.id}


def _listed() -> dict:
    return {"rows": importing.latest(actor()), "states": STATE_WORDS}


def _seen(import_id: int) -> dict:
    row = importing.get(actor(), import_id)
    counts = importing.counts_of(row.id)
    wrong = page_of(importing.lines_of(actor(), import_id, Outcome.WRONG, after()), importing.PAGE, key="n")
    return {
        "row": row,
        "state": STATE_WORDS[row.state],
        "running": row.state in RUNNING,
        "counts": [(words, counts[outcome]) for outcome, words in WORDS.items()],
        "wrong": wrong,
    }
