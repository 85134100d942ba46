"""What a paper of a purchase says: facts copied as text and whole rupiah, ready for canonical JSON."""

from collections.abc import Iterable
from typing import Any

from domain import clock
from domain.catalogue.packages import queries as packages
from domain.catalogue.packages.rules import cancel_words
from domain.catalogue.rental.rules import written
from domain.money import terbilang
from domain.people.models import Office, Person, Vendor
from domain.purchases import milestones
from domain.purchases.checklists import STEP_WORDS, Checklist, CheckStep
from domain.purchases.events import EventMove
from domain.purchases.lateness import Lateness
from domain.purchases.milestones import Term, TermPayment
from domain.purchases.models import Payment, Purchase, PurchaseLine
from domain.purchases.negotiation.models import NegotiationRound
from domain.purchases.negotiation.rules import SIDE_WORDS, Side


def order(purchase: Purchase) -> dict[str, Any]:
    """The Surat Pesanan: parties, lines, money with words, delivery and payment."""
    return {
        **_parties(purchase),
        "purchase": purchase.code,
        "budget": _budget(purchase),
        "lines": [_line(line, line.quantity) for line in purchase.lines],
        "base": purchase.base,
        "taxes": _taxes(purchase),
        "total": purchase.total,
        "in_words": terbilang(purchase.total),
        "withheld": purchase.withheld,
        "net": purchase.net,
        "deliver_to": purchase.deliver_to,
        "deliver_by": purchase.deliver_by.isoformat() if purchase.deliver_by else None,
        "payment_way": purchase.payment_way.value,
        "lane": purchase.lane,
        "rules": {"lane": purchase.lane_rule, "form": purchase.form_rule},
        "note": purchase.note,
        "signer": _person(purchase.signer),
        "requester": _person(purchase.negotiator),
        **_package(purchase),
    }


def negotiated(purchase: Purchase, rounds: Iterable[NegotiationRound]) -> dict[str, Any]:
    """The minutes of a negotiation: who named which prices when, and what was agreed."""
    return {
        **_parties(purchase),
        "purchase": purchase.code,
        "budget": _budget(purchase),
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
        "lines": [_line(line, line.quantity) | {"listed": line.listed_price} for line in purchase.lines],
        "base": purchase.base,
        "taxes": _taxes(purchase),
        "total": purchase.total,
        "in_words": terbilang(purchase.total),
        "deliver_by": purchase.deliver_by.isoformat() if purchase.deliver_by else None,
        "requester": _person(purchase.negotiator),
    }


def delivery(purchase: Purchase, order_number: str, n: int, quantities: dict[int, int]) -> dict[str, Any]:
    """The surat jalan of the n-th shipment."""
    return {
        **_parties(purchase),
        "purchase": purchase.code,
        "order": order_number,
        "n": n,
        "lines": [_line(line, quantities[line.id]) for line in purchase.lines if quantities.get(line.id)],
        "deliver_to": purchase.deliver_to,
    }


def arrival(
    purchase: Purchase, order_number: str, n: int, counted: dict[int, tuple[int, int, str]], by: Person
) -> dict[str, Any]:
    """The tanda terima of the n-th arrival: accepted, rejected and condition by line id."""
    lines = [
        _line(line, counted[line.id][0]) | {"rejected": counted[line.id][1], "condition": counted[line.id][2]}
        for line in purchase.lines
        if line.id in counted and any(counted[line.id][:2])
    ]
    return {
        **_parties(purchase),
        "purchase": purchase.code,
        "order": order_number,
        "n": n,
        "lines": lines,
        "receiver": _person(by),
    }


def checked(
    purchase: Purchase, order_number: str, checklist: Checklist, by: Person, late: Lateness | None
) -> dict[str, Any]:
    """One look at rented things: condition by line, and how late they came back."""
    seen = {each.line_id: each for each in checklist.lines}
    lines = [
        _line(line, line.quantity) | {"good": seen[line.id].good, "condition": seen[line.id].words}
        for line in purchase.lines
    ]
    return {
        **_parties(purchase),
        "purchase": purchase.code,
        "order": order_number,
        "step": STEP_WORDS[checklist.step],
        "lines": lines,
        "late": {"days": late.days, "amount": late.amount} if late else None,
        "receiver": _person(by if checklist.step is CheckStep.TAKEN else purchase.receiver),
    }


def hand_over(purchase: Purchase, order_number: str, term: Term | None = None) -> dict[str, Any]:
    """The BAST: everything accepted, at the agreed prices; of a term, the milestones it covers."""
    said = {
        **_parties(purchase),
        "purchase": purchase.code,
        "order": order_number,
        "lines": [_line(line, line.accepted) for line in purchase.lines],
        "base": purchase.base,
        "taxes": _taxes(purchase),
        "total": purchase.total,
        "in_words": terbilang(purchase.total),
        "signer": _person(purchase.signer),
        "receiver": _person(purchase.receiver),
    }
    return said | _term(purchase, term) if term else said


def invoice(
    purchase: Purchase, order_number: str, bast_number: str, term: Term | None = None
) -> dict[str, Any]:
    """The vendor's invoice over what was handed over, with the account to pay into."""
    return hand_over(purchase, order_number, term) | {
        "bast": bast_number,
        "withheld": term.withheld if term else purchase.withheld,
        "net": term.net if term else purchase.net,
        "tax_invoice": purchase.tax_invoice,
        "bank": _bank(purchase.vendor),
    }


