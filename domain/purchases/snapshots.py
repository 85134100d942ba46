"""What a paper of a purchase says: facts copied as text and whole rupiah, ready for canonical JSON."""

from collections.abc import Iterable
from typing import Any

from domain.money import terbilang
from domain.people.models import Office, Person, Vendor
from domain.purchases.checklists import STEP_WORDS, Checklist
from domain.purchases.lateness import Lateness
from domain.purchases.models import Purchase, PurchaseLine


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
        "receiver": _person(by),
        "signer": _person(by),
    }


def hand_over(purchase: Purchase, order_number: str) -> dict[str, Any]:
    """The BAST: everything accepted, at the agreed prices."""
    return {
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


def invoice(purchase: Purchase, order_number: str, bast_number: str) -> dict[str, Any]:
    """The vendor's invoice over what was handed over, with the account to pay into."""
    return hand_over(purchase, order_number) | {
        "bast": bast_number,
        "withheld": purchase.withheld,
        "net": purchase.net,
        "tax_invoice": purchase.tax_invoice,
        "bank": _bank(purchase.vendor),
    }


def receipt_of_money(purchase: Purchase, order_number: str, invoice_number: str) -> dict[str, Any]:
    """The kuitansi: received from whom, how much, for what."""
    payment = purchase.payment
    assert payment is not None
    return {
        **_parties(purchase),
        "purchase": purchase.code,
        "order": order_number,
        "invoice": invoice_number,
        "budget": _budget(purchase),
        "total": payment.gross,
        "withheld": payment.withheld,
        "net": payment.net,
        "taxes": _taxes(purchase),
        "in_words": terbilang(payment.gross),
        "proof_number": payment.proof_number,
        "paid_on": payment.paid_on.isoformat(),
        "payment_way": payment.way.value,
        "payer": _person(purchase.payer),
        "signer": _person(purchase.signer),
        "bank": _bank(purchase.vendor),
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


def _taxes(purchase: Purchase) -> list[dict[str, Any]]:
    taxes: Iterable[Any] = sorted(purchase.taxes, key=lambda tax: tax.code)
    return [
        {
            "code": tax.code,
            "base": tax.base,
            "dpp_other": tax.dpp_other,
            "amount": tax.amount,
            "collected_by": tax.collected_by.value,
            "why": tax.why,
            "rules": list(tax.rule_ids),
        }
        for tax in taxes
    ]
