"""Etalase and categories as far as listings point at them; names and pictures are in the region pack."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from domain.db import Model


class Category(Model):
    """A shelf of an etalase. Retired ones stay, for the listings that stand on them."""

    __tablename__ = "category"
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    etalase: Mapped[str] = mapped_column(String(40), index=True)
    name: Mapped[str] = mapped_column(String(80))
    retired: Mapped[bool] = mapped_column(default=False)
