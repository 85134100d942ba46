from wtforms import BooleanField, DateField, IntegerField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from web.forms import HouseForm
from web.money_fields import QuantityField


class BasketForm(HouseForm):
    """What and how many; the listing comes from the page, the quantity from the buyer."""

    listing_id = IntegerField("Barang", [InputRequired("Barangnya tidak dikenal.")], widget=HiddenInput())
    quantity = QuantityField("Jumlah", required="Tulis jumlahnya.")


class EventForm(HouseForm):
    """A package for a day and so many people."""

    listing_id = IntegerField("Paket", [InputRequired("Paketnya tidak dikenal.")], widget=HiddenInput())
    day = DateField("Tanggal acara", [InputRequired("Pilih tanggal acaranya.")])
    people = QuantityField("Berapa orang", required="Tulis jumlah orangnya.")


class RentForm(HouseForm):
    """Which days of what, how many, and whether it is brought; the days are the first and the last in use."""

    listing_id = IntegerField("Barang", [InputRequired("Barangnya tidak dikenal.")], widget=HiddenInput())
    first = DateField("Hari mulai", [InputRequired("Pilih hari mulai.")])
    last = DateField("Hari selesai", [InputRequired("Pilih hari selesai.")])
    quantity = QuantityField("Jumlah unit", required="Tulis jumlahnya.")
    hours = QuantityField("Berapa jam")
    delivered = BooleanField("Diantar dan dijemput")
