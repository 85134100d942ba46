"""Asking each database's full-text index the same question: every word, the last one also as a beginning."""

from sqlalchemy import ColumnElement, Select, column, func, literal_column, table

from domain import words
from domain.catalogue.models import Listing
from domain.db import db

SHORTEST_BEGINNING = 3
_fts = table("listing_fts", column("rowid"), column("listing_fts"))


class Question:
    """The terms of a search: all must be found, the last one as a stem or as the beginning of a word."""

    def __init__(self, asked: str, synonyms: dict[str, str]):
        self.terms = words.terms(asked, synonyms)
        self.beginning = _beginning(asked)

    def __bool__(self) -> bool:
        return bool(self.terms)

    def on_sqlite(self) -> str:
        last = f'"{self.terms[-1]}"'
        if self.beginning:
            last = f'({last} OR "{self.beginning}"*)'
        return " AND ".join([f'"{term}"' for term in self.terms[:-1]] + [last])

    def on_postgres(self) -> str:
        last = f"'{self.terms[-1]}'"
        if self.beginning:
            last = f"({last} | '{self.beginning}':*)"
        return " & ".join([f"'{term}'" for term in self.terms[:-1]] + [last])


def _beginning(asked: str) -> str:
    """The word still being typed, if it is long enough to look for."""
    said = words.normalise(asked).split()
    last = said[-1] if said else ""
    return last if len(last) >= SHORTEST_BEGINNING and last not in words.STOP_WORDS else ""


def matching(found: Select, question: Question) -> tuple[Select, ColumnElement]:
    """Narrow `found`, a select over Listing, to those with the words; and its key, newest first.

    Nothing is narrowed when the question is empty.
    """
    if not question:
        return found, Listing.id
    if db.engine.dialect.name == "postgresql":
        asked = func.to_tsquery(literal_column("'simple'::regconfig"), question.on_postgres())
        return found.where(literal_column("listing.search_fts").bool_op("@@")(asked)), Listing.id
    found = found.join(_fts, _fts.c.rowid == Listing.id)
    return found.where(_fts.c.listing_fts.bool_op("MATCH")(question.on_sqlite())), _fts.c.rowid
