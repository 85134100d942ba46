"""Verbs around payments: pay by a named road, record a tax deposit, keep a vendor's QRIS code. None commits."""

from datetime import date

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.purchases import actions as purchases
from domain.purchases import milestones, queries
from domain.purchases.milestones import TermPayment
from domain.purchases.models import Payment, Purchase
from domain.purchases.money import qris, rules
from domain.purchases.money.models import PaymentChannel, TaxDeposit, VendorQris
from domain.purchases.money.parts import parts_of
from domain.purchases.money.rules import Channel
from domain.tax.model import CollectedBy


def pay(actor: Actor, code: str, *, channel: Channel, **payment) -> Purchase:
    """Record a payment (see domain.purchases.actions.pay) and the road it went. Raises RuleBroken."""
    purchase = purchases.pay(actor, code, **payment)
    if purchase.payment is not None:  # None until the last term of an organiser's order
        db.session.add(PaymentChannel(purchase_id=purchase.id, channel=channel))
        db.session.flush()
    journal.record(actor, "payment.channel", purchase.code, channel=channel.value)
    return purchase


def record_deposit(
    actor: Actor, code: str, *, tax: str, n: int = 0, billing_id: str, ntpn: str, bupot_number: str,
    deposited_on: date,
) -> Purchase:  # fmt: skip
    """Note that the treasurer handed in one withheld tax of one payment (`n` of an order paid in parts).

    Raises NotVisible, RuleBroken.
    """
    purchase = queries.get(actor, code, lock=True)
    withheld = next((each for each in purchase.taxes if each.code == tax), None)
    made = _payment_of(purchase, n)
    if actor.hat is not Role.TREASURER or made is None or withheld is None:
        raise NotVisible(f"{code} {tax}")
    amount = parts_of([(purchase, n)])[purchase.id, n].taxes.get(tax, 0)
    if withheld.collected_by is not CollectedBy.TREASURER or not amount:
        raise NotVisible(f"{code} {tax}")
    if any(db.session.get(TaxDeposit, (purchase.id, tax, each)) for each in {n, 0}):
        raise RuleBroken("Setoran pajak ini sudah dicatat.")
    billing, number = rules.read_billing(billing_id), rules.read_ntpn(ntpn)
    rules.check_deposit(
        tax, bupot_number=bupot_number, deposited_on=deposited_on, paid_on=made.paid_on, today=clock.today(),
    )  # fmt: skip
    deposit = TaxDeposit(
        purchase_id=purchase.id, code=tax, n=n, billing_id=billing, ntpn=number,
        bupot_number=bupot_number.strip(), deposited_on=deposited_on, recorded_by=actor.person_id,
    )  # fmt: skip
    db.session.add(deposit)
    db.session.flush()
    journal.record(
        actor, "tax.deposited", purchase.code, tax=tax, amount=amount, ntpn=number,
        on=deposited_on.isoformat(), **({"n": n} if n else {}),
    )  # fmt: skip
    return purchase


def _payment_of(purchase: Purchase, n: int) -> Payment | TermPayment | None:
    """The n-th payment of an order paid in parts; for 0 the one of an order paid whole."""
    if n:
        return db.session.get(TermPayment, (purchase.id, n))
    return None if milestones.payments_of(purchase) else purchase.payment


def keep_qris(actor: Actor, *, payload: str) -> VendorQris:
    """The owner's static code, checked before it is kept. Raises NotVisible, RuleBroken."""
    vendor = people.vendor_of(actor)
    if actor.hat is not Role.VENDOR_OWNER:
        raise NotVisible("qris")
    code = qris.read(payload)
    qris.check_static(code)
    kept = db.session.get(VendorQris, vendor.id)
    if kept is None:
        kept = VendorQris(vendor_id=vendor.id)
        db.session.add(kept)
    kept.payload, kept.name, kept.nmid = code.payload, code.name[:25], code.nmid[:20]
    kept.set_by, kept.set_at = actor.person_id, clock.now()
    db.session.flush()
    journal.record(actor, "vendor.qris_kept", f"vendor:{vendor.id}", nmid=code.nmid)
    return kept
