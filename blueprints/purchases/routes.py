"""Orders of an office and of a vendor: the list, one order, and every step of it."""

from flask import request

from domain import clock
from domain.budgets import queries as budgets
from domain.people.rules import VENDOR_HATS
from domain.purchases import (
    actions,
    facts,
    lanes,
    lists,
    offers,
    pages,
    queries,
    receivables,
    repeating,
    rules,
)
from domain.purchases.money import actions as paying
from domain.purchases.money import queries as channels
from domain.purchases.negotiation.shown import fees_on_the_table
from domain.purchases.offers import OfferChanged
from web.access import ADMIN, BUYERS, EXECUTORS, OFFICIALS, SIGNER, TREASURER, VENDOR
from web.carry import carry_out
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of
from web.second import Code

from . import papers, rating  # noqa: F401 (their routes)
from .area import SEERS, area
from .forms import (
    ApproveForm,
    BargainForm,
    CountForm,
    DraftForm,
    InvoiceForm,
    PayForm,
    ReasonForm,
    StepForm,
)

WORKERS = OFFICIALS | VENDOR
WAITED_FOR = WORKERS | ADMIN
SIMPLE = {
    "ajukan": actions.submit,
    "tarik": actions.withdraw,
    "serahkan-ke": actions.pass_on,
    "hapus": actions.discard,
    "harga-baru": actions.refresh_offer,
    "sepakat": actions.agree,
    "berhenti-tawar": actions.stop,
    "terima": actions.accept,
    "setuju-batal": actions.agree_cancel,
    "setuju-ubah": actions.agree_change,
    "batal-ubah": actions.drop_change,
    "jadi-lanjut": actions.resume,
    "setuju-tutup-sisa": actions.agree_short,
    "pesan-lagi": actions.reissue,
    "terima-tahap": actions.approve_stage,
    "serah-terima": actions.hand_over,
    "periksa": actions.verify,
    "uang-masuk": actions.confirm_paid,
}
WITH_REASON = {
    "kembalikan": actions.send_back,
    "gantikan": actions.stand_in,
    "tolak": actions.reject,
    "tidak-sanggup": actions.refuse,
    "tidak-cocok": actions.decline_offer,
    "batalkan": actions.cancel,
    "minta-batal": actions.ask_cancel,
    "tetap-jalan": actions.keep,
    "tolak-ubah": actions.refuse_change,
    "tahap-belum-sesuai": actions.return_stage,
    "kembalikan-tagihan": actions.return_invoice,
    "sengketa": actions.contest,
    "tutup-sisa": actions.close_short,
    "tetap-minta-sisa": actions.refuse_short,
    "tanpa-denda": actions.waive,
}


@area.get("/", allow=SEERS)
def index():
    return _listed(mine_only=False)


@area.get("/perlu-saya", allow=WAITED_FOR)
def mine():
    return _listed(mine_only=True)


@area.get("/uang", allow=VENDOR)
def money():
    seen_paid = request.args.get("lihat") == "dibayar"
    rows = (receivables.paid if seen_paid else receivables.unpaid)(actor(), after=after())
    return page(
        "purchases/money.html",
        owed=receivables.owed(actor()),
        found=page_of(rows, queries.PAGE),
        due={} if seen_paid else receivables.due_of(rows),
        withheld=receivables.withheld_of(rows),
        seen_paid=seen_paid,
    )


@area.get("/<purchase:code>", allow=SEERS)
def show(code: str):
    return _shown(code)


@area.get("/<purchase:code>/jalur", allow=SEERS)
def lane(code: str):
    return page("purchases/lane.html", seen=pages.purchase_page(actor(), code))


@area.get("/<purchase:code>/isi", allow=EXECUTORS)
def edit(code: str):
    return page("purchases/edit.html", **_editing(code))


@area.post("/<purchase:code>/isi", allow=EXECUTORS)
def update(code: str):
    context = _editing(code)
    form = context["form"]
    if form.carry_out(actions.change_draft, actor(), code, to=".show") is None:
        return again("purchases/edit.html", "purchases/_draft_form.html", **context)
    return go()


