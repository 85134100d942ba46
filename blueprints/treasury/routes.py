"""The treasurer's desk: what waits to be paid, taxes to hand in, the cash book, drafts for Coretax, reports."""

import io
import zipfile

from flask import abort, request
from markupsafe import Markup

from domain import clock
from domain.errors import NotVisible
from domain.money import rupiah
from domain.purchases import queries as purchases
from domain.purchases import terms
from domain.purchases.money import actions, exports, qris, queries
from domain.purchases.money.rules import INCOME_TAXES
from domain.sentences import say
from services.qr import screen_qr
from services.reports import TypstReports
from web.access import ADMIN, AUDITOR, FINANCE_VERIFIER, TREASURER, VENDOR_OWNER, Area
from web.hx import again, go, page
from web.login import actor
from web.paging import after, page_of
from web.second import Code
from web.tables import download, table

from .forms import DepositForm, QrisForm, WarrantForm

area = Area("treasury", __name__, url_prefix="/bendahara")
ACCOUNTS = TREASURER | FINANCE_VERIFIER | AUDITOR | ADMIN
BOOK = [
    "Tanggal", "Pesanan", "Nomor bukti", "Penjual", "Kantor", "Cara", "Jalan", "Bruto", "Pajak", "Dipotong",
    "Dibayar", "NTPN", "Pembayaran ke", "Nomor SPP", "Tanggal SPP", "Nomor SPM", "Tanggal SPM",
]  # fmt: skip
REPORT = [say("Nama"), say("Pembayaran"), say("Bruto"), say("Dipotong pajak"), say("Diterima penjual")]
GROUP_WORDS = {"kantor": say("Per kantor"), "penjual": say("Per penjual"), "etalase": say("Per etalase")}


@area.get("/", allow=TREASURER)
def index():
    waiting = page_of(queries.to_pay(actor(), after=after()), purchases.PAGE)
    tasks = queries.deposits_due(actor(), queries.PAGE + 1, after=request.args.get("pajak", ""))
    return page("treasury/index.html", found=waiting, tasks=tasks, most=queries.PAGE, today=clock.today())


@area.get("/setor/<purchase:code>/<int(max=9999):n>/<tax>", allow=TREASURER, code=Code.FRESH)
def deposit(code: str, n: int, tax: str):
    """`n` is the payment of an order paid in parts; 0 for one of the whole."""
    return page(
        "treasury/deposit.html", form=DepositForm(data={"deposited_on": clock.today()}), **_task(code, n, tax)
    )


@area.post("/setor/<purchase:code>/<int(max=9999):n>/<tax>", allow=TREASURER, code=Code.FRESH)
def record(code: str, n: int, tax: str):
    form = DepositForm()
    if form.carry_out(actions.record_deposit, actor(), code, tax=tax, n=n, to=(".index", {})) is None:
        return again("treasury/deposit.html", "treasury/_deposit_form.html", form=form, **_task(code, n, tax))
    return go()


@area.get("/buku", allow=ACCOUNTS)
def book():
    first, until = queries.month_of(request.args.get("bulan", ""))
    rows = queries.cash_book(actor(), first, until)
    return page(
        "treasury/book.html", rows=rows, first=first, month=f"{first:%Y-%m}", notes=actor().hat in TREASURER.roles
    )  # fmt: skip


@area.get("/buku/<month>.<any(xlsx, csv, pdf):kind>", allow=ACCOUNTS)
def book_file(month: str, kind: str):
    first, until = _month(month)
    rows = [
        [row.paid_on.isoformat(), row.code, row.proof, row.vendor, row.office, row.way, row.channel, row.gross,
         ", ".join(f"{name} {rupiah(amount)}" for name, amount in row.taxes), row.withheld, row.net, row.ntpn,
         row.n or "", row.spp_number, _iso(row.spp_on), row.spm_number, _iso(row.spm_on)]
        for row in queries.cash_book(actor(), first, until)
    ]  # fmt: skip
    return _file(kind, f"Buku pembantu {month}", BOOK, rows)


@area.get("/spm/<purchase:code>/<int(max=9999):n>", allow=TREASURER, code=Code.FRESH)
def warrant(code: str, n: int):
    """SPP and SPM of a payment made before they were there; `n` as for a deposit."""
    return page("treasury/warrant.html", form=WarrantForm(), made=queries.unnamed(actor(), code, n))


@area.post("/spm/<purchase:code>/<int(max=9999):n>", allow=TREASURER, code=Code.FRESH)
def keep_warrant(code: str, n: int):
    form, made = WarrantForm(), queries.unnamed(actor(), code, n)
    if (
        form.carry_out(
            actions.record_warrant, actor(), code, n=n, to=(".book", {"bulan": f"{made.paid_on:%Y-%m}"})
        )
        is None
    ):
        return again("treasury/warrant.html", "treasury/_warrant_form.html", form=form, made=made)
    return go()


