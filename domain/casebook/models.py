"""Answered cases everybody may read, without anybody in them, and the questions asked under them."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain import clock
from domain.casebook.rules import TITLE_LENGTH
from domain.db import Model, UtcDateTime


class PublishedCase(Model):
    """A case as it is read: edited words and the official answer as it was given, copied when published.

    `place` is a village or, where few farm there, its district. `steps` are (bold, rest) pairs without
    sprays; `had_spray` says that there was one. Withdrawn ones stay for the questions under them.
    """

    __tablename__ = "published_case"
    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
    commodity_code: Mapped[str | None] = mapped_column(ForeignKey("commodity.code"))
    problem_code: Mapped[str | None] = mapped_column(ForeignKey("problem.code"))
    title: Mapped[str] = mapped_column(String(TITLE_LENGTH))
    words: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(String(80))
    answer_title: Mapped[str] = mapped_column(String(80))
    answered_by: Mapped[str] = mapped_column(String(80))
    answered_on: Mapped[date]
    steps: Mapped[list[list[str]]] = mapped_column(JSON)
    had_spray: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str] = mapped_column(String(40), default="")
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_on: Mapped[date]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def code(self) -> str:
        return str(self.id)


class CaseQuestion(Model):
    """A complaint that began as a question under a published case."""

    __tablename__ = "case_question"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("published_case.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