@area.post("/<purchase:code>/<any(" + ", ".join(f'"{slug}"' for slug in SIMPLE) + "):slug>", allow=WORKERS)
def step(code: str, slug: str):
    form = StepForm()
    try:
        done = form.carry_out(SIMPLE[slug], actor(), code, to=".show") if form.validate() else None
    except OfferChanged as changed:
        return _shown(code, 409, changed.message)
    if done is None:
        return _shown(code, 409, _first(form))
    return go()


@area.get(
    "/<purchase:code>/<any(" + ", ".join(f'"{slug}"' for slug in WITH_REASON) + "):slug>", allow=WORKERS
)
def ask_reason(code: str, slug: str):
    seen = pages.purchase_page(actor(), code)
    form = ReasonForm(data={"version": seen.version})
    return page("purchases/reason.html", seen=seen, form=form, slug=slug, move=_move(seen, slug))


@area.post(
    "/<purchase:code>/<any(" + ", ".join(f'"{slug}"' for slug in WITH_REASON) + "):slug>", allow=WORKERS
)
def refuse(code: str, slug: str):
    form = ReasonForm()
    if form.carry_out(WITH_REASON[slug], actor(), code, to=".show") is None:
        seen = pages.purchase_page(actor(), code)
        context = {"seen": seen, "form": form, "slug": slug, "move": _move(seen, slug)}
        return again("purchases/reason.html", "purchases/_reason_form.html", **context)
    return go()


@area.get("/<purchase:code>/tawar", allow=EXECUTORS)
def haggle(code: str):
    return page("purchases/bargain.html", **_bargaining(code, "tawar"))


@area.post("/<purchase:code>/tawar", allow=EXECUTORS)
def name_price(code: str):
    return _speak(code, "tawar", actions.offer)


@area.get("/<purchase:code>/tawar-balik", allow=VENDOR)
def answer_price(code: str):
    return page("purchases/bargain.html", **_bargaining(code, "tawar-balik"))


@area.post("/<purchase:code>/tawar-balik", allow=VENDOR)
def counter_price(code: str):
    return _speak(code, "tawar-balik", actions.counter)


@area.get("/<purchase:code>/setujui", allow=SIGNER, code=Code.FRESH)
def consider(code: str):
    seen = pages.purchase_page(actor(), code)
    form = ApproveForm(data={"version": seen.version})
    return page("purchases/approve.html", seen=seen, form=form, facts=facts.of(actor(), seen))


@area.post("/<purchase:code>/setujui", allow=SIGNER, code=Code.FRESH)
def approve(code: str):
    form = ApproveForm()
    if form.carry_out(actions.approve, actor(), code, to=".show") is None:
        seen = pages.purchase_page(actor(), code)
        context = {"seen": seen, "form": form, "facts": facts.of(actor(), seen)}
        return again("purchases/approve.html", "purchases/_approve_form.html", **context)
    return go()


@area.get("/<purchase:code>/kirim", allow=VENDOR)
def pack(code: str):
    return page("purchases/ship.html", **_counting(code, CountForm.shipping))


@area.post("/<purchase:code>/kirim", allow=VENDOR)
def ship(code: str):
    context = _counting(code, CountForm.shipping)
    form, count = context["form"], len(context["seen"].lines)

    def send(by, code, *, version, note, **counted):
        return actions.ship(
            by, code, version=version, note=note, quantities=[counted[f"quantity-{n}"] for n in range(count)]
        )

    if form.carry_out(send, actor(), code, to=".show") is None:
        return again("purchases/ship.html", "purchases/_ship_form.html", **context)
    return go()


@area.get("/<purchase:code>/tagih", allow=VENDOR)
def bill(code: str):
    seen = pages.purchase_page(actor(), code)
    return page("purchases/invoice.html", seen=seen, form=InvoiceForm(data={"version": seen.version}))


@area.post("/<purchase:code>/tagih", allow=VENDOR)
def invoice(code: str):
    form = InvoiceForm()
    if form.carry_out(actions.invoice, actor(), code, to=".show") is None:
        context = {"seen": pages.purchase_page(actor(), code), "form": form}
        return again("purchases/invoice.html", "purchases/_invoice_form.html", **context)
    return go()


