"""Changes of an issued order that one side proposed and the other answered: rows, before and after."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime, state
from domain.purchases.addenda.rules import AddendumState, Terms


class Addendum(Model):
    """The n-th change proposed for an order. `before` and `after` hold terms and total; whole rupiah."""

    __tablename__ = "purchase_addendum"
    __table_args__ = (UniqueConstraint("purchase_id", "n"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"))
    n: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(400))
    state: Mapped[AddendumState] = mapped_column(state(AddendumState, "state"), default=AddendumState.WAITING)
    proposed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


def written(terms: Terms, total: int) -> dict[str, Any]:
    """Terms and total as kept in a row."""
    day = terms.deliver_by.isoformat() if terms.deliver_by else None
    return {
        "quantities": list(terms.quantities),
        "prices": list(terms.prices),
        "deliver_by": day,
        "total": total,
        **({"until": [each.isoformat() if each else None for each in terms.until]} if terms.until else {}),
    }


def read(kept: dict[str, Any]) -> Terms:
    """The terms a row keeps."""
    day = kept["deliver_by"]
    until = tuple(date.fromisoformat(each) if each else None for each in kept.get("until", ()))
    return Terms(
        tuple(kept["quantities"]), tuple(kept["prices"]), date.fromisoformat(day) if day else None, until
    )
