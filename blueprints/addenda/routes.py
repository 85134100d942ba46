"""The PPK proposes to change an accepted order; the vendor's answer is a step of the order."""

from domain.purchases import actions, pages
from web.access import SIGNER, Area
from web.hx import again, go, page
from web.login import actor
from web.second import Code

from .forms import ChangeForm

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


def _changing(code: str) -> dict:
    seen = pages.purchase_page(actor(), code)
    return {"seen": seen, "form": ChangeForm.over(seen.lines, day=seen.deliver_by, version=seen.version)}
