"""A new farmer group."""

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from domain.people.groups.rules import LENGTHS
from domain.sentences import say
from web.forms import HouseForm


class GroupForm(HouseForm):
    unique = {
        name: ("name", say("Desa ini sudah punya kelompok dengan nama itu."))
        for name in ("uq_farmer_group_village_code_key", "farmer_group.village_code")
    }
    name = StringField(
        "Nama kelompok", [InputRequired("Tulis nama kelompoknya."), Length(max=LENGTHS["group"])]
    )
    village_code = SelectField("Desa", [InputRequired("Pilih desanya.")])
