"""A spreadsheet somebody sends, read before the transaction."""

from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import FileField

from domain.errors import RuleBroken
from services import sheet_reading
from web.forms import HouseForm


class SheetForm(HouseForm):
    """One XLSX or CSV file; its data are numbered rows, of at most `most_cells` cells."""

    file = FileField("Berkas XLSX atau CSV")

    def __init__(self, most_cells: int, **kw: Any):
        super().__init__(**kw)
        self.most_cells = most_cells

    def validate(self, extra_validators: Any = None) -> bool:
        self.rows, self.file_name = [], ""
        ok = super().validate(extra_validators)
        sent = self.file.data
        if not isinstance(sent, FileStorage) or not sent.filename:
            self.refuse("Pilih berkasnya dulu.", "file")
            return False
        try:
            self.rows = sheet_reading.numbered(sent.stream.read(sheet_reading.LARGEST + 1), self.most_cells)
        except RuleBroken as broken:
            self.refuse(broken.message, "file")
            return False
        sent.stream.seek(0)  # it is hashed once more, for the key that makes it count once
        self.file_name = sent.filename
        return ok

    def fields(self) -> dict[str, Any]:
        return {"rows": self.rows, "file_name": self.file_name}
