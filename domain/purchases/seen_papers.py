"""The papers of a purchase as this actor may see them."""

from datetime import date, datetime
from typing import NamedTuple

from domain.errors import NotVisible
from domain.papers import queries as papers
from domain.papers.models import Paper
from domain.papers.rules import INTERNAL, TITLES
from domain.people.rules import VENDOR_HATS, Actor
from domain.purchases import queries
from domain.purchases.models import Purchase


class ShownPaper(NamedTuple):
    id: int
    title: str
    number: str
    issued_on: date
    size: int | None
    code: str
    void: str
    void_note: str
    tried_again_at: datetime | None


def of(actor: Actor, purchase: Purchase) -> list[Paper]:
    """Its papers; a vendor sees none of those the office wrote before it asked."""
    hidden = INTERNAL if actor.hat in VENDOR_HATS else frozenset()
    return [each for each in papers.of(purchase.code) if each.kind not in hidden]


def one(actor: Actor, code: str, paper_id: int) -> Paper:
    """One paper of an order this actor may see, with what it says. Raises NotVisible."""
    found = papers.get(queries.get(actor, code).code, paper_id)
    if found.kind in INTERNAL and actor.hat in VENDOR_HATS:
        raise NotVisible(str(paper_id))
    return found


def has_ppn(actor: Actor, code: str) -> bool:
    """Whether a faktur pajak belongs to the bills of this order. Raises NotVisible."""
    return any(tax.code == "ppn" for tax in queries.get(actor, code).taxes)


def shown(paper: Paper) -> ShownPaper:
    """How a paper stands in the list of its order."""
    return ShownPaper(
        paper.id, TITLES[paper.kind], paper.number, paper.issued_on,
        paper.file.size if paper.file else None, paper.verify_code,
        papers.void_words(paper), papers.void_note(paper),
        paper.trouble.next_try_at if paper.trouble else None,
    )  # fmt: skip
