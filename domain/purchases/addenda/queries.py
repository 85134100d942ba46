"""The changes of an order: the one that waits, the ones in force."""

from typing import NamedTuple

from sqlalchemy import func, select

from domain.catalogue.rental.rules import DAY
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.purchases.addenda import rules
from domain.purchases.addenda.models import Addendum, read
from domain.purchases.addenda.rules import AddendumState, Terms
from domain.purchases.models import Purchase
from domain.purchases.states import State

CHANGED_IN = (
    State.ACCEPTED,
    State.IN_USE,
)  # an order is changed before it is begun, a rental made longer while it runs


class ShownAddendum(NamedTuple):
    """A change that waits for the vendor: what, why, and the value before and after (rupiah)."""

    changes: tuple[tuple[str, str, str], ...]
    reason: str
    before: int
    after: int


def terms_of(purchase: Purchase) -> Terms:
    """What binds now."""
    lines = purchase.lines
    rented = purchase.kind is FulfilmentKind.RENTAL
    return Terms(
        tuple(line.quantity for line in lines), tuple(line.price for line in lines), purchase.deliver_by,
        tuple(line.end_day - DAY if line.end_day else None for line in lines) if rented else (),
    )  # fmt: skip


def waiting(purchase: Purchase) -> Addendum | None:
    """The change the vendor has not answered; asked only where there may be one."""
    if purchase.state not in CHANGED_IN:
        return None
    found = select(Addendum).where(
        Addendum.purchase_id == purchase.id, Addendum.state == AddendumState.WAITING
    )
    return db.session.scalar(found)


def count_of(purchase: Purchase) -> int:
    return db.session.scalar(select(func.count()).where(Addendum.purchase_id == purchase.id)) or 0


def first_total(purchase: Purchase) -> int:
    """What the order was worth before its first change, in rupiah."""
    agreed = (Addendum.purchase_id == purchase.id, Addendum.state == AddendumState.AGREED)
    first = db.session.scalar(select(Addendum).where(*agreed).order_by(Addendum.n).limit(1))
    return first.before["total"] if first else purchase.total


def shown(purchase: Purchase, row: Addendum | None) -> ShownAddendum | None:
    if row is None:
        return None
    names = [(line.name, line.unit) for line in purchase.lines]
    told = rules.changes(read(row.before), read(row.after), names)
    return ShownAddendum(tuple(told), row.reason, row.before["total"], row.after["total"])


def closed_verbs(row: Addendum | None) -> set[str]:
    """One change at a time; nothing to answer while none waits."""
    return {"propose_change", "extend"} if row else {"agree_change", "refuse_change", "drop_change"}


def prices_in_force() -> dict[int, tuple[int, ...]]:
    """Prices of the lines by the last agreed change, by purchase id."""
    agreed = select(Addendum).where(Addendum.state == AddendumState.AGREED).order_by(Addendum.n)
    return {row.purchase_id: read(row.after).prices for row in db.session.scalars(agreed)}
