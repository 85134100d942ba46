"""The catalogue's list: words, filters, counts and pages that cost the same at any size.

Sorting other than by date, and the counts, look at the newest 1,000 that fit; the screen says so.
No COUNT over the table, no OFFSET: pages go on after the last row seen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sqlalchemy import Row, func, select

from domain import region
from domain.catalogue import shelves, spelling, statements
from domain.catalogue.models import Listing
from domain.catalogue.rows import ListingRow, row_of
from domain.catalogue.statements import Seen, asked
from domain.catalogue.wish import Sort, Wish
from domain.db import db

PAGE = 20
CANDIDATES = 1_000
NEAR, FAR = (
    131_072,
    524_288,
)  # listings; where common words have their newest candidates, and less common ones
LIKELY = 1.3  # as many times the candidates are expected before a reach is tried
_CURSOR = re.compile(r"(h?)(?:([0-9]{1,14})\.)?([1-9][0-9]{0,9})", re.ASCII)
GONE = "h"  # marks a cursor within what is sold out, after all that can be had


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """`after` continues the list, empty at its end. `total` stops at CANDIDATES, then `capped` is true.

    `meant` are the words that were searched when nothing had those that were typed. `by_etalase` and
    `by_category` count the newest CANDIDATES that fit the words, village and prices; a page without words
    has none.
    """

    rows: tuple[ListingRow, ...] = ()
    after: str = ""
    total: int = 0
    capped: bool = False
    meant: str = ""
    by_etalase: dict[str, int] = field(default_factory=dict)
    by_category: dict[str, int] = field(default_factory=dict)


Counts = dict[tuple[str, str], int]  # (etalase, category) -> how many


def page_of(wish: Wish, after: str = "") -> CataloguePage:
    """One page of what is on sale, the same for everybody. `after` is a cursor; nonsense starts anew."""
    understood = _understood(wish) if wish.words else _Understood(wish, None)
    if understood.counts == {}:
        return CataloguePage()
    rows, cursor, total = _rows(understood, _seen(after))
    return _page(understood, rows, cursor, _total(understood) if total is None else total)


def counts_of(wish: Wish) -> CataloguePage:
    """A page without its rows, counted with or without words: what choosing a filter needs."""
    understood = _understood(wish)
    return _page(understood, (), "", _total(understood))


class _Understood(NamedTuple):
    """A wish, what is where of its candidates, which words were meant, and after which id all that was found."""

    wish: Wish
    counts: Counts | None
    meant: str = ""
    floor: int = 0


def _page(understood: _Understood, rows: tuple[ListingRow, ...], cursor: str, total: int) -> CataloguePage:
    counts, meant = understood.counts or {}, understood.meant
    by_etalase, by_category = _summed(counts, 0), _summed(counts, 1)
    return CataloguePage(rows, cursor, total, total >= CANDIDATES, meant, by_etalase, by_category)


def _understood(wish: Wish) -> _Understood:
    """The wish; when nothing has its last word, with that as a beginning; then what was probably meant."""
    counts, floor = _counts(wish)
    if counts or not wish.words:
        return _Understood(wish, counts, "", floor)
    begun = replace(wish, begins=True)
    meant = ""
    counts, floor = _counts(begun)
    if not counts:
        meant = spelling.meant(wish.words, region.current().meanings) or ""
        begun = replace(begun, words=meant)
        counts, floor = _counts(begun) if meant else ({}, 0)
    return _Understood(begun, counts, meant, floor) if counts else _Understood(wish, {})


def _summed(counts: Counts, part: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, count in counts.items():
        sums[key[part]] = sums.get(key[part], 0) + count
    return sums


def _counts(wish: Wish) -> tuple[Counts, int]:
    """Of the newest candidates, whatever their etalase and category, how many stand where; and their floor.

    SQLite's index of words gives the newest first. PostgreSQL's knows no order: it is asked within the newest
    NEAR listings; then within more of them, as many as the first answer makes likely to be enough.
    """
    everywhere = replace(wish, etalase="", category="")
    newest = 0
    if wish.words and db.engine.dialect.name == "postgresql":
        newest = db.session.scalar(select(func.max(Listing.id))) or 0
    near = 0
    for reach in (NEAR, FAR):
        if newest > reach and (reach == NEAR or near * (reach // NEAR) > CANDIDATES * LIKELY):
            counts = _counted(everywhere, newest - reach)
            near = sum(counts.values())
            if near >= CANDIDATES:
                return counts, newest - reach
    return _counted(everywhere, 0), 0


def _counted(wish: Wish, floor: int) -> Counts:
    shape, values = asked(wish, floor)
    found = db.session.execute(statements.counts(shape), values | {"most": CANDIDATES})
    return {(etalase, category): count for etalase, category, count in found}


def _total(understood: _Understood) -> int:
    """How many fit, at most CANDIDATES; asked for only when the counts are not there or saw no further."""
    wish, counts = understood.wish, understood.counts
    if counts is not None and sum(counts.values()) < CANDIDATES:
        codes = shelves.under(wish.category) if wish.category else None
        return sum(
            count
            for (etalase, category), count in counts.items()
            if (not wish.etalase or etalase == wish.etalase) and (codes is None or category in codes)
        )
    shape, values = asked(wish)
    return db.session.scalar(statements.total(shape), values | {"most": CANDIDATES}) or 0


def _rows(understood: _Understood, seen: Seen) -> tuple[tuple[ListingRow, ...], str, int | None]:
    """The rows of a page, the cursor of the next one and the total when it came along.

    What can be had comes first, then what is sold out, in every order.
    """
    wish = understood.wish
    by_date = wish.order is Sort.NEWEST
    fetched = _by_date(wish, seen) if by_date else _ordered(wish, seen, understood.floor)
    total = fetched[0].total if fetched and not by_date else None
    rows = tuple(row_of(row) for row in fetched[:PAGE])
    if len(fetched) <= PAGE:
        return rows, "", total
    last = fetched[PAGE - 1]
    return rows, f"{GONE if last.gone else ''}{'' if by_date else f'{last.sort_key}.'}{last.id}", total


def _by_date(wish: Wish, seen: Seen) -> Sequence[Row]:
    shape, values = asked(wish)
    values |= {"page": PAGE + 1} | ({"last": seen.last} if seen.last else {})
    return db.session.execute(statements.by_date(shape, seen.gone, seen.last > 0), values).all()


def _ordered(wish: Wish, seen: Seen, floor: int) -> Sequence[Row]:
    """Sorted candidates. Where the asked etalase has too few after the floor, all of it is looked at."""
    onward = seen.key is not None
    shape, values = asked(wish, floor)
    values |= {"page": PAGE + 1, "most": CANDIDATES}
    values |= {"gone": int(seen.gone), "key": seen.key, "last": seen.last} if onward else {}
    fetched = db.session.execute(statements.ordered(shape, wish.order, onward), values).all()
    enough = not floor or (fetched and fetched[0].total >= CANDIDATES)
    return fetched if enough else _ordered(wish, seen, 0)


_START = Seen()


def _seen(after: str) -> Seen:
    """The last row seen; the start for a first page or nonsense."""
    found = _CURSOR.fullmatch(after)
    if found is None:
        return _START
    return Seen(bool(found[1]), int(found[2]) if found[2] else None, int(found[3]))
