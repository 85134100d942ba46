"""The basket: add, change, remove, and turn it into one draft order for each vendor."""

from flask import request

from domain.catalogue import queries as catalogue
from domain.purchases import actions, lists
from web.access import BUYERS, Area
from web.carry import carry_out
from web.hx import again, go, page, stay
from web.login import actor

from .forms import BasketForm, EventForm, RentForm

area = Area("checkout", __name__, url_prefix="/keranjang")
HERE = ("checkout.basket", {})


@area.get("/", allow=BUYERS)
def basket():
    return page("checkout/basket.html", form=None, **_seen())


@area.post("/", allow=BUYERS)
def add():
    form = BasketForm()
    line = form.carry_out(actions.add_to_basket, actor(), to=HERE)
    if line is None:
        seen = catalogue.page(actor(), form.listing_id.data or 0)
        return again("checkout/refused.html", "checkout/_quantity_form.html", form=form, row=seen.row)
    return go()


@area.post("/sewa", allow=BUYERS)
def rent():
    """Days of a thing for rent: held while the buyer goes on."""
    form = RentForm()
    if form.carry_out(actions.rent, actor(), to=HERE) is None:
        seen = catalogue.page(actor(), form.listing_id.data or 0)
        return again("checkout/rent.html", "checkout/_rent_form.html", form=form, row=seen.row)
    return go()


@area.post("/acara", allow=BUYERS)
def event():
    """A package of an organiser, for a day and so many people."""
    form = EventForm()
    if form.carry_out(actions.book_event, actor(), to=HERE) is None:
        seen = catalogue.page(actor(), form.listing_id.data or 0)
        return again("checkout/event.html", "checkout/_event_form.html", form=form, row=seen.row)
    return go()


@area.post("/ubah", allow=BUYERS)
def change():
    form = BasketForm()
    line = form.carry_out(actions.change_basket, actor(), to=HERE)
    if line is None:
        return again("checkout/basket.html", "checkout/_rows.html", form=form, **_seen())
    return stay(lambda: {"form": None, **_seen()}, "checkout/_rows.html")


@area.post("/hapus", allow=BUYERS)
def remove():
    listing_id = request.form.get("listing_id", "0")
    number = int(listing_id) if listing_id.isascii() and listing_id.isdigit() and len(listing_id) < 12 else 0
    carry_out(actions.remove_from_basket, actor(), listing_id=number, to=HERE)
    return stay(lambda: {"form": None, **_seen()}, "checkout/_rows.html")


@area.post("/pesan/<int:vendor_id>", allow=BUYERS)
def order(vendor_id: int):
    """The lines of one vendor become a draft order."""
    carry_out(actions.draft_purchases, actor(), vendor_id=vendor_id, to=_draft)
    return go()


def _draft(drafts):
    return "purchases.show", {"code": drafts[0].code}


def _seen() -> dict:
    return {"groups": lists.basket(actor())}
