"""PDFs made outside the app: the signed paper, brought by who signs, and a bill's faktur pajak, by vendor or treasurer."""

from domain.errors import NotVisible
from domain.papers import signed
from domain.papers.rules import TITLES, may_bring_tax_invoice, may_sign
from domain.purchases import seen_papers
from domain.purchases.actions.signing import keep_signed, keep_tax_invoice
from web.access import ADMIN, AUDITOR, OFFICIALS, SIGNER, TREASURER, VENDOR, Area
from web.hx import again, go, page
from web.login import actor
from web.uploads import hand_out

from .forms import SignedForm, TaxInvoiceForm

area = Area("signatures", __name__, url_prefix="/pesanan")
COPY = "/<purchase:code>/surat/<int:paper_id>/salinan"
TAX_INVOICE = "/<purchase:code>/surat/<int:paper_id>/faktur"


@area.get(COPY, allow=SIGNER | VENDOR)
def new(code: str, paper_id: int):
    return page("signatures/new.html", form=SignedForm(), **_context(code, paper_id))


@area.post(COPY, allow=SIGNER | VENDOR)
def create(code: str, paper_id: int):
    context = _context(code, paper_id)
    form = SignedForm()
    seen = "purchases.paper", {"code": code, "paper_id": paper_id}
    if form.carry_out(keep_signed, actor(), code, paper_id, to=seen) is None:
        return again("signatures/new.html", "signatures/_form.html", form=form, **context)
    return go()


@area.get(f"{COPY}.pdf", allow=OFFICIALS | VENDOR | ADMIN | AUDITOR)
def show(code: str, paper_id: int):
    return _hand_out(code, paper_id, signed.newest, "bertanda-tangan")


@area.get(TAX_INVOICE, allow=TREASURER | VENDOR)
def new_tax_invoice(code: str, paper_id: int):
    return page("signatures/new_tax_invoice.html", form=TaxInvoiceForm(), **_bill(code, paper_id))


@area.post(TAX_INVOICE, allow=TREASURER | VENDOR)
def create_tax_invoice(code: str, paper_id: int):
    context = _bill(code, paper_id)
    form = TaxInvoiceForm()
    seen = "purchases.paper", {"code": code, "paper_id": paper_id}
    if form.carry_out(keep_tax_invoice, actor(), code, paper_id, to=seen) is None:
        names = "signatures/new_tax_invoice.html", "signatures/_tax_invoice_form.html"
        return again(*names, form=form, **context)
    return go()


@area.get(f"{TAX_INVOICE}.pdf", allow=OFFICIALS | VENDOR | ADMIN | AUDITOR)
def show_tax_invoice(code: str, paper_id: int):
    return _hand_out(code, paper_id, signed.tax_invoice_of, "faktur-pajak")


def _hand_out(code: str, paper_id: int, newest, name: str):
    paper = seen_papers.one(actor(), code, paper_id)
    copy = newest(paper)
    if copy is None:
        raise NotVisible(str(paper_id))
    return hand_out(copy.sha256, f"{paper.kind.value}-{paper.seq:04}-{paper.year}-{name}")


def _context(code: str, paper_id: int) -> dict:
    """The paper, for who signs it. Raises NotVisible."""
    paper = seen_papers.one(actor(), code, paper_id)
    if not may_sign(paper.kind, actor().hat):
        raise NotVisible(str(paper_id))
    return {"code": code, "paper": paper, "title": TITLES[paper.kind], "copy": signed.newest(paper)}


def _bill(code: str, paper_id: int) -> dict:
    """A bill with PPN, for who may bring its faktur pajak. Raises NotVisible."""
    paper = seen_papers.one(actor(), code, paper_id)
    if not may_bring_tax_invoice(paper.kind, actor().hat) or not seen_papers.has_ppn(actor(), code):
        raise NotVisible(str(paper_id))
    copy = signed.tax_invoice_of(paper)
    return {"code": code, "paper": paper, "title": TITLES[paper.kind], "copy": copy}
