"""The look at a rented thing: its condition line by line, and a photo."""

from typing import Any

from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from domain.purchases.checklists import WORDS_LENGTH, Condition
from domain.purchases.events import REASON_LENGTH as EVENT_REASON_LENGTH
from domain.purchases.milestones import WORDS_LENGTH as REPORT_LENGTH
from web.forms import HouseForm
from web.uploads import PhotoField

GOOD, FLAWED = "good", "flawed"
CONDITIONS = [SelectChoice(GOOD, "Baik dan lengkap"), SelectChoice(FLAWED, "Ada cacat atau kurang")]


class LookForm(HouseForm):
    """`version` is the one the screen showed; the fields of the lines are added by `for_lines`."""

    version = HiddenField("Versi", [InputRequired("Muat ulang halaman ini.")])
    photo = PhotoField("Foto keadaannya")
    count = 0

    @classmethod
    def for_lines(cls, lines, **how: Any) -> "LookForm":
        names: dict[str, Any] = {"count": len(lines)}
        for number, line in enumerate(lines):
            told = f"{line.name}, {line.quantity} {line.unit}"
            names[f"state-{number}"] = RadioField(
                told, [InputRequired("Pilih keadaannya.")], choices=CONDITIONS
            )
            names[f"words-{number}"] = StringField("Apa yang cacat atau kurang", [Length(max=WORDS_LENGTH)])
        return type("LookForm", (cls,), names)(**how)

    def fields(self) -> dict[str, Any]:
        return {
            "version": _number(self.version.data),
            "picture": self.photo.picture,
            "conditions": [
                Condition(self[f"state-{n}"].data == GOOD, self[f"words-{n}"].data or "")
                for n in range(self.count)
            ],
        }


class ReportForm(HouseForm):
    """Up to which milestone the work is done, in words, with a photo."""

    version = HiddenField("Versi", [InputRequired("Muat ulang halaman ini.")])
    through = RadioField("Tahap yang selesai", [InputRequired("Pilih tahap yang selesai.")], coerce=int)
    words = TextAreaField(
        "Apa yang sudah dikerjakan",
        [InputRequired("Tulis apa yang sudah dikerjakan."), Length(max=REPORT_LENGTH)],
    )
    photo = PhotoField("Foto buktinya")

    def offer(self, milestones) -> "ReportForm":
        """The milestones still to do, the next one first; choosing a later one reports those before it too."""
        todo = [each for each in milestones if each.stage == "planned"]
        self.through.choices = [SelectChoice(each.position, f"{each.name}, {each.weight} %") for each in todo]
        return self

    def fields(self) -> dict[str, Any]:
        return {
            "version": _number(self.version.data), "through": self.through.data or 0,
            "words": self.words.data or "", "picture": self.photo.picture,
        }  # fmt: skip


class MoveEventForm(HouseForm):
    """Another day for an event, and why."""

    version = HiddenField("Versi", [InputRequired("Muat ulang halaman ini.")])
    day = DateField("Tanggal acara yang baru", [InputRequired("Pilih tanggal acara yang baru.")])
    reason = TextAreaField("Alasan", [InputRequired("Tulis alasannya."), Length(max=EVENT_REASON_LENGTH)])

    def fields(self) -> dict[str, Any]:
        return super().fields() | {"version": _number(self.version.data)}


def _number(text: str | None) -> int:
    """The version a form was opened on; 0, which no order has, for nonsense."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0
