"""Asking for offers, answering with one, taking one."""

from typing import Any

from wtforms import DateField, IntegerField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from domain.catalogue.packages.rules import DELIVERABLE_LENGTH, NAME_LENGTH, PEOPLE_LIMIT, Milestone
from domain.errors import RuleBroken
from domain.money import rupiah
from domain.purchases.quotes.rules import (
    LINE_LENGTH,
    MOST_VENDORS,
    NOTE_LENGTH,
    REASON_LENGTH,
    WISHES_LENGTH,
    OfferLine,
)
from domain.sentences import say
from web.forms import HouseForm
from web.money_fields import QuantityField, RupiahField

LINES = range(5)
STAGES = range(3)


class AskForm(HouseForm):
    packages = SelectMultipleField(
        say("Minta ke siapa, paling banyak {most_vendors}", most_vendors=MOST_VENDORS),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    day = DateField("Tanggal acara", [InputRequired("Pilih tanggal acaranya.")])
    people = QuantityField("Berapa orang", most=PEOPLE_LIMIT, required="Tulis jumlah orangnya.")
    place = StringField("Tempat", [InputRequired("Tulis tempatnya."), Length(max=200)])
    wishes = TextAreaField(
        "Yang diinginkan", [InputRequired("Tulis yang Anda inginkan."), Length(max=WISHES_LENGTH)]
    )
    answer_by = DateField("Dijawab paling lambat", [InputRequired("Pilih batas jawabnya.")])
    budget_line_id = SelectField("Mata anggaran", coerce=int)

    def offer(self, rows, lines) -> "AskForm":
        """The packages to ask about and the budget lines to choose from."""
        self.packages.choices = [
            SelectChoice(
                row.id,
                say(
                    "{vendor}: {name}, {price} per {unit}",
                    vendor=row.vendor,
                    name=row.name,
                    price=rupiah(row.price),
                    unit=row.unit,
                ),
            )
            for row in rows
        ]
        self.budget_line_id.choices = [SelectChoice(0, say("Belum ditentukan"))] + [
            SelectChoice(line.id, say("{name}, sisa {left}", name=line.name, left=rupiah(line.left)))
            for line in lines
        ]
        self.budget_line_id.data = self.budget_line_id.data or 0
        return self

    def fields(self) -> dict[str, Any]:
        return super().fields() | {"budget_line_id": self.budget_line_id.data or None}


class VersionForm(HouseForm):
    """Which version of the request was on the screen."""

    version = IntegerField("Versi", [InputRequired("Muat ulang halaman ini.")], widget=HiddenInput())


class ReasonForm(VersionForm):
    reason = TextAreaField("Alasan", [Length(max=REASON_LENGTH)])


class AnswerForm(VersionForm):
    """Up to five lines and three payments; rows left empty are left out."""

    valid_until = DateField("Harga berlaku sampai", [InputRequired("Pilih sampai kapan harga ini berlaku.")])
    note = StringField("Catatan untuk kantor", [Length(max=NOTE_LENGTH)])

    @classmethod
    def about(cls, name: str, milestones, **said: Any) -> "AnswerForm":
        """The form as the package's own name and payments begin it."""
        data = said | {"name-0": name, "quantity-0": 1}
        for n, each in enumerate(milestones[: len(STAGES)]):
            data |= {
                f"stage-{n}": each.name,
                f"deliverable-{n}": each.deliverable,
                f"weight-{n}": each.weight,
                f"days-{n}": each.days,
            }
        return cls(formdata=None, data=data)

    def fields(self) -> dict[str, Any]:
        said = super().fields()
        return {
            "version": said["version"], "valid_until": said["valid_until"], "note": said["note"],
            "lines": list(self._lines(said)), "milestones": list(self._milestones(said)),
        }  # fmt: skip

    @staticmethod
    def _lines(said: dict[str, Any]):
        for n in LINES:
            name, quantity, price = said[f"name-{n}"], said[f"quantity-{n}"], said[f"price-{n}"]
            if not name and price is None:
                continue
            if price is None:
                raise RuleBroken("Tulis harganya.", field=f"price-{n}")
            yield OfferLine(name, quantity or 0, price)

    @staticmethod
    def _milestones(said: dict[str, Any]):
        for n in STAGES:
            if said[f"weight-{n}"]:
                days = said[f"days-{n}"] or 0
                yield Milestone(said[f"stage-{n}"], said[f"deliverable-{n}"], said[f"weight-{n}"], days)


for n in LINES:
    setattr(AnswerForm, f"name-{n}", StringField("Untuk apa", [Length(max=LINE_LENGTH)]))
    setattr(AnswerForm, f"quantity-{n}", QuantityField("Jumlah"))
    setattr(AnswerForm, f"price-{n}", RupiahField("Harga satuan, belum pajak"))
for n in STAGES:
    setattr(AnswerForm, f"stage-{n}", StringField("Tahap", [Length(max=NAME_LENGTH)]))
    setattr(AnswerForm, f"weight-{n}", QuantityField("Bobot, persen", least=0, most=100))
    setattr(AnswerForm, f"deliverable-{n}", StringField("Yang diserahkan", [Length(max=DELIVERABLE_LENGTH)]))
    setattr(AnswerForm, f"days-{n}", IntegerField("Hari dari acara", [Optional()]))
