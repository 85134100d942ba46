"""Ending an issued order: by the PPK alone until the vendor accepted, after that only with the vendor's consent.

Nothing that was shipped is cancelled: the table of moves has no way there. The number stays; the Surat
Pesanan is marked as no longer in force, and budget and stock are let go.
"""

from domain.papers.rules import VoidReason
from domain.people.rules import Actor
from domain.purchases import rules
from domain.purchases.actions.steps import begin, call_off, finish
from domain.purchases.models import Purchase


def cancel(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """The PPK cancels an order that the vendor has not accepted yet. Raises RuleBroken without a reason."""
    purchase = begin(actor, code, "cancel", version)
    rules.check_reason(reason)
    call_off(actor, purchase, VoidReason.CANCELLED)
    purchase.reason = reason.strip()
    return finish(actor, purchase, "cancel")


def ask_cancel(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """The PPK asks the vendor who accepted to agree; until the answer nothing is shipped and nothing let go."""
    purchase = begin(actor, code, "ask_cancel", version)
    rules.check_reason(reason)
    purchase.reason = reason.strip()
    return finish(actor, purchase, "ask_cancel")


def agree_cancel(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The vendor consents: the order is cancelled, for the reason the office gave."""
    purchase = begin(actor, code, "agree_cancel", version)
    call_off(actor, purchase, VoidReason.CANCELLED)
    return finish(actor, purchase, "agree_cancel")


def keep(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """The vendor does not consent, and says why: the order stands."""
    purchase = begin(actor, code, "keep", version)
    rules.check_reason(reason)
    purchase.reason = reason.strip()
    return finish(actor, purchase, "keep")


def resume(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The PPK takes the request back before the vendor answered."""
    purchase = begin(actor, code, "resume", version)
    purchase.reason = ""
    return finish(actor, purchase, "resume")
