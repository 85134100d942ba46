"""The payment that is next for an order made in parts: of milestones, of what a BAST handed over, or less a penalty."""

from domain.kinds import FulfilmentKind
from domain.purchases import handovers, kept_back, milestones
from domain.purchases.milestones import Term
from domain.purchases.models import Purchase


def running(purchase: Purchase) -> Term | None:
    """What a BAST was made for and is not paid yet; None when that is the whole order at its price."""
    if purchase.kind is FulfilmentKind.PRODUCT:
        return handovers.running(purchase)
    found = kept_back.of(purchase)
    if purchase.kind is FulfilmentKind.RENTAL:
        return kept_back.of_rental(purchase, found)
    term = milestones.running_term(purchase, milestones.of(purchase))
    return kept_back.less(term, found) if term else None


def next_net(purchase: Purchase) -> int:
    """What the next payment brings the vendor, in whole rupiah: of the running term, else of the whole order."""
    term = running(purchase)
    return term.net if term else purchase.net
