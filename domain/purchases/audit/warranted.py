"""SPP and SPM as kept beside the payments, against the days the journal noted for them."""

import json
from collections.abc import Iterator

from sqlalchemy import select

from domain.db import db
from domain.journal import JournalEntry
from domain.purchases.audit.prices import Difference
from domain.purchases.models import Purchase
from domain.purchases.money.models import PaymentWarrant
from domain.sentences import say


def differences() -> Iterator[Difference]:
    """Every payment whose SPP and SPM are gone, were changed, or came without an entry."""
    noted = _noted()
    asked = select(Purchase, PaymentWarrant).join(PaymentWarrant, PaymentWarrant.purchase_id == Purchase.id)
    for purchase, row in db.session.execute(asked.order_by(Purchase.id, PaymentWarrant.n)):
        days = row.spp_on.isoformat(), row.spm_on.isoformat()
        if noted.pop((purchase.code, row.n), None) != days:
            words = say("SPP dan SPM{which} tidak cocok dengan jurnal", which=_which(row.n))
            yield Difference(purchase.code, words)
    for code, n in noted:
        yield Difference(code, say("SPP dan SPM{which} hilang dari catatan", which=_which(n)))


def _noted() -> dict[tuple[str, int], tuple[str, str]]:
    asked = select(JournalEntry.subject, JournalEntry.facts).where(JournalEntry.event == "payment.warrant")
    told = ((subject, json.loads(facts)) for subject, facts in db.session.execute(asked))
    return {(subject, facts.get("n", 0)): (facts["spp_on"], facts["spm_on"]) for subject, facts in told}


def _which(n: int) -> str:
    return say(" ke-{n}", n=n) if n else ""
