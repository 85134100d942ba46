"""The desk's filters, read from and written to the address, and the form that keeps them under a name."""

from urllib.parse import parse_qsl, urlencode

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from domain import region
from domain.complaints.queries import ADDRESS, STATES, Wanted
from domain.complaints.rules import VIEW_NAME_LENGTH
from domain.complaints.states import officer_label
from domain.sentences import say
from web.forms import HouseForm

LONGEST_QUERY = 200
ANY = [SelectChoice("", say("Semua"))]
KINDS = {"new": say("Baru"), "again": say("Dibuka lagi"), "for_farmer": say("Dilaporkan petugas")}


class FilterForm(HouseForm):
    """What the list is narrowed to, out of the address: it can be shared as a link."""

    state = SelectField("Keadaan", name=ADDRESS["state"])
    commodity = SelectField("Tanaman", name=ADDRESS["commodity"])
    village = SelectField("Desa", name=ADDRESS["village"])
    kind = SelectField("Jenis laporan", name=ADDRESS["kind"])
    late = BooleanField("Lewat waktu", name=ADDRESS["late"])
    mine = BooleanField("Saya pegang", name=ADDRESS["mine"])
    unclaimed = BooleanField("Belum diambil", name=ADDRESS["unclaimed"])
    photo = BooleanField("Ada foto", name=ADDRESS["photo"])

    @classmethod
    def asked(cls, query: str | None = None) -> "FilterForm":
        """The form as the address, or a kept query, fills it."""
        form = cls(formdata=request.args if query is None else MultiDict(parse_qsl(query)))
        pack = region.current()
        form.state.choices = ANY + [SelectChoice(each.value, officer_label(each)) for each in sorted(STATES)]
        form.commodity.choices = ANY + [
            SelectChoice(crop.code, crop.name) for crop in pack.commodities_by_rank()
        ]
        form.village.choices = ANY + [SelectChoice(code, row.name) for code, row in pack.villages.items()]
        form.kind.choices = ANY + [SelectChoice(code, words) for code, words in KINDS.items()]
        return form

    @property
    def wanted(self) -> Wanted:
        """What was asked for; a choice nobody offers finds nothing."""
        return Wanted(**{name: self[name].data or type(self[name].data)() for name in ADDRESS})


class ViewForm(HouseForm):
    """A name for the filters in use."""

    name = StringField("Simpan saringan ini dengan nama", [Length(max=VIEW_NAME_LENGTH)])
    query = HiddenField()

    def fields(self):
        """Only what the filters know is kept of the query."""
        kept = FilterForm.asked(self.query.data or "").wanted.address
        return {"name": self.name.data or "", "query": urlencode(kept)[:LONGEST_QUERY]}
