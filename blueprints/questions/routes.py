"""Questions to a vendor, answered where everybody reads them."""

from flask import request

from domain.catalogue import queries as catalogue
from domain.catalogue.questions import actions, queries
from domain.catalogue.questions.rules import QuestionState
from domain.people.rules import PUBLIC, VENDOR_HATS, Role
from web.access import ADMIN, ANYONE, MEMBERS, SIGNED_IN, VENDOR, Area
from web.converters import ListingAddress
from web.fresh import kept
from web.hx import again, go, page
from web.login import actor, me
from web.paging import after, page_of

from .forms import AnswerForm, HideForm, QuestionForm

area = Area("questions", __name__)


@area.get("/produk/<listing:listing>/tanya", allow=ANYONE)
@kept
def index(listing: ListingAddress):
    return page("questions/index.html", form=QuestionForm(formdata=None), **_listed(listing.id))


@area.post("/produk/<listing:listing>/tanya", allow=MEMBERS)
def ask(listing: ListingAddress):
    form = QuestionForm()
    to = ("questions.index", {"listing": listing.id})
    if form.carry_out(actions.ask, actor(), listing.id, to=to) is None:
        return again("questions/index.html", "questions/_ask_form.html", form=form, **_listed(listing.id))
    return go()


@area.get("/tanya-saya", allow=SIGNED_IN)
def mine():
    return page("questions/mine.html", found=page_of(queries.of_person(actor(), after()), queries.PAGE))


@area.get("/usaha/tanya", allow=VENDOR)
def desk():
    answered = request.args.get("keadaan") == "dijawab"
    state = QuestionState.ANSWERED if answered else QuestionState.OPEN
    found = page_of(queries.of_vendor(actor(), state, after()), queries.PAGE)
    return page("questions/desk.html", found=found, answered=answered)


@area.get("/usaha/tanya/<int:number>", allow=VENDOR)
def show(number: int):
    row = queries.get(actor(), number)
    return page("questions/answer.html", form=AnswerForm(formdata=None, data={"answer": row.answer}), row=row)


@area.post("/usaha/tanya/<int:number>", allow=VENDOR)
def answer(number: int):
    form = AnswerForm()
    if form.carry_out(actions.answer, actor(), number, to=("questions.desk", {})) is None:
        row = queries.get(actor(), number)
        return again("questions/answer.html", "questions/_answer_form.html", form=form, row=row)
    return go()


@area.get("/periksa-tanya/<int:number>", allow=ADMIN)
def examine(number: int):
    return page("questions/hide.html", form=HideForm(formdata=None), row=queries.get(actor(), number))


@area.post("/periksa-tanya/<int:number>", allow=ADMIN)
def hide(number: int):
    form = HideForm()
    if form.carry_out(actions.hide, actor(), number, to=_asked_about) is None:
        row = queries.get(actor(), number)
        return again("questions/hide.html", "questions/_hide_form.html", form=form, row=row)
    return go()


def _asked_about(row):
    return "questions.index", {"listing": row.listing_id}


def _listed(listing_id: int) -> dict:
    listing = catalogue.get(PUBLIC, listing_id)
    own = actor().hat in VENDOR_HATS and actor().scope == str(listing.vendor_id)
    return {
        "listing": listing,
        "found": page_of(queries.page_of(listing.id, after()), queries.PAGE),
        "may_ask": me() is not None and actor().hat in MEMBERS.roles and not own,
        "is_own": own,
        "may_hide": actor().hat is Role.ADMIN,
    }
