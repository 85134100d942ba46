"""One-tap sign-in per hat, for trying the app. Never registered in production."""

from flask import Response, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from domain import clock
from domain.people import actions, queries, secrets
from domain.people.rules import SYSTEM
from domain.writing import write
from web.access import ANYONE, Area
from web.hx import page
from web.login import give_cookie
from web.second import Code

from .forms import SampleForm

area = Area("demo", __name__)


@area.get("/gaya", allow=ANYONE, code=Code.NONE)
def sheet():
    """Every component on one page, one form of it refused, for the eye."""
    form = SampleForm(formdata=MultiDict({"price": "12,5", "phone": "0812"}))
    form.validate()
    return page("pages/gaya.html", form=form)


@area.get("/coba/", allow=ANYONE, code=Code.NONE)
def index():
    return page("demo/index.html", groups=queries.demo_people(), owners=queries.demo_owners())


@area.post("/coba/masuk/<int:hat_id>", allow=ANYONE, once=False, code=Code.NONE)
def enter(hat_id: int):
    return _wearing(hat_id)


@area.post("/coba/masuk", allow=ANYONE, once=False, code=Code.NONE)
def choose():
    """One of many, from a list."""
    given = request.form.get("hat_id", "")
    return _wearing(int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0)


def _wearing(hat_id: int) -> Response:
    token = secrets.new_token()
    with write():
        hat = queries.hat(SYSTEM, hat_id)
        row = actions.sign_in(hat.person, token=token, device="Coba")
        row.hat_id = hat.id
        row.checked_at = clock.now()  # the demo's door counts as the code; it is asked again later
    answer = redirect(url_for("pages.home"), 303)
    give_cookie(answer, token)
    return answer  # type: ignore[return-value]
