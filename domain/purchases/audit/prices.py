"""What is paid for one, against what was agreed or listed; and the rounds against the journal."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select

from domain.db import db
from domain.journal import JournalEntry
from domain.money import rupiah
from domain.purchases.models import Purchase, PurchaseLine
from domain.purchases.negotiation.models import NegotiationRound
from domain.sentences import say

SPOKEN = ("purchase.offer", "purchase.counter", "purchase.quoted")
BATCH = 200


class Difference(NamedTuple):
    """Where stored and worked-out part: the purchase, paper, series or budget line, and how."""

    subject: str
    words: str


def differences(
    purchase: Purchase, agreed: NegotiationRound | None, changed: tuple[int, ...] | None = None
) -> Iterator[Difference]:
    """Lines that do not cost what the last addendum, the round in force or the shelf says, in this order."""
    if purchase.agreed_round and agreed is None:
        yield Difference(
            purchase.code,
            say("putaran {agreed_round} yang disepakati tidak ada", agreed_round=purchase.agreed_round),
        )
        return
    for at, line in enumerate(purchase.lines):
        due = changed[at] if changed else _due(line, agreed)
        if line.price != due:
            basis = "addendum" if changed else "disepakati" if agreed else "etalase"
            words = say(
                "harga {name} tersimpan {price}, harga {basis} {due}",
                name=line.name,
                price=rupiah(line.price),
                basis=basis,
                due=rupiah(due),
            )
            yield Difference(purchase.code, words)
        fee = agreed.fees.get(line.listing_id) if agreed else None
        if fee is not None and line.delivery_fee != fee:
            words = say(
                "ongkos antar {name} tersimpan {fee}, disepakati {due}",
                name=line.name,
                fee=rupiah(line.delivery_fee),
                due=rupiah(fee),
            )
            yield Difference(purchase.code, words)


def _due(line: PurchaseLine, agreed: NegotiationRound | None) -> int:
    return agreed.offered.get(line.listing_id, 0) if agreed else line.listed_price


def agreed_rounds() -> dict[int, NegotiationRound]:
    """The rounds in force, by purchase id."""
    found = select(NegotiationRound).join(Purchase, Purchase.id == NegotiationRound.purchase_id)
    rows = db.session.scalars(found.where(NegotiationRound.n == Purchase.agreed_round))
    return {row.purchase_id: row for row in rows}


def rounds_apart() -> Iterator[Difference]:
    """Rounds that do not say what the journal noted when they were spoken, or that it never noted."""
    asked = select(JournalEntry.subject, JournalEntry.facts).where(JournalEntry.event.in_(SPOKEN))
    noted = {}
    for subject, written in db.session.execute(asked.execution_options(yield_per=BATCH)):
        facts = json.loads(written)
        noted[subject, facts["round"]] = (facts["prices"], facts.get("fees", []))
    rounds = select(NegotiationRound).order_by(NegotiationRound.purchase_id, NegotiationRound.n)
    for each in db.session.scalars(rounds.execution_options(yield_per=BATCH)):
        code = f"P{each.purchase_id:04}"
        if noted.pop((code, each.n), None) != (list(each.offered.values()), list(each.fees.values())):
            yield Difference(code, say("putaran {n} tidak cocok dengan jurnal", n=each.n))
    for code, n in sorted(noted):
        yield Difference(code, say("putaran {n} hilang", n=n))
