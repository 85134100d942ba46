"""Requests for quotation: a buyer asks, vendors answer, one offer becomes a purchase."""

from flask import request

from domain.budgets import queries as budgets
from domain.catalogue.packages.queries import package_of
from domain.errors import NotVisible
from domain.people.rules import VENDOR_HATS
from domain.purchases.quotes import actions, queries
from domain.purchases.quotes.shown import comparison, milestones_of
from web.access import ADMIN, AUDITOR, BUYERS, OFFICIALS, VENDOR, Area
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of

from .forms import LINES, STAGES, AnswerForm, AskForm, ReasonForm

area = Area("quotes", __name__, url_prefix="/penawaran")
SEERS = OFFICIALS | VENDOR | ADMIN | AUDITOR


@area.get("/", allow=SEERS)
def index():
    if actor().hat in VENDOR_HATS:
        found = page_of(queries.invitations(actor(), after()), queries.PAGE, "quote_id")
        return page("quotes/invitations.html", found=found)
    found = page_of(queries.page_of(actor(), after()), queries.PAGE)
    return page("quotes/index.html", found=found, may_ask=actor().hat in BUYERS.roles)


@area.get("/baru", allow=BUYERS)
def new():
    return page("quotes/new.html", **_asking(AskForm(formdata=None, data={"packages": _meant()})))


@area.post("/", allow=BUYERS)
def create():
    asking = _asking(AskForm())
    if asking["form"].carry_out(actions.ask, actor(), to=_shown) is None:
        return again("quotes/new.html", "quotes/_ask_form.html", **asking)
    return go()


@area.get("/<int:number>", allow=SEERS)
def show(number: int):
    if actor().hat in VENDOR_HATS:
        return page("quotes/asked.html", **_mine(number))
    quote = queries.get(actor(), number)
    may_choose = actor().hat in BUYERS.roles and quote.state == "open"
    return page("quotes/show.html", quote=quote, seen=comparison(quote), may_choose=may_choose)


@area.get("/<int:number>/jawab", allow=VENDOR)
def consider(number: int):
    mine = queries.invitation(actor(), number)
    package = package_of(mine.listing_id, mine.listing_version)
    form = AnswerForm.about(mine.said.name, package.milestones, version=mine.quote.version)
    return page("quotes/answer.html", form=form, **_answering(mine))


@area.post("/<int:number>/jawab", allow=VENDOR)
def answer(number: int):
    form = AnswerForm()
    if form.carry_out(actions.answer, actor(), number, to=_answered) is None:
        mine = queries.invitation(actor(), number)
        return again("quotes/answer.html", "quotes/_answer_form.html", form=form, **_answering(mine))
    return go()


@area.get("/<int:number>/tolak", allow=VENDOR)
def refuse(number: int):
    mine = queries.invitation(actor(), number)
    form = ReasonForm(formdata=None, data={"version": mine.quote.version})
    return page("quotes/decline.html", form=form, number=number)


@area.post("/<int:number>/tolak", allow=VENDOR)
def decline(number: int):
    queries.invitation(actor(), number)
    form = ReasonForm()
    if form.carry_out(actions.decline, actor(), number, to=_answered) is None:
        return again("quotes/decline.html", "quotes/_decline_form.html", form=form, number=number)
    return go()


@area.get("/<int:number>/pilih/<int:vendor_id>", allow=BUYERS)
def choose(number: int, vendor_id: int):
    return page("quotes/take.html", **_choosing(number, vendor_id))


@area.post("/<int:number>/pilih/<int:vendor_id>", allow=BUYERS)
def take(number: int, vendor_id: int):
    choosing = _choosing(number, vendor_id, ReasonForm())
    if choosing["form"].carry_out(actions.take, actor(), number, vendor_id=vendor_id, to=_ordered) is None:
        return again("quotes/take.html", "quotes/_take_form.html", **choosing)
    return go()


@area.get("/<int:number>/tutup", allow=BUYERS)
def end(number: int):
    quote = queries.get(actor(), number)
    form = ReasonForm(formdata=None, data={"version": quote.version})
    return page("quotes/close.html", form=form, number=number)


@area.post("/<int:number>/tutup", allow=BUYERS)
def close(number: int):
    queries.get(actor(), number)
    form = ReasonForm()
    if form.carry_out(actions.close, actor(), number, to=_shown) is None:
        return again("quotes/close.html", "quotes/_close_form.html", form=form, number=number)
    return go()


def _shown(row):
    return "quotes.show", {"number": row.id}


def _answered(row):
    return "quotes.show", {"number": row.quote_id}


def _ordered(purchase):
    return "purchases.show", {"code": purchase.code}


def _meant() -> list[int]:
    """The packages the address names."""
    named = (each for each in request.args.getlist("b") if each.isascii() and each.isdigit())
    return [int(each) for each in named if len(each) < 10][:3]


def _asking(form: AskForm) -> dict:
    """The form with the packages the address names and others like them to choose from."""
    meant = _meant()
    rows = queries.suggested(meant)
    return {"form": form.offer(rows, budgets.of_year(actor())), "meant": meant, "rows": rows}


def _mine(number: int) -> dict:
    mine = queries.invitation(actor(), number)
    return {"mine": mine, "quote": mine.quote, "planned": milestones_of(mine)}


def _answering(mine) -> dict:
    return {"mine": mine, "quote": mine.quote, "lines": LINES, "stages": STAGES}


def _choosing(number: int, vendor_id: int, form: ReasonForm | None = None) -> dict:
    """The offer to take, and the form; an offer that is not there is not found."""
    quote = queries.get(actor(), number)
    seen = comparison(quote)
    chosen = next((each for each in seen.offers if each.answer.vendor_id == vendor_id), None)
    if chosen is None:
        raise NotVisible(str(vendor_id))
    form = form or ReasonForm(formdata=None, data={"version": quote.version})
    return {"form": form, "quote": quote, "chosen": chosen}
