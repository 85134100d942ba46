"""The catalogue everybody may read: search, one listing, a comparison, one vendor."""

from flask import request

from domain import region
from domain.catalogue import queries, search
from domain.catalogue.search import CANDIDATES
from domain.people.rules import Role
from web import uploads
from web.access import ANYONE, BUYERS, OFFICIALS, Area
from web.hx import page, parts, wants_fragment
from web.login import actor
from web.paging import after

from .forms import SearchForm, address_of
from .view_models import comparison, tabs

area = Area("catalogue", __name__, url_prefix="/produk")


@area.get("/", allow=ANYONE)
def index():
    form = SearchForm.asked()
    wish, cursor = form.wish(), request.args.get("sesudah", "")
    found = search.page_of(wish, cursor)
    listed = {
        "found": found,
        "here": address_of(wish),
        "cursor": cursor,
        "may_compare": actor().hat in BUYERS.roles,
    }
    if cursor and wants_fragment():
        return parts("catalogue/_rows.html", **listed)
    return page(
        "catalogue/index.html",
        form=form,
        wish=wish,
        etalase=region.current().etalase[wish.etalase],
        tabs_shown=tabs(wish, found),
        candidates=CANDIDATES,
        may_review=actor().hat is Role.ADMIN,
        **listed,
    )


@area.get("/saring", allow=ANYONE)
def filters():
    """The filters, fetched when somebody wants them: they weigh as much as half a list."""
    form = SearchForm.asked()
    wish = form.wish()
    found = search.page_of(wish)
    form.show_counts(found.by_category)
    context = {"form": form, "wish": wish, "found": found}
    return (
        parts("catalogue/_filters.html", **context)
        if wants_fragment()
        else page("catalogue/filters.html", **context)
    )


@area.get("/<int:listing_id>", allow=ANYONE)
def show(listing_id: int):
    seen = queries.page(actor(), listing_id)
    return page(
        "catalogue/show.html",
        seen=seen,
        etalase=region.current().etalase.get(seen.row.etalase),
        may_buy=actor().hat in BUYERS.roles,
        is_official=actor().hat in OFFICIALS.roles,
        may_review=actor().hat is Role.ADMIN,
        compare_with=[seen.row.id, *(row.id for row in seen.similar)],
    )


@area.get("/foto/<string(length=22):address>-<any('160', '320', '640', '1024'):side>", allow=ANYONE)
def photo(address: str, side: str):
    seen = queries.photo(actor(), address)
    return uploads.show(seen.key, seen.small, int(side), public=seen.is_public)


@area.get("/banding", allow=ANYONE)
def compare():
    asked = (each for each in request.args.getlist("b") if each.isascii() and each.isdigit())
    rows = queries.compared([int(each) for each in asked if len(each) < 10])
    return page("catalogue/compare.html", rows=rows, comparison=comparison(rows))


@area.get("/penjual/<int:vendor_id>", allow=ANYONE)
def vendor(vendor_id: int):
    facts, desk = queries.vendor_page(vendor_id, after())
    return page("catalogue/vendor.html", vendor=facts, desk=desk, may_compare=False)
