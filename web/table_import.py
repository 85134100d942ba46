"""The doors of a table to take in: choose a file, an example to fill in, what it would do, and the yes."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from flask import url_for

from domain.imports import WORDS, Report
from domain.people.rules import Actor
from services import sheets
from web.access import Area, Audience
from web.hx import go, page
from web.login import actor
from web.tables import SHOWN, ConfirmForm, TableForm, table


class Importing(Protocol):
    """What a module of the domain offers that takes a table in. `preview` writes nothing."""

    COLUMNS: Mapping[str, Sequence[str]]
    NEEDED: Sequence[str]
    EXAMPLE: Sequence[sheets.Cell]

    def preview(self, actor: Actor, rows: Sequence[Sequence[str]]) -> Report: ...

    def carry_out(self, actor: Actor, rows: Sequence[Sequence[str]], *, file_sha256: str) -> Report: ...


class Words(NamedTuple):
    """What the screens say. `back` names the area's list, in words; `file` the example.

    `unique` maps a constraint somebody else was quicker at to (field, sentence), as in HouseForm.
    """

    title: str
    line: str
    back: str
    file: str
    unique: Mapping[str, tuple[str, str]] = {}


def add_import(area: Area, importing: Importing, *, allow: Audience, words: Words) -> None:
    """Give an area that has an `index` the routes under /impor. Nothing is written before the yes."""

    @area.get("/impor", allow=allow)
    def new():
        return page("shared/import_new.html", form=TableForm(), **texts())

    @area.get("/impor/contoh.xlsx", allow=allow)
    def example():
        """The table to fill in, with one row to write over."""
        headings = [names[0] for names in importing.COLUMNS.values()]
        return table("xlsx", words.file, headings, [importing.EXAMPLE])

    @area.post("/impor", allow=allow, once=False)
    def preview():
        form = TableForm()
        report = form.preview(importing.preview, actor())
        if report is None:
            return page("shared/import_new.html", 422, form=form, **texts())
        return previewed(ConfirmForm(data={"name": form.kept_as}, formdata=None), report)

    @area.post("/impor/simpan", allow=allow)
    def confirm():
        form = ConfirmForm()
        form.unique = dict(words.unique)
        rows = form.rows()
        digest = form.name.data
        done = form.carry_out(importing.carry_out, actor(), rows, file_sha256=digest, to=(".index", {}))
        return go() if done else previewed(form, importing.preview(actor(), rows), 422)

    def previewed(form: ConfirmForm, report: Report, status: int = 200):
        shown = {"form": form, "report": report, "most": SHOWN, "words": WORDS}
        return page("shared/import_preview.html", status, **shown, **texts())

    def texts() -> dict[str, Any]:
        return {
            "title": words.title,
            "line": words.line,
            "back": (url_for(".index"), words.back),
            "preview_url": url_for(".preview"),
            "confirm_url": url_for(".confirm"),
            "example_url": url_for(".example"),
            "needs": ", ".join(importing.COLUMNS[name][0] for name in importing.NEEDED),
        }
