"""From invoice to money: the vendor bills, finance verifies, the treasurer records, the vendor confirms."""

from datetime import date
from typing import Any

from domain import clock, region
from domain.budgets import actions as budgets
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.papers import actions as papers
from domain.papers import queries as issued
from domain.papers.rules import PaperKind, VoidReason
from domain.people.rules import Actor
from domain.purchases import handovers, kept_back, part_papers, rules, snapshots, terms
from domain.purchases.actions import settling
from domain.purchases.actions.organising import pay_term
from domain.purchases.actions.steps import begin, finish, paper_of
from domain.purchases.milestones import Term, TermPayment
from domain.purchases.models import Payment, Purchase
from domain.purchases.warrants import Warrant
from domain.tax.invoices import read_number


def invoice(actor: Actor, code: str, *, version: int | None, tax_invoice: str = "") -> Purchase:
    """Bill exactly what was handed over. A PKP names the number of the faktur pajak."""
    purchase = begin(actor, code, "invoice", version)
    has_ppn = any(tax.code == "ppn" for tax in purchase.taxes)
    shape = region.current().thresholds_on(clock.today()).get("tax_invoice_digits")
    named = has_ppn or bool(tax_invoice.strip())
    purchase.tax_invoice = read_number(tax_invoice, int(shape.value) if shape else None) if named else ""
    order, bast = paper_of(purchase, PaperKind.SURAT_PESANAN), paper_of(purchase, PaperKind.BAST)
    term = terms.running(purchase)
    billed = handovers.bill(purchase)
    finish(actor, purchase, "invoice", total=term.total if term else purchase.total)
    if term and billed:
        says = part_papers.invoice(purchase, order.number, billed, term)
    else:
        says = snapshots.invoice(purchase, order.number, bast.number, _of_stages(purchase, term))
        says |= _less(says, term)
    before = next((each for each in reversed(issued.of(code)) if each.kind is PaperKind.INVOICE), None)
    if before is not None and before.voided is not None:
        says |= {"replaces": before.number}
    papers.issue(
        actor, PaperKind.INVOICE, owner=f"U{purchase.vendor_id}", subject=purchase.code, snapshot=says
    )
    return purchase


def _of_stages(purchase: Purchase, term: Term | None) -> Term | None:
    """The term where its milestones are what is billed; a rental is billed as a whole."""
    return term if purchase.kind is FulfilmentKind.ORGANISER else None


def _less(says: dict[str, Any], term: Term | None) -> dict[str, Any]:
    """What a paper says of what is kept back for lateness, and the net that is left."""
    kept = kept_back.said(term.penalty, term.why) if term else {}
    return {**kept, "net": term.net} if term and kept else {}


def verify(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The Pejabat Penatausahaan Keuangan finds the invoice right."""
    purchase = begin(actor, code, "verify", version)
    rules.check_separation(purchase.duties._replace(verifier=actor.person_id))
    purchase.verifier_id = actor.person_id
    return finish(actor, purchase, "verify")


def return_invoice(actor: Actor, code: str, *, version: int | None, reason: str) -> Purchase:
    """Back to the vendor with a reason; the invoice is in force no longer, the next gets its own number."""
    purchase = begin(actor, code, "send_back", version)
    rules.check_reason(reason)
    handovers.unbill(purchase)
    purchase.reason = reason.strip()
    finish(actor, purchase, "send_back")
    papers.void(actor, paper_of(purchase, PaperKind.INVOICE), VoidReason.RETURNED, purchase.reason)
    return purchase


def pay(
    actor: Actor, code: str, *, version: int | None, amount: int, proof_number: str, paid_on: date,
    warrant: Warrant | None = None,
) -> Purchase:  # fmt: skip
    """Record the payment the treasurer made, net of withheld tax and penalty; a kuitansi is issued.

    `amount` is what was sent to the vendor and must be the net, to the rupiah; the papers name `warrant`.
    Raises RuleBroken.
    """
    purchase = begin(actor, code, "pay", version)
    rules.check_separation(purchase.duties._replace(payer=actor.person_id))
    term = terms.running(purchase)
    rules.check_payment(amount, term.net if term else purchase.net)
    rules.check_proof(proof_number, paid_on, today=clock.today())
    purchase.payer_id = actor.person_id
    covered = handovers.in_turn(handovers.of(purchase))
    payment = _keep_payment(actor, purchase, term, proof_number.strip(), paid_on)
    decided = settling.after_payment(purchase)
    order, bill = paper_of(purchase, PaperKind.SURAT_PESANAN), paper_of(purchase, PaperKind.INVOICE)
    told = {"gross": payment.gross, "withheld": payment.withheld, "net": payment.net}
    if payment.penalty:
        told["penalty"] = payment.penalty
    finish(actor, purchase, "pay", decided=decided, **told)
    stages = term if purchase.kind is FulfilmentKind.PRODUCT else _of_stages(purchase, term)
    says = snapshots.receipt_of_money(purchase, order.number, bill.number, payment, stages)
    if purchase.kind is not FulfilmentKind.PRODUCT:
        says |= _less(says, term)
    if purchase.kind is FulfilmentKind.PRODUCT and term:
        says = part_papers.receipt_of_money(says, term)
    if warrant:
        says |= {"warrant": warrant.says()}
    papers.issue(
        actor, PaperKind.KUITANSI, owner=f"U{purchase.vendor_id}", subject=purchase.code, snapshot=says
    )
    bast = part_papers.numbers(purchase, covered) or paper_of(purchase, PaperKind.BAST).number
    says = snapshots.payment_minutes(says, bast)
    papers.issue(
        actor, PaperKind.BA_PEMBAYARAN, owner=purchase.office_code, subject=purchase.code, snapshot=says
    )
    return purchase


def _keep_payment(
    actor: Actor, purchase: Purchase, term: Term | None, proof_number: str, paid_on: date
) -> Payment | TermPayment:
    """The payment of the whole order, or of a term of it; its part of the budget is spent."""
    if purchase.kind is FulfilmentKind.PRODUCT:
        handovers.mark_paid(purchase)
        if term is not None:
            return settling.pay_part(actor, purchase, term, proof_number=proof_number, paid_on=paid_on)
    elif term is not None and purchase.kind is FulfilmentKind.ORGANISER:
        return pay_term(actor, purchase, term, proof_number=proof_number, paid_on=paid_on)
    assert purchase.budget_line_id is not None
    assert actor.person_id is not None
    kept = term.penalty if term else 0
    purchase.payment = Payment(
        way=purchase.payment_way, proof_number=proof_number, paid_on=paid_on,
        gross=purchase.total, withheld=purchase.withheld, penalty=kept, net=purchase.net - kept, paid_by=actor.person_id,
    )  # fmt: skip
    db.session.flush()
    budgets.spend(actor, purchase.budget_line_id, purchase.total, subject=purchase.code)
    return purchase.payment


def confirm_paid(actor: Actor, code: str, *, version: int | None) -> Purchase:
    """The vendor says the money is there. Done."""
    return finish(actor, begin(actor, code, "confirm_paid", version), "confirm_paid")
