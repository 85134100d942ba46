from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from domain.people import queries as people
from domain.sentences import say
from web.forms import HouseForm, PhoneField


def _secret() -> PasswordField:
    return PasswordField(
        "PIN atau kata sandi sekarang",
        [InputRequired("Tulis PIN atau kata sandi."), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )


class CorrectForm(HouseForm):
    """One's own name, number and village; the secret proves that it is oneself."""

    not_passed = frozenset({"secret"})
    unique = {"phone": ("phone", say("Nomor ini sudah dipakai akun lain."))}
    name = StringField("Nama", [InputRequired("Tulis nama."), Length(max=80)])
    phone = PhoneField(render_kw={"inputmode": "tel", "autocomplete": "tel"})
    village_code = SelectField("Desa", [InputRequired("Pilih desa.")])
    secret = _secret()

    def offer(self) -> "CorrectForm":
        self.village_code.choices = [(each.code, each.name) for each in people.villages()]
        return self


class ForgetForm(HouseForm):
    not_passed = frozenset({"secret"})
    secret = _secret()