@area.get("/coretax", allow=TREASURER)
def drafts():
    first, until = queries.month_of(request.args.get("bulan", ""))
    return page(
        "treasury/drafts.html", first=first, month=f"{first:%Y-%m}",
        slips=exports.ebupot(actor(), first, until), invoices=exports.efaktur(actor(), first, until),
    )  # fmt: skip


@area.get("/coretax/<month>/ebupot.xml", allow=TREASURER)
def ebupot(month: str):
    draft = exports.ebupot(actor(), *_month(month))
    return download(draft.xml, "application/xml; charset=utf-8", f"draf-{draft.name}")


@area.get("/coretax/<month>/efaktur.zip", allow=TREASURER)
def efaktur(month: str):
    """One file for each PKP seller, to hand on to them: a faktur is the seller's."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for draft in exports.efaktur(actor(), *_month(month)):
            packed.writestr(f"draf-{draft.name}", draft.xml)
    return download(out.getvalue(), "application/zip", f"draf-efaktur-{month}.zip")


@area.get("/laporan", allow=ACCOUNTS)
def report():
    group = _group(request.args.get("per", "penjual"))
    first, until = queries.month_of(request.args.get("bulan", ""))
    year = request.args.get("rentang") == "tahun"
    if year:
        first, until = first.replace(month=1), first.replace(year=first.year + 1, month=1)
    sums = queries.sums_by(actor(), group, first, until)
    return page(
        "treasury/report.html", sums=sums, group=group, groups=GROUP_WORDS, first=first, year=year,
        month=request.args.get("bulan") or f"{first:%Y-%m}",
    )  # fmt: skip


@area.get("/laporan/<group>/<span>.<any(xlsx, csv, pdf):kind>", allow=ACCOUNTS)
def report_file(group: str, span: str, kind: str):
    """`span` is a month (2026-11) or a year (2026)."""
    first, until = _month(f"{span}-01" if len(span) == 4 else span)
    if len(span) == 4:
        until = first.replace(year=first.year + 1)
    rows = [list(each) for each in queries.sums_by(actor(), _group(group), first, until)]
    return _file(kind, f"Pembayaran {GROUP_WORDS[group].lower()} {span}", REPORT, rows)


@area.get("/qris", allow=VENDOR_OWNER)
def own_qris():
    kept = queries.qris_of(int(actor().scope or 0))
    return page("treasury/qris.html", form=QrisForm(), kept=kept, seen=None)


@area.post("/qris/periksa", allow=VENDOR_OWNER, once=False)
def look_at_qris():
    """Name and NMID before anything is kept: the guard against somebody else's code."""
    form = QrisForm()
    seen = form.look()
    kept = queries.qris_of(int(actor().scope or 0))
    return page("treasury/qris.html", 200 if seen else 422, form=form, kept=kept, seen=seen)


@area.post("/qris", allow=VENDOR_OWNER)
def keep_qris():
    form = QrisForm()
    if form.carry_out(actions.keep_qris, actor(), to=(".own_qris", {})) is None:
        kept = queries.qris_of(int(actor().scope or 0))
        return page("treasury/qris.html", 422, form=form, kept=kept, seen=None)
    return go()


@area.get("/qris/<purchase:code>", allow=TREASURER)
def pay_by_qris(code: str):
    """The seller's own code with the net amount filled in: a help for the payer, no proof of payment."""
    purchase = purchases.get(actor(), code)
    kept = queries.qris_of(purchase.vendor_id)
    net = terms.next_net(purchase)
    if kept is None or not queries.may_pay_by_qris(net) or purchase.paid_at is not None:
        raise NotVisible(code)
    filled = qris.with_amount(qris.read(kept.payload), net, bill=purchase.code)
    return page(
        "treasury/pay_qris.html",
        code=purchase.code,
        net=net,
        kept=kept,
        qr=Markup(screen_qr(filled)),
    )


def _file(kind: str, title: str, headings, rows):
    if kind != "pdf":
        return table(kind, title, headings, rows)
    pdf = TypstReports().render(title, headings, rows)
    return download(pdf, "application/pdf", f"{title.lower().replace(' ', '-')}.pdf")


def _iso(day) -> str:
    return day.isoformat() if day else ""


def _month(text: str):
    first, until = queries.month_of(text)
    return (first, until) if f"{first:%Y-%m}" == text else abort(404)


def _group(name: str) -> str:
    return name if name in queries.GROUPS else abort(404)


def _task(code: str, n: int, tax: str) -> dict:
    task = queries.task(actor(), code, tax, n)
    if task is None:
        raise NotVisible(code)
    return {"task": task, "asks_bupot": tax in INCOME_TAXES}
