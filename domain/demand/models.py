"""Needs that offices plan, what vendors watch for, and what they were told."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.db import Model, UtcDateTime
from domain.db import state as one_of
from domain.demand.rules import ANYWHERE, NeedState
from domain.people.models import Office, Village


class Need(Model):
    """A line of an office's procurement plan (RUP). `amount` is its ceiling in rupiah, `month` (1 to 12) when
    the choosing begins; no village means anywhere in the region. `source_sha256` names the table it came in."""

    __tablename__ = "need"
    __table_args__ = (
        UniqueConstraint("office_code", "fiscal_year", "rup_code"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("amount >= 1", name="amount"),
        Index("ix_need_state_fiscal_year_month_id", "state", "fiscal_year", "month", "id"),
        Index("ix_need_category_code_state", "category_code", "state"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    fiscal_year: Mapped[int]
    month: Mapped[int]
    rup_code: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(200))
    quantity: Mapped[str] = mapped_column(String(60), default="")
    amount: Mapped[int] = mapped_column(BigInteger)
    category_code: Mapped[str | None] = mapped_column(ForeignKey("category.code"))
    village_code: Mapped[str | None] = mapped_column(ForeignKey("village.code"))
    state: Mapped[NeedState] = mapped_column(one_of(NeedState, "state"), default=NeedState.OPEN)
    source_sha256: Mapped[str] = mapped_column(String(64))
    imported_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    imported_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    office: Mapped[Office] = relationship()
    village: Mapped[Village | None] = relationship()

    @property
    def begins(self) -> date:
        """The first day of its month."""
        return date(self.fiscal_year, self.month, 1)


class NeedWatch(Model):
    """A vendor wants to be told of needs of a category, in one village or (empty) anywhere."""

    __tablename__ = "need_watch"
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"), primary_key=True)
    category_code: Mapped[str] = mapped_column(ForeignKey("category.code"), primary_key=True, index=True)
    village_code: Mapped[str] = mapped_column(String(16), primary_key=True, default=ANYWHERE)
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class NeedNotice(Model):
    """A vendor was told of a need, once; `seen_at` when somebody there said so."""

    __tablename__ = "need_notice"
    __table_args__ = (Index("ix_need_notice_vendor_id_seen_at", "vendor_id", "seen_at"),)
    vendor_id: Mapped[int] = mapped_column(ForeignKey("vendor.id"), primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    need: Mapped[Need] = relationship()
