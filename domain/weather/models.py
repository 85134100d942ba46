"""The forecast of each village, as it was last fetched."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.db import Model, UtcDateTime


class Forecast(Model):
    """One village's steps of domain.weather.rules. `attribution` names whose forecast it is."""

    __tablename__ = "forecast"
    village_code: Mapped[str] = mapped_column(ForeignKey("village.code"), primary_key=True)
    fetched_at: Mapped[datetime] = mapped_column(UtcDateTime)
    steps: Mapped[list[list[Any]]] = mapped_column(JSON)
    attribution: Mapped[str] = mapped_column(String(80))
