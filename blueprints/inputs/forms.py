"""What is asked for, decided, handed over and delivered."""

from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange

from domain import region
from domain.areas import parse_amount
from domain.inputs.queries import Available
from domain.inputs.rules import LONGEST_NOTE
from domain.sentences import say
from web.area_fields import NUMBER, AreaForm
from web.forms import HouseForm, ParsedField, PhoneField
from web.uploads import PhotosField

AMOUNT = [InputRequired("Isi jumlahnya."), NumberRange(min=1, max=1_000_000)]
NUMERIC = {"inputmode": "numeric"}


def _inputs() -> list[SelectChoice]:
    return [SelectChoice(each.code, each.offer) for each in region.current().inputs.values()]


class RequestForm(AreaForm):
    """A farmer asks for the own plot."""

    input_code = RadioField("Minta apa?", [InputRequired("Pilih bantuannya.")])
    area = ParsedField("Luas lahan", parse=parse_amount, required=say("Isi luas lahannya."), render_kw=NUMBER)
    quantity = IntegerField("Jumlah", AMOUNT, render_kw=NUMERIC)
    reason = TextAreaField("Untuk apa?", [Length(max=LONGEST_NOTE)], render_kw={"rows": 3})

    def offer(self) -> "RequestForm":
        self.input_code.choices = _inputs()
        self.offer_units()
        return self

    def fields(self):
        said = super().fields()
        del said["area"], said["area_unit"]
        return said | {"area_m2": self.area_m2}


class RequestForFarmerForm(RequestForm):
    """A PPL asks for a farmer of the own village."""

    phone = PhoneField("Nomor HP petani")


class ApproveForm(HouseForm):
    depot_code = RadioField("Ambil di mana?", [InputRequired("Pilih tempatnya.")])

    def offer(self, places: list[Available]) -> "ApproveForm":
        self.depot_code.choices = [
            SelectChoice(
                each.depot_code,
                say("{depot}, ada {free} {unit}", depot=each.depot, free=each.free, unit=each.unit),
            )
            for each in places
        ]
        return self


class NoteForm(HouseForm):
    note = TextAreaField(
        "Kenapa tidak disetujui?", [InputRequired("Tulis alasannya."), Length(max=LONGEST_NOTE)],
        render_kw={"rows": 3},
    )  # fmt: skip


class HandOverForm(HouseForm):
    receiver = StringField("Nama yang menerima", [InputRequired("Tulis namanya."), Length(max=80)])
    pickup = StringField(
        "Kode dari petani", [Length(max=8)], render_kw={"inputmode": "numeric", "autocomplete": "off"}
    )
    photos = PhotosField("Atau foto serah terima")


class SupplyForm(HouseForm):
    """A delivery at a place."""

    depot_code = SelectField("Tempat", [InputRequired("Pilih tempatnya.")])
    input_code = SelectField("Bantuan", [InputRequired("Pilih bantuannya.")])
    quantity = IntegerField("Jumlah yang datang", AMOUNT, render_kw=NUMERIC)

    def offer(self) -> "SupplyForm":
        self.depot_code.choices = [
            SelectChoice(each.code, each.name) for each in region.current().depots.values()
        ]
        self.input_code.choices = _inputs()
        return self
