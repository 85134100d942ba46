import re
from decimal import Decimal, InvalidOperation

from wtforms import IntegerField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from domain import region
from domain.complaints.advice import (
    CATEGORY_WORDS,
    CERTAINTY_WORDS,
    DOSE_LIMIT,
    MOST_STEPS,
    PROTECTION_WORDS,
    STEP_LENGTH,
    Advice,
    Category,
    Certainty,
    Chemical,
    DoseUnit,
    Protection,
    Step,
)
from domain.errors import RuleBroken
from domain.inputs import queries as inputs
from domain.inputs.rules import Wish
from web.forms import HouseForm, ParsedField

CATEGORIES = [
    SelectChoice(each.value, words) for each, words in CATEGORY_WORDS.items() if each is not Category.CHEMICAL
]
STEP_FIELD = re.compile(r"steps-(\d+)-(\w+)")
AIDS_SHOWN = 12
COUNT = [Optional(), NumberRange(min=0, max=9_999)]


class QuestionForm(HouseForm):
    question = TextAreaField("Pertanyaan untuk petani", [Length(max=500)], render_kw={"rows": 3})


class ReasonForm(HouseForm):
    """Handing up or declining, with a ready reason."""

    reason = RadioField("Alasannya")
    note = TextAreaField("Keterangan", [Length(max=500)], render_kw={"rows": 3})

    def offer(self, kind) -> "ReasonForm":
        self.reason.choices = [SelectChoice(row.code, row.text) for row in region.current().reasons_for(kind)]
        return self

    def fields(self):
        return super().fields() | {"reason": self.reason.data or ""}


class NoteForm(HouseForm):
    note = TextAreaField("Pesan untuk PPL", [Length(max=500)], render_kw={"rows": 3})


class HandToForm(HouseForm):
    person_id = SelectField("Serahkan kepada", coerce=int)


def parse_dose(text: str) -> Decimal:
    """'2,5' is two and a half. Raises RuleBroken."""
    try:
        dose = Decimal(text.replace(",", "."))
    except InvalidOperation:
        dose = Decimal(0)
    if not dose.is_finite() or not 0 < dose <= DOSE_LIMIT:
        raise RuleBroken("Tulis takaran seperti di label, misalnya 2 atau 2,5.")
    return dose


