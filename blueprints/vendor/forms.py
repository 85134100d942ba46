"""What a vendor says of a listing, how much there is of it, and the next step."""

from typing import Any

from flask import request
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from domain import region
from domain.catalogue import rules
from domain.catalogue.rules import Offer
from domain.kinds import FulfilmentKind
from domain.sentences import say
from web.forms import HouseForm
from web.money_fields import QuantityField, RupiahField
from web.shelf_choices import shelves_of_kind
from web.uploads import PhotoField

NUMBER_MISSING = say("Isi angkanya, misalnya 40.")
VERBS = {move.slug: move.verb for move in rules.MOVES}


class OfferForm(HouseForm):
    """A listing as its vendor describes it; `seen` is the version an edit began from."""

    photo = PhotoField("Foto barang")
    name = StringField("Nama barang", [InputRequired("Tulis nama barangnya."), Length(max=rules.NAME_LENGTH)])
    category_code = SelectField("Jenis", validate_choice=False)
    price = RupiahField("Harga satuan, belum pajak", required="Isi harganya, misalnya 12.500.")
    unit = SelectField("Satuan", [InputRequired("Pilih satuannya.")])
    stock = QuantityField("Stok sekarang", least=0, required=NUMBER_MISSING)
    minimum_order = QuantityField("Pesanan paling sedikit", required=NUMBER_MISSING, default=1)
    lead_days = QuantityField("Siap dalam berapa hari", least=0, most=rules.LEAD_LIMIT)
    description = TextAreaField("Ceritakan barangnya", [Length(max=rules.DESCRIPTION_LENGTH)])
    is_domestic = BooleanField("Buatan dalam negeri", default=True)
    tkdn = QuantityField("TKDN dalam persen", least=0, most=100)

    def __init__(self, *args: Any, **kw: Any):
        super().__init__(*args, **kw)
        shelves = shelves_of_kind(FulfilmentKind.PRODUCT)
        self.category_code.choices = [SelectChoice("", say("Pilih jenisnya")), *shelves]
        units = region.current().units.values()
        self.unit.choices = [
            SelectChoice("", say("Pilih satuannya")),
            *(SelectChoice(u.code, u.name) for u in units),
        ]

    def fields(self) -> dict[str, Any]:
        said = super().fields()
        offered = {name: said[name] for name in Offer.__slots__ if name in said}
        return {
            "offer": Offer(**offered | {"lead_days": said["lead_days"] or 0}),
            "picture": self.photo.picture,
            "send": "send" in request.form,
        }


class EditForm(OfferForm):
    """The same for a listing that stands; its stock is counted elsewhere."""

    stock = None
    seen = HiddenField()

    def fields(self) -> dict[str, Any]:
        said = HouseForm.fields(self)
        offered = {name: said[name] for name in Offer.__slots__ if name in said}
        offer = Offer(**offered | {"lead_days": said["lead_days"] or 0, "stock": 0})
        seen, send = _version(said["seen"]), "send" in request.form
        return {"offer": offer, "seen": seen, "picture": self.photo.picture, "send": send}


def _version(text: str | None) -> int:
    """The version a form was opened on; 0, which no listing has, for nonsense."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


class StockForm(HouseForm):
    """The counted stock, and what the screen showed before."""

    stock = QuantityField("Stok", least=0, required=NUMBER_MISSING)
    seen = QuantityField("Tadi", least=0, required=NUMBER_MISSING)


class StepForm(HouseForm):
    """One more or one less."""

    by = IntegerField("Tambah atau kurang", [InputRequired("Tekan − atau +.")])


class MoveForm(HouseForm):
    """The next step of a listing, and why where a reason is due."""

    step = StringField("Langkah")
    reason = TextAreaField("Alasan", [Length(max=rules.REASON_LENGTH)])

    def fields(self) -> dict[str, Any]:
        return {"verb": VERBS.get(self.step.data or "", ""), "reason": self.reason.data or ""}
