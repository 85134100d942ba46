"""Reads of a negotiation, for purchases somebody found on their own behalf."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.db import db
from domain.purchases.models import Purchase
from domain.purchases.negotiation.models import NegotiationRound
from domain.purchases.negotiation.rules import Side


def rounds_of(purchase: Purchase) -> list[NegotiationRound]:
    """Every round of a purchase, the first one first; no statement when nobody haggled."""
    if not purchase.rounds:
        return []
    found = select(NegotiationRound).where(NegotiationRound.purchase_id == purchase.id)
    return list(
        db.session.scalars(found.options(joinedload(NegotiationRound.by)).order_by(NegotiationRound.n))
    )


def last_of(purchase: Purchase) -> NegotiationRound:
    """The round on the table. Raises NoResultFound when there is none."""
    return db.session.get_one(NegotiationRound, (purchase.id, purchase.rounds))


def bargained_for_office(purchase: Purchase) -> set[int]:
    """Ids of the persons who haggled for the office."""
    return {each.by_id for each in rounds_of(purchase) if each.side is Side.OFFICE}
