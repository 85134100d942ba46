"""The rounds of a negotiation. They are only ever added: a withdrawn offer stays to be seen."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.db import Model, UtcDateTime, append_only
from domain.db import state as one_of
from domain.people.models import Person
from domain.purchases.negotiation.rules import Side

NOTE_LENGTH = 200


class NegotiationRound(Model):
    """The n-th word of one purchase, by one side; the other side answers until `valid_until`.

    `prices` is [listing id, listed unit price, offered unit price] for each line, whole rupiah; of what is
    brought for a fee it goes on with [listed fee, offered fee].
    `base` what the lines cost at these prices, before tax. `deliver_by` is None when the day stays.
    """

    __tablename__ = "negotiation_round"
    __table_args__ = (CheckConstraint("n >= 1", name="counted"), CheckConstraint("base >= 1", name="base"))
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchase.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    side: Mapped[Side] = mapped_column(one_of(Side, "side"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    prices: Mapped[list[Any]] = mapped_column(JSON)
    base: Mapped[int] = mapped_column(BigInteger)
    deliver_by: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    valid_until: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[Person] = relationship()

    @property
    def offered(self) -> dict[int, int]:
        """Rupiah for one, by listing id."""
        return {listing: price for listing, _listed, price, *_fees in self.prices}

    @property
    def fees(self) -> dict[int, int]:
        """Rupiah for bringing, by listing id; only of what has a fee on its list."""
        return {row[0]: row[4] for row in self.prices if len(row) > 3}

    @property
    def listed_fees(self) -> dict[int, int]:
        """The fees the list asked, in the same way."""
        return {row[0]: row[3] for row in self.prices if len(row) > 3}


append_only(NegotiationRound.__table__)  # type: ignore[arg-type]
