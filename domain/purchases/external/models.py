"""Purchases made in the national catalogue, as its reports tell them: counted apart from those made here."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime


class ExternalPurchase(Model):
    """One package of the national catalogue: whole rupiah, the day of its order, and the file it came from."""

    __tablename__ = "external_purchase"
    __table_args__ = (
        CheckConstraint("value > 0", name="value"),
        Index("ix_external_purchase_ordered_on", "ordered_on"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"), index=True)
    vendor_name: Mapped[str] = mapped_column(String(120))
    vendor_npwp: Mapped[str] = mapped_column(String(16), default="")
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendor.id"))
    name: Mapped[str] = mapped_column(String(200))
    value: Mapped[int] = mapped_column(BigInteger)
    ordered_on: Mapped[date]
    source_sha256: Mapped[str] = mapped_column(String(64))
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
