"""The officer (PPL) writes down for the farmer that a spray was made."""

from domain import clock
from domain.complaints import actions, queries
from web.access import OFFICER
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor

from .area import above, area
from .forms import SprayForm

ADVISED = "/<case:code>/semprot/<int:attempt>"


@area.get(ADVISED, allow=OFFICER)
def choose_spray(code: str, attempt: int):
    queries.advised(actor(), code, attempt)
    form = SprayForm(data={"sprayed_on": clock.today()})
    return page("inbox/spray.html", form=form, attempt=attempt, **above(code))


@area.post(ADVISED, allow=OFFICER)
def tell_spray(code: str, attempt: int):
    form = SprayForm()
    if form.carry_out(actions.tell_spray, actor(), code, attempt=attempt, to=".show") is None:
        return again("inbox/spray.html", "inbox/_spray_form.html", form=form, attempt=attempt, **above(code))
    return go()


@area.post(f"{ADVISED}/batal", allow=OFFICER)
def untell_spray(code: str, attempt: int):
    carry_out(actions.untell_spray, actor(), code, attempt=attempt, to=".show")
    return go()
