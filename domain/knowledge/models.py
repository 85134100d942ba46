"""Crops and what ails them, as far as other rows point at them; words and steps are in the region pack."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from domain.db import Model


class Commodity(Model):
    """A crop. Retired ones stay, for the complaints that name them."""

    __tablename__ = "commodity"
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    retired: Mapped[bool] = mapped_column(default=False)


class Problem(Model):
    """A pest or disease (OPT) an answer can name."""

    __tablename__ = "problem"
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    latin: Mapped[str] = mapped_column(String(80), default="")
    retired: Mapped[bool] = mapped_column(default=False)
