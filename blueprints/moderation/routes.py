"""Reports of abuse: anybody reports, an admin looks and decides with a reason."""

from datetime import timedelta

from flask import request, url_for

from domain import attempts
from domain.moderation import actions, queries
from domain.moderation.rules import STATE_WORDS, WHY_WORDS, About, State
from domain.sentences import say
from web import errors
from web.access import ADMIN, ANYONE, Area
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of

from .forms import DecideForm, ReportForm

area = Area("moderation", __name__, url_prefix="/laporkan")
ABOUT = {"barang": About.LISTING, "penjual": About.VENDOR}
WINDOW = timedelta(hours=1)
MOST = 5  # reports an hour from one address or person


@area.get("/<any(barang, penjual):about>/<int:number>", allow=ANYONE)
def report(about: str, number: int):
    asked = request.args.get("tanya", "")
    said = (
        {"note": say("Tentang pertanyaan nomor {asked}.", asked=asked)}
        if asked.isascii() and asked.isdigit()
        else {}
    )
    form = ReportForm(formdata=None, data=said)
    return page("moderation/report.html", form=form, **_about(about, number))


@area.post("/<any(barang, penjual):about>/<int:number>", allow=ANYONE)
def send(about: str, number: int):
    seen, form = _about(about, number), ReportForm()
    if attempts.count("abuse", _who(), WINDOW) >= MOST:
        return errors.show(429)
    if form.carry_out(actions.report, actor(), ABOUT[about], number, to=("moderation.thanks", {})) is None:
        return again("moderation/report.html", "moderation/_report_form.html", form=form, **seen)
    attempts.note("abuse", _who())
    return go()


@area.get("/terkirim", allow=ANYONE)
def thanks():
    return page("moderation/thanks.html")


@area.get("/", allow=ADMIN)
def index():
    state = {"tindak": State.ACTED, "tidak-terbukti": State.DISMISSED}.get(
        request.args.get("keadaan", ""), State.OPEN
    )
    found = page_of(queries.page_of(actor(), state, after()), queries.PAGE)
    tabs = [
        {
            "href": url_for(".index", keadaan=code or None),
            "label": STATE_WORDS[each],
            "current": each is state,
        }
        for code, each in (("", State.OPEN), ("tindak", State.ACTED), ("tidak-terbukti", State.DISMISSED))
    ]
    return page("moderation/index.html", found=found, tabs_shown=tabs, words=WHY_WORDS)


@area.get("/<int:report_id>", allow=ADMIN)
def show(report_id: int):
    return page("moderation/show.html", form=DecideForm(formdata=None), **_seen(report_id))


@area.post("/<int:report_id>", allow=ADMIN)
def decide(report_id: int):
    form = DecideForm()
    if form.carry_out(actions.decide, actor(), report_id, to=("moderation.index", {})) is None:
        return again("moderation/show.html", "moderation/_decide_form.html", form=form, **_seen(report_id))
    return go()


def _about(about: str, number: int) -> dict:
    return {"about": about, "seen": queries.reported(ABOUT[about], number)}


def _seen(report_id: int) -> dict:
    row = queries.get(actor(), report_id)
    return {"row": row, "words": WHY_WORDS, "states": STATE_WORDS}


def _who() -> str:
    return f"person:{actor().person_id}" if actor().person_id else f"address:{request.remote_addr}"
