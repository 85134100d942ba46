"""An officer reports for a farmer: the same report, and whose it is."""

from flask import request
from wtforms import IntegerField, StringField
from wtforms.validators import Length, Optional
from wtforms.widgets import HiddenInput

from domain.complaints import actions
from domain.people import queries as people
from web.access import OFFICER
from web.forms import PhoneField
from web.hx import again, go, page
from web.login import actor

from .area import area
from .forms import ReportForm


class AssistedForm(ReportForm):
    """A farmer's report in an officer's hands: the farmer by number, by name, or chosen before."""

    farmer_id = IntegerField(validators=[Optional()], widget=HiddenInput())
    phone = PhoneField("Nomor HP petani", required="", render_kw={"inputmode": "tel", "autocomplete": "off"})
    name = StringField("Nama petani", [Length(max=80)], render_kw={"autocomplete": "off"})

    def fields(self):
        return super().fields() | {"farmer_id": self.farmer_id.data, "name": self.name.data or ""}


@area.get("/untuk-petani", allow=OFFICER)
def new_for():
    """?petani= names a farmer chosen from the list of people."""
    return page("complaints/assisted.html", **_form(request.args.get("petani", 0, type=int)))


@area.post("/untuk-petani", allow=OFFICER)
def create_for():
    shown = _form()
    form = shown["form"]
    if form.carry_out(actions.file_for, actor(), to=lambda row: ("inbox.show", {"code": row.code})):
        return go()
    return again("complaints/assisted.html", "complaints/_assisted_form.html", **shown)


def _form(farmer_id: int = 0) -> dict:
    form = AssistedForm(data={"village_code": actor().scope, "farmer_id": farmer_id or None}).offer()
    form.village_code.choices = [(row.code, row.name) for row in people.villages_of(actor())]
    farmer = people.get(actor(), form.farmer_id.data) if form.farmer_id.data else None
    return {"form": form, "farmer": farmer.name if farmer else ""}
