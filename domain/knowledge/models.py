"""Crops, what ails them, what is known about it, and the index everything readable is found by."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import DDL, JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock, search_ddl
from domain.db import Model, UtcDateTime, append_only, state
from domain.knowledge.articles import TITLE_LENGTH, ArticleState
from domain.knowledge.ready import ReadyState
from domain.knowledge.rules import EntryKind, Origin
from domain.people.models import Person, Village


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


class TipReview(Model):
    """What the desk last decided about a tip of the season; without a row it is as the pack says.

    `key` is domain.knowledge.tips', of its words and months; `reviewer` is the name as shown.
    """

    __tablename__ = "tip_review"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    shown: Mapped[bool]
    reviewer: Mapped[str] = mapped_column(String(80))
    reviewed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewed_on: Mapped[date]


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


class Article(Model):
    """Something written for the library, with at most one file and one link to a video elsewhere.

    `version` counts edits, so that a stale screen publishes nothing. `file_bytes` is the size of the PDF
    under `file_key`, `video_mb` that of the video in MB, None when nobody knows. `salt` makes the journal's
    digests of the words readable only while the row stands.
    """

    __tablename__ = "article"
    __table_args__ = (
        CheckConstraint("version >= 1", name="version"),
        CheckConstraint("video_mb IS NULL OR video_mb >= 1", name="video_mb"),
        Index("ix_article_state_id", "state", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[EntryKind] = mapped_column(state(EntryKind, "kind"))
    state: Mapped[ArticleState] = mapped_column(state(ArticleState, "state"), default=ArticleState.DRAFT)
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    body: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(300), default="")
    commodity_code: Mapped[str | None] = mapped_column(ForeignKey("commodity.code"))
    village_code: Mapped[str | None] = mapped_column(ForeignKey("village.code"))
    video_url: Mapped[str] = mapped_column(String(300), default="")
    video_mb: Mapped[int | None]
    file_key: Mapped[str | None] = mapped_column(String(64), index=True)
    file_bytes: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_on: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(400), default="")
    salt: Mapped[str] = mapped_column(String(32))
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    reviewer: Mapped[Person | None] = relationship(foreign_keys=[reviewer_id])
    village: Mapped[Village | None] = relationship()

    @property
    def code(self) -> str:
        return str(self.id)


class ReadyAnswer(Model):
    """An answer prepared for a pest or disease; handlers put it into their advice and change it there.

    No commodity: it fits every crop of the problem. `steps` are [category, text] pairs, categories as in
    advice; `owner_id` is None for one the pack brought along. Only approved ones are offered.
    """

    __tablename__ = "ready_answer"
    __table_args__ = (CheckConstraint("follow_up_days BETWEEN 1 AND 60", name="follow_up_days"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    pack_code: Mapped[str | None] = mapped_column(String(60), unique=True)
    problem_code: Mapped[str] = mapped_column(ForeignKey("problem.code"), index=True)
    commodity_code: Mapped[str | None] = mapped_column(ForeignKey("commodity.code"))
    title: Mapped[str] = mapped_column(String(120))
    steps: Mapped[list[list[str]]] = mapped_column(JSON)
    next_season: Mapped[list[str]] = mapped_column(JSON)
    call_when: Mapped[str] = mapped_column(String(140), default="")
    follow_up_days: Mapped[int] = mapped_column(default=7)
    state: Mapped[ReadyState] = mapped_column(state(ReadyState, "state"), default=ReadyState.DRAFT)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewed_on: Mapped[date | None]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    problem: Mapped[Problem] = relationship()
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    reviewer: Mapped[Person | None] = relationship(foreign_keys=[reviewer_id])

    @property
    def code(self) -> str:
        return str(self.id)


class ReadyQuestion(Model):
    """A question prepared for asking back. No commodities and no problem: it fits every case."""

    __tablename__ = "ready_question"
    id: Mapped[int] = mapped_column(primary_key=True)
    pack_code: Mapped[str | None] = mapped_column(String(60), unique=True)
    text: Mapped[str] = mapped_column(String(140))
    answer: Mapped[str] = mapped_column(String(12))
    commodities: Mapped[list[str]] = mapped_column(JSON)
    problem_code: Mapped[str | None] = mapped_column(ForeignKey("problem.code"))
    state: Mapped[ReadyState] = mapped_column(state(ReadyState, "state"), default=ReadyState.DRAFT)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reviewed_on: Mapped[date | None]
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    owner: Mapped[Person | None] = relationship(foreign_keys=[owner_id])
    reviewer: Mapped[Person | None] = relationship(foreign_keys=[reviewer_id])

    @property
    def code(self) -> str:
        return str(self.id)


for dialect, made in search_ddl.statements("library_entry").items():
    for statement in made:
        event.listen(LibraryEntry.__table__, "after_create", DDL(statement).execute_if(dialect=dialect))
