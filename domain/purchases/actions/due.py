"""What time does to purchases: reservations end, orders expire, payments count as confirmed."""

from datetime import timedelta

from sqlalchemy import select

from domain import clock, region
from domain.db import db
from domain.people.rules import SYSTEM
from domain.purchases.actions.steps import begin, finish, let_go
from domain.purchases.models import Purchase
from domain.purchases.states import State
from domain.writing import write

BATCH = 100


def run_due() -> int:
    """Move every purchase whose time has come, each in a write block of its own; returns how many."""
    moved = 0
    for verb, code in _due():
        with write():
            purchase = begin(SYSTEM, code, verb, None)
            if verb in ("release", "expire"):
                let_go(SYSTEM, purchase)
            finish(SYSTEM, purchase, verb)
            moved += 1
    return moved


def _due() -> list[tuple[str, str]]:
    now = clock.now()
    confirmed = now - timedelta(days=region.current().purchasing.vendor_confirm_days)
    wanted = (
        ("release", State.AWAITING_APPROVAL, Purchase.reserved_until <= now),
        ("expire", State.ISSUED, Purchase.accept_by <= now),
        ("finish", State.PAID, Purchase.paid_at <= confirmed),
    )
    return [
        (verb, f"P{number:04}")
        for verb, state, when in wanted
        for number in db.session.scalars(
            select(Purchase.id).where(Purchase.state == state, when).order_by(Purchase.id).limit(BATCH)
        )
    ]
