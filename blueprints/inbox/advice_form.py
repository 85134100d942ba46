"""The structured answer as a form: one row a step, one spray at most, a voice, a drawing."""

import re
from decimal import Decimal, InvalidOperation

from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from domain import region
from domain.complaints import drawing
from domain.complaints.advice import (
    CATEGORY_WORDS,
    CERTAINTY_WORDS,
    DOSE_LIMIT,
    MOST_NEXT_SEASON,
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
    spray_of,
)
from domain.complaints.drawing import Drawing
from domain.complaints.queries import CaseHead, SavedDraft
from domain.errors import RuleBroken
from domain.inputs import queries as inputs
from domain.inputs.rules import Wish
from domain.sentences import say
from web.forms import UNSTORABLE, HouseForm, ParsedField
from web.voices import VoiceField

CATEGORIES = [
    SelectChoice(each.value, words) for each, words in CATEGORY_WORDS.items() if each is not Category.CHEMICAL
]
STEP_FIELD = re.compile(r"steps-(\d+)-(\w+)")
COUNT = [Optional(), NumberRange(min=0, max=9_999)]


def parse_dose(text: str) -> Decimal:
    """'2,5' is two and a half. Raises RuleBroken."""
    try:
        dose = Decimal(text.replace(",", "."))
    except InvalidOperation:
        dose = Decimal(0)
    if not dose.is_finite() or not 0 < dose <= DOSE_LIMIT:
        raise RuleBroken("Tulis takaran seperti di label, misalnya 2 atau 2,5.")
    return dose


EXTRAS = {
    "obat": ("spray", "ingredient", "mode_group"),
    "tanda": ("drawing", "cells"),
    "suara": ("voice",),
    "bantuan": ("aid",),
}


class AdviceForm(HouseForm):
    """The structured answer: problem, certainty, five steps, perhaps one spray, when to look again."""

    problem = SelectField("Masalah")
    certainty = RadioField(
        "Seberapa yakin", choices=[SelectChoice(each.value, words) for each, words in CERTAINTY_WORDS.items()]
    )
    follow_up_days = IntegerField("Tanya lagi sesudah berapa hari", [NumberRange(min=1, max=60)], default=7)
    call_when = StringField("Segera telepon kalau", [Length(max=STEP_LENGTH)])
    ingredient = StringField("Bahan aktif", [Length(max=60)])
    threshold = StringField("Alasan: ambang yang terlewati", [Length(max=120)])
    dose = ParsedField("Takaran sesuai label", parse=parse_dose, render_kw={"inputmode": "decimal"})
    unit = SelectField(
        "Satuan takaran",
        default="",
        choices=[
            SelectChoice("", say("Pilih")),
            SelectChoice("g/l", say("gram per liter")),
            SelectChoice("ml/l", say("mililiter per liter")),
        ],
    )
    most_sprays = IntegerField("Paling banyak berapa kali", COUNT)
    spray_gap_days = IntegerField("Jarak semprot, hari", COUNT)
    harvest_wait_days = IntegerField("Hari tunggu panen", COUNT)
    reentry_hours = IntegerField("Jam sebelum masuk kebun", COUNT)
    mode_group = StringField("Golongan cara kerja", [Length(max=20)])
    same_group = BooleanField("Tetap golongan ini, sudah dipikirkan")
    protection = SelectMultipleField(
        "Pelindung",
        option_widget=CheckboxInput(),
        widget=ListWidget(),
        choices=[SelectChoice(each.value, words) for each, words in PROTECTION_WORDS.items()],
    )
    spray = StringField("Apa yang disemprot", [Length(max=STEP_LENGTH)])
    voice = VoiceField("Jawaban suara")
    drawing = ParsedField("Tanda di foto", parse=drawing.parse)
    marked_photo = SelectField("Foto yang ditandai", coerce=int, default=0)
    cells = SelectMultipleField(
        "Kotak yang ditandai", coerce=int, option_widget=CheckboxInput(), widget=ListWidget()
    )

    aid = SelectField("Sisihkan bantuan", default="")
    aid_quantity = IntegerField("Jumlahnya", [Optional(), NumberRange(min=1, max=9_999)])

    draft_version = IntegerField("Draf", [Optional()], default=0, widget=HiddenInput())
    asked = SelectMultipleField(choices=[SelectChoice(each, each) for each in EXTRAS], widget=ListWidget())

    @classmethod
    def begun_with(cls, advice: Advice | None) -> "AdviceForm":
        """The form filled with an advice to be changed; empty without one."""
        return cls(data=_filled(advice)) if advice else cls()

    @classmethod
    def going_on(cls, draft: SavedDraft) -> "AdviceForm":
        """The form as it was saved, to be gone on with."""
        typed = MultiDict([(name, text) for name, texts in draft.typed.items() for text in texts])
        typed["draft_version"] = str(draft.version)
        return cls(formdata=typed)

    @property
    def typed(self) -> dict[str, list[str]]:
        """What was typed, as it is kept in a draft; a voice is not."""
        kept = {
            name: field.raw_data
            for name, field in self._fields.items()
            if name not in ("draft_version", "voice") and field.raw_data
        }
        return {name: texts for name, said in kept.items() if (texts := _storable(said))}

    def offer(self, seen: CaseHead) -> "AdviceForm":
        """Problems of the crop, photos of the case, and what lies in store, the nearest place first."""
        problems = region.current().problems.values()
        fitting = [row for row in problems if not seen.commodity or seen.commodity in row.commodities]
        self.problem.choices = [
            SelectChoice("", say("Belum tahu")),
            *(SelectChoice(row.code, row.name) for row in fitting),
        ]
        self.marked_photo.choices = [
            SelectChoice(0, say("Tidak ada")),
            *(
                SelectChoice(photo.position, say("Foto {position}", position=photo.position))
                for photo in seen.photos
            ),
        ]
        self.cells.choices = [SelectChoice(cell, str(cell)) for cell in range(1, seen.cells + 1)]
        self.heights = seen.heights
        self.aid.choices = [SelectChoice("", say("Tidak perlu")), *_aids(seen.village_code)]
        return self

    def fields(self):
        return {
            "advice": self.advice,
            "same_group": bool(self.same_group.data),
            "voice": self.voice.data,
            "drawing": self.drawn,
            "aid": self.wish,
        }

    @property
    def wish(self) -> Wish | None:
        """What is set aside for the farmer, if anything."""
        if not self.aid.data:
            return None
        code, _, depot = self.aid.data.partition("|")
        return Wish(code, depot, self.aid_quantity.data or 1)

    def refuse(self, message: str | None = None, field: str | None = None) -> None:
        """The rules name a step by its place in those written; the screen by its row."""
        found = STEP_FIELD.fullmatch(field or "")
        if found:
            field = self._field_of(int(found[1]), found[2])
        field = {"quantity": "aid_quantity", "depot_code": "aid"}.get(field or "", field)
        super().refuse(message, (field or "").replace("next_season-", "next_season_") or None)

    def _field_of(self, place: int, part: str) -> str:
        rows = [row for row, (_kind, text) in enumerate(self.steps) if text.data and text.data.strip()]
        if place < len(rows):
            return f"{part}_{rows[place]}"
        return part if part in self._fields else "text_0" if not rows and not self.sprays else "spray"

    def validate(self, extra_validators=None) -> bool:
        """A spray that was opened is filled in or closed again: nothing is dropped without a word."""
        whole = super().validate(extra_validators)
        if "obat" not in (self.asked.data or ()) or self.sprays:
            return whole
        empty = say("Bagian obat dibuka tetapi belum diisi. Isi, atau tutup dengan “Tanpa obat”.")
        self.spray.errors = [*self.spray.errors, empty]
        return False

    def close_spray(self) -> None:
        """No spray after all: the part goes, with what stood in it."""
        self.asked.data = [extra for extra in self.asked.data or () if extra != "obat"]
        for name in ("spray", *Chemical.__slots__):
            self[name].process(formdata=None)

    @property
    def shown(self) -> frozenset[str]:
        """The extras on screen: asked for, filled in, or named in a refusal."""
        return frozenset(
            extra
            for extra, names in EXTRAS.items()
            if extra in (self.asked.data or ())
            or any(self[name].data or self[name].errors for name in names)
            or (extra == "suara" and self.voice.kept)
        )

    @property
    def sprays(self) -> bool:
        return bool(self.ingredient.data or self.spray.data)

    @property
    def drawn(self) -> Drawing | None:
        """What was drawn; else the numbered parts that were ticked."""
        if self.drawing.data:
            return self.drawing.data
        position = self.marked_photo.data or 0
        if position not in self.heights or not self.cells.data:
            return None
        return drawing.of_cells(position, self.cells.data, self.heights[position])

    @property
    def steps(self):
        """The five rows: kind and words."""
        return [(self[f"category_{n}"], self[f"text_{n}"]) for n in range(MOST_STEPS)]

    @property
    def next_season(self):
        return [self[f"next_season_{n}"] for n in range(MOST_NEXT_SEASON)]

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
            next_season=tuple(line.data.strip() for line in self.next_season if (line.data or "").strip()),
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


