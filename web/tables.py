"""Tables that people send and take away: the form of a file, its preview kept until the yes, and downloads."""

from collections.abc import Callable, Iterable, Sequence

from flask import Response, current_app
from flask_wtf.file import FileField
from wtforms import HiddenField
from wtforms.validators import InputRequired

from domain.errors import RuleBroken
from domain.imports import Report
from domain.people.rules import Actor
from domain.sentences import say
from services import sheets
from services.kept_files import KeptFiles
from services.sheet_reader import LARGEST, read_rows
from web.forms import HouseForm

SHOWN = 40  # rows of a report on screen


class TableForm(HouseForm):
    """A file somebody chose; `rows` reads it, and keeps it for the confirmation."""

    file = FileField("Berkas Excel (.xlsx) atau CSV")
    kept_as = ""

    def rows(self) -> list[list[str]] | None:
        """The rows of the file; None when it cannot be read, and the form says why."""
        if not self.file.data or not self.file.data.filename:
            return self.refuse(say("Pilih berkasnya dulu."), "file")
        content = self.file.data.stream.read(LARGEST + 1)
        try:
            found = read_rows(content)
        except RuleBroken as broken:
            return self.refuse(broken.message, broken.field)
        self.kept_as = kept_files().keep(content)
        return found

    def preview(self, look: Callable[..., Report], actor: Actor) -> Report | None:
        """What `look(actor, rows)` says the file would do; None when refused, and the form says why."""
        rows = self.rows()
        if rows is None:
            return None
        try:
            return look(actor, rows)
        except RuleBroken as broken:
            return self.refuse(broken.message, broken.field)


class ConfirmForm(HouseForm):
    """Yes to what the preview showed: `name` says which file."""

    not_passed = frozenset({"name"})
    name = HiddenField("Berkas", [InputRequired("Pilih berkasnya lagi.")])

    def rows(self) -> list[list[str]]:
        """Raises RuleBroken when the file waited too long."""
        return read_rows(kept_files().read(self.name.data or ""))


def kept_files() -> KeptFiles:
    return KeptFiles(current_app.config["SETTINGS"].data / "imports")


def download(content: bytes, kind: str, name: str) -> Response:
    """A file to save. `name` is ours, never what somebody typed."""
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def table(
    kind: str,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[sheets.Cell]],
    *,
    name: str | None = None,
) -> Response:
    """The same rows as `xlsx` or `csv`; no cell is a formula. `title` names the sheet, and the file if `name` does not."""
    name = f"{name or title.lower().replace(' ', '-')}.{kind}"
    if kind == "csv":
        return download(sheets.as_csv(headings, rows), sheets.CSV, name)
    return download(sheets.as_xlsx(title, headings, rows), sheets.XLSX, name)
