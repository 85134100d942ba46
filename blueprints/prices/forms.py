from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from domain import clock, region
from domain.errors import RuleBroken
from domain.prices import queries, rules
from domain.prices.rules import SOURCE_LENGTH, Quote
from domain.sentences import say
from services.sheet_reader import LARGEST, read_rows
from web.forms import HouseForm
from web.money_fields import RupiahField


class PriceForm(HouseForm):
    """One price: crop, place, unit, rupiah, day, and where it was learnt."""

    commodity_code = SelectField("Tanaman", [InputRequired("Pilih tanamannya.")])
    market_code = SelectField("Tempat", [InputRequired("Pilih tempatnya.")])
    rupiah = RupiahField("Harga", required="Tulis harganya.")
    unit_code = SelectField("Untuk satu", default="kg")
    day = DateField("Tanggal", [InputRequired("Isi tanggalnya.")])
    source = StringField("Dari mana", [InputRequired("Tulis dari mana harganya."), Length(max=SOURCE_LENGTH)])
    sure = BooleanField("Harga sudah saya periksa, memang berubah banyak")

    def offer(self) -> "PriceForm":
        pack = region.current()
        self.commodity_code.choices = [SelectChoice(row.code, row.name) for row in pack.commodities_by_rank()]
        self.market_code.choices = [SelectChoice(row.code, row.name) for row in pack.markets.values()]
        self.unit_code.choices = [SelectChoice(row.code, row.name) for row in pack.units.values()]
        return self

    def fields(self):
        return {
            "quote": Quote(**{name: getattr(self, name).data for name in Quote.__slots__}),
            "sure": self.sure.data,
        }


class SheetForm(HouseForm):
    """A spreadsheet of prices; read before anything is written."""

    file = FileField("Berkas XLSX atau CSV")

    def validate(self, extra_validators=None) -> bool:
        if not super().validate(extra_validators):
            return False
        self.quotes, self.faults = [], []
        if not self.file.data or not self.file.data.filename:
            self.refuse(say("Pilih berkasnya dulu."), "file")
            return False
        try:
            rows = read_rows(self.file.data.stream.read(LARGEST + 1))
            self.file.data.stream.seek(0)
            self.quotes, self.faults = rules.read_rows(rows, queries.names(), clock.today())
        except RuleBroken as broken:
            self.refuse(broken.message, broken.field)
            return False
        return True

    def fields(self):
        return {"quotes": self.quotes, "faults": self.faults}