@area.get("/<purchase:code>/bayar", allow=TREASURER, code=Code.FRESH)
def settle(code: str):
    seen = pages.purchase_page(actor(), code)
    filled = {"version": seen.version, "amount": seen.due_net, "paid_on": clock.today()}
    return page("purchases/pay.html", form=PayForm(data=filled), **_paying(seen))


@area.post("/<purchase:code>/bayar", allow=TREASURER, code=Code.FRESH)
def pay(code: str):
    form = PayForm()
    if form.carry_out(paying.pay, actor(), code, to=".show") is None:
        seen = pages.purchase_page(actor(), code)
        return again("purchases/pay.html", "purchases/_pay_form.html", form=form, **_paying(seen))
    return go()


@area.post("/<purchase:code>/ulangi", allow=BUYERS)
def repeat(code: str):
    """A draft of the same things at today's prices; what is different is said on it."""
    carry_out(repeating.repeat, actor(), code, to=".show")
    return go()


def _move(seen, slug: str):
    """The move behind an address in this hat's words; what the table calls it when it is not open now."""
    mine = (move for move in seen.moves.values() if move.slug == slug)
    return next(mine, None) or rules.move_of(slug)


def _paying(seen) -> dict:
    has_qris = channels.may_pay_by_qris(seen.due_net) and channels.qris_of(seen.vendor_id) is not None
    return {"seen": seen, "has_qris": has_qris}


def _listed(*, mine_only: bool):
    found = page_of(lists.rows(actor(), mine_only=mine_only, after=after()), queries.PAGE, key="number")
    return page(
        "purchases/index.html", found=found, mine_only=mine_only, is_vendor=actor().hat in VENDOR_HATS,
        works=actor().hat in WAITED_FOR.roles,
    )  # fmt: skip


def _shown(code: str, status: int = 200, problem: str = ""):
    seen = pages.purchase_page(actor(), code)
    return page(
        "purchases/show.html", status, seen=seen, problem=problem, may_buy=actor().hat in BUYERS.roles
    )


def _editing(code: str) -> dict:
    seen = pages.purchase_page(actor(), code)
    filled = {
        "version": seen.version,
        "budget_line_id": seen.budget.id if seen.budget else 0,
        "deliver_to": seen.deliver_to or seen.office,
        "deliver_by": seen.deliver_by,
        "contact": seen.contact,
        "contact_phone": seen.contact_phone,
        "lane": seen.lane.code,
        "hps": seen.hps,
        "hps_source": seen.hps_source,
        "external_number": seen.external_number,
        "note": seen.note,
    }
    form = DraftForm(data=filled).offer(
        budgets.of_year(actor()),
        offers.external_number_above(seen.lane.code),
        lanes.hps_above(seen.lane.code),
    )
    return {"seen": seen, "form": form}


def _speak(code: str, slug: str, speak):
    context = _bargaining(code, slug)
    try:
        done = context["form"].carry_out(speak, actor(), code, to=".show")
    except OfferChanged as changed:
        return _shown(code, 409, changed.message)
    if done is None:
        return again("purchases/bargain.html", "purchases/_bargain_form.html", **context)
    return go()


def _bargaining(code: str, slug: str) -> dict:
    """The form over the prices on the table: of the last round while one stands, else of the shelf."""
    seen = pages.purchase_page(actor(), code)
    last = seen.negotiation.rounds[-1] if seen.negotiation and seen.negotiation.until else None
    form = BargainForm.over(
        seen.lines,
        [each.price for each in last.prices] if last else [line.listed_price for line in seen.lines],
        fees_on_the_table(seen.lines, last),
        day=((last and last.deliver_by) or seen.deliver_by) if seen.is_product else None,
        with_day=seen.is_product,
    )
    if form.version.data is None:
        form.version.data = seen.version
    return {"seen": seen, "form": form, "move": rules.move_of(slug)}


def _counting(code: str, form_for) -> dict:
    seen = pages.purchase_page(actor(), code)
    form = form_for(seen.lines)
    if form.version.data is None:
        form.version.data = seen.version
    return {"seen": seen, "form": form}


def _first(form) -> str:
    messages = [*form.form_errors, *(field.errors[0] for field in form if field.errors)]
    return messages[0] if messages else ""
