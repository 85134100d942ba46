"""What offices owe a vendor: summed in the database, listed page by page."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, exists, func, not_, select

from domain import clock, region
from domain.catalogue.packages.rules import WHOLE
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people.rules import VENDOR_HATS, Actor, Right
from domain.purchases import queries
from domain.purchases.handovers import Handover
from domain.purchases.kept_back import KeptBack
from domain.purchases.milestones import PurchaseMilestone, Stage, TermPayment
from domain.purchases.models import Purchase, PurchaseTax
from domain.purchases.states import State
from domain.tax.model import CollectedBy
from domain.tax.reasons import NAMES

OWED = (State.HANDED_OVER, State.INVOICED, State.VERIFIED)
PAID = (State.PAID, State.DONE)


_HANDED_OVER = (
    select(func.coalesce(func.sum(PurchaseMilestone.weight), 0))
    .where(
        PurchaseMilestone.purchase_id == Purchase.id,
        PurchaseMilestone.stage == Stage.HANDED_OVER,
    )
    .correlate(Purchase)
    .scalar_subquery()
)
_UNPAID = (
    select(func.coalesce(func.sum(Handover.net), 0))
    .where(Handover.purchase_id == Purchase.id, Handover.paid.is_(False))
    .correlate(Purchase)
    .scalar_subquery()
)
_PAID_ALREADY = exists().where(TermPayment.purchase_id == KeptBack.purchase_id, TermPayment.n == KeptBack.n)
_KEPT_BACK = (
    select(func.coalesce(func.sum(KeptBack.penalty), 0))
    .where(KeptBack.purchase_id == Purchase.id, not_(_PAID_ALREADY))
    .correlate(Purchase)
    .scalar_subquery()
)
DUE = case(
    (Purchase.kind == FulfilmentKind.ORGANISER, Purchase.net * _HANDED_OVER // WHOLE - _KEPT_BACK),
    (Purchase.kind == FulfilmentKind.PRODUCT, _UNPAID),
    else_=Purchase.net - _KEPT_BACK,
)


class Owed(NamedTuple):
    """Net rupiah still to come, and when the oldest of it was handed over (UTC)."""

    net: int
    oldest: datetime | None

    @property
    def days(self) -> int:
        """Whole days the oldest has waited."""
        return (clock.now() - self.oldest).days if self.oldest else 0

    @property
    def share(self) -> float:
        """How much of the promised time to pay has passed for the oldest; 1 and more is late."""
        return self.days / region.current().purchasing.payment_due_days


NOTHING = Owed(0, None)


def owed(actor: Actor) -> Owed:
    """Everything handed over to offices and not yet paid for; nothing for staff without the right to money."""
    if not _may(actor):
        return NOTHING
    mine = queries.visible_to(actor).where(Purchase.state.in_(OWED))
    sums = mine.with_only_columns(func.coalesce(func.sum(DUE), 0), func.min(Purchase.handed_over_at))
    net, oldest = db.session.execute(sums).one()
    return Owed(int(net), oldest)


def due_of(purchases: Iterable[Purchase]) -> dict[int, int]:
    """Net rupiah each order brings next, by its id: of what was handed over and is not yet paid.

    With milestones a share of the whole by weight; the term itself may differ by the rupiahs its taxes are rounded by.
    """
    ids = [purchase.id for purchase in purchases]
    return dict(db.session.execute(select(Purchase.id, DUE).where(Purchase.id.in_(ids))).all())


class Withheld(NamedTuple):
    """A tax kept back from a payment: rupiah of the whole order, and the rule in words."""

    name: str
    amount: int
    why: str


def withheld_of(purchases: Iterable[Purchase]) -> dict[int, list[Withheld]]:
    """What is kept back of each order and why, by its id, in one statement."""
    ids = [purchase.id for purchase in purchases]
    asked = select(PurchaseTax).where(
        PurchaseTax.purchase_id.in_(ids), PurchaseTax.collected_by != CollectedBy.VENDOR
    )
    found: dict[int, list[Withheld]] = {}
    for tax in db.session.scalars(asked.order_by(PurchaseTax.purchase_id, PurchaseTax.code)):
        found.setdefault(tax.purchase_id, []).append(Withheld(NAMES[tax.code], tax.amount, tax.why))
    return found


def unpaid(actor: Actor, *, after: int = 0) -> list[Purchase]:
    """Handed over and not yet paid, oldest first, one more than a page."""
    return queries.page_of(actor, states=OWED, after=after, oldest_first=True) if _may(actor) else []


def paid(actor: Actor, *, after: int = 0) -> list[Purchase]:
    """Paid, newest first, one more than a page."""
    return queries.page_of(actor, states=PAID, after=after) if _may(actor) else []


def _may(actor: Actor) -> bool:
    return actor.hat not in VENDOR_HATS or actor.sells(Right.MONEY)
