"""Finding what everybody may read: by crop, by words, the newest. Only published things have cards."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from domain import region, words
from domain.db import db
from domain.full_text import Question, matching
from domain.knowledge.models import LibraryEntry, LibraryEntryCommodity
from domain.knowledge.rules import KIND_WORDS, EntryKind

PAGE = 20
CANDIDATES = 100
IN_NAME, IN_TEXT = 3, 1  # what a found word is worth


class Card(NamedTuple):
    """One row of a list. `bytes` is a file's size, 0 without one; `crops` are names of commodities."""

    kind: EntryKind
    kind_label: str
    ref: str
    title: str
    line: str
    picture: str
    crops: str
    bytes: int
    shown_on: date


@dataclass(frozen=True)
class Found:
    """What a search gave. `meant` are the words looked for when nothing had those that were typed.

    `loose` says that no card has all the words, so those with some are shown.
    """

    cards: tuple[Card, ...]
    meant: str = ""
    loose: bool = False


def search(asked: str, *, commodity: str = "") -> Found:
    """Cards with all the words, best first; else with the words probably meant; else with some of them."""
    cards = _ranked(asked, commodity)
    if cards or not words.normalise(asked):
        return Found(cards)
    meant = _meant(asked)
    if meant and (cards := _ranked(meant, commodity)):
        return Found(cards, meant=meant)
    return Found(_ranked(meant or asked, commodity, any_word=True), meant=meant or "", loose=True)


def suggestions(asked: str, commodity: str | None, limit: int = 3) -> list[Card]:
    """Entries about pests and diseases of a crop that may answer what a farmer wrote, in one statement."""
    if not words.normalise(asked):
        return []
    found = _ranked(asked, commodity or "", any_word=True)
    return [card for card in found if card.kind in (EntryKind.PROBLEM, EntryKind.CASE)][:limit]


def of_crop(commodity: str, kinds: Collection[EntryKind] = ()) -> list[Card]:
    """Everything about a crop by title, at most CANDIDATES."""
    found = _about(_cards(), commodity)
    if kinds:
        found = found.where(LibraryEntry.kind.in_(kinds))
    return [_card(row) for row in db.session.scalars(found.order_by(LibraryEntry.title).limit(CANDIDATES))]


def newest(
    kinds: Collection[EntryKind], *, village: str | None = None, crops: Collection[str] = (), limit: int = 5
) -> list[Card]:
    """The newest of these kinds. With a village or crops: only what is for all, for it, or about them."""
    found = _cards().where(LibraryEntry.kind.in_(kinds))
    if village is not None:
        found = found.where(or_(LibraryEntry.village_code.is_(None), LibraryEntry.village_code == village))
    if crops:
        about = LibraryEntry.commodities.any
        found = found.where(or_(~about(), about(LibraryEntryCommodity.commodity_code.in_(crops))))
    order = (LibraryEntry.shown_on.desc(), LibraryEntry.id.desc())
    return [_card(row) for row in db.session.scalars(found.order_by(*order).limit(limit))]


def readable_problems(codes: Collection[str]) -> set[str]:
    """Which of these pests and diseases have an entry everybody may read."""
    found = select(LibraryEntry.ref).where(
        LibraryEntry.kind == EntryKind.PROBLEM, LibraryEntry.ref.in_(codes)
    )
    return set(db.session.scalars(found))


def counts_by_crop() -> dict[str, int]:
    """Commodity code -> how many entries are about it."""
    code = LibraryEntryCommodity.commodity_code
    return dict(db.session.execute(select(code, func.count()).group_by(code)).all())


def _cards() -> Select:
    return select(LibraryEntry).options(selectinload(LibraryEntry.commodities))


def _about(found: Select, commodity: str) -> Select:
    if not commodity:
        return found
    return found.where(LibraryEntry.commodities.any(LibraryEntryCommodity.commodity_code == commodity))


def _ranked(asked: str, commodity: str, *, any_word: bool = False) -> tuple[Card, ...]:
    question = Question(asked, region.current().meanings, any_word=any_word)
    if not question:
        return ()
    found, newest_first = matching(_about(_cards(), commodity), LibraryEntry, question)
    rows = db.session.scalars(found.order_by(newest_first.desc()).limit(CANDIDATES)).all()
    ranked = sorted(rows, key=lambda row: -_score(row, question))
    return tuple(_card(row) for row in ranked[:PAGE])


def _score(row: LibraryEntry, question: Question) -> int:
    named, said = set(row.names.split()), set(row.search_text.split())
    return sum(IN_NAME * (term in named) + IN_TEXT * (term in said) for term in question.terms)


def _meant(asked: str) -> str | None:
    """The search with its unknown words replaced by the nearest words of the region; None when none is."""
    pack = region.current()
    known = {word for word in pack.meanings if word.isalpha()}
    names = [name for row in pack.problems.values() for name in (row.name, *row.local_names)]
    for name in (*names, *(crop.name for crop in pack.commodities.values())):
        known.update(words.normalise(name).split())
    said = words.normalise(asked).split()
    meant = [
        word if word in known or word in words.STOP_WORDS else words.nearest(word, sorted(known)) or word
        for word in said
    ]
    return " ".join(meant) if meant != said else None


def _card(row: LibraryEntry) -> Card:
    pack = region.current()
    crops = [
        pack.commodities[each.commodity_code]
        for each in row.commodities
        if each.commodity_code in pack.commodities
    ]
    return Card(
        kind=row.kind,
        kind_label=KIND_WORDS[row.kind],
        ref=row.ref,
        title=row.title,
        line=row.line,
        picture=crops[0].picture if crops else "lain",
        crops=", ".join(crop.name for crop in crops),
        bytes=row.bytes,
        shown_on=row.shown_on,
    )
