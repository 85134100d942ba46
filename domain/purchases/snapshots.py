"""What a paper of a purchase says: facts copied as text and whole rupiah, ready for canonical JSON."""

from collections.abc import Iterable
from typing import Any

from domain import clock
from domain.catalogue.rental.rules import written
from domain.kinds import FulfilmentKind
from domain.money import rupiah, terbilang
from domain.people.models import Person
from domain.purchases import copied
from domain.purchases.checklists import STEP_WORDS, Checklist, CheckStep
from domain.purchases.events import EventMove
from domain.purchases.lateness import Lateness
from domain.purchases.milestones import Term, TermPayment
from domain.purchases.models import Payment, Purchase
from domain.purchases.negotiation.models import NegotiationRound
from domain.purchases.negotiation.rules import SIDE_WORDS, Side

Counted = dict[int, tuple[int, int, str]]


def order(purchase: Purchase) -> dict[str, Any]:
    """The Surat Pesanan: parties, lines, money with words, delivery and payment."""
    return {
        **copied.parties_of(purchase),
        "lines": [copied.line_of(line, line.quantity) | copied.described(line) for line in purchase.lines],
        "base": purchase.base,
        "taxes": copied.taxes_of(purchase),
        "total": purchase.total,
        "in_words": terbilang(purchase.total),
        "withheld": purchase.withheld,
        "net": purchase.net,
        "deliver_to": purchase.deliver_to,
        "deliver_by": purchase.deliver_by.isoformat() if purchase.deliver_by else None,
        "contact": copied.contact(purchase),
        "accept_by": copied.local(purchase.accept_by),
        "payment_way": purchase.payment_way.value,
        "payment_terms": copied.payment_terms(purchase),
        "bank": copied.bank_of(purchase.vendor),
        "clauses": copied.clauses(purchase),
        "lane": purchase.lane,
        "rules": {"lane": purchase.lane_rule, "form": purchase.form_rule},
        "note": purchase.note,
        "signer": copied.person_of(purchase.signer),
        "requester": copied.person_of(purchase.negotiator),
        **copied.package_of(purchase),
    }


def negotiated(purchase: Purchase, rounds: Iterable[NegotiationRound]) -> dict[str, Any]:
    """The minutes of a negotiation: who named which prices when, and what was agreed."""
    return {
        **copied.parties_of(purchase),
        "rounds": [
            {
                "n": each.n,
                "side": SIDE_WORDS[each.side],
                "who": each.by.name if each.side is Side.OFFICE else purchase.vendor.legal_name,
                "on": clock.local(each.at).date().isoformat(),
                "prices": [list(price) for price in each.prices],
                "base": each.base,
                "deliver_by": each.deliver_by.isoformat() if each.deliver_by else None,
                "note": each.note,
                "agreed": each.n == purchase.agreed_round,
            }
            for each in rounds
        ],
        "lines": [
            copied.line_of(line, line.quantity) | {"listed": line.listed_price} for line in purchase.lines
        ],
        "base": purchase.base,
        "taxes": copied.taxes_of(purchase),
        "total": purchase.total,
        "in_words": terbilang(purchase.total),
        "deliver_by": purchase.deliver_by.isoformat() if purchase.deliver_by else None,
        "requester": copied.person_of(purchase.negotiator),
    }


def delivery(purchase: Purchase, order_number: str, n: int, quantities: dict[int, int]) -> dict[str, Any]:
    """The surat jalan of the n-th shipment."""
    return {
        **copied.parties_of(purchase),
        "order": order_number,
        "n": n,
        "lines": [
            copied.line_of(line, quantities[line.id]) for line in purchase.lines if quantities.get(line.id)
        ],
        "deliver_to": purchase.deliver_to,
        "deliver_by": purchase.deliver_by.isoformat() if purchase.deliver_by else None,
        "contact": copied.contact(purchase),
    }


def arrival(purchase: Purchase, order_number: str, n: int, counted: Counted, by: Person) -> dict[str, Any]:
    """The tanda terima of the n-th arrival: accepted, rejected and condition by line id."""
    return {
        **copied.parties_of(purchase),
        "order": order_number,
        "n": n,
        "lines": _arrived(purchase, counted),
        "deliver_to": purchase.deliver_to,
        "receiver": copied.person_of(by),
    }


def inspected(purchase: Purchase, order_number: str, n: int, counted: Counted, by: Person) -> dict[str, Any]:
    """The minutes of looking at the n-th arrival: against what was ordered, and what follows from it."""
    lines = _arrived(purchase, counted)
    bad = any(line["rejected"] for line in lines)
    missing = any(line.accepted < line.quantity for line in purchase.lines)
    found = "Ada yang ditolak; penyedia menggantinya." if bad else "Sesuai pesanan."
    until = purchase.deliver_by
    return {
        **copied.parties_of(purchase),
        "order": order_number,
        "n": n,
        "lines": [
            line | {"follow_up": "Tindak lanjut: diganti penyedia."} if line["rejected"] else line
            for line in lines
        ],
        "findings": [found, *([f"Sisanya ditunggu sampai {written(until)}."] if missing and until else [])],
        "deliver_to": purchase.deliver_to,
        "receiver": copied.person_of(by),
        "signer": copied.person_of(purchase.signer),
    }


def _arrived(purchase: Purchase, counted: Counted) -> list[dict[str, Any]]:
    return [
        copied.line_of(line, counted[line.id][0])
        | {
            "spec": line.spec,
            "shipped": sum(counted[line.id][:2]),
            "rejected": counted[line.id][1],
            "condition": counted[line.id][2],
        }
        for line in purchase.lines
        if line.id in counted and any(counted[line.id][:2])
    ]


