"""The vendor's own desk, and the admin's look at what waits to be shown."""

from flask import request, url_for

from domain.catalogue import actions, queries, rules
from domain.catalogue.describing import VERSIONED
from domain.people.rules import Role
from domain.sentences import say
from web.access import ADMIN, VENDOR, Area
from web.hx import again, go, page, stay
from web.login import actor
from web.paging import after
from web.uploads import allow_photos

from .forms import EditForm, MoveForm, OfferForm, StepForm, StockForm

area = Area("vendor", __name__, url_prefix="/usaha")
area.url_value_preprocessor(allow_photos)
TABS = {"tayang": say("Tayang"), "menunggu": say("Menunggu"), "berhenti": say("Berhenti")}


@area.get("/barang", allow=VENDOR)
def listings():
    group = request.args.get("keadaan", "tayang")
    desk = queries.desk_of(actor(), group, after())
    shown = [
        {
            "href": url_for(".listings", keadaan=code),
            "label": label,
            "current": code == group,
            "count": desk.counts[code],
        }
        for code, label in TABS.items()
    ]
    return page("vendor/listings.html", desk=desk, group=group, tabs_shown=shown, labels=rules.LABELS)


@area.get("/barang/baru", allow=VENDOR)
def new():
    return page("vendor/new.html", form=OfferForm(formdata=None))


@area.post("/barang", allow=VENDOR)
def create():
    form = OfferForm()
    if form.carry_out(actions.draft_listing, actor(), to=_examined) is None:
        return again("vendor/new.html", "vendor/_listing_form.html", form=form)
    return go()


@area.get("/barang/<int:listing_id>/ubah", allow=VENDOR)
def edit(listing_id: int):
    listing = queries.managed(actor(), listing_id)
    offer = actions.offer_of(listing)
    said = {name: getattr(offer, name) for name in VERSIONED}
    form = EditForm(formdata=None, data=said | {"seen": listing.version})
    return page("vendor/edit.html", form=form, row=listing)


@area.post("/barang/<int:listing_id>", allow=VENDOR)
def update(listing_id: int):
    form = EditForm()
    if form.carry_out(actions.change_listing, actor(), listing_id, to=_examined) is None:
        row = queries.managed(actor(), listing_id)
        return again("vendor/edit.html", "vendor/_edit_form.html", form=form, row=row)
    return go()


@area.post("/barang/<int:listing_id>/stok", allow=VENDOR)
def stock(listing_id: int):
    form, action = (
        (StepForm(), actions.step_stock) if "by" in request.form else (StockForm(), actions.change_stock)
    )
    to = (".listings", {})
    if form.carry_out(action, actor(), listing_id, to=to) is None:
        problem = next((told[0] for told in form.errors.values() if told), say("Belum bisa disimpan."))
        seen = _stocked(listing_id) | {"problem": problem, "typed": request.form.get("stock", "")[:20]}
        return again("vendor/stock.html", "vendor/_stock.html", **seen)
    return stay(lambda: _stocked(listing_id), "vendor/_stock.html")


@area.get("/barang/<int:listing_id>", allow=VENDOR | ADMIN)
def examine(listing_id: int):
    return page("vendor/examine.html", form=MoveForm(formdata=None), **_examination(listing_id))


@area.post("/barang/<int:listing_id>/langkah", allow=VENDOR | ADMIN)
def move(listing_id: int):
    form = MoveForm()
    to = (".review", {}) if actor().hat is Role.ADMIN else _examined
    if form.carry_out(actions.move_listing, actor(), listing_id, to=to) is None:
        return again("vendor/examine.html", "vendor/_move_form.html", form=form, **_examination(listing_id))
    return go()


@area.get("/periksa", allow=ADMIN)
def review():
    return page("vendor/review.html", desk=queries.pending(actor(), after()))


def _examined(listing):
    return ".examine", {"listing_id": listing.id}


def _stocked(listing_id: int) -> dict:
    return {"row": queries.managed(actor(), listing_id), "problem": "", "typed": ""}


def _examination(listing_id: int) -> dict:
    listing = queries.managed(actor(), listing_id)
    moves = rules.moves_for(listing.state, actor().hat)
    return {
        "seen": queries.page(actor(), listing_id),
        "listing_id": listing_id,
        "moves": moves,
        "needs_reason": any(each.verb in rules.NEEDS_REASON for each in moves),
        "state": rules.LABELS[listing.state],
        "is_vendor": actor().hat in VENDOR.roles,
    }
