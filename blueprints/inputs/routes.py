"""Control inputs: farmers and PPL ask, the coordinator approves, a place hands over."""

from flask import request

from domain.inputs import actions, queries, states
from domain.people.rules import Role
from web.access import COORDINATOR, EXPERT, FARMER, HANDLERS, OFFICER, Area
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of
from web.uploads import allow_photos, serve

from .forms import ApproveForm, HandOverForm, NoteForm, RequestForFarmerForm, RequestForm, SupplyForm

area = Area("inputs", __name__, url_prefix="/bantuan")
area.url_value_preprocessor(allow_photos)


@area.get("/", allow=FARMER | HANDLERS)
def index():
    done = "selesai" in request.args
    found = page_of(queries.page_of(actor(), done=done, after=after()), queries.PAGE)
    may_ask = actor().hat in (FARMER | OFFICER).roles
    return page("inputs/index.html", found=found, done=done, may_ask=may_ask)


@area.get("/baru", allow=FARMER | OFFICER)
def new():
    return page("inputs/new.html", form=_request_form())


@area.post("/", allow=FARMER | OFFICER)
def create():
    form = _request_form()
    if form.carry_out(actions.request, actor(), to=".show") is None:
        return again("inputs/new.html", "inputs/_request_form.html", form=form)
    return go()


def _request_form() -> RequestForm:
    kind = RequestForm if actor().hat is Role.FARMER else RequestForFarmerForm
    return kind(data={"quantity": 1}).offer()


@area.get("/<aid:code>", allow=FARMER | HANDLERS)
def show(code: str):
    return page("inputs/show.html", **_seen(code))


@area.get("/<aid:code>/setujui", allow=COORDINATOR)
def choose(code: str):
    seen = _seen(code)
    return page("inputs/approve.html", form=_places(seen), **seen)


@area.post("/<aid:code>/setujui", allow=COORDINATOR)
def approve(code: str):
    seen = _seen(code)
    form = _places(seen)
    if form.carry_out(actions.approve, actor(), code, to=".show") is None:
        return again("inputs/approve.html", "inputs/_approve_form.html", form=form, **seen)
    return go()


@area.get("/<aid:code>/tolak", allow=COORDINATOR)
def give_reason(code: str):
    return page("inputs/refuse.html", form=NoteForm(), **_seen(code))


@area.post("/<aid:code>/tolak", allow=COORDINATOR)
def refuse(code: str):
    form = NoteForm()
    if form.carry_out(actions.refuse, actor(), code, to=".show") is None:
        return again("inputs/refuse.html", "inputs/_refuse_form.html", form=form, **_seen(code))
    return go()


@area.get("/<aid:code>/serahkan", allow=OFFICER | COORDINATOR)
def prove(code: str):
    seen = _seen(code)
    return page(
        "inputs/hand_over.html", form=HandOverForm(data={"receiver": seen["row"].farmer.name}), **seen
    )


@area.post("/<aid:code>/serahkan", allow=OFFICER | COORDINATOR)
def hand_over(code: str):
    form = HandOverForm()
    if form.carry_out(actions.hand_over, actor(), code, to=".show") is None:
        return again("inputs/hand_over.html", "inputs/_hand_over_form.html", form=form, **_seen(code))
    return go()


@area.post("/<aid:code>/batalkan", allow=FARMER | OFFICER | COORDINATOR)
def cancel(code: str):
    carry_out(actions.cancel, actor(), code, to=".show")
    return go()


@area.get("/<aid:code>/foto", allow=OFFICER | COORDINATOR | EXPERT)
def photo(code: str):
    """The photo of a hand-over, for those who may see its request."""
    return serve(queries.photo_of(actor(), code, large="besar" in request.args), code)


@area.get("/stok", allow=HANDLERS)
def stock():
    may_fill = actor().hat in COORDINATOR.roles
    return page("inputs/stock.html", rows=queries.stock(), form=SupplyForm().offer(), may_fill=may_fill)


@area.post("/stok", allow=COORDINATOR)
def fill_up():
    form = SupplyForm().offer()
    if form.carry_out(actions.fill_up, actor(), to=(".stock", {})) is None:
        context = {"form": form, "rows": queries.stock(), "may_fill": True}
        return again("inputs/stock.html", "inputs/_supply_form.html", **context)
    return go()


def _places(seen: dict) -> ApproveForm:
    return ApproveForm().offer(queries.places_for(seen["row"]))


def _seen(code: str) -> dict:
    row = queries.whole(actor(), code)
    return {"row": row, "verbs": states.verbs_for(row.state, actor().hat)}
