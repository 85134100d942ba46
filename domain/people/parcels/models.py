"""What farmers say to grow, parcel by parcel. Where it lies on a map is not kept."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime


class Parcel(Model):
    """One crop on one piece of land. `area_m2` is whole square metres, None when not told."""

    __tablename__ = "parcel"
    __table_args__ = (
        CheckConstraint("area_m2 > 0", name="area"),
        Index("ix_parcel_person_id_commodity_code", "person_id", "commodity_code"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    commodity_code: Mapped[str] = mapped_column(ForeignKey("commodity.code"))
    label: Mapped[str] = mapped_column(String(40), default="")
    area_m2: Mapped[int | None]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