def _storable(said: list) -> list[str]:
    return [UNSTORABLE.sub("", text) for text in said if isinstance(text, str) and text.strip()]


def _aids(village_code: str) -> list[SelectChoice]:
    """Each thing in store once, from the nearest place that has it."""
    nearest: dict[str, inputs.Available] = {}
    for each in inputs.available_near(village_code):
        nearest.setdefault(each.input_code, each)
    return [
        SelectChoice(
            f"{each.input_code}|{each.depot_code}", f"{each.name}, {each.depot}: {each.free} {each.unit}"
        )
        for each in nearest.values()
    ]


def _filled(advice: Advice) -> dict:
    """The fields of an advice, as the form names them."""
    filled = {
        "problem": advice.problem or "",
        "certainty": advice.certainty.value,
        "follow_up_days": advice.follow_up_days,
        "call_when": advice.call_when,
    }
    plain = [step for step in advice.steps if step.chemical is None]
    for row, step in enumerate(plain):
        filled |= {f"category_{row}": step.category.value, f"text_{row}": step.text}
    filled |= {f"next_season_{row}": line for row, line in enumerate(advice.next_season)}
    spray = spray_of(advice)
    if spray:
        filled |= {name: getattr(spray, name) for name in Chemical.__slots__}
        filled |= {
            "unit": spray.unit and spray.unit.value,
            "protection": [each.value for each in spray.protection],
        }
        filled["spray"] = next(step.text for step in advice.steps if step.chemical)
        filled["dose"] = str(spray.dose).replace(".", ",") if spray.dose is not None else None
    return filled


for _n in range(MOST_STEPS):
    setattr(
        AdviceForm,
        f"category_{_n}",
        SelectField(say("Jenis langkah {n}", n=_n + 1), choices=CATEGORIES, default=CATEGORIES[0].value),
    )
    setattr(AdviceForm, f"text_{_n}", StringField(say("Langkah {n}", n=_n + 1), [Length(max=STEP_LENGTH)]))
for _n in range(MOST_NEXT_SEASON):
    setattr(
        AdviceForm,
        f"next_season_{_n}",
        StringField(say("Musim depan {n}", n=_n + 1), [Length(max=STEP_LENGTH)]),
    )
