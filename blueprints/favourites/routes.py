"""Listings a person keeps to find again."""

from domain.catalogue.favourites import actions, queries
from web.access import BUYERS, MEMBERS, SIGNED_IN, Area
from web.carry import carry_out
from web.converters import ListingAddress
from web.hx import page, stay
from web.login import actor
from web.paging import after, page_of

area = Area("favourites", __name__, url_prefix="/tersimpan")


@area.get("/", allow=SIGNED_IN)
def index():
    found = page_of(queries.page_of(actor(), after()), queries.PAGE)
    return page("favourites/index.html", found=found, may_compare=actor().hat in BUYERS.roles)


@area.post("/<listing:listing>/<any(simpan, lepas):verb>", allow=MEMBERS)
def change(listing: ListingAddress, verb: str):
    action = actions.keep if verb == "simpan" else actions.let_go
    carry_out(action, actor(), listing.id, to=_shown)
    return stay(lambda: {"number": listing.id, "is_kept": verb == "simpan"}, "favourites/_button.html")


def _shown(row):
    return "catalogue.show", {"listing": row.id}
