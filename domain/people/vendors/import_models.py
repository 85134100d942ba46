"""A spreadsheet of vendors on its way in: the whole, and each of its lines."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime, state


class ImportState(StrEnum):
    """`checking` and `writing` are the job's; between them somebody says yes or no."""

    CHECKING = "checking"
    READY = "ready"
    WRITING = "writing"
    DONE = "done"
    DROPPED = "dropped"


class Outcome(StrEnum):
    UNCHECKED = "unchecked"
    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


class VendorImport(Model):
    """`handled` of `total` lines are through the step the import is in."""

    __tablename__ = "vendor_import"
    __table_args__ = (Index("ix_vendor_import_state_id", "state", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    file_name: Mapped[str] = mapped_column(String(120))
    state: Mapped[ImportState] = mapped_column(state(ImportState, "state"), default=ImportState.CHECKING)
    total: Mapped[int]
    handled: Mapped[int] = mapped_column(default=0)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class VendorImportLine(Model):
    """A line by its number in the sheet. `cells` is JSON by column; `message` says what is wrong in `field`."""

    __tablename__ = "vendor_import_line"
    __table_args__ = (Index("ix_vendor_import_line_import_id_nib", "import_id", "nib"),)
    import_id: Mapped[int] = mapped_column(ForeignKey("vendor_import.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cells: Mapped[str] = mapped_column(Text)
    nib: Mapped[str] = mapped_column(String(13), default="")
    outcome: Mapped[Outcome] = mapped_column(state(Outcome, "outcome"), default=Outcome.UNCHECKED)
    field: Mapped[str] = mapped_column(String(20), default="")
    message: Mapped[str] = mapped_column(String(200), default="")
    vendor_id: Mapped[int | None] = mapped_column(ForeignKey("vendor.id"))
