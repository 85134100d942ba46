"""How somebody wants to hear: an e-mail address and the code that comes back, a phone's push address, a switch."""

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from domain.alerts.rules import ADDRESS_LENGTH
from web.forms import HouseForm


class AddressForm(HouseForm):
    address = StringField(
        "Alamat surel",
        [InputRequired("Tulis alamat surelnya."), Length(max=ADDRESS_LENGTH)],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email"},
    )


class ConfirmForm(HouseForm):
    code = StringField("Kode dari surel", [InputRequired("Tulis kodenya."), Length(max=20)])


class PhoneForm(HouseForm):
    """Filled in by the script: what the browser gave when it was asked."""

    endpoint = StringField("endpoint", [InputRequired(), Length(max=600)])
    public_key = StringField("key", [InputRequired(), Length(max=120)])
    auth = StringField("auth", [InputRequired(), Length(max=40)])
