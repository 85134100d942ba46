from typing import Any

from wtforms import DateField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from domain.people.licences.rules import NUMBER_LENGTH
from domain.people.rules import RIGHT_WORDS
from domain.sentences import say
from web.forms import HouseForm, PhoneField


class FarmerForm(HouseForm):
    """A PPL registers a farmer who may have no phone of his own."""

    name = StringField("Nama petani", [InputRequired("Tulis nama petani."), Length(max=80)])
    phone = PhoneField("Nomor HP (boleh kosong)", required="", render_kw={"inputmode": "tel"})
    village_code = SelectField("Desa", [InputRequired("Pilih desa.")])


class AppointForm(HouseForm):
    """The role is chosen on the page before; the places are those of that role."""

    scope = SelectField("Di mana", default="", validate_choice=False)
    decree = StringField("Nomor SK", [Length(max=60)])
    until = DateField("Berlaku sampai (boleh kosong)", [Optional()])

    def offer(self, word: str, scopes: list[tuple[str, str]]) -> "AppointForm":
        """`word` names the kind of place; no scopes, no field."""
        if not scopes:
            del self.scope
            return self
        self.scope.label.text = word
        self.scope.choices = [
            SelectChoice("", say("Pilih {word}", word=word.lower())),
            *(SelectChoice(*each) for each in scopes),
        ]
        return self

    def fields(self) -> dict[str, Any]:
        return {"scope": ""} | super().fields()


class RightsForm(HouseForm):
    """What somebody who works for a business may do there."""

    rights = SelectMultipleField(
        "Urusan",
        choices=[SelectChoice(right.value, words) for right, words in RIGHT_WORDS.items()],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class StaffForm(RightsForm):
    """A new staff member, by phone."""

    phone = PhoneField("Nomor HP pegawai", render_kw={"inputmode": "tel"})
    until = DateField("Berlaku sampai (boleh kosong)", [Optional()])


class LicenceForm(HouseForm):
    """The certificate of somebody who advises farmers."""

    number = StringField("Nomor sertifikat", [InputRequired("Tulis nomornya."), Length(max=NUMBER_LENGTH)])
    valid_through = DateField("Berlaku sampai", [InputRequired("Pilih tanggalnya.")])


class NipForm(HouseForm):
    """The number papers print under an official's name."""

    nip = StringField("NIP", [Length(max=24)], render_kw={"inputmode": "numeric", "autocomplete": "off"})


class HandOverForm(HouseForm):
    """Transfer (no date) or deputise (until a day)."""

    phone = PhoneField("Nomor HP penerus atau wakil", render_kw={"inputmode": "tel"})
    decree = StringField("Nomor SK", [Length(max=60)])
    until = DateField("Wakil sampai tanggal (kosong: pindah tetap)", [Optional()])
