"""A farmer's side of complaints: report, follow, reply, say how the plants are."""

from datetime import timedelta

from flask import request

from domain import attempts
from domain.complaints import actions, queries
from web import errors
from web.access import ANYONE, FARMER, HANDLERS, Area
from web.carry import carry_out
from web.hx import again, go, page, stay
from web.login import actor, me
from web.paging import after, page_of
from web.uploads import allow_photos, serve

from .forms import CheckForm, PhotosForm, ReplyForm, ReportForm

area = Area("complaints", __name__, url_prefix="/keluhan")
area.url_value_preprocessor(allow_photos)
REPORTS = {"sembuh": "report_cured", "membaik": "report_improving", "belum-sembuh": "report_unchanged"}
WINDOW, TRIES = timedelta(minutes=10), 10


@area.get("/", allow=FARMER)
def index():
    found = page_of(queries.list_of(actor(), after=after()), queries.PAGE, key="number")
    return page("complaints/index.html", found=found)


@area.get("/baru", allow=FARMER)
def new():
    form = ReportForm(data={"village_code": me().village_code}).offer()
    return page("complaints/new.html", form=form)


@area.post("/", allow=FARMER)
def create():
    form = ReportForm().offer()
    complaint = form.carry_out(actions.file_complaint, actor(), to=".show")
    if complaint is None:
        return again("complaints/new.html", "complaints/_form.html", form=form)
    return go()


@area.get("/<case:code>", allow=FARMER)
def show(code: str):
    return page("complaints/show.html", form=ReplyForm(), **_seen(code))


@area.post("/<case:code>/foto", allow=FARMER)
def add_photos(code: str):
    form = PhotosForm()
    if form.carry_out(actions.add_photos, actor(), code, to=".show") is None:
        context = _seen(code) | {"photos_form": form}
        return again("complaints/show.html", "complaints/_photos_form.html", form=ReplyForm(), **context)
    return go()


@area.get("/<case:code>/foto/<int:number>", allow=FARMER | HANDLERS)
def photo(code: str, number: int):
    """One photo, for those who may see its case; ?besar for the one experts look into."""
    row = queries.photo(actor(), code, number)
    return serve(row.large if "besar" in request.args else row.small, f"{code}-{number}")


@area.post("/<case:code>/balas", allow=FARMER)
def reply(code: str):
    form = ReplyForm()
    if form.carry_out(actions.reply, actor(), code, to=".show") is None:
        return again("complaints/show.html", "complaints/_reply_form.html", form=form, **_seen(code))
    return go()


@area.post("/<case:code>/<any('sembuh', 'membaik', 'belum-sembuh'):slug>", allow=FARMER)
def report(code: str, slug: str):
    carry_out(actions.report, actor(), code, verb=REPORTS[slug], to=".show")
    return stay(lambda: _seen(code), "complaints/_outcome.html")


@area.post("/<case:code>/buka-lagi", allow=FARMER)
def reopen(code: str):
    carry_out(actions.reopen, actor(), code, to=".show")
    return go()


@area.get("/cek", allow=ANYONE)
def ask_status():
    return page("complaints/check.html", form=CheckForm(), found=None)


@area.post("/cek", allow=ANYONE, once=False)
def status():
    """State and dates by code and the end of the phone number; nothing else is said."""
    form = CheckForm()
    address = request.remote_addr or "-"
    if attempts.count("case_check", address, WINDOW) >= TRIES:
        return errors.show(429)
    found = None
    if form.validate():
        number = form.code.data.strip().upper().removeprefix("K").lstrip("0")
        found = queries.public_status(f"K{number}", form.digits.data.strip())
        if found is None:
            attempts.note("case_check", address)
            form.refuse("Nomor keluhan dan nomor HP tidak cocok. Periksa lagi.")
    return page("complaints/check.html", 200 if found else 422, form=form, found=found)


def _seen(code: str) -> dict:
    return {"seen": queries.case_page(actor(), code), "photos_form": PhotosForm(formdata=None)}
