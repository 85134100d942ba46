from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from domain.people.rules import ROLE_WORDS, Role
from web.forms import HouseForm, PhoneField


class FarmerForm(HouseForm):
    """A PPL registers a farmer who may have no phone of his own."""

    name = StringField("Nama petani", [InputRequired("Tulis nama petani."), Length(max=80)])
    phone = PhoneField("Nomor HP (boleh kosong)", required="", render_kw={"inputmode": "tel"})
    village_code = SelectField("Desa", [InputRequired("Pilih desa.")])


class AppointForm(HouseForm):
    role = SelectField("Peran", coerce=Role)
    scope = SelectField("Desa, kantor, atau usaha", validate_choice=False)
    decree = StringField("Nomor SK", [Length(max=60)])
    until = DateField("Berlaku sampai (boleh kosong)", [Optional()])

    def offer(self, roles, scopes) -> "AppointForm":
        self.role.choices = [(role.value, ROLE_WORDS[role]) for role in roles]
        self.scope.choices = [("", "Tidak perlu"), *scopes]
        return self


class HandOverForm(HouseForm):
    """Transfer (no date) or deputise (until a day)."""

    phone = PhoneField("Nomor HP penerus atau wakil", render_kw={"inputmode": "tel"})
    decree = StringField("Nomor SK", [Length(max=60)])
    until = DateField("Wakil sampai tanggal (kosong: pindah tetap)", [Optional()])
