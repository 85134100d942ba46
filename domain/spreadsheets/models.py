"""A spreadsheet on its way in: the whole, and each of its lines."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.db import Model, UtcDateTime
from domain.db import state as one_of
from domain.people.rules import Role


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


class SheetImport(Model):
    """`handled` of `total` lines are through the step the import is in.

    `kind` names what the lines are, `scope` whose they are (a vendor's id, or nothing); the lines are
    written under the hat that asked.
    """

    __tablename__ = "sheet_import"
    __table_args__ = (
        Index("ix_sheet_import_state_id", "state", "id"),
        Index("ix_sheet_import_kind_scope_id", "kind", "scope", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str] = mapped_column(String(40), default="")
    file_name: Mapped[str] = mapped_column(String(120))
    state: Mapped[ImportState] = mapped_column(one_of(ImportState, "state"), default=ImportState.CHECKING)
    total: Mapped[int]
    handled: Mapped[int] = mapped_column(default=0)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_as: Mapped[Role] = mapped_column(one_of(Role, "asked_as"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class SheetImportLine(Model):
    """A line by its number in the sheet. `cells` is JSON by column; `message` says what is wrong in `field`,
    or what would change. `key` tells lines of the same thing apart; `target_id` is what they are about."""

    __tablename__ = "sheet_import_line"
    __table_args__ = (
        Index("ix_sheet_import_line_import_id_key", "import_id", "key"),
        Index("ix_sheet_import_line_import_id_outcome_n", "import_id", "outcome", "n"),
    )
    import_id: Mapped[int] = mapped_column(ForeignKey("sheet_import.id"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cells: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(String(80), default="")
    key: Mapped[str] = mapped_column(String(160), default="")
    outcome: Mapped[Outcome] = mapped_column(one_of(Outcome, "outcome"), default=Outcome.UNCHECKED)
    field: Mapped[str] = mapped_column(String(30), default="")
    message: Mapped[str] = mapped_column(String(200), default="")
    target_id: Mapped[int | None]
