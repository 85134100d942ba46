"""The desk of a spreadsheet: template, upload, report line by line, yes or no, progress. One for every kind."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, request, url_for

from domain.sentences import say
from domain.spreadsheets import actions, queries
from domain.spreadsheets.kinds import SheetKind
from domain.spreadsheets.models import ImportState, Outcome, SheetImport
from services.sheets import Cell
from web.access import Area, Audience
from web.carry import carry_out
from web.hx import again, go, go_to, page, parts
from web.login import actor
from web.paging import after, page_of
from web.sheet_form import SheetForm
from web.tables import table

OUTCOMES = {
    "salah": (Outcome.WRONG, say("salah")),
    "berubah": (Outcome.CHANGED, say("berubah")),
    "baru": (Outcome.CREATED, say("baru")),
    "sama": (Outcome.UNCHANGED, say("sama")),
}
STATE_WORDS = {
    ImportState.CHECKING: say("Sedang diperiksa"),
    ImportState.READY: say("Menunggu persetujuan Anda"),
    ImportState.WRITING: say("Sedang ditulis"),
    ImportState.DONE: say("Selesai"),
    ImportState.DROPPED: say("Dibatalkan"),
}
RUNNING = (ImportState.CHECKING, ImportState.WRITING)


@dataclass(frozen=True)
class SheetDesk:
    """What one kind says on its screens. `back` and `then` are an endpoint, its arguments and a label.

    `example` gives the line of the template; `exported` all there is, for kinds that can be taken out.
    """

    kind: SheetKind
    allow: Audience
    title: str
    line: str
    matched: str
    file: str
    example: Callable[[], Sequence[Cell]]
    back: tuple[str, dict[str, str], str]
    then: tuple[str, dict[str, str], str]
    afterwards: str
    takes_out: bool = False

    def form(self, **kw: Any) -> SheetForm:
        return SheetForm(**kw)

    def context(self) -> dict[str, Any]:
        """What its templates need of it."""
        return {
            "desk": self,
            "back": (url_for(self.back[0], **self.back[1]), self.back[2]),
            "then": (url_for(self.then[0], **self.then[1]), self.then[2]),
        }


def add_sheet_routes(area: Area, desk: SheetDesk) -> None:
    """Give an area the routes of a desk: index, upload, template, show, progress, report, decide."""
    _add_sending(area, desk)
    _add_deciding(area, desk)


def _add_sending(area: Area, desk: SheetDesk) -> None:
    @area.get("/", allow=desk.allow)
    def index():
        return page("imports/index.html", form=desk.form(formdata=None), **_listed(desk))

    @area.post("/", allow=desk.allow)
    def upload():
        form = desk.form()
        if form.carry_out(actions.take_in, actor(), desk.kind, to=_shown) is None:
            return again("imports/index.html", "imports/_upload_form.html", form=form, **_listed(desk))
        return go()

    @area.get("/templat.<any(xlsx, csv):kind>", allow=desk.allow)
    def template(kind: str):
        """The columns, with one line to write over."""
        return table(kind, f"Templat {desk.file}", desk.kind.columns, [desk.example()])


def _add_deciding(area: Area, desk: SheetDesk) -> None:
    @area.get("/<int:import_id>", allow=desk.allow)
    def show(import_id: int):
        return page("imports/show.html", **_seen(desk, import_id), **desk.context())

    @area.get("/<int:import_id>/kemajuan", allow=desk.allow)
    def progress(import_id: int):
        """How far the job is: asked again every few seconds while it runs, then on to what came of it."""
        seen = _seen(desk, import_id)
        if not seen["running"]:
            return go_to(url_for(".show", import_id=import_id))
        return parts("imports/_progress.html", **seen)

    @area.get("/<int:import_id>/laporan.xlsx", allow=desk.allow)
    def report(import_id: int) -> Response:
        """What came of every line, to mend the sheet by."""
        row = queries.get(actor(), desk.kind, import_id)
        words = dict(OUTCOMES.values())
        rows = [
            (line.n, line.title, words.get(line.outcome, "-"), line.field, line.message)
            for line in queries.lines_of(row, None, limit=desk.kind.most_rows)
        ]
        return table("xlsx", "Laporan impor", ("baris", "nama", "hasil", "kolom", "keterangan"), rows)

    @area.post("/<int:import_id>", allow=desk.allow)
    def decide(import_id: int):
        said = request.form.get("decision", "")
        if said not in ("ya", "tidak"):
            abort(404)
        carry_out(actions.decide, actor(), desk.kind, import_id, accept=said == "ya", to=_shown)
        return go()


def _shown(row: SheetImport) -> tuple[str, dict]:
    return ".show", {"import_id": row.id}


def _listed(desk: SheetDesk) -> dict[str, Any]:
    return {"rows": queries.latest(actor(), desk.kind), "states": STATE_WORDS, **desk.context()}


def _seen(desk: SheetDesk, import_id: int) -> dict[str, Any]:
    row = queries.get(actor(), desk.kind, import_id)
    counts = queries.counts_of(row.id)
    filled = [slug for slug, (outcome, _words) in OUTCOMES.items() if counts[outcome]]
    chosen = request.args.get("lihat", "")
    if chosen not in OUTCOMES:
        chosen = filled[0] if filled else "salah"
    lines = queries.lines_of(row, OUTCOMES[chosen][0], after())
    return {
        "row": row,
        "state": STATE_WORDS[row.state],
        "running": row.state in RUNNING,
        "counts": [(slug, words, counts[outcome]) for slug, (outcome, words) in OUTCOMES.items()],
        "chosen": chosen,
        "found": page_of(lines, queries.PAGE, key="n"),
        "writes": counts[Outcome.CREATED] + counts[Outcome.CHANGED],
    }
