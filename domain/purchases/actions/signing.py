"""PDFs made outside the app are kept beside a paper of an order: as signed there, or a bill's faktur pajak."""

from domain.errors import NotVisible
from domain.papers import signed
from domain.papers.models import Copy
from domain.people.rules import Actor
from domain.purchases import seen_papers


def keep_signed(actor: Actor, code: str, paper_id: int, *, sha256: str, size: int) -> Copy:
    """Note the signed copy of a paper this actor may see. Raises NotVisible, RuleBroken."""
    return signed.keep(actor, seen_papers.one(actor, code, paper_id), sha256=sha256, size=size)


def keep_tax_invoice(actor: Actor, code: str, paper_id: int, *, sha256: str, size: int) -> Copy:
    """Note the faktur pajak of a bill that has PPN. Raises NotVisible, RuleBroken."""
    paper = seen_papers.one(actor, code, paper_id)
    if not seen_papers.has_ppn(actor, code):
        raise NotVisible(str(paper_id))
    return signed.keep_tax_invoice(actor, paper, sha256=sha256, size=size)
