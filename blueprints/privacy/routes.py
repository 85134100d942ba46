"""Data saya: what is kept about oneself, to see, take along, set right, and have forgotten."""

import json
from datetime import timedelta

from flask import Response

from domain import attempts
from domain.people import queries as people
from domain.people import secrets
from domain.privacy import actions, queries
from domain.privacy.exporting import export
from domain.sentences import say
from domain.writing import let_go
from web import errors
from web.access import ANYONE, FARMER, SIGNED_IN, Area
from web.forms import HouseForm
from web.hx import again, go, page
from web.login import actor, take_cookie
from web.uploads import media

from .forms import CorrectForm, ForgetForm

area = Area("privacy", __name__, url_prefix="/akun/data")
WINDOW, TRIES = timedelta(minutes=15), 5


@area.get("/", allow=SIGNED_IN)
def show():
    seen = queries.own_data(actor())
    form = CorrectForm(data=seen._asdict()).offer()
    return page("privacy/show.html", form=form, seen=seen)


@area.post("/", allow=SIGNED_IN)
def correct():
    form = CorrectForm().offer()
    if _too_often():
        return errors.show(429)
    if not _is_oneself(form) or form.carry_out(actions.correct, actor(), to=(".show", {})) is None:
        seen = queries.own_data(actor())
        return again("privacy/show.html", "privacy/_correct_form.html", form=form, seen=seen)
    return go()


@area.get("/unduh", allow=SIGNED_IN)
def download():
    """All of it as JSON, to keep or to take elsewhere."""
    text = json.dumps(export(actor()), ensure_ascii=False, indent=1)
    answer = Response(text + "\n", mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="data-saya.json"'
    return answer


@area.get("/hapus", allow=FARMER)
def ask():
    return page("privacy/forget.html", form=ForgetForm(), seen=queries.own_data(actor()))


@area.post("/hapus", allow=FARMER)
def forget():
    """Forgotten: the rows in one block, then the files no row names; this phone is signed out."""
    form = ForgetForm()
    if _too_often():
        return errors.show(429)
    gone = _is_oneself(form) and form.carry_out(actions.forget, actor(), to=(".done", {}))
    if not gone:
        seen = queries.own_data(actor())
        return again("privacy/forget.html", "privacy/_forget_form.html", form=form, seen=seen)
    media().drop(queries.unneeded(gone.keys))
    answer = go()
    take_cookie(answer)
    return answer


@area.get("/selesai", allow=ANYONE)
def done():
    return page("privacy/done.html")


def _subject() -> str:
    return f"person:{actor().person_id}"


def _too_often() -> bool:
    return attempts.count("own_data", _subject(), WINDOW) >= TRIES


def _is_oneself(form: HouseForm) -> bool:
    """Whether the secret is right; a wrong one is said at its field, and counted."""
    if not form.validate():
        form.refuse()
        return False
    kept = people.get(actor(), actor().person_id or 0).secret_hash
    let_go()
    if secrets.matches(kept, form.secret.data):
        return True
    attempts.note("own_data", _subject())
    form.refuse(say("PIN atau kata sandi tidak cocok."), "secret")
    return False
