"""Frozen shortlists of an office: lock a search or ticked listings, record what came of it, take the sheet."""

from flask import render_template, request

from domain.catalogue import queries as catalogue
from domain.catalogue import search
from domain.catalogue.shortlists import actions, queries
from domain.catalogue.shortlists.rules import MOST, OUTCOME_WORDS, Outcome
from domain.catalogue.shortlists.sheet import HEADINGS, facts, sheet_of, table
from domain.sentences import source_language
from web import tables
from web.access import ADMIN, AUDITOR, BUYERS, OFFICIALS, Area
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of
from web.search_form import SearchForm, address_of

from .forms import DecideForm, LockForm

area = Area("shortlists", __name__, url_prefix="/perbandingan")
READERS = OFFICIALS | ADMIN | AUDITOR


@area.get("/", allow=READERS)
def index():
    found = page_of(queries.page_of(actor(), after()), queries.PAGE)
    return page(
        "shortlists/index.html", found=found, words=OUTCOME_WORDS, may_lock=actor().hat in BUYERS.roles
    )


@area.get("/baru", allow=BUYERS)
def new():
    return page("shortlists/new.html", form=LockForm(formdata=None), **_meant())


@area.post("/baru", allow=BUYERS)
def lock():
    form, meant = LockForm(), _meant()
    ids, asked = [row.id for row in meant["rows"]], meant["asked"]
    if form.carry_out(actions.lock, actor(), ids=ids, asked=asked, found=meant["total"], to=_shown) is None:
        return again("shortlists/new.html", "shortlists/_lock_form.html", form=form, **meant)
    return go()


@area.get("/<int:number>", allow=READERS)
def show(number: int):
    sheet = sheet_of(actor(), number)
    may_decide = actor().hat in BUYERS.roles and sheet.outcome is Outcome.LOCKED
    return page("shortlists/show.html", sheet=sheet, facts=facts(sheet), may_decide=may_decide)


@area.get("/<int:number>/hasil", allow=BUYERS)
def consider(number: int):
    sheet = sheet_of(actor(), number)
    return page("shortlists/decide.html", form=DecideForm.about(sheet, formdata=None), sheet=sheet)


@area.post("/<int:number>/hasil", allow=BUYERS)
def decide(number: int):
    sheet = sheet_of(actor(), number)
    form = DecideForm.about(sheet)
    if form.carry_out(actions.decide, actor(), number, to=_shown) is None:
        return again("shortlists/decide.html", "shortlists/_decide_form.html", form=form, sheet=sheet)
    return go()


@area.get("/<int:number>/cetak", allow=READERS)
def paper(number: int):
    sheet = sheet_of(actor(), number)
    with source_language():  # a paper
        return render_template("shortlists/paper.html", sheet=sheet, facts=facts(sheet))


@area.get("/<int:number>/perbandingan.xlsx", allow=READERS)
def workbook(number: int):
    sheet = sheet_of(actor(), number)
    return tables.table("xlsx", f"Perbandingan {sheet.code}", HEADINGS, table(sheet))


def _shown(row):
    return "shortlists.show", {"number": row.id}


def _meant() -> dict:
    """The listings the address names: ticked ones, else the first the search finds."""
    ticked = [
        int(each)
        for each in request.args.getlist("b")
        if each.isascii() and each.isdigit() and len(each) < 10
    ]
    query = request.query_string.decode()
    if ticked:
        rows = catalogue.compared(ticked)
        return {"rows": rows, "asked": {}, "total": len(rows), "query": query}
    wish = SearchForm.asked().wish()
    found = search.page_of(wish)
    return {"rows": found.rows[:MOST], "asked": address_of(wish), "total": found.total, "query": query}
