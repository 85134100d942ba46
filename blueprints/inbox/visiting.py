"""Visits: the list by day and village, a sheet to take along, planning and recording."""

from flask import request

from domain import clock
from domain.complaints import actions, queries
from domain.people.phones import national
from web.access import HANDLERS
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor
from web.uploads import serve

from .area import ADVISERS, above, area
from .forms import RecordForm, VisitForm


@area.get("/kunjungan", allow=HANDLERS)
def visits():
    return page("inbox/visits.html", visits=queries.planned_visits(actor()), today=clock.today())


@area.post("/kunjungan", allow=HANDLERS)
def sheet():
    """The list on paper or in the phone's memory, numbers shown: the journal notes each of them."""
    to = (".visits", {})
    carry_out(actions.read_visit_phones, actor(), to=lambda _row: to)
    rows = queries.planned_visits(actor(), with_phones=True)
    rows = [each._replace(phone=national(each.phone) if each.phone else "") for each in rows]
    kept = "simpan" in request.form
    answer = page("inbox/sheet.html", visits=rows, kept=kept, at=clock.now())
    if kept:
        name = f"kunjungan-{clock.today():%Y-%m-%d}.html"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@area.get("/<case:code>/kunjungi", allow=ADVISERS)
def choose_day(code: str):
    return page("inbox/visit.html", form=VisitForm(data={"visit_on": clock.today()}), **above(code))


@area.post("/<case:code>/kunjungi", allow=ADVISERS)
def plan_visit(code: str):
    form = VisitForm()
    if form.carry_out(actions.plan_visit, actor(), code, to=".show") is None:
        return again("inbox/visit.html", "inbox/_visit_form.html", form=form, **above(code))
    return go()


@area.get("/<case:code>/catat-kunjungan", allow=ADVISERS)
def tell_visit(code: str):
    context = above(code)
    form = RecordForm.about(context["seen"].commodity, data={"done_on": clock.today()})
    return page("inbox/record.html", form=form, **context)


@area.post("/<case:code>/catat-kunjungan", allow=ADVISERS)
def record_visit(code: str):
    context = above(code)
    form = RecordForm.about(context["seen"].commodity)
    if form.carry_out(actions.record_visit, actor(), code, to=".show") is None:
        return again("inbox/record.html", "inbox/_record_form.html", form=form, **context)
    return go()


@area.get("/<case:code>/kunjungan/<int:visit_id>/foto", allow=HANDLERS)
def visit_photo(code: str, visit_id: int):
    small, large = queries.visit_photo(actor(), code, visit_id)
    return serve(large if "besar" in request.args else small, f"{code}-kunjungan-{visit_id}")
