"""Suspicions of an outbreak: count, decide, tell farmers, and hear what they have on their own plots."""

from flask import request

from domain.outbreaks import actions, audience, queries
from domain.sentences import say
from web.access import COORDINATOR, EXPERT, FARMER, HANDLERS, Area
from web.carry import carry_out
from web.hx import again, go, page, stay
from web.login import actor
from web.paging import after, page_of

from .forms import BroadcastForm, RejectForm, WarningForm

area = Area("outbreaks", __name__, url_prefix="/peringatan")
DECIDERS = COORDINATOR | EXPERT


@area.get("/", allow=DECIDERS)
def index():
    decided = "catatan" in request.args
    rows = queries.page_of(actor(), decided=decided, after=after())
    waiting = queries.count_open(actor())
    return page("outbreaks/index.html", found=page_of(rows, queries.PAGE), decided=decided, waiting=waiting)


@area.get("/<int:candidate_id>", allow=DECIDERS)
def show(candidate_id: int):
    seen = queries.candidate_page(actor(), candidate_id, request.args.get("tanaman", ""))
    return page("outbreaks/show.html", seen=seen, form=WarningForm.drafted(seen))


@area.post("/<int:candidate_id>/pastikan", allow=DECIDERS)
def confirm(candidate_id: int):
    form = WarningForm()
    here = (".show", {"candidate_id": candidate_id})
    if form.carry_out(actions.confirm, actor(), candidate_id, to=here) is None:
        seen = queries.candidate_page(actor(), candidate_id, form.commodity.data or "")
        return again("outbreaks/show.html", "outbreaks/_warning_form.html", form=form, seen=seen)
    return go()


@area.get("/<int:candidate_id>/tolak", allow=DECIDERS)
def give_reason(candidate_id: int):
    seen = queries.candidate_page(actor(), candidate_id)
    return page("outbreaks/reject.html", seen=seen, form=RejectForm())


@area.post("/<int:candidate_id>/tolak", allow=DECIDERS)
def reject(candidate_id: int):
    form = RejectForm()
    here = (".show", {"candidate_id": candidate_id})
    if form.carry_out(actions.reject, actor(), candidate_id, to=here) is None:
        seen = queries.candidate_page(actor(), candidate_id)
        return again("outbreaks/reject.html", "outbreaks/_reject_form.html", form=form, seen=seen)
    return go()


@area.get("/kabar", allow=HANDLERS)
def notices():
    """What farmers were told, and what they answered."""
    rows = queries.sent(actor(), after=after())
    shown, last = rows[: queries.PAGE], rows[queries.PAGE - 1 : queries.PAGE]
    more = last[0].notice.id if len(rows) > queries.PAGE else None
    return page("outbreaks/notices.html", rows=shown, more=more, may_send=actor().hat in COORDINATOR.roles)


@area.get("/kabar/<int:notice_id>", allow=HANDLERS)
def notice(notice_id: int):
    return page("outbreaks/sent.html", sent=queries.sent_one(actor(), notice_id))


@area.get("/kabar/baru", allow=COORDINATOR)
def compose():
    form = BroadcastForm(data={"neighbours": True}).offer()
    return page("outbreaks/broadcast.html", form=form, reach=())


@area.post("/kabar/baru", allow=COORDINATOR)
def broadcast():
    """First who would get it, then, with the button that names the number, send."""
    form = BroadcastForm().offer()
    if "send" not in request.form:
        return _preview(form, 200 if form.validate() and form.villages.data else 422)
    if form.carry_out(actions.broadcast, actor(), to=_at_notice) is None:
        return _preview(form, 422)
    return go()


def _at_notice(row) -> tuple[str, dict]:
    return ".notice", {"notice_id": row.id}


def _preview(form: BroadcastForm, status: int):
    if not form.villages.data:
        form.refuse(None if "send" in request.form else say("Pilih desanya."), "villages")
    reach = _reach(form) if form.villages.data and form.commodity.data else ()
    people = sum(row.growers + (row.unknown if form.include_unknown.data else 0) for row in reach)
    form.expected.data = people
    form.expected.raw_data = None
    context = {"form": form, "reach": reach}
    return again("outbreaks/broadcast.html", "outbreaks/_broadcast_form.html", status=status, **context)


def _reach(form: BroadcastForm) -> list[audience.VillageCount]:
    chosen = form.villages.data
    wide = audience.with_neighbours(chosen) if form.neighbours.data else chosen
    return audience.counts(form.commodity.data, wide)


@area.post("/kabar/<int:notice_id>/<any('ada', 'tidak-ada'):slug>", allow=FARMER)
def answer(notice_id: int, slug: str):
    """Two buttons under a warning: it is on my plot, or it is not."""
    carry_out(actions.answer, actor(), notice_id, slug=slug, to=("pages.home", {}))
    return stay(lambda: {"notice": queries.shown_one(actor(), notice_id)}, "outbreaks/_notice.html")
