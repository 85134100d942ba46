"""The look at a rented thing: its condition line by line, and a photo."""

from typing import Any

from wtforms import HiddenField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from domain.purchases.checklists import WORDS_LENGTH, Condition
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
        version = self.version.data or ""
        return {
            "version": int(version) if version.isascii() and version.isdigit() and len(version) < 10 else 0,
            "picture": self.photo.picture,
            "conditions": [
                Condition(self[f"state-{n}"].data == GOOD, self[f"words-{n}"].data or "")
                for n in range(self.count)
            ],
        }
