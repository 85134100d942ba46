from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from domain import region
from domain.complaints.plots import (
    LONGEST_APPLIED,
    LONGEST_HAMLET,
    UNIT_WORDS,
    AgeUnit,
    Plot,
    parse_age,
)
from domain.complaints.rules import SERVICE_LENGTH
from domain.complaints.states import MOOD_WORDS
from domain.people import queries as people
from domain.places import parse_place
from domain.sentences import say
from web.area_fields import NUMBER, AreaForm
from web.forms import HouseForm, ParsedField
from web.uploads import PhotosField
from web.voices import VoiceField

OTHER = "lain"
SHOWN_CROPS = 12


class ReportForm(AreaForm):
    """A farmer's report: the crop by picture, something about it, the village prefilled; the rest may be left out."""

    commodity = RadioField("Tanaman apa yang sakit?", [InputRequired("Pilih tanamannya.")])
    part = RadioField("Bagian mana yang sakit?", [Optional()])
    photos = PhotosField("Foto")
    voice = VoiceField("Suara")
    body = TextAreaField("Apa yang terlihat?", [Length(max=2000)], render_kw={"rows": 4})
    village_code = SelectField("Desa lahannya", [InputRequired("Pilih desanya.")])
    hamlet = StringField("Dusun", [Length(max=LONGEST_HAMLET)])
    applied = StringField("Sudah diberi apa?", [Length(max=LONGEST_APPLIED)])
    age = ParsedField("Umur tanaman", parse=parse_age, render_kw=NUMBER)
    age_unit = SelectField("Satuan umur", choices=[SelectChoice(unit, UNIT_WORDS[unit]) for unit in AgeUnit])
    place = ParsedField("Lokasi lahan", parse=parse_place, widget=HiddenInput())
    more = ("hamlet", "applied", "age", "age_unit", "area", "area_unit", "place")

    def offer(self, home: str | None = None) -> "ReportForm":
        """Fill the choices from the region; with `home` a blank form names that village and its neighbours first.

        "Another village" is no answer: sending it brings the whole list, and keeps what was typed.
        """
        pack = region.current()
        crops = pack.commodities_by_rank()[:SHOWN_CROPS]
        self.commodity.choices = [SelectChoice(crop.code, crop.name) for crop in crops]
        self.commodity.choices.append(SelectChoice(OTHER, say("Lainnya")))
        self.part.choices = [SelectChoice(part.code, part.name) for part in pack.plant_parts.values()]
        near = {home, *pack.neighbours(home)} if home else None
        villages = [each for each in people.villages() if near is None or each.code in near]
        self.village_code.choices = [SelectChoice(each.code, each.name) for each in villages]
        if near:
            self.village_code.choices.append(SelectChoice("", say("Desa lain")))
        self.age_unit.data = self.age_unit.data or self.age_unit.choices[0].value
        self.offer_units()
        return self

    @property
    def pictures(self) -> dict[str, str]:
        crops = region.current().commodities
        return {code: crop.picture for code, crop in crops.items()} | {OTHER: OTHER}

    @property
    def part_pictures(self) -> dict[str, str]:
        return {code: part.picture for code, part in region.current().plant_parts.items()}

    @property
    def told_more(self) -> bool:
        """Whether anything under 'add details' was filled in or refused."""
        return any(self[name].errors or _value(self[name]) for name in ("hamlet", "applied", "age", "area"))

    def fields(self):
        said = super().fields()
        chosen = said.pop("commodity")
        told = {name: said.pop(name) for name in (*self.more, "part")}
        plot = Plot(
            part=told["part"] or None,
            applied=told["applied"],
            age=told["age"],
            age_unit=AgeUnit(told["age_unit"]),
            area_m2=self.area_m2,
            hamlet=told["hamlet"],
            place=told["place"],
        )
        return said | {"commodity_code": None if chosen == OTHER else chosen, "plot": plot}


class PhotosForm(HouseForm):
    """More photos for a case that is still open."""

    photos = PhotosField("Tambah foto")


class ReplyForm(HouseForm):
    """Words to the desk: the answer to its question, or what still ails the plants."""

    text = TextAreaField("Jawaban Bapak/Ibu", [Length(max=2000)], render_kw={"rows": 3})

    def ask(self, *, tells_more: bool) -> "ReplyForm":
        if tells_more:
            self.text.label.text = say("Apa yang masih terlihat? (boleh dilewati)")
        return self


class ServiceForm(HouseForm):
    """How the service was: one of three buttons, perhaps a sentence before."""

    mood = RadioField(
        "Layanan", choices=[SelectChoice(each.value, words) for each, words in MOOD_WORDS.items()]
    )
    words = TextAreaField(
        "Satu kalimat tentang layanan kami", [Length(max=SERVICE_LENGTH)], render_kw={"rows": 2}
    )

    def fields(self):
        return {"mood": self.mood.data or "", "words": self.words.data or ""}


class CheckForm(HouseForm):
    code = StringField("Nomor keluhan", [InputRequired("Tulis nomornya, misalnya K0412."), Length(max=16)])
    digits = StringField(
        "Tiga angka terakhir nomor HP",
        [InputRequired("Tulis tiga angka terakhir nomor HP."), Length(max=3)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


def _value(field) -> str:
    return field._value() if hasattr(field, "_value") else field.data or ""
