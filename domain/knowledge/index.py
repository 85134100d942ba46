"""The index of the library: a card for each thing everybody may read. Inside write blocks only."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select

from domain import region, words
from domain.db import db
from domain.knowledge.models import LibraryEntry, LibraryEntryCommodity
from domain.knowledge.rules import EntryKind

LINE = 200


def put(
    kind: EntryKind,
    ref: str,
    *,
    title: str,
    line: str = "",
    names: Iterable[str] = (),
    texts: Iterable[str] = (),
    commodities: Iterable[str] = (),
    village_code: str | None = None,
    size: int = 0,
    shown_on: date,
) -> LibraryEntry:
    """Add or renew a card. `names` beside the title count most in a search, `texts` are found too.

    `commodities` are codes; their names are found as well. `size` is bytes of a file, 0 without.
    """
    pack = region.current()
    crops = [pack.commodities[code] for code in commodities if code in pack.commodities]
    entry = card(kind, ref) or LibraryEntry(kind=kind, ref=ref)
    entry.title, entry.line = title, _cut(line)
    entry.village_code, entry.bytes, entry.shown_on = village_code, size, shown_on
    entry.names = words.search_text(title, *names, synonyms=pack.meanings)
    entry.search_text = words.search_text(
        title, *names, *texts, *(crop.name for crop in crops), synonyms=pack.meanings
    )
    wanted, kept = {crop.code for crop in crops}, {each.commodity_code for each in entry.commodities}
    entry.commodities = [each for each in entry.commodities if each.commodity_code in wanted] + [
        LibraryEntryCommodity(commodity_code=code) for code in sorted(wanted - kept)
    ]
    db.session.add(entry)
    db.session.flush()
    return entry


def drop(kind: EntryKind, ref: str) -> None:
    """Take a card out; nothing happens when there is none."""
    entry = card(kind, ref)
    if entry is not None:
        db.session.delete(entry)
        db.session.flush()


def card(kind: EntryKind, ref: str) -> LibraryEntry | None:
    return db.session.scalar(select(LibraryEntry).where(LibraryEntry.kind == kind, LibraryEntry.ref == ref))


def _cut(line: str) -> str:
    return line if len(line) <= LINE else line[: LINE - 1].rsplit(" ", 1)[0] + "…"
