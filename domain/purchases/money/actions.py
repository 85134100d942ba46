"""Verbs around payments: pay by a named road, record a tax deposit, keep a vendor's QRIS code. None commits."""

from datetime import date

from domain import clock, journal
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.purchases import actions as purchases
from domain.purchases import milestones, queries, warrants
from domain.purchases.milestones import TermPayment
from domain.purchases.models import Payment, Purchase
from domain.purchases.money import qris, rules
from domain.purchases.money.models import PaymentChannel, PaymentWarrant, TaxDeposit, VendorQris
from domain.purchases.money.parts import parts_of
from domain.purchases.money.rules import Channel
from domain.purchases.warrants import Warrant
from domain.tax.model import CollectedBy


def pay(
    actor: Actor, code: str, *, channel: Channel, paid_on: date, spp_number: str = "", spp_on: date | None = None,
    spm_number: str = "", spm_on: date | None = None, **payment,
) -> Purchase:  # fmt: skip
    """Record a payment (see domain.purchases.actions.pay), its road, and its SPP and SPM where they are known.

    Raises RuleBroken.
    """
    warrant = None
    if spp_number.strip() or spm_number.strip() or spp_on or spm_on:
        way = queries.get(actor, code).payment_way
        warrant = warrants.read(
            way, spp_number=spp_number, spp_on=spp_on, spm_number=spm_number, spm_on=spm_on,
            paid_on=paid_on, today=clock.today(),
        )  # fmt: skip
    purchase = purchases.pay(actor, code, paid_on=paid_on, warrant=warrant, **payment)
    n = max((each.n for each in milestones.payments_of(purchase)), default=0)
    db.session.add(PaymentChannel(purchase_id=purchase.id, n=n, channel=channel))
    db.session.flush()
    journal.record(actor, "payment.channel", purchase.code, channel=channel.value, **_which(n))
    if warrant:
        _keep_warrant(actor, purchase, n, warrant)
    return purchase


def record_warrant(actor: Actor, code: str, *, n: int = 0, **typed) -> Purchase:
    """Note SPP and SPM of a payment that was made before they were there. Raises NotVisible, RuleBroken."""
    purchase = queries.get(actor, code, lock=True)
    made = _payment_of(purchase, n)
    if actor.hat is not Role.TREASURER or made is None:
        raise NotVisible(f"{code} {n}")
    if db.session.get(PaymentWarrant, (purchase.id, n)):
        raise RuleBroken("SPP dan SPM pembayaran ini sudah dicatat.")
    way = purchase.payment_way
    warrant = warrants.read(way, paid_on=made.paid_on, today=clock.today(), **typed)
    _keep_warrant(actor, purchase, n, warrant)
    return purchase


def _keep_warrant(actor: Actor, purchase: Purchase, n: int, warrant: Warrant) -> None:
    kept = PaymentWarrant(purchase_id=purchase.id, n=n, recorded_by=actor.person_id, **warrant._asdict())
    db.session.add(kept)
    db.session.flush()
    days = {"spp_on": warrant.spp_on.isoformat(), "spm_on": warrant.spm_on.isoformat()}
    journal.record(actor, "payment.warrant", purchase.code, **days, **_which(n))


def _which(n: int) -> dict[str, int]:
    return {"n": n} if n else {}


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
        on=deposited_on.isoformat(), **_which(n),
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
