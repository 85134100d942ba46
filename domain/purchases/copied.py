"""The facts a paper copies off a purchase: parties, budget, lines, taxes and terms, as text and whole rupiah."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from domain import clock, region
from domain.catalogue.packages import queries as packages
from domain.catalogue.packages.rules import cancel_words
from domain.papers import queries as papers
from domain.papers.models import Paper
from domain.papers.rules import ORDERS
from domain.people.models import Office, Person, Vendor
from domain.people.phones import national
from domain.purchases import milestones
from domain.purchases.milestones import Term
from domain.purchases.models import Purchase, PurchaseLine
from domain.purchases.penalties import penalty_cap
from domain.sentences import say


def package_of(purchase: Purchase) -> dict[str, Any]:
    """What an organiser promised: the package as its version said it, and the milestones with their days."""
    planned = milestones_of(purchase)
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


def milestones_of(purchase: Purchase) -> list[dict[str, Any]]:
    return [
        {
            "name": each.name,
            "deliverable": each.deliverable,
            "weight": each.weight,
            "due": each.due.isoformat(),
        }
        for each in milestones.of(purchase)
    ]


def parties_of(purchase: Purchase) -> dict[str, Any]:
    """What every paper of an order says: who, of which order and budget, and when the papers before were issued.

    Once the order is signed, who and which budget are as the order says: a business renamed since is another
    matter, for an addendum.
    """
    issued = papers.of(purchase.code)
    return {
        **_named(purchase, [paper for paper in issued if paper.kind in ORDERS]),
        "fulfilment": purchase.kind.value,
        "purchase": purchase.code,
        "job": job_of(purchase),
        "dated": {paper.number: paper.issued_on.isoformat() for paper in issued},
    }


def _named(purchase: Purchase, orders: Sequence[Paper]) -> dict[str, Any]:
    """Office, vendor and budget: by the signed order, else as they are today."""
    if orders:
        signed = papers.says(papers.get(purchase.code, orders[-1].id))
        if signed.get("budget"):
            return {name: signed[name] for name in ("office", "vendor", "budget")}
    return {
        "office": office_of(purchase.office),
        "vendor": vendor_of(purchase.vendor),
        "budget": budget_of(purchase),
    }


def job_of(purchase: Purchase) -> str:
    """What is bought, in a line: the first thing, and how many more."""
    first, more = purchase.lines[0].name, len(purchase.lines) - 1
    return say("{first} dan {more} lainnya", first=first, more=more) if more else first


def contact(purchase: Purchase) -> dict[str, str]:
    """Whom the vendor meets where it delivers."""
    return {
        "name": purchase.contact,
        "phone": national(purchase.contact_phone) if purchase.contact_phone else "",
    }


def local(moment: datetime | None) -> str | None:
    """A moment on the region's clock, to the minute."""
    return f"{clock.local(moment):%Y-%m-%dT%H:%M}" if moment else None


def payment_terms(purchase: Purchase) -> str:
    """When and in how many parts it is paid."""
    days = region.current().purchasing.payment_due_days
    parts = len(milestones.of(purchase))
    if parts > 1:
        return say(
            "paling banyak {parts} termin, masing-masing {days} hari sesudah BAST tahapnya",
            parts=parts,
            days=days,
        )
    return say("sekaligus, paling lambat {days} hari sesudah BAST", days=days)


def clauses(purchase: Purchase) -> dict[str, Any]:
    """The figures of the terms of an order, by the rules of today; None where the region lays none down.

    Shares are fractions as text, rupiah whole.
    """
    cap = penalty_cap(region.current().thresholds_on(clock.today()))
    above, share = _rule("guarantee_above"), _rule("guarantee_share")
    guarantee = (
        int(purchase.total * share) if share and above is not None and purchase.total > above else None
    )
    return {
        "penalty": _text(_rule("late_penalty_per_day")),
        "penalty_cap": _text(cap.value) if cap else None,
        "addendum": _text(_rule("addendum_share")),
        "guarantee": guarantee,
    }


def stamp_above() -> int | None:
    """From which rupiah on a receipt carries a stamp."""
    limit = _rule("stamp_duty_above")
    return None if limit is None else int(limit)


def _rule(code: str) -> Fraction | None:
    found = region.current().thresholds_on(clock.today()).get(code)
    return found.value if found else None


def _text(share: Fraction | None) -> str | None:
    return None if share is None else str(share)


def described(line: PurchaseLine) -> dict[str, Any]:
    """What the shelf said of a thing when it was ordered."""
    return {"spec": line.spec, "listed": line.listed_price}


def office_of(office: Office) -> dict[str, Any]:
    return {"code": office.code, "name": office.name, "address": office.address, "npwp": office.npwp}


def vendor_of(vendor: Vendor) -> dict[str, Any]:
    return {
        "id": vendor.id,
        "name": vendor.legal_name,
        "kind": vendor.kind.value,
        "nib": vendor.nib,
        "npwp": vendor.npwp,
        "address": vendor.address,
        "village": vendor.village.name,
        "size_class": vendor.size_class,
        "owner": vendor.owner_name,
        "position": vendor.owner_position,
    }


def bank_of(vendor: Vendor) -> dict[str, str]:
    return {"name": vendor.bank_name, "account": vendor.bank_account, "holder": vendor.bank_holder}


def person_of(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {"id": None, "name": ""}
    return {"id": person.id, "name": person.name, "nip": person.nip}


def budget_of(purchase: Purchase) -> dict[str, Any]:
    line = purchase.budget_line
    assert line is not None
    return {
        "name": line.name,
        "dpa": line.dpa_number,
        "sub_kegiatan": line.sub_kegiatan,
        "rekening": line.rekening,
        "rup": line.rup_code,
        "year": line.fiscal_year,
        "fund": line.fund_source,
        "ceiling": line.ceiling,
    }


def line_of(line: PurchaseLine, quantity: int) -> dict[str, Any]:
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
    return said | days_of(line) if line.choice else said


def days_of(line: PurchaseLine) -> dict[str, Any]:
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


def taxes_of(purchase: Purchase, term: Term | None = None) -> list[dict[str, Any]]:
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
