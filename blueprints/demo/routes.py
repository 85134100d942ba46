"""One-tap sign-in per hat, for trying the app. Never registered in production."""

from flask import redirect, url_for

from domain.people import actions, queries, secrets
from domain.people.rules import SYSTEM
from domain.writing import write
from web.access import ANYONE, Area
from web.hx import page
from web.login import give_cookie

area = Area("demo", __name__, url_prefix="/coba")


@area.get("/", allow=ANYONE)
def index():
    return page("demo/index.html", groups=queries.demo_people())


@area.post("/masuk/<int:hat_id>", allow=ANYONE, once=False)
def enter(hat_id: int):
    token = secrets.new_token()
    with write():
        hat = queries.hat(SYSTEM, hat_id)
        row = actions.sign_in(hat.person, token=token, device="Coba")
        row.hat_id = hat.id
    answer = redirect(url_for("pages.home"), 303)
    give_cookie(answer, token)
    return answer
