"""What was checked for whoever approves a purchase, in words."""

from typing import NamedTuple

from domain.budgets.models import BudgetLine
from domain.errors import RuleBroken
from domain.money import rupiah
from domain.people.rules import Actor
from domain.purchases import rules
from domain.purchases.pages import PurchasePage
from domain.sentences import joined, say


class Fact(NamedTuple):
    """A sentence the approver may rely on, and whether it is as it should be."""

    good: bool
    text: str
    more: str


def of(actor: Actor, page: PurchasePage) -> tuple[Fact, ...]:
    """What was checked for the approver just now, in words."""
    facts = (_budget_fact(page.budget), _price_fact(page), _people_fact(actor, page))
    if page.vendor_stopped:
        facts = (*facts, Fact(False, say("Penjual dihentikan."), page.vendor_stopped))
    return (*facts, Fact(False, say("Mungkin dipecah."), page.split)) if page.split else facts


def _budget_fact(budget: BudgetLine | None) -> Fact:
    if budget is None:
        return Fact(False, say("Mata anggaran belum dipilih."), say("Kembalikan untuk diisi."))
    return Fact(True, say("Anggaran tertahan."), say("Sisa sesudah ini {left}", left=rupiah(budget.left)))


def _price_fact(page: PurchasePage) -> Fact:
    moved = [change for change in page.changes if change.price_changed]
    if not moved and page.negotiation and page.negotiation.saved:
        return Fact(
            True,
            say("Harga sudah ditawar."),
            say("Hemat {saved} dari harga etalase.", saved=rupiah(page.negotiation.saved)),
        )
    if not moved:
        return Fact(True, say("Harga sama dengan etalase hari ini."), "")
    now = joined(
        ", ", [say("{name} sekarang {price}", name=each.name, price=rupiah(each.new_price)) for each in moved]
    )
    return Fact(False, say("Harga di etalase berubah sesudah diajukan."), f"{now}.")


def _people_fact(actor: Actor, page: PurchasePage) -> Fact:
    try:
        rules.check_separation(page.duties._replace(signer=actor.person_id))
    except RuleBroken as broken:
        return Fact(False, say("Orangnya sama."), broken.message)
    return Fact(
        True,
        say("Orangnya berbeda."),
        say("{requester} mengajukan, Anda menyetujui", requester=page.requester),
    )
