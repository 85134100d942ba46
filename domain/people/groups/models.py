"""Farmer groups of a village and their members. Nobody has to be in one."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.db import Model, UtcDateTime
from domain.people.models import Village


class FarmerGroup(Model):
    """A kelompok tani. `key` is its name as it is compared: no two of one village are written alike."""

    __tablename__ = "farmer_group"
    __table_args__ = (UniqueConstraint("village_code", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    key: Mapped[str] = mapped_column(String(80))
    village_code: Mapped[str] = mapped_column(ForeignKey("village.code"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    village: Mapped[Village] = relationship()


class GroupMember(Model):
    """A farmer of a group; the row goes when the farmer leaves it."""

    __tablename__ = "farmer_group_member"
    group_id: Mapped[int] = mapped_column(ForeignKey("farmer_group.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
