"""The papers of an order: on the screen, and as the sealed PDF."""

from domain.errors import RuleBroken
from domain.papers import queries as papers
from domain.papers import signed
from domain.papers.rules import PaperKind, may_bring_tax_invoice, may_sign
from domain.purchases import seen_papers
from web.hx import page
from web.login import actor

from .area import SEERS, area


@area.get("/<purchase:code>/surat/<int:paper_id>", allow=SEERS)
def paper(code: str, paper_id: int):
    found = seen_papers.one(actor(), code, paper_id)
    return page(
        "purchases/paper.html",
        paper=found,
        sheet=papers.sheet(found),
        code=code,
        void=papers.void_words(found),
        void_note=papers.void_note(found),
        copy=signed.newest(found),
        may_sign=not found.voided and may_sign(found.kind, actor().hat),
        **_tax_invoice(found, code),
    )


@area.get("/<purchase:code>/surat/<int:paper_id>.pdf", allow=SEERS)
def paper_pdf(code: str, paper_id: int):
    found = seen_papers.one(actor(), code, paper_id)
    pdf = papers.pdf_of(found)
    if pdf is None:
        raise RuleBroken("PDF sedang dibuat. Coba lagi satu menit lagi, atau cetak dari halaman suratnya.")
    name = f"{found.kind.value}-{found.seq:04}-{found.year}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Content-Type": "application/pdf"}
    return pdf, 200, headers


def _tax_invoice(found, code: str) -> dict:
    """The faktur pajak beside a bill of an order with PPN, and whether this hat may bring it."""
    if found.kind is not PaperKind.INVOICE or not seen_papers.has_ppn(actor(), code):
        return {"faktur": None, "may_bring": False}
    may = not found.voided and may_bring_tax_invoice(found.kind, actor().hat)
    return {"faktur": signed.tax_invoice_of(found), "may_bring": may}
