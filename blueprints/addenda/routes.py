"""The PPK proposes to change an accepted order; the vendor's answer is a step of the order."""

from domain.purchases import actions, pages
from web.access import SIGNER, Area
from web.hx import again, go, page
from web.login import actor
from web.second import Code

from .forms import ChangeForm, LongerForm

area = Area("addenda", __name__, url_prefix="/pesanan")


@area.get("/<purchase:code>/ubah-pesanan", allow=SIGNER, code=Code.FRESH)
def new(code: str):
    return page("addenda/new.html", **_changing(code))


@area.post("/<purchase:code>/ubah-pesanan", allow=SIGNER, code=Code.FRESH)
def create(code: str):
    context = _changing(code)
    to = ("purchases.show", {"code": code})
    if context["form"].carry_out(actions.propose_change, actor(), code, to=to) is None:
        return again("addenda/new.html", "addenda/_change_form.html", **context)
    return go()


@area.get("/<purchase:code>/perpanjang-sewa", allow=SIGNER, code=Code.FRESH)
def think_longer(code: str):
    seen = pages.purchase_page(actor(), code)
    return page("addenda/longer.html", seen=seen, form=LongerForm(data={"version": seen.version, "days": 1}))


@area.post("/<purchase:code>/perpanjang-sewa", allow=SIGNER, code=Code.FRESH)
def ask_longer(code: str):
    form = LongerForm()
    if form.carry_out(actions.extend, actor(), code, to=("purchases.show", {"code": code})) is None:
        seen = pages.purchase_page(actor(), code)
        return again("addenda/longer.html", "addenda/_longer_form.html", seen=seen, form=form)
    return go()


def _changing(code: str) -> dict:
    seen = pages.purchase_page(actor(), code)
    return {"seen": seen, "form": ChangeForm.over(seen.lines, day=seen.deliver_by, version=seen.version)}
