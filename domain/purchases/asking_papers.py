"""What the office writes before it buys: the request, and where its prices were looked up. Never shown to a vendor.

Issued while the dated rules ask for them; asked for again, a paper that would say something else takes the place
of the one before, which keeps its number.
"""

from collections.abc import Callable, Iterable
from typing import Any

from domain import clock, region
from domain.money import terbilang
from domain.papers import actions as issuing
from domain.papers import queries as papers
from domain.papers.models import Paper
from domain.papers.rules import INTERNAL, PaperKind, VoidReason
from domain.people.rules import Actor
from domain.purchases import copied
from domain.purchases.memory.queries import memory_of, on_other_shelves
from domain.purchases.models import Purchase

OTHERS = 2  # listings of other vendors named beside the one that was chosen
CHANGING = ("dated", "references")  # what differs from day to day although nothing was asked anew
Says = Callable[[Purchase], dict[str, Any]]


def issue_due(actor: Actor, purchase: Purchase) -> None:
    """The papers the rules of today ask for at this value; those that say the same already stay. Inside a write block."""
    for threshold, kind, says in (
        ("request_above", PaperKind.PERMINTAAN, request),
        ("compare_above", PaperKind.REFERENSI_HARGA, references),
    ):
        rule = region.current().thresholds_on(clock.today()).get(threshold)
        if rule is not None and purchase.total > rule.value:
            _issue(actor, purchase, kind, says(purchase))
        else:
            _drop(actor, purchase, kind)


def let_go(actor: Actor, purchase: Purchase, why: VoidReason) -> None:
    """The office does not ask any more: what it wrote before it asked is in force no longer."""
    _void(actor, purchase, why, INTERNAL)


def let_all_go(actor: Actor, purchase: Purchase, why: VoidReason) -> None:
    """The order ended before it was issued: nor are the minutes of its price."""
    _void(actor, purchase, why, INTERNAL | {PaperKind.BA_NEGOSIASI})


def _void(actor: Actor, purchase: Purchase, why: VoidReason, kinds: frozenset[PaperKind]) -> None:
    for paper in papers.of(purchase.code):
        if paper.kind in kinds and paper.voided is None:
            issuing.void(actor, paper, why)


def _drop(actor: Actor, purchase: Purchase, kind: PaperKind) -> None:
    """What was issued while the order was dearer speaks of another order."""
    before = _in_force(purchase, kind)
    if before is not None:
        issuing.void(actor, before, VoidReason.REPLACED)


def _in_force(purchase: Purchase, kind: PaperKind) -> Paper | None:
    issued = (each for each in papers.of(purchase.code) if each.kind is kind and each.voided is None)
    return next(issued, None)


def _issue(actor: Actor, purchase: Purchase, kind: PaperKind, says: dict[str, Any]) -> None:
    before = _in_force(purchase, kind)
    if before is not None:
        said = papers.says(papers.get(purchase.code, before.id))
        if all(said.get(name) == value for name, value in says.items() if name not in CHANGING):
            return
        issuing.void(actor, before, VoidReason.REPLACED)
    issuing.issue(actor, kind, owner=purchase.office_code, subject=purchase.code, snapshot=says)


def request(purchase: Purchase) -> dict[str, Any]:
    """What is needed, how much, where and until when, from which money."""
    return {
        **_asked(purchase),
        "base": purchase.base,
        "taxes": copied.taxes_of(purchase),
        "total": purchase.total,
        "in_words": terbilang(purchase.total),
        "deliver_to": purchase.deliver_to,
        "deliver_by": purchase.deliver_by.isoformat() if purchase.deliver_by else None,
        "contact": copied.contact(purchase),
        "note": purchase.note,
    }


def references(purchase: Purchase) -> dict[str, Any]:
    """Prices of the same things elsewhere on this day, each with its source."""
    return {**_asked(purchase), "references": list(_sources(purchase))}


def _asked(purchase: Purchase) -> dict[str, Any]:
    return {
        **copied.parties_of(purchase),
        "lines": [copied.line_of(line, line.quantity) | copied.described(line) for line in purchase.lines],
        "hps": purchase.hps,
        "hps_source": purchase.hps_source,
        "requester": copied.person_of(purchase.negotiator),
    }


def _sources(purchase: Purchase) -> Iterable[dict[str, Any]]:
    today = clock.today().isoformat()

    def source(what: str, where: str, price: int, unit: str) -> dict[str, Any]:
        return {"what": what, "where": where, "on": today, "price": price, "unit": unit}

    past, elsewhere = {each.name: each for each in memory_of(purchase)}, on_other_shelves(purchase)
    for line in purchase.lines:
        yield source(line.name, f"Etalase {purchase.vendor.legal_name}", line.listed_price, line.unit)
        for other in elsewhere[line.listing_id][:OTHERS]:
            yield source(
                f"{other.name} (barang {other.code})", f"Etalase {other.vendor}", other.price, other.unit
            )
        if line.name in past:
            found = past[line.name]
            where = f"Harga tengah {found.past.count} pesanan setahun terakhir"
            yield source(line.name, where, found.past.median, str(found.unit))
    if purchase.hps is not None:
        yield source("Seluruh pesanan, dengan pajak (HPS)", purchase.hps_source, purchase.hps, "paket")


def count_sources(says: dict[str, Any]) -> int:
    """How many different places prices were looked up at."""
    return len({each["where"] for each in says["references"]})
