"""Words listings use, and what a mistyped search probably meant."""

from sqlalchemy import and_, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from domain import words
from domain.catalogue.models import ListingWord
from domain.db import db

SHORTEST = 4  # words.nearest looks at no shorter one
NEAR = 2
MOST_CANDIDATES = 3_000


def learn(*texts: str) -> None:
    """Note the words of a listing's name and shelf. Inside a write block, in order, so that nobody deadlocks."""
    said = {word for text in texts for word in words.normalise(text).split()}
    rows = [
        {"word": word, "initial": word[0], "length": len(word)}
        for word in sorted(said)
        if len(word) >= SHORTEST and word.isalpha()
    ]
    if rows:
        dialect = postgresql if db.engine.dialect.name == "postgresql" else sqlite
        db.session.execute(dialect.insert(ListingWord).values(rows).on_conflict_do_nothing())


def meant(asked: str, synonyms: dict[str, str]) -> str | None:
    """The search with its unknown words replaced by the nearest known ones; None when nothing changes."""
    said = words.normalise(asked).split()
    doubtful = [word for word in said if len(word) >= SHORTEST and word.isalpha() and word not in synonyms]
    known = _like(doubtful)
    vocabulary = sorted(set(known) | {word for word in synonyms if word.isalpha()})
    corrected = [_nearest(word, vocabulary) if word in doubtful else word for word in said]
    return " ".join(corrected) if corrected != said else None


def ends_whole(asked: str) -> bool:
    """Whether its last word is a known one that no longer one begins with: nobody is still typing it."""
    last = (words.normalise(asked).split() or [""])[-1]
    if len(last) < SHORTEST or not last.isalpha():
        return False
    longer = select(ListingWord.word).where(
        ListingWord.initial == last[0], ListingWord.length >= len(last), ListingWord.word.startswith(last)
    )
    return db.session.scalars(longer.limit(2)).all() == [last]


def _nearest(word: str, vocabulary: list[str]) -> str:
    if word in vocabulary or word in words.STOP_WORDS:
        return word
    return words.nearest(word, vocabulary) or word


def _like(doubtful: list[str]) -> list[str]:
    """Known words that begin like one of these and are about as long, one query for all."""
    if not doubtful:
        return []
    alike = [
        and_(
            ListingWord.initial == word[0],
            ListingWord.length.between(len(word) - NEAR, len(word) + NEAR),
        )
        for word in doubtful[: words.MOST_TERMS]
    ]
    found = select(ListingWord.word).where(or_(*alike)).order_by(ListingWord.word).limit(MOST_CANDIDATES)
    return list(db.session.scalars(found))
