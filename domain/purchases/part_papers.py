"""What papers over a part of an order for goods say: a BAST, and the bill over one or several of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from domain.money import rupiah, terbilang
from domain.papers import queries as papers
from domain.papers.rules import PaperKind
from domain.people.models import Person
from domain.purchases import snapshots
from domain.purchases.claims import OUTCOME_WORDS, Claim, pieces_of
from domain.purchases.handovers import Handover
from domain.purchases.milestones import Term
from domain.purchases.models import Purchase


def hand_over(purchase: Purchase, order_number: str, made: Handover, *, last: bool) -> dict[str, Any]:
    """The n-th BAST: its pieces at the agreed prices, its share of the taxes, what is kept back and why."""
    whole = snapshots.hand_over(purchase, order_number)
    part = {"n": made.n, "last": last, "penalty": made.penalty, "why": made.why, "waived": made.waived}
    if made.n == 1 and last and made.base == purchase.base:
        return whole | ({"part": part} if made.penalty or made.waived else {})
    return whole | _part(purchase, whole, [made]) | {"part": part}


def invoice(purchase: Purchase, order_number: str, billed: Sequence[Handover], term: Term) -> dict[str, Any]:
    """The bill over the BAST it names."""
    whole = snapshots.invoice(purchase, order_number, "", None)
    return (
        whole
        | _part(purchase, whole, billed)
        | {
            "bast": numbers(purchase, billed),
            "withheld": term.withheld,
            "net": term.net,
            "part": _bill(term),
        }
    )


def numbers(purchase: Purchase, made: Sequence[Handover]) -> str:
    """The numbers of these BAST; empty when there are none."""
    issued = [paper.number for paper in papers.of(purchase.code) if paper.kind is PaperKind.BAST]
    return ", ".join(issued[each.n - 1] for each in made if each.n <= len(issued))


def receipt_of_money(whole: dict[str, Any], term: Term) -> dict[str, Any]:
    """The kuitansi of one bill: which it is, and what was kept back and why."""
    said = {name: value for name, value in whole.items() if name not in ("term", "terms")}
    return said | {"part": _bill(term)}


def _bill(term: Term) -> dict[str, Any]:
    return {"n": term.n, "last": False, "penalty": term.penalty, "why": term.why, "waived": ""}


def smaller(purchase: Purchase, order_number: str, claim: Claim, before: int) -> dict[str, Any]:
    """The addendum by which pieces leave an order: what it was worth before and after, and why."""
    named = pieces_of(claim)
    lines = [line for line in purchase.lines if line.id in named]
    was = [f"{line.name} {line.count.ordered + named[line.id]} {line.unit}" for line in lines]
    now = [f"{line.count.ordered} {line.unit}" for line in lines]
    order = snapshots.order(purchase)
    return {
        **{name: order[name] for name in ("office", "vendor", "fulfilment", "purchase", "signer")},
        "order": order_number,
        "change": {
            "what": "Jumlah barang",
            "before": ", ".join(was),
            "after": ", ".join(now),
            "reason": claim.words or claim.reason,
            "value": f"dari {rupiah(before)} menjadi {rupiah(purchase.total)}",
        },
    }


def minutes(purchase: Purchase, order_number: str, claim: Claim, mediator: Person) -> dict[str, Any]:
    """The minutes of a dispute: the pieces, what was said, how it was settled, by whom and why."""
    assert claim.outcome is not None
    whole = snapshots.hand_over(purchase, order_number)
    side = "Penyedia" if claim.by_vendor else "Kantor pemesan"
    said = (
        f"Penolakannya disanggah. {side}: “{claim.reason}”",
        f"Putusan penengah, {mediator.name}: {OUTCOME_WORDS[claim.outcome]}. Alasan: “{claim.words}”",
    )
    kept = ("office", "vendor", "fulfilment", "purchase", "order", "signer", "receiver")
    lines = _lines(purchase, whole, pieces_of(claim))
    return {name: whole[name] for name in kept} | {"lines": lines, "findings": list(said)}


def _part(purchase: Purchase, whole: dict[str, Any], made: Sequence[Handover]) -> dict[str, Any]:
    """Pieces, price and taxes of some BAST in place of the whole."""
    counted: Counter[int] = Counter()
    shares: Counter[str] = Counter()
    for each in made:
        counted.update({line.line_id: line.quantity for line in each.lines})
        shares.update(each.taxes)
    base, total = sum(each.base for each in made), sum(each.total for each in made)
    taxes = [tax | {"base": base, "dpp_other": None, "amount": shares[tax["code"]]} for tax in whole["taxes"]]
    return {
        "lines": _lines(purchase, whole, counted),
        "base": base,
        "taxes": taxes,
        "total": total,
        "in_words": terbilang(total),
    }


def _lines(purchase: Purchase, whole: dict[str, Any], counted: Mapping[int, int]) -> list[dict[str, Any]]:
    """The lines of a paper over the whole, with other quantities; those without any left out."""
    return [
        said | {"quantity": counted[line.id], "amount": counted[line.id] * line.price}
        for line, said in zip(purchase.lines, whole["lines"], strict=True)
        if counted.get(line.id)
    ]
