"""The look at a rented thing: its condition line by line, and a photo."""

from typing import Any

from wtforms import DateField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from domain.places import parse_place
from domain.purchases.actions.delivering import Arrived, Evidence
from domain.purchases.checklists import WORDS_LENGTH, Condition
from domain.purchases.claims import OUTCOME_WORDS, Outcome
from domain.purchases.claims import WORDS_LENGTH as CLAIM_LENGTH
from domain.purchases.events import REASON_LENGTH as EVENT_REASON_LENGTH
from domain.purchases.milestones import WORDS_LENGTH as REPORT_LENGTH
from domain.sentences import say
from web.forms import HouseForm, ParsedField
from web.money_fields import QuantityField
from web.uploads import PhotoField

GOOD, FLAWED = "good", "flawed"
CONDITIONS = [SelectChoice(GOOD, say("Baik dan lengkap")), SelectChoice(FLAWED, say("Ada cacat atau kurang"))]


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


class ArrivalPhotoForm(HouseForm):
    """The photo of an arrival that was recorded without."""

    photo = PhotoField("Foto barangnya")

    def fields(self) -> dict[str, Any]:
        return {"picture": self.photo.picture}


class ReceiveForm(HouseForm):
    """What arrived, line by line, with what shows it; the fields of the lines are added by `for_lines`."""

    version = HiddenField("Versi", [InputRequired("Muat ulang halaman ini.")])
    arrived_on = DateField("Tanggal datang", [Optional()])
    photo = PhotoField("Foto barangnya")
    place = ParsedField("Lokasi", parse=parse_place, widget=HiddenInput())
    note = StringField("Catatan", [Length(max=200)])
    count = 0

    @classmethod
    def for_lines(cls, lines, **how: Any) -> "ReceiveForm":
        names: dict[str, Any] = {"count": len(lines)}
        for n, line in enumerate(lines):
            names[f"accepted-{n}"] = QuantityField(
                say("Baik ({unit})", unit=line.unit), least=0, required="Tulis jumlahnya."
            )
            names[f"rejected-{n}"] = QuantityField("Rusak", least=0)
            names[f"short-{n}"] = QuantityField("Kurang", least=0)
            names[f"condition-{n}"] = StringField("Apa yang rusak atau kurang", [Length(max=200)])
        return type("ReceiveForm", (cls,), names)(**how)

    @classmethod
    def fresh(cls, lines, *, version: int, today) -> "ReceiveForm":
        """Filled as if everything under way came today and is good."""
        filled: dict[str, Any] = {"version": version, "arrived_on": today}
        for n, line in enumerate(lines):
            filled |= {f"accepted-{n}": line.count.under_way, f"rejected-{n}": 0, f"short-{n}": 0}
        return cls.for_lines(lines, formdata=None, data=filled)

    def fields(self) -> dict[str, Any]:
        arrived = [
            Arrived(
                self[f"accepted-{n}"].data or 0, self[f"rejected-{n}"].data or 0,
                self[f"condition-{n}"].data or "", self[f"short-{n}"].data or 0,
            )
            for n in range(self.count)
        ]  # fmt: skip
        return {
            "version": _number(self.version.data), "arrived": arrived, "note": self.note.data or "",
            "evidence": Evidence(self.arrived_on.data, self.photo.picture, self.place.data),
        }  # fmt: skip


class SettleForm(HouseForm):
    """How a dispute ends, and why."""

    version = HiddenField("Versi", [InputRequired("Muat ulang halaman ini.")])
    outcome = RadioField(
        "Putusan", [InputRequired("Pilih putusannya.")], coerce=str,
        choices=[SelectChoice(each.value, OUTCOME_WORDS[each]) for each in Outcome],
    )  # fmt: skip
    reason = TextAreaField("Alasan", [Length(max=CLAIM_LENGTH)])

    def fields(self) -> dict[str, Any]:
        return {
            "version": _number(self.version.data), "outcome": Outcome(self.outcome.data),
            "reason": self.reason.data or "",
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
