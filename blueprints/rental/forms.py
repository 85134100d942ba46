"""What a vendor says of a thing for rent, and the days it is not to be had."""

from typing import Any

from flask import request
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from domain import region
from domain.catalogue import rules
from domain.catalogue.rental import rules as rental_rules
from domain.catalogue.rental.rules import Terms
from domain.catalogue.rules import Offer
from domain.kinds import FulfilmentKind
from domain.sentences import say
from web.forms import HouseForm
from web.money_fields import QuantityField, RupiahField
from web.shelf_choices import shelves_of_kind
from web.uploads import PhotoField

DAY_UNIT = "hari"


class RentalForm(HouseForm):
    """A listing for rent as its vendor describes it; the price is for one day of one unit."""

    photo = PhotoField("Foto barang")
    name = StringField("Nama barang", [InputRequired("Tulis nama barangnya."), Length(max=rules.NAME_LENGTH)])
    category_code = SelectField("Jenis", validate_choice=False)
    price = RupiahField("Harga per hari, belum pajak", required="Isi harga per hari, misalnya 250.000.")
    per_hour = RupiahField("Harga per jam")
    per_week = RupiahField("Harga per minggu")
    per_month = RupiahField("Harga per bulan (30 hari)")
    stock = QuantityField("Punya berapa unit", required="Isi jumlahnya, misalnya 2.")
    least_days = QuantityField("Sewa paling pendek, hari", default=1)
    most_days = QuantityField("Sewa paling lama, hari", default=30)
    lead_days = QuantityField("Dipesan berapa hari sebelumnya", least=0, most=rules.LEAD_LIMIT)
    buffer_before = QuantityField("Hari menyiapkan sebelum sewa", least=0, most=rental_rules.BUFFER_LIMIT)
    buffer_after = QuantityField("Hari membersihkan sesudah sewa", least=0, most=rental_rules.BUFFER_LIMIT)
    with_operator = BooleanField("Operator atau sopir termasuk")
    delivery_area = StringField("Diantar sampai mana", [Length(max=rental_rules.AREA_LENGTH)])
    delivery_fee = RupiahField("Ongkos antar dan jemput")
    description = TextAreaField(
        "Ceritakan barangnya",
        [InputRequired("Ceritakan barangnya."), Length(max=rules.DESCRIPTION_LENGTH)],
    )

    def __init__(self, *args: Any, **kw: Any):
        super().__init__(*args, **kw)
        self.category_code.choices = [
            SelectChoice("", say("Pilih jenisnya")), *shelves_of_kind(FulfilmentKind.RENTAL)
        ]  # fmt: skip

    def fields(self) -> dict[str, Any]:
        said = super().fields()
        offered = {name: said[name] for name in Offer.__slots__ if name in said and name != "lead_days"}
        numbers = {
            "least_days": said["least_days"] or 1,
            "most_days": said["most_days"] or rental_rules.DAYS_LIMIT,
            "buffer_before": said["buffer_before"] or 0,
            "buffer_after": said["buffer_after"] or 0,
        }
        terms = {name: said[name] for name in Terms.__slots__} | numbers
        return {
            "offer": Offer(unit=_day_unit(), **{"stock": 0} | offered, lead_days=said["lead_days"] or 0),
            "terms": Terms(**terms),
            "picture": self.photo.picture,
            "send": "send" in request.form,
        }


class EditForm(RentalForm):
    """The same for a listing that stands; its units are counted on the list of what is sold."""

    stock = None
    seen = HiddenField()

    def fields(self) -> dict[str, Any]:
        seen = self.seen.data or ""
        return super().fields() | {
            "seen": int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0
        }


def _day_unit() -> str:
    """The region's unit of a day."""
    return DAY_UNIT if DAY_UNIT in region.current().units else next(iter(region.current().units))


class DaysForm(HouseForm):
    """Days from the first to the last one, to close or to open."""

    first = DateField("Dari", [InputRequired("Pilih hari pertama.")])
    last = DateField("Sampai", [InputRequired("Pilih hari terakhir.")])
