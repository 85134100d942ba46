"""The PPK's verbs: approve (the Surat Pesanan gets its number), send back, reject."""

from datetime import timedelta

from domain import clock, region
from domain.db import db
from domain.papers import actions as papers
from domain.papers.rules import PaperKind, VoidReason
from domain.people.rules import Actor
from domain.people.vendors.rules import check_sells
from domain.purchases import asking_papers, executing, offers, rules, snapshots
from domain.purchases.actions.organising import lay_out
from domain.purchases.actions.renting import check_days
from domain.purchases.actions.steps import begin, finish, let_go
from domain.purchases.models import Purchase
from domain.purchases.negotiation import rules as negotiation
from domain.purchases.negotiation.queries import bargained_for_office
from domain.rulebook import RuleRow


def approve(actor: Actor, code: str, *, version: int | None, kpa_decree: str = "") -> Purchase:
    """Sign: number, snapshot and hash of the Surat Pesanan in this transaction; the vendor is asked.

    `kpa_decree` is the number of the decree by which a KPA is also the PPK. Raises RuleBroken.
    """
    purchase = begin(actor, code, "approve", version)
    decree = kpa_decree.strip()
    duties = purchase.duties._replace(signer=actor.person_id, kpa_decree=decree or None)
    rules.check_separation(duties)
    negotiation.check_signer(actor.person_id, bargained_for_office(purchase), decree)
    rules.check_deliver_by(purchase.deliver_by, clock.today())
    check_days(purchase)
    check_sells(purchase.vendor.status)
    offers.follow_rules(purchase)
    executing.check_still(purchase)
    purchase.signer_id, purchase.kpa_decree = actor.person_id, decree
    purchase.issued_at = clock.now()
    purchase.accept_by = clock.now() + timedelta(days=region.current().purchasing.acceptance_days)
    purchase.reserved_until = None
    finish(actor, purchase, "approve", total=purchase.total)
    lay_out(purchase)
    papers.issue(
        actor,
        order_kind(purchase),
        owner=purchase.office_code,
        subject=purchase.code,
        snapshot=snapshots.order(purchase),
    )
    return purchase


def order_kind(purchase: Purchase) -> PaperKind:
    """Which paper binds both sides: an SPK where the dated rule of forms asks for one."""
    form = db.session.get_one(RuleRow, purchase.form_rule)
    return PaperKind.SPK if form.code == PaperKind.SPK.value else PaperKind.SURAT_PESANAN


def send_back(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """Return to the buyer with a reason; budget and stock are let go."""
    return _refuse(actor, code, "return", version, reason)


def reject(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """Say no for good, with a reason."""
    return _refuse(actor, code, "reject", version, reason)


def _refuse(actor: Actor, code: str, verb: str, version: int | None, reason: str) -> Purchase:
    purchase = begin(actor, code, verb, version)
    rules.check_reason(reason)
    let_go(actor, purchase)
    purchase.reason = reason.strip()
    if verb == "reject":
        asking_papers.let_all_go(actor, purchase, VoidReason.REJECTED)
    return finish(actor, purchase, verb)
