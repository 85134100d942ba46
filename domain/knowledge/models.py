"""Crops, what ails them, what is known about it, and the index everything readable is found by."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock, search_ddl
from domain.db import Model, UtcDateTime, append_only, state
from domain.knowledge.rules import EntryKind, Origin


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


class ProblemVersion(Model):
    """The `n`-th wording of an entry, from 1. `text` is domain.knowledge.texts; added to, never changed."""

    __tablename__ = "problem_version"
    __table_args__ = (CheckConstraint("n >= 1", name="n"),)
    problem_code: Mapped[str] = mapped_column(ForeignKey("problem.code"), primary_key=True)
    n: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[dict[str, Any]] = mapped_column(JSON)
    sha256: Mapped[str] = mapped_column(String(64))
    origin: Mapped[Origin] = mapped_column(state(Origin, "origin"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


append_only(ProblemVersion.__table__)  # type: ignore[arg-type]


class ProblemApproval(Model):
    """The version everybody reads, who vouched for it and when. No row: nobody but the desk sees the entry.

    `reviewer` is the name as shown; `approved_by` is None when the pack brought the approval along.
    """

    __tablename__ = "problem_approval"
    problem_code: Mapped[str] = mapped_column(ForeignKey("problem.code"), primary_key=True)
    n: Mapped[int]
    reviewer: Mapped[str] = mapped_column(String(80))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_on: Mapped[date]


class LibraryEntry(Model):
    """Something everybody may read: a card of the index, kept by the actions that publish and withdraw.

    What is not published has no row here. `ref` is the code within its kind; `names` are the words of title
    and local names, `search_text` all words, both of domain.words. `bytes` is the size of a file, if any.
    """

    __tablename__ = "library_entry"
    __table_args__ = (UniqueConstraint("kind", "ref"), Index("ix_library_entry_shown_on", "shown_on", "id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[EntryKind] = mapped_column(state(EntryKind, "kind"))
    ref: Mapped[str] = mapped_column(String(60))
    title: Mapped[str] = mapped_column(String(120))
    line: Mapped[str] = mapped_column(String(200), default="")
    bytes: Mapped[int] = mapped_column(default=0)
    village_code: Mapped[str | None] = mapped_column(ForeignKey("village.code"))
    shown_on: Mapped[date]
    names: Mapped[str] = mapped_column(Text, default="")
    search_text: Mapped[str] = mapped_column(Text, default="")
    commodities: Mapped[list["LibraryEntryCommodity"]] = relationship(cascade="all, delete-orphan")


class LibraryEntryCommodity(Model):
    """A crop an entry is about."""

    __tablename__ = "library_entry_commodity"
    entry_id: Mapped[int] = mapped_column(ForeignKey("library_entry.id"), primary_key=True)
    commodity_code: Mapped[str] = mapped_column(ForeignKey("commodity.code"), primary_key=True, index=True)


for dialect, made in search_ddl.statements("library_entry").items():
    for statement in made:
        event.listen(LibraryEntry.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))
