"""Listings somebody wants to find again."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime


class Favourite(Model):
    __tablename__ = "favourite"
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    listing_id: Mapped[int] = mapped_column(ForeignKey("listing.id"), primary_key=True, index=True)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
