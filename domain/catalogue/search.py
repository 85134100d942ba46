"""The catalogue's list: words, filters, counts and pages that cost the same at any size.

Sorting other than by date, and the counts, look at the newest 1,000 that fit, those in the
newest blocks of ids where enough is found there; the screen says so.
No COUNT over the table, no OFFSET: pages go on after the last row seen.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sqlalchemy import Row

from domain import region
from domain.catalogue import shelves, spelling, statements
from domain.catalogue.rows import ListingRow, row_of
from domain.catalogue.statements import Seen, asked
from domain.catalogue.wish import Sort, Wish
from domain.db import db

PAGE = 20
CANDIDATES = 1_000
NEAR = 6  # blocks of ids: the newest 82,000 to 98,000 listings, looked at before all are
ENOUGH = 2 * PAGE  # found in the newest blocks: nothing older is looked for
_CURSOR = re.compile(r"(h?)(?:([0-9]{1,14})\.)?([1-9][0-9]{0,9})", re.ASCII)
GONE = "h"  # marks a cursor within what is sold out, after all that can be had


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """`after` continues the list, empty at its end. `total` stops at CANDIDATES or at what the
    newest have, then `capped` is true.

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
    rows, cursor, counted = _rows(understood, _seen(after))
    return _page(understood, rows, cursor, counted or _total(understood))


def counts_of(wish: Wish) -> CataloguePage:
    """A page without its rows, counted with or without words: what choosing a filter needs."""
    understood = _understood(wish)
    return _page(understood, (), "", _total(understood))


class _Understood(NamedTuple):
    """A wish, what is where of its candidates, which words were meant, and in how many blocks they were found."""

    wish: Wish
    counts: Counts | None
    meant: str = ""
    blocks: int = 0


def _page(
    understood: _Understood, rows: tuple[ListingRow, ...], cursor: str, counted: tuple[int, bool]
) -> CataloguePage:
    counts, meant = understood.counts or {}, understood.meant
    total, more = counted
    by_etalase, by_category = _summed(counts, 0), _summed(counts, 1)
    return CataloguePage(rows, cursor, total, more or total >= CANDIDATES, meant, by_etalase, by_category)


def _understood(wish: Wish) -> _Understood:
    """The wish; when nothing has its last word, with that as a beginning; then what was probably meant."""
    looked = _counts(wish)
    if looked.counts or not wish.words:
        return _Understood(wish, looked.counts, "", NEAR if looked.near else 0)
    begun, meant, counts = replace(wish, begins=True), "", {}
    if not looked.more or not spelling.ends_whole(wish.words):  # a beginning costs as much as there is of it
        counts = _counts(begun).counts
    if not counts:
        meant = spelling.meant(wish.words, region.current().meanings) or ""
        begun = replace(begun, words=meant)
        counts = _counts(begun).counts if meant else {}
    return _Understood(begun, counts, meant) if counts else _Understood(wish, {})


def _summed(counts: Counts, part: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, count in counts.items():
        sums[key[part]] = sums.get(key[part], 0) + count
    return sums


class _Looked(NamedTuple):
    """What is where of the newest candidates; whether only the newest blocks were looked in, and there are more."""

    counts: Counts
    near: bool
    more: bool


def _counts(wish: Wish) -> _Looked:
    """Of the newest candidates, whatever their etalase and category, how many stand where.

    Where the newest blocks have ENOUGH of the words, nothing older is looked at; what is rare is looked for
    everywhere.
    """
    everywhere = replace(wish, etalase="", category="")
    newest = 0
    if wish.words and not wish.begins:
        newest, counts = _counted(everywhere, NEAR)
        if newest < NEAR or sum(counts.values()) >= ENOUGH:
            return _Looked(counts, newest >= NEAR, newest >= NEAR)
    return _Looked(_counted(everywhere, 0)[1], False, newest >= NEAR)


def _counted(wish: Wish, blocks: int) -> tuple[int, Counts]:
    """The newest block, and the counts."""
    shape, values = asked(wish, blocks)
    found = db.session.execute(statements.counts(shape), values | {"most": CANDIDATES}).all()
    return found[0][0], {(etalase, category): count for _newest, etalase, category, count in found if count}


def _total(understood: _Understood) -> tuple[int, bool]:
    """How many fit, at most CANDIDATES, and whether there may be more of them further back.

    Asked for only when the counts are not there or do not tell.
    """
    wish, counts, near = understood.wish, understood.counts, bool(understood.blocks)
    if counts is not None:
        codes = shelves.under(wish.category) if wish.category else None
        here = sum(
            count
            for (etalase, category), count in counts.items()
            if (not wish.etalase or etalase == wish.etalase) and (codes is None or category in codes)
        )
        whole = not near and sum(counts.values()) < CANDIDATES
        if whole or here >= (ENOUGH if near else CANDIDATES):
            return here, near
    shape, values = asked(wish)
    return db.session.scalar(statements.total(shape), values | {"most": CANDIDATES}) or 0, False


def _rows(understood: _Understood, seen: Seen) -> tuple[tuple[ListingRow, ...], str, tuple[int, bool] | None]:
    """The rows of a page, the cursor of the next one and, when it came along, what `_total` tells.

    What can be had comes first, then what is sold out, in every order.
    """
    wish = understood.wish
    by_date = wish.order is Sort.NEWEST
    fetched, near = (_by_date(wish, seen), False) if by_date else _ordered(wish, seen, understood.blocks)
    total = (fetched[0].total, near) if fetched and not by_date else None
    rows = tuple(row_of(row) for row in fetched[:PAGE])
    if len(fetched) <= PAGE:
        return rows, "", total
    last = fetched[PAGE - 1]
    return rows, f"{GONE if last.gone else ''}{'' if by_date else f'{last.sort_key}.'}{last.id}", total


def _by_date(wish: Wish, seen: Seen) -> Sequence[Row]:
    shape, values = asked(wish)
    values |= {"page": PAGE + 1} | ({"last": seen.last} if seen.last else {})
    return db.session.execute(statements.by_date(shape, seen.gone, seen.last > 0), values).all()


def _ordered(wish: Wish, seen: Seen, blocks: int) -> tuple[Sequence[Row], bool]:
    """Sorted candidates, and whether only the blocks were looked in: not where they have too few of an etalase."""
    onward = seen.key is not None
    shape, values = asked(wish, blocks)
    values |= {"page": PAGE + 1, "most": CANDIDATES}
    values |= {"gone": int(seen.gone), "key": seen.key, "last": seen.last} if onward else {}
    fetched = db.session.execute(statements.ordered(shape, wish.order, onward), values).all()
    enough = not blocks or (fetched and fetched[0].total >= ENOUGH)
    return (fetched, bool(blocks)) if enough else _ordered(wish, seen, 0)


_START = Seen()


def _seen(after: str) -> Seen:
    """The last row seen; the start for a first page or nonsense."""
    found = _CURSOR.fullmatch(after)
    if found is None:
        return _START
    return Seen(bool(found[1]), int(found[2]) if found[2] else None, int(found[3]))
