"""Asking each database's full-text index the same question: every word, the last one also as a beginning."""

from typing import Any

from sqlalchemy import ColumnElement, Select, cast, column, func, literal, literal_column, table
from sqlalchemy.dialects.postgresql import TSQUERY

from domain import words
from domain.db import db

SHORTEST_BEGINNING = 3


class Question:
    """The terms of a search: all must be found, the last one as a stem or as the beginning of a word.

    With `any_word` one of them is enough: for a second try when nothing has them all. With `whole_words`
    the last one is no beginning: to collect all that begins so costs as much as there is, and no planner
    foresees how much that will be.
    """

    def __init__(
        self, asked: str, synonyms: dict[str, str], *, any_word: bool = False, whole_words: bool = False
    ):
        self.terms = words.terms(asked, synonyms)
        self.beginning = "" if whole_words else _beginning(asked)
        self.any_word = any_word

    def __bool__(self) -> bool:
        return bool(self.terms)

    @property
    def text(self) -> str:
        """As the database at hand is asked."""
        return self.on_postgres() if db.engine.dialect.name == "postgresql" else self.on_sqlite()

    def on_sqlite(self) -> str:
        last = f'"{self.terms[-1]}"'
        if self.beginning:
            last = f'({last} OR "{self.beginning}"*)'
        joint = " OR " if self.any_word else " AND "
        return joint.join([f'"{term}"' for term in self.terms[:-1]] + [last])

    def on_postgres(self) -> str:
        last = f"'{self.terms[-1]}'"
        if self.beginning:
            last = f"({last} | '{self.beginning}':*)"
        joint = " | " if self.any_word else " & "
        return joint.join([f"'{term}'" for term in self.terms[:-1]] + [last])


def _beginning(asked: str) -> str:
    """The word still being typed, if it is long enough to look for."""
    said = words.normalise(asked).split()
    last = said[-1] if said else ""
    return last if len(last) >= SHORTEST_BEGINNING and last not in words.STOP_WORDS else ""


def matching(found: Select, model: Any, question: Question) -> tuple[Select, ColumnElement]:
    """Narrow `found`, a select over `model`, to rows with the words; and its key, newest first.

    The model's table has an index of domain.search_ddl. Nothing is narrowed when the question is empty.
    """
    return narrowed(found, model, literal(question.text)) if question else (found, model.id)


def narrowed(
    found: Select, model: Any, asked: ColumnElement, block: ColumnElement | None = None
) -> tuple[Select, ColumnElement]:
    """The same for a text of Question that may come later, as a bound value; on PostgreSQL within one `block`."""
    name = model.__tablename__
    if db.engine.dialect.name == "postgresql":
        query = func.to_tsquery(literal_column("'simple'::regconfig"), asked)
        if block is not None:
            query = query.bool_op("&&")(cast(block, TSQUERY))
        return found.where(literal_column(f"{name}.search_fts").bool_op("@@")(query)), model.id
    index = table(f"{name}_fts", column("rowid"), column(f"{name}_fts"))
    found = found.join(index, index.c.rowid == model.id)
    return found.where(index.c[f"{name}_fts"].bool_op("MATCH")(asked)), index.c.rowid
