"""Prices of crops, and spreadsheets of them that wait for a yes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime
from domain.prices.rules import SOURCE_LENGTH, Quote


class Price(Model):
    """Whole rupiah for one unit of a crop, at a place, on a day. Places and units are the region's codes."""

    __tablename__ = "price"
    __table_args__ = (
        UniqueConstraint("commodity_code", "market_code", "unit_code", "day"),
        CheckConstraint("rupiah >= 1", name="rupiah"),
        Index("ix_price_day", "day"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    commodity_code: Mapped[str] = mapped_column(ForeignKey("commodity.code"))
    market_code: Mapped[str] = mapped_column(String(40))
    unit_code: Mapped[str] = mapped_column(String(40))
    rupiah: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[date]
    source: Mapped[str] = mapped_column(String(SOURCE_LENGTH))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    @property
    def code(self) -> str:
        return str(self.id)

    @property
    def quote(self) -> Quote:
        return Quote(**{name: getattr(self, name) for name in Quote.__slots__})


class PriceImport(Model):
    """A spreadsheet that was read: its good rows and its faults. Nothing counts until `taken_at`."""

    __tablename__ = "price_import"
    id: Mapped[int] = mapped_column(primary_key=True)
    read_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    read_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    rows: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    faults: Mapped[list[list[Any]]] = mapped_column(JSON)
    taken_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def code(self) -> str:
        return str(self.id)
