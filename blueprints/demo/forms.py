from wtforms import (
    BooleanField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from domain.money import parse_rupiah
from web.forms import HouseForm, ParsedField, PhoneField


class SampleForm(HouseForm):
    """One field of every kind, for the sheet of components."""

    crop = RadioField(
        "Tanaman apa?",
        choices=[
            SelectChoice("kentang", "Kentang"),
            SelectChoice("apel", "Apel"),
            SelectChoice("cabai", "Cabai"),
        ],
    )
    parts = SelectMultipleField(
        "Bagian mana?",
        choices=[SelectChoice("daun", "Daun"), SelectChoice("akar", "Akar"), SelectChoice("buah", "Buah")],
        option_widget=CheckboxInput(),
        widget=ListWidget(),
    )
    photo = MultipleFileField("Foto")
    body = TextAreaField("Ceritakan", [InputRequired("Ceritakan gejalanya, satu kalimat cukup.")])
    village = SelectField("Desa", choices=[SelectChoice("1", "Desa satu"), SelectChoice("2", "Desa dua")])
    price = ParsedField("Harga", parse=parse_rupiah, required="Tulis harganya.")
    phone = PhoneField()
    sure = RadioField(
        "Seberapa yakin?", choices=[SelectChoice("pasti", "Pasti"), SelectChoice("dugaan", "Dugaan")]
    )
    agree = BooleanField("Sudah saya baca")
