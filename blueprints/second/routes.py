"""The second factor: set it up, give it, look after it. Codes are throttled by person."""

from datetime import timedelta

from flask import current_app, redirect, request, url_for
from markupsafe import Markup

from domain import attempts, region
from domain.errors import RuleBroken
from domain.people import queries as people
from domain.people.factor import actions, queries, totp
from domain.people.factor.actions import Checked
from domain.writing import write
from services.qr import screen_qr
from web import errors
from web.access import GUARDED, Area
from web.hx import page
from web.login import actor, me
from web.second import Code
from web.targets import local

from .forms import CodeForm

area = Area("second", __name__)
WINDOW, TRIES = timedelta(minutes=15), 5


@area.get("/masuk/kode", allow=GUARDED, code=Code.NONE)
def enter():
    target = request.args.get("next", "")
    if not queries.is_enrolled(actor().person_id):
        return redirect(url_for(".show", next=target), 303)
    return page("second/enter.html", form=CodeForm(data={"next": target}), shown=_shown())


@area.post("/masuk/kode", allow=GUARDED, once=False, code=Code.NONE)
def check():
    form = CodeForm()
    if _too_often():
        return errors.show(429)
    if form.validate():
        try:
            with write():
                kind = actions.check(actor(), me().sign_in, code=form.code.data)
        except RuleBroken as broken:
            attempts.note("second_code", _subject())
            form.refuse(broken.message, broken.field)
        else:
            target = url_for(".show") if kind is Checked.RESET else local(form.next.data)
            return redirect(target, 303)
    return page("second/enter.html", 422, form=form, shown=_shown())


@area.get("/akun/kode-kedua", allow=GUARDED, code=Code.NONE)
def show():
    enrolled = queries.is_enrolled(actor().person_id)
    left = queries.recovery_left(actor().person_id) if enrolled else 0
    return page("second/show.html", enrolled=enrolled, left=left, target=request.args.get("next", ""))


@area.post("/akun/kode-kedua", allow=GUARDED, once=False, code=Code.NONE)
def begin():
    """The secret is shown on this answer, and again only while the first code is wrong."""
    with write():
        actions.begin(actor())
    return _enrolling(CodeForm(data={"next": request.form.get("next", "")}, formdata=None))


@area.post("/akun/kode-kedua/pasang", allow=GUARDED, once=False, code=Code.NONE)
def confirm():
    """The recovery codes are shown once, on this answer."""
    form = CodeForm()
    if _too_often():
        return errors.show(429)
    if form.validate():
        try:
            with write():
                codes = actions.confirm(actor(), me().sign_in, code=form.code.data)
        except RuleBroken as broken:
            attempts.note("second_code", _subject())
            form.refuse(broken.message, broken.field)
        else:
            return page("second/codes.html", codes=codes, target=local(form.next.data))
    return _enrolling(form, 422)


def _enrolling(form: CodeForm, status: int = 200):
    secret = queries.begun(actor())
    issuer = region.current().names.market
    phone = people.get(actor(), actor().person_id).phone or me().name
    qr = screen_qr(totp.address(secret, account=phone, issuer=issuer))
    return page(
        "second/enrol.html", status, form=form, qr=Markup(qr), written=totp.written(secret), shown=_shown()
    )


def _shown() -> str:
    """In the demo the code itself, so that every screen can be walked without an app."""
    is_demo = current_app.config["SETTINGS"].mode == "demo"
    return queries.demo_code(actor().person_id) if is_demo else ""


def _subject() -> str:
    return f"person:{actor().person_id}"


def _too_often() -> bool:
    return attempts.count("second_code", _subject(), WINDOW) >= TRIES