def receipt_of_money(
    purchase: Purchase,
    order_number: str,
    invoice_number: str,
    payment: Payment | TermPayment,
    term: Term | None = None,
) -> dict[str, Any]:
    """The kuitansi: received from whom, how much, for what."""
    said = {
        **_parties(purchase),
        "purchase": purchase.code,
        "order": order_number,
        "invoice": invoice_number,
        "budget": _budget(purchase),
        "total": payment.gross,
        "withheld": payment.withheld,
        "net": payment.net,
        "taxes": _taxes(purchase, term),
        "in_words": terbilang(payment.gross),
        "proof_number": payment.proof_number,
        "paid_on": payment.paid_on.isoformat(),
        "payment_way": purchase.payment_way.value,
        "payer": _person(purchase.payer),
        "signer": _person(purchase.signer),
        "bank": _bank(purchase.vendor),
    }
    return said | {"term": term.n, "terms": term.of} if term else said


def moved(purchase: Purchase, order_number: str, change: EventMove) -> dict[str, Any]:
    """The addendum that moves an event: both days, why, and that the value stays."""
    return {
        **_parties(purchase),
        "purchase": purchase.code,
        "order": order_number,
        "change": {
            "what": "Tanggal acara",
            "before": written(change.from_day),
            "after": written(change.to_day),
            "reason": change.reason,
            "value": "tetap",
        },
        "milestones": _milestones(purchase),
        "signer": _person(purchase.signer),
    }


def _milestones(purchase: Purchase) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "deliverable": each.deliverable,
            "weight": each.weight,
            "due": each.due.isoformat(),
        }
        for each in milestones.of(purchase)
    ]


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
        "taxes": _taxes(purchase, term),
        "total": term.total,
        "in_words": terbilang(term.total),
    }


def _package(purchase: Purchase) -> dict[str, Any]:
    """What an organiser promised: the package as its version said it, and the milestones with their days."""
    planned = _milestones(purchase)
    if not planned:
        return {}
    line = purchase.lines[0]
    package = packages.package_of(line.listing_id, line.listing_version)
    return {
        "package": {
            "hours": package.hours,
            "inclusions": package.inclusions,
            "venue": package.venue,
            "crew": package.crew,
            "rundown": package.rundown,
            "reschedule_days": package.reschedule_days,
            "cancel": cancel_words(package.cancel_fees),
        },
        "milestones": planned,
    }


def _parties(purchase: Purchase) -> dict[str, Any]:
    return {
        "office": _office(purchase.office),
        "vendor": _vendor(purchase.vendor),
        "fulfilment": purchase.kind.value,
    }


def _office(office: Office) -> dict[str, Any]:
    return {"code": office.code, "name": office.name, "address": office.address, "npwp": office.npwp}


def _vendor(vendor: Vendor) -> dict[str, Any]:
    return {
        "id": vendor.id,
        "name": vendor.legal_name,
        "kind": vendor.kind.value,
        "nib": vendor.nib,
        "npwp": vendor.npwp,
        "address": vendor.address,
        "village": vendor.village.name,
        "size_class": vendor.size_class,
    }


def _bank(vendor: Vendor) -> dict[str, str]:
    return {"name": vendor.bank_name, "account": vendor.bank_account, "holder": vendor.bank_holder}


def _person(person: Person | None) -> dict[str, Any]:
    return {"id": person.id, "name": person.name} if person else {"id": None, "name": ""}


def _budget(purchase: Purchase) -> dict[str, Any]:
    line = purchase.budget_line
    assert line is not None
    return {
        "name": line.name,
        "dpa": line.dpa_number,
        "sub_kegiatan": line.sub_kegiatan,
        "rekening": line.rekening,
        "rup": line.rup_code,
        "year": line.fiscal_year,
    }


def _line(line: PurchaseLine, quantity: int) -> dict[str, Any]:
    fee = line.delivery_fee if quantity == line.quantity else 0
    said = {
        "name": line.name,
        "unit": line.unit,
        "listing": line.listing_id,
        "version": line.listing_version,
        "quantity": quantity,
        "price": line.price,
        "amount": quantity * line.price + fee,
    }
    return said | _days(line) if line.choice else said


def _days(line: PurchaseLine) -> dict[str, Any]:
    """The days of a line [start, end), in words too, and what they cost by which prices."""
    assert line.start_day is not None
    assert line.end_day is not None
    return {
        "start": line.start_day.isoformat(),
        "end": line.end_day.isoformat(),
        "hours": line.hours,
        "days_words": line.days_words,
        "price_words": line.price_words,
        "delivered": line.delivered,
        "delivery_fee": line.delivery_fee,
    }


def _taxes(purchase: Purchase, term: Term | None = None) -> list[dict[str, Any]]:
    """The taxes of the whole, or the share of each that a term carries."""
    taxes: Iterable[Any] = sorted(purchase.taxes, key=lambda tax: tax.code)
    return [
        {
            "code": tax.code,
            "base": term.base if term else tax.base,
            "dpp_other": None if term else tax.dpp_other,
            "amount": term.taxes[tax.code] if term else tax.amount,
            "collected_by": tax.collected_by.value,
            "why": tax.why,
            "rules": list(tax.rule_ids),
        }
        for tax in taxes
    ]