def checked(
    purchase: Purchase, order_number: str, checklist: Checklist, by: Person, late: Lateness | None
) -> dict[str, Any]:
    """One look at rented things: condition by line, and how late they came back."""
    seen = {each.line_id: each for each in checklist.lines}
    lines = [
        copied.line_of(line, line.quantity) | {"good": seen[line.id].good, "condition": seen[line.id].words}
        for line in purchase.lines
    ]
    return {
        **copied.parties_of(purchase),
        "order": order_number,
        "step": STEP_WORDS[checklist.step],
        "lines": lines,
        "late": {"days": late.days, "amount": late.amount} if late else None,
        "receiver": copied.person_of(by if checklist.step is CheckStep.TAKEN else purchase.receiver),
    }


def hand_over(purchase: Purchase, order_number: str, term: Term | None = None) -> dict[str, Any]:
    """The BAST: everything accepted, at the agreed prices; of a term, the milestones it covers."""
    said = {
        **copied.parties_of(purchase),
        "order": order_number,
        "lines": [copied.line_of(line, line.accepted) for line in purchase.lines],
        "base": purchase.base,
        "taxes": copied.taxes_of(purchase),
        "total": purchase.total,
        "in_words": terbilang(purchase.total),
        "deliver_to": purchase.deliver_to,
        "warranty_from": clock.today().isoformat() if purchase.kind is FulfilmentKind.PRODUCT else None,
        "signer": copied.person_of(purchase.signer),
        "receiver": copied.person_of(purchase.receiver),
    }
    return said | _term(purchase, term) if term else said


def invoice(
    purchase: Purchase, order_number: str, bast_number: str, term: Term | None = None
) -> dict[str, Any]:
    """The vendor's invoice over what was handed over, with the account to pay into."""
    return hand_over(purchase, order_number, term) | {
        "bast": bast_number,
        "warranty_from": None,
        "payment_way": purchase.payment_way.value,
        "payment_terms": copied.payment_terms(purchase),
        "withheld": term.withheld if term else purchase.withheld,
        "net": term.net if term else purchase.net,
        "tax_invoice": purchase.tax_invoice,
        "bank": copied.bank_of(purchase.vendor),
    }


def receipt_of_money(
    purchase: Purchase,
    order_number: str,
    invoice_number: str,
    payment: Payment | TermPayment,
    term: Term | None = None,
) -> dict[str, Any]:
    """The kuitansi: received from whom, how much, for what."""
    purpose = f"{copied.job_of(purchase)}, pesanan {order_number}"
    said = {
        **copied.parties_of(purchase),
        "order": order_number,
        "invoice": invoice_number,
        "purpose": f"Termin {term.n}: {purpose}" if term else purpose,
        "base": term.base if term else purchase.base,
        "total": payment.gross,
        "withheld": payment.withheld,
        "net": payment.net,
        "taxes": copied.taxes_of(purchase, term),
        "in_words": terbilang(payment.gross),
        "net_words": terbilang(payment.net),
        "proof_number": payment.proof_number,
        "paid_on": payment.paid_on.isoformat(),
        "payment_way": purchase.payment_way.value,
        "payer": copied.person_of(purchase.payer),
        "signer": copied.person_of(purchase.signer),
        "bank": copied.bank_of(purchase.vendor),
        "stamp_above": copied.stamp_above(),
    }
    return said | {"term": term.n, "terms": term.of} if term else said


def payment_minutes(receipt: dict[str, Any], bast_number: str) -> dict[str, Any]:
    """The minutes of the payment a kuitansi speaks of: by which papers, how much and which way."""
    return {name: value for name, value in receipt.items() if name != "payer"} | {"bast": bast_number}


def changed(
    purchase: Purchase, order_number: str, told: list[tuple[str, str, str]], was: int, reason: str
) -> dict[str, Any]:
    """An addendum both sides agreed to: before and after, what the whole is worth now, and why."""
    changes = [{"what": what, "before": before, "after": after} for what, before, after in told]
    value = {"what": "Nilai dengan pajak", "before": rupiah(was), "after": rupiah(purchase.total)}
    return {
        **copied.parties_of(purchase),
        "order": order_number,
        "changes": [*changes, *([value] if was != purchase.total else [])],
        "consent": True,
        "reason": reason.rstrip("."),
        "lines": [copied.line_of(line, line.quantity) for line in purchase.lines],
        "base": purchase.base,
        "taxes": copied.taxes_of(purchase),
        "total": purchase.total,
        "in_words": terbilang(purchase.total),
        "deliver_by": purchase.deliver_by.isoformat() if purchase.deliver_by else None,
        "signer": copied.person_of(purchase.signer),
    }


def moved(purchase: Purchase, order_number: str, change: EventMove) -> dict[str, Any]:
    """The addendum that moves an event: both days, why, and that the value stays."""
    return {
        **copied.parties_of(purchase),
        "order": order_number,
        "change": {
            "what": "Tanggal acara",
            "before": written(change.from_day),
            "after": written(change.to_day),
            "reason": change.reason,
            "value": "tetap",
        },
        "milestones": copied.milestones_of(purchase),
        "signer": copied.person_of(purchase.signer),
    }


def _term(purchase: Purchase, term: Term) -> dict[str, Any]:
    """A term in place of the whole: its milestones as lines, its share of price and taxes."""
    lines = [
        {
            "name": f"{part.name}, {part.weight} %",
            "unit": "tahap",
            "quantity": 1,
            "price": part.amount,
            "amount": part.amount,
        }
        for part in term.parts
    ]
    return {
        "term": term.n,
        "terms": term.of,
        "lines": lines,
        "base": term.base,
        "taxes": copied.taxes_of(purchase, term),
        "total": term.total,
        "in_words": terbilang(term.total),
    }
