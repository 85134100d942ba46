"""The catalogue everybody may read: search, one listing, a comparison, one vendor."""

from typing import Any

from flask import redirect, request, url_for

from domain import region
from domain.catalogue import queries, search
from domain.catalogue.favourites.queries import is_kept
from domain.catalogue.packages.queries import package_of
from domain.catalogue.questions import queries as questions
from domain.catalogue.wish import Wish
from domain.kinds import FulfilmentKind
from domain.people.rules import Role
from domain.purchases.expected import tax_words
from domain.purchases.ratings.queries import marks_of
from domain.purchases.rotation.queries import rotation_of
from web import uploads
from web.access import ANYONE, BUYERS, OFFICIALS, Area
from web.converters import ListingAddress
from web.fresh import kept, page_kept, shared
from web.hx import page, parts, wants_fragment
from web.login import actor, me
from web.paging import after
from web.search_form import SearchForm, address_of

from .calendar import rent_view
from .view_models import comparison, tabs

area = Area("catalogue", __name__, url_prefix="/produk")


@area.get("/", allow=ANYONE)
@kept
def index():
    form = shared(("asked", request.query_string), SearchForm.asked)
    wish, cursor = form.wish(), request.args.get("sesudah", "")
    listed = {"here": address_of(wish), "cursor": cursor, "may_compare": actor().hat in BUYERS.roles}
    if cursor and wants_fragment():
        return parts("catalogue/_rows.html", found=_found(wish, cursor), **listed)
    may_review = actor().hat is Role.ADMIN
    return page_kept(
        "catalogue/index.html",
        (request.query_string, listed["may_compare"], may_review, me() is not None),
        lambda: listed | _around(wish, _found(wish, cursor)) | {"form": form, "may_review": may_review},
        wish=wish,
        etalase=region.current().etalase[wish.etalase],
    )


def _found(wish: Wish, cursor: str) -> search.CataloguePage:
    return shared((wish, cursor), lambda: search.page_of(wish, cursor))


def _around(wish: Wish, found: search.CataloguePage) -> dict[str, Any]:
    return {"found": found, "tabs_shown": tabs(wish, found)}


@area.get("/saring", allow=ANYONE)
@kept
def filters():
    """The filters, fetched when somebody wants them: they weigh as much as half a list."""
    form = SearchForm.asked()
    wish = form.wish()
    found = shared(("counted", wish), lambda: search.counts_of(wish))
    form.show_counts(found.by_category)
    context = {"form": form, "wish": wish, "found": found}
    return (
        parts("catalogue/_filters.html", **context)
        if wants_fragment()
        else page("catalogue/filters.html", **context)
    )


@area.get("/<listing:listing>", allow=ANYONE)
@kept
def show(listing: ListingAddress):
    seen = queries.page(actor(), listing.id)
    canonical = url_for(".show", listing=seen.row)
    if request.path != canonical:
        query = request.query_string.decode()
        return redirect(f"{canonical}?{query}" if query else canonical, 301)
    may_buy = actor().hat in BUYERS.roles
    organised = seen.kind is FulfilmentKind.ORGANISER
    return page(
        "catalogue/show.html",
        rent=rent_view(seen) if seen.kind is FulfilmentKind.RENTAL else None,
        package=package_of(seen.row.id, seen.row.version) if organised else None,
        hold_minutes=region.current().purchasing.basket_hold_minutes,
        seen=seen,
        etalase=region.current().etalase.get(seen.row.etalase),
        may_buy=may_buy,
        taxes=tax_words(seen.row.vendor_id, seen.object_kind) if actor().hat in OFFICIALS.roles else "",
        may_review=actor().hat is Role.ADMIN,
        rotation=rotation_of(actor(), [seen.row.category_code]) if may_buy else None,
        vendor_id=seen.row.vendor_id,
        asked=questions.newest_answered(seen.row.id),
        is_kept=is_kept(actor(), seen.row.id),
        number=seen.row.id,
        compare_with=[seen.row.id, *(row.id for row in seen.similar)],
    )


@area.get("/foto/<string(length=22):address>-<any('160', '320', '640', '1024'):side>", allow=ANYONE)
def photo(address: str, side: str):
    seen = queries.photo(actor(), address)
    return uploads.show(seen.key, seen.small, int(side), public=seen.is_public)


@area.get("/banding", allow=ANYONE)
@kept
def compare():
    asked = (each for each in request.args.getlist("b") if each.isascii() and each.isdigit())
    rows = queries.compared([int(each) for each in asked if len(each) < 10])
    may_lock = actor().hat in BUYERS.roles
    rotation = rotation_of(actor(), {row.category_code for row in rows}) if may_lock and rows else None
    return page(
        "catalogue/compare.html", rows=rows, comparison=comparison(rows), may_lock=may_lock, rotation=rotation
    )


@area.get("/penjual/<int:vendor_id>", allow=ANYONE)
@kept
def vendor(vendor_id: int):
    facts, desk = queries.vendor_page(vendor_id, after())
    marks = marks_of(vendor_id).words
    return page("catalogue/vendor.html", vendor=facts, marks=marks, desk=desk, may_compare=False)
