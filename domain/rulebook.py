"""The dated rules as they were loaded: rows that never change once something was decided by them.

A row's id is the hash of what the rule says, so a purchase can name the very rule it followed.
"""

from datetime import date

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.db import Model


class RuleRow(Model):
    """One line of lanes, forms, thresholds, rates or choices of tax practice. `says` is canonical JSON; `valid_to` is half-open."""

    __tablename__ = "rule_row"
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    file: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(60), index=True)
    says: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    sure: Mapped[str] = mapped_column(String(2))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    used: Mapped[bool] = mapped_column(default=False)
