"""What a farmer grows: the crop, and if wanted a name and the size of the land."""

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from domain import region
from domain.people.parcels.rules import LONGEST_LABEL
from domain.sentences import say
from web.area_fields import AreaForm


class ParcelForm(AreaForm):
    commodity = SelectField("Tanaman", [InputRequired("Pilih tanamannya.")])
    label = StringField(
        "Nama lahan", [Length(max=LONGEST_LABEL)], render_kw={"placeholder": say("mis. kebun atas")}
    )

    def offer(self) -> "ParcelForm":
        crops = region.current().commodities_by_rank()
        self.commodity.choices = [SelectChoice("", say("Pilih tanaman"))]
        self.commodity.choices += [SelectChoice(crop.code, crop.name) for crop in crops]
        self.offer_units()
        return self

    def fields(self):
        return {"commodity": self.commodity.data, "label": self.label.data or "", "area_m2": self.area_m2}
