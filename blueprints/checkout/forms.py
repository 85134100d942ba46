from wtforms import IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from web.forms import HouseForm
from web.money_fields import QuantityField


class BasketForm(HouseForm):
    """What and how many; the listing comes from the page, the quantity from the buyer."""

    listing_id = IntegerField("Barang", [InputRequired("Barangnya tidak dikenal.")], widget=HiddenInput())
    quantity = QuantityField("Jumlah", required="Tulis jumlahnya.")
