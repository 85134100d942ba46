"""Things on their way: what arrives, rented things out and back, milestones, disputes; with photos."""

from domain import clock
from domain.purchases import actions, pages, rules
from domain.purchases import queries as purchases
from web.access import ADMIN, AUDITOR, OFFICIALS, RECEIVER, SIGNER, VENDOR, Area
from web.hx import again, go, page
from web.login import actor
from web.second import Code
from web.uploads import allow_photos, serve

from .forms import ArrivalPhotoForm, LookForm, MoveEventForm, ReceiveForm, ReportForm, SettleForm

area = Area("handover", __name__, url_prefix="/pesanan")
area.url_value_preprocessor(allow_photos)
LOOKS = {
    "serahkan": actions.hand_out,
    "terima-sewa": actions.take_over,
    "kembalikan-sewa": actions.give_back,
    "periksa-kembali": actions.check_back,
}
STEPS = "/<purchase:code>/<any(" + ", ".join(f'"{slug}"' for slug in LOOKS) + "):slug>"


@area.get(STEPS, allow=VENDOR | RECEIVER)
def look(code: str, slug: str):
    seen = pages.purchase_page(actor(), code)
    form = LookForm.for_lines(seen.lines, formdata=None, data={"version": seen.version})
    return page("handover/look.html", **_context(seen, slug, form))


@area.post(STEPS, allow=VENDOR | RECEIVER)
def record(code: str, slug: str):
    seen = pages.purchase_page(actor(), code)
    form = LookForm.for_lines(seen.lines)
    if form.carry_out(LOOKS[slug], actor(), code, to="purchases.show") is None:
        return again("handover/look.html", "handover/_look_form.html", **_context(seen, slug, form))
    return go()


@area.get("/<purchase:code>/catat-datang", allow=RECEIVER)
def unpack(code: str):
    seen = pages.purchase_page(actor(), code)
    form = ReceiveForm.fresh(seen.lines, version=seen.version, today=clock.today())
    return page("handover/receive.html", seen=seen, form=form)


@area.post("/<purchase:code>/catat-datang", allow=RECEIVER)
def receive(code: str):
    seen = pages.purchase_page(actor(), code)
    form = ReceiveForm.for_lines(seen.lines)
    if form.carry_out(actions.receive, actor(), code, to="purchases.show") is None:
        return again("handover/receive.html", "handover/_receive_form.html", seen=seen, form=form)
    return go()


@area.get("/<purchase:code>/datang/<int:n>", allow=OFFICIALS | VENDOR | ADMIN | AUDITOR)
def receipt_photo(code: str, n: int):
    return serve(purchases.receipt_photo(actor(), code, n), f"{code}-datang-{n}")


@area.get("/<purchase:code>/datang/<int:n>/foto", allow=RECEIVER)
def show_arrival(code: str, n: int):
    seen = pages.purchase_page(actor(), code)
    return page("handover/photo.html", seen=seen, n=n, form=ArrivalPhotoForm(formdata=None))


@area.post("/<purchase:code>/datang/<int:n>/foto", allow=RECEIVER)
def add_photo(code: str, n: int):
    """An own part, for phones without signal: it carries no version, since no count changes."""
    form = ArrivalPhotoForm()
    if form.carry_out(actions.add_receipt_photo, actor(), code, n, to="purchases.show") is None:
        seen = pages.purchase_page(actor(), code)
        return again("handover/photo.html", "handover/_photo_form.html", seen=seen, n=n, form=form)
    return go()


@area.get("/<purchase:code>/putuskan", allow=ADMIN, code=Code.FRESH)
def weigh(code: str):
    seen = pages.purchase_page(actor(), code)
    form = SettleForm(formdata=None, data={"version": seen.version})
    return page("handover/settle.html", seen=seen, form=form)


@area.post("/<purchase:code>/putuskan", allow=ADMIN, code=Code.FRESH)
def settle(code: str):
    form = SettleForm()
    if form.carry_out(actions.settle, actor(), code, to="purchases.show") is None:
        seen = pages.purchase_page(actor(), code)
        return again("handover/settle.html", "handover/_settle_form.html", seen=seen, form=form)
    return go()


@area.get("/<purchase:code>/keadaan/<int:checklist_id>", allow=OFFICIALS | VENDOR | ADMIN | AUDITOR)
def photo(code: str, checklist_id: int):
    key = purchases.checklist_photo(actor(), code, checklist_id)
    return serve(key, f"{code}-{checklist_id}")


@area.get("/<purchase:code>/lapor-tahap", allow=VENDOR)
def reporting(code: str):
    seen = pages.purchase_page(actor(), code)
    form = ReportForm(formdata=None, data={"version": seen.version}).offer(seen.milestones)
    return page("handover/report.html", seen=seen, form=form)


@area.post("/<purchase:code>/lapor-tahap", allow=VENDOR)
def tell(code: str):
    seen = pages.purchase_page(actor(), code)
    form = ReportForm().offer(seen.milestones)
    if form.carry_out(actions.report, actor(), code, to="purchases.show") is None:
        return again("handover/report.html", "handover/_report_form.html", seen=seen, form=form)
    return go()


@area.get("/<purchase:code>/tahap/<int:position>", allow=OFFICIALS | VENDOR | ADMIN | AUDITOR)
def milestone_photo(code: str, position: int):
    key = purchases.milestone_photo(actor(), code, position)
    return serve(key, f"{code}-tahap-{position}")


@area.get("/<purchase:code>/pindah-tanggal", allow=SIGNER, code=Code.FRESH)
def consider_move(code: str):
    seen = pages.purchase_page(actor(), code)
    form = MoveEventForm(formdata=None, data={"version": seen.version})
    return page("handover/move_event.html", seen=seen, form=form)


@area.post("/<purchase:code>/pindah-tanggal", allow=SIGNER, code=Code.FRESH)
def move_event(code: str):
    form = MoveEventForm()
    if form.carry_out(actions.move_event, actor(), code, to="purchases.show") is None:
        seen = pages.purchase_page(actor(), code)
        return again("handover/move_event.html", "handover/_move_event_form.html", seen=seen, form=form)
    return go()


def _context(seen, slug: str, form: LookForm) -> dict:
    move = rules.move_of(slug)
    return {"seen": seen, "slug": slug, "form": form, "move": move, "is_last": move.verb == "check_back"}
