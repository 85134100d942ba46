from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from domain import region
from domain.people import queries as people
from web.forms import HouseForm
from web.uploads import PhotosField

OTHER = "lain"
SHOWN_CROPS = 12


class ReportForm(HouseForm):
    """A farmer's report: the crop by picture, a sentence, the village prefilled."""

    commodity = RadioField("Tanaman apa yang sakit?", [InputRequired("Pilih tanamannya.")])
    photos = PhotosField("Foto")
    body = TextAreaField("Apa yang terlihat?", [Length(max=2000)], render_kw={"rows": 4})
    village_code = SelectField("Desa lahannya", [InputRequired("Pilih desanya.")])

    def offer(self) -> "ReportForm":
        crops = region.current().commodities_by_rank()[:SHOWN_CROPS]
        self.commodity.choices = [SelectChoice(crop.code, crop.name) for crop in crops]
        self.commodity.choices.append(SelectChoice(OTHER, "Lainnya"))
        self.village_code.choices = [SelectChoice(each.code, each.name) for each in people.villages()]
        return self

    @property
    def pictures(self) -> dict[str, str]:
        crops = region.current().commodities
        return {code: crop.picture for code, crop in crops.items()} | {OTHER: OTHER}

    def fields(self):
        said = super().fields()
        chosen = said.pop("commodity")
        return said | {"commodity_code": None if chosen == OTHER else chosen}


class PhotosForm(HouseForm):
    """More photos for a case that is still open."""

    photos = PhotosField("Tambah foto")


class ReplyForm(HouseForm):
    text = TextAreaField("Jawaban Bapak/Ibu", [Length(max=2000)], render_kw={"rows": 3})


class CheckForm(HouseForm):
    code = StringField("Nomor keluhan", [InputRequired("Tulis nomornya, misalnya K0412."), Length(max=16)])
    digits = StringField(
        "Tiga angka terakhir nomor HP",
        [InputRequired("Tulis tiga angka terakhir nomor HP."), Length(max=3)],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
