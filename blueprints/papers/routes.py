"""Anybody may check a paper by its printed code: number, date, parties, total, and whether it is unchanged."""

from datetime import timedelta

from flask import request, url_for

from domain import attempts
from domain.errors import NotVisible, RuleBroken
from domain.papers import queries, rules
from domain.sentences import say
from web import errors
from web.access import ANYONE, Area
from web.hx import go_to, page

from .forms import CheckForm

area = Area("papers", __name__, url_prefix="/cek")
WINDOW, TRIES = timedelta(minutes=10), 60


@area.get("/", allow=ANYONE)
def index():
    return page("papers/check.html", form=CheckForm(), checked=None)


@area.post("/", allow=ANYONE, once=False)
def check():
    form = CheckForm()
    if attempts.count("check", request.remote_addr or "-", WINDOW) >= TRIES:
        return errors.show(429)
    if form.validate():
        try:
            queries.check(form.code.data)
        except NotVisible:
            attempts.note("check", request.remote_addr or "-")
            form.refuse(say("Kode ini tidak ada. Periksa lagi hurufnya di surat."), "code")
        else:
            return go_to(url_for(".show", code=form.code.data))
    return page("papers/check.html", 422, form=form, checked=None)


@area.get("/<code>", allow=ANYONE)
def show(code: str):
    try:
        known = rules.read_code(code)
    except RuleBroken as broken:
        raise NotVisible(code) from broken
    return page("papers/check.html", form=CheckForm(data={"code": known}), checked=queries.check(known))