class AdviceForm(HouseForm):
    """The structured answer: problem, certainty, five steps, perhaps one spray, when to look again."""

    problem = SelectField("Masalah")
    certainty = RadioField(
        "Seberapa yakin", choices=[SelectChoice(each.value, words) for each, words in CERTAINTY_WORDS.items()]
    )
    follow_up_days = IntegerField("Tanya lagi sesudah berapa hari", [NumberRange(min=1, max=60)], default=7)
    call_when = StringField("Segera telepon kalau", [Length(max=200)])
    ingredient = StringField("Bahan aktif", [Length(max=60)])
    threshold = StringField("Alasan: ambang yang terlewati", [Length(max=120)])
    dose = ParsedField("Takaran sesuai label", parse=parse_dose, render_kw={"inputmode": "decimal"})
    unit = SelectField(
        "Satuan takaran",
        default="",  # only experts are shown the spray
        choices=[
            SelectChoice("", "Pilih"),
            SelectChoice("g/l", "gram per liter"),
            SelectChoice("ml/l", "mililiter per liter"),
        ],
    )
    most_sprays = IntegerField("Paling banyak berapa kali", COUNT)
    spray_gap_days = IntegerField("Jarak semprot, hari", COUNT)
    harvest_wait_days = IntegerField("Hari tunggu panen", COUNT)
    reentry_hours = IntegerField("Jam sebelum masuk kebun", COUNT)
    mode_group = StringField("Golongan cara kerja", [Length(max=20)])
    protection = SelectMultipleField(
        "Pelindung",
        option_widget=CheckboxInput(),
        widget=ListWidget(),
        choices=[SelectChoice(each.value, words) for each, words in PROTECTION_WORDS.items()],
    )
    spray = StringField("Apa yang disemprot", [Length(max=STEP_LENGTH)])
    aid = SelectField("Sisihkan bantuan", default="")
    aid_quantity = IntegerField("Jumlahnya", [Optional(), NumberRange(min=1, max=9_999)])

    def offer(self, commodity: str, village_code: str) -> "AdviceForm":
        """Problems of the crop, and what lies in store, the nearest place first."""
        near = inputs.available_near(village_code)[:AIDS_SHOWN]
        self.aid.choices = [SelectChoice("", "Tidak perlu")]
        self.aid.choices += [
            SelectChoice(
                f"{each.input_code}|{each.depot_code}", f"{each.name}, {each.depot}: {each.free} {each.unit}"
            )
            for each in near
        ]
        fitting = [
            row for row in region.current().problems.values() if not commodity or commodity in row.commodities
        ]
        self.problem.choices = [
            SelectChoice("", "Belum tahu"),
            *(SelectChoice(row.code, row.name) for row in fitting),
        ]
        return self

    def fields(self):
        return {"advice": self.advice, "aid": self.wish}

    @property
    def wish(self) -> Wish | None:
        """What is set aside for the farmer, if anything."""
        if not self.aid.data:
            return None
        code, _, depot = self.aid.data.partition("|")
        return Wish(code, depot, self.aid_quantity.data or 1)

    def refuse(self, message: str | None = None, field: str | None = None) -> None:
        """The rules name a step by its place in those written; the screen by its row."""
        field = {"quantity": "aid_quantity", "depot_code": "aid"}.get(field or "", field)
        found = STEP_FIELD.fullmatch(field or "")
        if found:
            field = self._field_of(int(found[1]), found[2])
        super().refuse(message, field)

    def _field_of(self, place: int, part: str) -> str:
        rows = [row for row, (_kind, text) in enumerate(self.steps) if text.data and text.data.strip()]
        if place < len(rows):
            return f"{part}_{rows[place]}"
        return part if part in self._fields else "text_0" if not rows and not self.sprays else "spray"

    @property
    def sprays(self) -> bool:
        return bool(self.ingredient.data or self.spray.data)

    @property
    def steps(self):
        """The five rows: kind and words."""
        return [(self[f"category_{n}"], self[f"text_{n}"]) for n in range(MOST_STEPS)]

    @property
    def advice(self) -> Advice:
        said = [
            Step(Category(kind.data or Category.CULTURAL), text.data.strip())
            for kind, text in self.steps
            if text.data and text.data.strip()
        ]
        if self.sprays:
            words = (self.spray.data or "").strip() or f"Semprot {self.ingredient.data}."
            said.append(Step(Category.CHEMICAL, words, self._chemical()))
        return Advice(
            certainty=Certainty(self.certainty.data or Certainty.UNKNOWN),
            problem=self.problem.data or None,
            steps=tuple(said),
            follow_up_days=self.follow_up_days.data or 7,
            call_when=(self.call_when.data or "").strip(),
        )

    def _chemical(self) -> Chemical:
        return Chemical(
            ingredient=self.ingredient.data or None,
            threshold=self.threshold.data or None,
            dose=self.dose.data,
            unit=DoseUnit(self.unit.data) if self.unit.data else None,
            most_sprays=self.most_sprays.data,
            spray_gap_days=self.spray_gap_days.data,
            harvest_wait_days=self.harvest_wait_days.data,
            reentry_hours=self.reentry_hours.data,
            mode_group=self.mode_group.data or None,
            protection=frozenset(Protection(each) for each in self.protection.data or ()),
        )


for _n in range(MOST_STEPS):
    setattr(
        AdviceForm,
        f"category_{_n}",
        SelectField(f"Jenis langkah {_n + 1}", choices=CATEGORIES, default=CATEGORIES[0].value),
    )
    setattr(AdviceForm, f"text_{_n}", StringField(f"Langkah {_n + 1}", [Length(max=STEP_LENGTH)]))
