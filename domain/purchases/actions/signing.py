"""A paper of an order, signed outside the app, is kept beside the one issued here."""

from domain.papers import signed
from domain.papers.models import SignedCopy
from domain.people.rules import Actor
from domain.purchases import pages


def keep_signed(actor: Actor, code: str, paper_id: int, *, sha256: str, size: int) -> SignedCopy:
    """Note the signed copy of a paper this actor may see. Raises NotVisible, RuleBroken."""
    return signed.keep(actor, pages.paper_of(actor, code, paper_id), sha256=sha256, size=size)
