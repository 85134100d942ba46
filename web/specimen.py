"""A form with every kind of field, half of them refused: what the component sheet shows."""

from wtforms import (
    BooleanField,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from web.forms import HouseForm, PhoneField


class SpecimenForm(HouseForm):
    crop = RadioField(
        "Tanaman apa?",
        [InputRequired("Pilih tanamannya.")],
        choices=[
            SelectChoice("kentang", "Kentang"),
            SelectChoice("apel", "Apel"),
            SelectChoice("kembang-kol", "Kembang kol"),
        ],
    )
    parts = SelectMultipleField(
        "Bagian yang sakit",
        choices=[SelectChoice("daun", "Daun"), SelectChoice("akar", "Akar"), SelectChoice("buah", "Buah")],
        option_widget=widgets.CheckboxInput(),
        widget=widgets.ListWidget(prefix_label=False),
    )
    photo = FileField("Foto")
    body = TextAreaField("Ceritakan", [InputRequired("Tulis masalahnya, satu kalimat cukup.")])
    village = SelectField("Desa", choices=[SelectChoice("1", "Lereng"), SelectChoice("2", "Lembah")])
    price = StringField("Harga per bungkus")
    phone = PhoneField()
    sure = RadioField(
        "Seberapa yakin",
        choices=[SelectChoice("pasti", "Pasti"), SelectChoice("mungkin", "Kemungkinan besar")],
    )
    agree = BooleanField("Saya sudah membaca aturan")


def specimen() -> SpecimenForm:
    """A refused form: one field and one rule say why."""
    form = SpecimenForm(
        formdata=None, data={"crop": "kentang", "parts": ["daun"], "price": "Rp12.500", "sure": "mungkin"}
    )
    form.body.errors = ["Tulis masalahnya, satu kalimat cukup."]
    form.form_errors.append("Stok tinggal 40. Tadi Bapak/Ibu minta 60.")
    return form
