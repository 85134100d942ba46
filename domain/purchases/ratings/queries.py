"""Marks of orders and of vendors."""

from sqlalchemy import func, select

from domain.db import db
from domain.purchases.models import Purchase
from domain.purchases.ratings.models import OrderRating
from domain.purchases.ratings.rules import Marks
from domain.purchases.states import State


def rating_of(purchase: Purchase) -> OrderRating | None:
    """The mark of an order; no statement before it is finished."""
    return db.session.get(OrderRating, purchase.id) if purchase.state is State.DONE else None


def marks_of(vendor_id: int) -> Marks:
    """How a vendor's finished orders were marked."""
    asked = (
        select(func.count(), func.coalesce(func.sum(OrderRating.score), 0))
        .join(Purchase, Purchase.id == OrderRating.purchase_id)
        .where(Purchase.vendor_id == vendor_id)
    )
    count, total = db.session.execute(asked).one()
    return Marks(count, int(total))


def closed_verbs(purchase: Purchase) -> set[str]:
    """Steps the table offers that were taken already, or have nothing to answer yet."""
    if purchase.state is not State.DONE:
        return set()
    rating = rating_of(purchase)
    if rating is None:
        return {"answer_rating"}
    return {"rate", "answer_rating"} if rating.answered_at else {"rate"}
