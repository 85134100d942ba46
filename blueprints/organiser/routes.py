"""The vendor's desk of packages."""

from domain.catalogue import actions as listings
from domain.catalogue.packages import actions, queries
from web.access import VENDOR, Area
from web.hx import again, go, page
from web.login import actor
from web.uploads import allow_photos

from .forms import STAGES, EditForm, PackageForm

area = Area("organiser", __name__, url_prefix="/jasa")
area.url_value_preprocessor(allow_photos)


@area.get("/baru", allow=VENDOR)
def new():
    return page("organiser/new.html", form=PackageForm(formdata=None), stages=STAGES)


@area.post("/", allow=VENDOR)
def create():
    form = PackageForm()
    if form.carry_out(actions.draft_package, actor(), to=_examined) is None:
        return again("organiser/new.html", "organiser/_form.html", form=form, stages=STAGES)
    return go()


@area.get("/<int:listing_id>/ubah", allow=VENDOR)
def edit(listing_id: int):
    listing = actions.managed(actor(), listing_id)
    offer = listings.offer_of(listing)
    said = {name: getattr(offer, name) for name in listings.VERSIONED} | {"seen": listing.version}
    form = EditForm.filled(queries.package_of(listing.id, listing.version), **said)
    return page("organiser/edit.html", form=form, row=listing, stages=STAGES)


@area.post("/<int:listing_id>", allow=VENDOR)
def update(listing_id: int):
    form = EditForm()
    if form.carry_out(actions.change_package, actor(), listing_id, to=_examined) is None:
        row = actions.managed(actor(), listing_id)
        return again("organiser/edit.html", "organiser/_edit_form.html", form=form, row=row, stages=STAGES)
    return go()


def _examined(listing):
    return "vendor.examine", {"listing_id": listing.id}
