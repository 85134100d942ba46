"""The vendor's desk of things for rent: offer, change, and the calendar where days are closed."""

from dataclasses import asdict

from flask import request, url_for

from domain import clock
from domain.catalogue import actions as listings
from domain.catalogue.rental import actions, queries
from domain.catalogue.rental.rules import DAY, written
from web import months
from web.access import VENDOR, Area
from web.hx import again, go, page
from web.login import actor
from web.uploads import allow_photos

from .forms import DaysForm, EditForm, RentalForm

area = Area("rental", __name__, url_prefix="/sewa")
area.url_value_preprocessor(allow_photos)


@area.get("/baru", allow=VENDOR)
def new():
    return page("rental/new.html", form=RentalForm(formdata=None))


@area.post("/", allow=VENDOR)
def create():
    form = RentalForm()
    if form.carry_out(actions.draft_rental, actor(), to=_examined) is None:
        return again("rental/new.html", "rental/_form.html", form=form)
    return go()


@area.get("/<int:listing_id>/ubah", allow=VENDOR)
def edit(listing_id: int):
    listing = actions.managed(actor(), listing_id)
    offer, terms = listings.offer_of(listing), queries.terms_of(listing.id, listing.version)
    said = {name: getattr(offer, name) for name in listings.VERSIONED} | asdict(terms)
    form = EditForm(formdata=None, data=said | {"seen": listing.version})
    return page("rental/edit.html", form=form, row=listing)


@area.post("/<int:listing_id>", allow=VENDOR)
def update(listing_id: int):
    form = EditForm()
    if form.carry_out(actions.change_rental, actor(), listing_id, to=_examined) is None:
        row = actions.managed(actor(), listing_id)
        return again("rental/edit.html", "rental/_edit_form.html", form=form, row=row)
    return go()


@area.get("/<int:listing_id>/kalender", allow=VENDOR)
def calendar(listing_id: int):
    return page("rental/calendar.html", form=DaysForm(formdata=None), **_month(listing_id))


@area.post("/<int:listing_id>/kalender", allow=VENDOR)
def close(listing_id: int):
    """Close days, or open them again when the other button was pressed."""
    form = DaysForm()
    action = actions.open_days if "open" in request.form else actions.close_days
    if form.carry_out(action, actor(), listing_id, to=_calendar_of(form)) is None:
        return again("rental/calendar.html", "rental/_days_form.html", form=form, **_month(listing_id))
    return go()


def _calendar_of(form: DaysForm):
    month = f"{form.first.data:%Y-%m}" if form.first.data else None
    return lambda listing: (".calendar", {"listing_id": listing.id, "bulan": month})


def _month(listing_id: int) -> dict:
    listing = actions.managed(actor(), listing_id)
    month = months.month_in("bulan", clock.today())
    start, end = months.span_of(month)
    return {
        "row": listing,
        "month": months.month_name(month),
        "weeks": months.weeks(month),
        "known": queries.days_known(listing.id, start, end),
        "today": clock.today(),
        "standing": [
            (f"{written(each.start)} – {written(each.last)}", each)
            for each in queries.standing(listing.id, start, end + DAY)
        ],
        "neighbours": months.neighbours(
            month, lambda other: url_for(".calendar", listing_id=listing_id, bulan=other)
        ),
    }


def _examined(listing):
    return "vendor.examine", {"listing_id": listing.id}
