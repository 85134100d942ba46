"""A spreadsheet somebody sends, read before the transaction."""

from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import FileField

from domain.errors import RuleBroken
from domain.sentences import say
from services.sheet_reader import LARGEST, numbered
from web.forms import HouseForm


class SheetForm(HouseForm):
    """One XLSX or CSV file; its data are numbered rows."""

    file = FileField("Berkas XLSX atau CSV")

    def validate(self, extra_validators: Any = None) -> bool:
        self.rows, self.file_name = [], ""
        ok = super().validate(extra_validators)
        sent = self.file.data
        if not isinstance(sent, FileStorage) or not sent.filename:
            self.refuse(say("Pilih berkasnya dulu."), "file")
            return False
        try:
            self.rows = numbered(sent.stream.read(LARGEST + 1))
        except RuleBroken as broken:
            self.refuse(broken.message, "file")
            return False
        sent.stream.seek(0)  # it is hashed once more, for the key that makes it count once
        self.file_name = sent.filename
        return ok

    def fields(self) -> dict[str, Any]:
        return {"rows": self.rows, "file_name": self.file_name}
