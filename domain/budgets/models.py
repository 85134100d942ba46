"""Budget lines (sub kegiatan and rekening of an office's DPA): a ceiling, what is held, what is spent."""

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.budgets.rules import Budget
from domain.db import Model
from domain.people.models import Office

FUND = "APBD"


class BudgetLine(Model):
    """Whole rupiah. `held` is taken by running purchases at submit, `spent` was paid."""

    __tablename__ = "budget_line"
    __table_args__ = (
        CheckConstraint("held >= 0", name="held"),
        CheckConstraint("spent >= 0", name="spent"),
        CheckConstraint("held + spent <= ceiling", name="ceiling"),
        Index("ix_budget_line_office_code_fiscal_year", "office_code", "fiscal_year"),
        Index(
            "uq_budget_line_key",
            "office_code",
            "fiscal_year",
            "sub_kegiatan",
            "rekening",
            "rup_code",
            unique=True,
            sqlite_where=text("rekening <> ''"),
            postgresql_where=text("rekening <> ''"),
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    office_code: Mapped[str] = mapped_column(ForeignKey("office.code"))
    fiscal_year: Mapped[int]
    name: Mapped[str] = mapped_column(String(160))
    fund_source: Mapped[str] = mapped_column(String(20), default=FUND)
    dpa_number: Mapped[str] = mapped_column(String(60), default="")
    sub_kegiatan: Mapped[str] = mapped_column(String(40), default="")
    rekening: Mapped[str] = mapped_column(String(40), default="")
    rup_code: Mapped[str] = mapped_column(String(20), default="")
    ceiling: Mapped[int] = mapped_column(BigInteger)
    held: Mapped[int] = mapped_column(BigInteger, default=0)
    spent: Mapped[int] = mapped_column(BigInteger, default=0)
    office: Mapped[Office] = relationship()

    @property
    def code(self) -> str:
        return str(self.id)

    @property
    def budget(self) -> Budget:
        return Budget(self.ceiling, self.held, self.spent)

    @property
    def left(self) -> int:
        return self.budget.left
