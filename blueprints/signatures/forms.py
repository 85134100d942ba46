from flask_wtf.file import FileField

from domain.errors import RuleBroken
from domain.sentences import say
from services.files import StoredFile
from web.forms import HouseForm
from web.uploads import files


class SignedForm(HouseForm):
    """One PDF, stored under its hash before anything is written."""

    file = FileField("PDF yang sudah ditandatangani")
    kept: StoredFile

    def validate(self, extra_validators=None) -> bool:
        if not super().validate(extra_validators):
            return False
        try:
            if not self.file.data or not self.file.data.filename:
                raise RuleBroken(say("Pilih PDF-nya dulu."), field="file")
            self.kept = files().keep_pdf(self.file.data.stream)
            self.file.data.stream.seek(0)  # it is hashed once more, for the key that makes it count once
        except RuleBroken as refused:
            self.refuse(refused.message, refused.field)
            return False
        return True

    def fields(self):
        return {"sha256": self.kept.key, "size": self.kept.size}


class TaxInvoiceForm(SignedForm):
    """The same for a faktur pajak."""

    file = FileField("PDF faktur pajak")
