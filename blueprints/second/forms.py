from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from web.forms import HouseForm


class CodeForm(HouseForm):
    not_passed = frozenset({"next"})
    code = StringField(
        "Kode 6 angka dari aplikasi",
        [InputRequired("Tulis kode dari aplikasi di HP."), Length(max=40)],
        render_kw={"autocomplete": "one-time-code", "inputmode": "text", "maxlength": 24},
    )
    next = HiddenField()
