"""What time does to purchases: reservations end, orders expire, payments count as confirmed."""

from datetime import timedelta

from sqlalchemy import select

from domain import clock, region
from domain.db import db
from domain.errors import Stale
from domain.papers.rules import VoidReason
from domain.people.rules import SYSTEM
from domain.purchases.actions.steps import begin, call_off, finish, let_go
from domain.purchases.models import Purchase
from domain.purchases.states import State
from domain.sentences import say
from domain.writing import write

BATCH = 100
REASONS = {
    "release": say("PPK belum memutuskan sampai batas waktu. Ajukan lagi bila masih perlu."),
    "lapse": say("Tawaran tidak dijawab sampai batas waktu. Ajukan dengan harga etalase, atau tawar lagi."),
    "expire": say("Penjual tidak menjawab sampai batas waktu."),
}


def run_due() -> int:
    """Move every purchase whose time has come, each in a write block of its own; returns how many."""
    return sum(move(verb, code) for verb, code in _due())


def move(verb: str, code: str) -> bool:
    """Move one purchase, unless somebody was quicker since it was found."""
    with write():
        try:
            purchase = begin(SYSTEM, code, verb, None)
        except Stale:
            return False
        if not _is_due(verb, purchase):
            return False
        if verb in ("release", "lapse"):
            let_go(SYSTEM, purchase)
        elif verb == "expire":
            call_off(SYSTEM, purchase, VoidReason.EXPIRED)
        purchase.reason = REASONS.get(verb, purchase.reason)
        finish(SYSTEM, purchase, verb)
        return True


def _is_due(verb: str, purchase: Purchase) -> bool:
    """Asked again of the locked row: it may have been withdrawn and submitted anew meanwhile."""
    until = {
        "release": purchase.reserved_until,
        "lapse": purchase.reserved_until,
        "expire": purchase.accept_by,
        "finish": purchase.paid_at and purchase.paid_at + _confirm_time(),
    }[verb]
    return until is not None and until <= clock.now()


def _confirm_time() -> timedelta:
    return timedelta(days=region.current().purchasing.vendor_confirm_days)


def _due() -> list[tuple[str, str]]:
    now = clock.now()
    wanted = (
        ("lapse", (State.OFFERED, State.COUNTERED), Purchase.reserved_until <= now),
        ("release", (State.AWAITING_APPROVAL,), Purchase.reserved_until <= now),
        ("expire", (State.ISSUED,), Purchase.accept_by <= now),
        ("finish", (State.PAID,), Purchase.paid_at <= now - _confirm_time()),
    )
    return [
        (verb, f"P{number:04}")
        for verb, states, when in wanted
        for number in db.session.scalars(
            select(Purchase.id).where(Purchase.state.in_(states), when).order_by(Purchase.id).limit(BATCH)
        )
    ]
