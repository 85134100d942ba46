"""Lahan saya: the crops a farmer grows, so that warnings about them arrive."""

from flask import request

from domain import region
from domain.people.parcels import actions, queries
from web.access import FARMER, Area
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor

from .forms import ParcelForm

area = Area("parcels", __name__, url_prefix="/lahan")


@area.get("/", allow=FARMER)
def index():
    return page("parcels/index.html", form=ParcelForm(formdata=None).offer(), **_seen())


@area.post("/", allow=FARMER)
def create():
    form = ParcelForm().offer()
    if form.carry_out(actions.note, actor(), to=(".index", {})) is None:
        return again("parcels/index.html", "parcels/_form.html", form=form, **_seen())
    return go()


@area.post("/hapus", allow=FARMER)
def drop():
    parcel_id = request.form.get("parcel", 0, type=int)
    carry_out(actions.drop, actor(), parcel_id, to=(".index", {}))
    return go()


def _seen() -> dict:
    return {"parcels": queries.of(actor()), "crops": region.current().commodities}
