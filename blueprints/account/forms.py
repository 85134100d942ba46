from wtforms import HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from domain.people import secrets
from web.forms import HouseForm, ParsedField, PhoneField

AUTOCOMPLETE_OFF = {"autocomplete": "off"}


class SignInForm(HouseForm):
    phone = PhoneField(render_kw={"inputmode": "tel", "autocomplete": "username"})
    secret = PasswordField(
        "PIN atau kata sandi",
        [InputRequired("Tulis PIN atau kata sandi."), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class RegisterForm(HouseForm):
    not_passed = frozenset({"secret", "next"})
    name = StringField(
        "Nama", [InputRequired("Tulis nama."), Length(max=80)], render_kw={"autocomplete": "name"}
    )
    phone = PhoneField(render_kw={"inputmode": "tel", "autocomplete": "tel"})
    village_code = SelectField("Desa", [InputRequired("Pilih desa.")])
    secret = PasswordField(
        "PIN baru, 6 angka",
        [InputRequired("Tulis 6 angka yang mudah Anda ingat.")],
        render_kw={"inputmode": "numeric", "autocomplete": "new-password", "maxlength": 6},
    )
    next = HiddenField()


class UseCodeForm(HouseForm):
    not_passed = frozenset({"secret"})
    code = ParsedField(
        "Kode di kertas",
        parse=secrets.clean_paper_code,
        required="Tulis kode dari kertas.",
        render_kw=AUTOCOMPLETE_OFF | {"autocapitalize": "characters"},
    )
    phone = PhoneField(render_kw={"inputmode": "tel", "autocomplete": "tel"})
    secret = PasswordField(
        "PIN baru, 6 angka (pegawai: kata sandi)",
        [InputRequired("Tulis PIN atau kata sandi baru."), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )


class ChangeSecretForm(HouseForm):
    old = PasswordField(
        "PIN atau kata sandi sekarang",
        [InputRequired("Tulis yang sekarang dulu."), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    secret = PasswordField(
        "Yang baru",
        [InputRequired("Tulis yang baru."), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )
