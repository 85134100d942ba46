"""The catalogue's list: words, filters, counts and pages that cost the same at any size.

Sorting other than by date, and the counts, look at the newest 1,000 that fit; the screen says so.
No COUNT over the table, no OFFSET: pages go on after the last row seen.
"""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, literal_column, or_, select, union_all

from domain import region
from domain.catalogue import shelves, spelling
from domain.catalogue.models import Listing
from domain.catalogue.rental.queries import can_be_had
from domain.catalogue.rental.rules import Period
from domain.catalogue.rows import ListingRow, listing_rows, row_of
from domain.catalogue.rules import ListingState
from domain.db import db
from domain.full_text import Question, matching
from domain.people.models import Vendor
from domain.people.rules import VendorStatus

PAGE = 20
CANDIDATES = 1_000
_CURSOR = re.compile(r"(h?)(?:([0-9]{1,14})\.)?([1-9][0-9]{0,9})", re.ASCII)
GONE = "h"  # marks a cursor within what is sold out, after all that can be had
NAMED = 2  # a word in the name weighs twice as much as being ready to buy


class Sort(StrEnum):
    BEST = "cocok"
    NEWEST = "terbaru"
    CHEAPEST = "termurah"
    DEAREST = "termahal"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for. Prices are whole rupiah, both ends included; codes are the region's.

    With a `period` only things for rent that are free over it are found.
    """

    words: str = ""
    etalase: str = ""
    category: str = ""
    village: str = ""
    price_from: int | None = None
    price_to: int | None = None
    period: Period | None = None
    sort: Sort | None = None

    @property
    def order(self) -> Sort:
        """Best fit first when there are words, else the newest."""
        if self.sort in (None, Sort.BEST):
            return Sort.BEST if self.words else Sort.NEWEST
        return self.sort

    @property
    def filters(self) -> int:
        """How many filters beside words and etalase are in use."""
        values = (self.category, self.village, self.price_from, self.price_to, self.period)
        return sum(value not in ("", None) for value in values)


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """`after` continues the list, empty at its end. `total` stops at CANDIDATES, then `capped` is true.

    `meant` are the words that were searched when nothing had those that were typed. `by_etalase` and
    `by_category` count the newest CANDIDATES that fit the words, village and prices.
    """

    rows: tuple[ListingRow, ...] = ()
    after: str = ""
    total: int = 0
    capped: bool = False
    meant: str = ""
    by_etalase: dict[str, int] = field(default_factory=dict)
    by_category: dict[str, int] = field(default_factory=dict)


def on_sale() -> ColumnElement[bool]:
    """What everybody may see: published, by a verified vendor. For selects that join Vendor."""
    return and_(Listing.state == ListingState.PUBLISHED, Vendor.status == VendorStatus.VERIFIED)


def page_of(wish: Wish, after: str = "") -> CataloguePage:
    """One page of what is on sale, the same for everybody. `after` is a cursor; nonsense starts anew."""
    wish, counts, meant = _understood(wish)
    rows, cursor = _rows(wish, after) if counts else ((), "")
    total = _total(wish, counts)
    return CataloguePage(
        rows, cursor, total, total >= CANDIDATES, meant, _summed(counts, 0), _summed(counts, 1)
    )


Counts = dict[tuple[str, str], int]  # (etalase, category) -> how many


def _understood(wish: Wish) -> tuple[Wish, Counts, str]:
    """The wish, or the one that was probably meant when no listing has these words; its counts."""
    counts = _counts(wish)
    if counts or not wish.words:
        return wish, counts, ""
    meant = spelling.meant(wish.words, region.current().meanings)
    if meant is None:
        return wish, counts, ""
    corrected = replace(wish, words=meant)
    counts = _counts(corrected)
    return (corrected, counts, meant) if counts else (wish, counts, "")


def _summed(counts: Counts, part: int) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, count in counts.items():
        sums[key[part]] = sums.get(key[part], 0) + count
    return sums


def _counts(wish: Wish) -> Counts:
    """Of the newest candidates, whatever their etalase and category, how many stand where."""
    newest = _candidates(replace(wish, etalase="", category=""))
    shelf = (newest.c.etalase, newest.c.category_code)
    found = db.session.execute(select(*shelf, func.count()).group_by(*shelf))
    return {(etalase, category): count for etalase, category, count in found}


def _total(wish: Wish, counts: Counts) -> int:
    """How many fit, at most CANDIDATES; counted anew only when the counts saw no further."""
    if sum(counts.values()) < CANDIDATES:
        codes = shelves.under(wish.category) if wish.category else None
        return sum(
            count
            for (etalase, category), count in counts.items()
            if (not wish.etalase or etalase == wish.etalase) and (codes is None or category in codes)
        )
    return db.session.scalar(select(func.count()).select_from(_candidates(wish))) or 0


def _candidates(wish: Wish):
    """The newest listings that fit, at most CANDIDATES of them, with what sorting needs."""
    question = Question(wish.words, region.current().meanings)
    found = select(
        Listing.id, Listing.etalase, Listing.category_code, Listing.price, _score(question).label("score")
    )
    found, newest = matching(
        _narrowed(found.join(Vendor, Vendor.id == Listing.vendor_id), wish), Listing, question
    )
    return found.order_by(newest.desc()).limit(CANDIDATES).subquery("candidate")


def _narrowed(found: Select, wish: Wish) -> Select:
    """A select over Listing and Vendor, narrowed to what is on sale and fits the filters."""
    found = found.where(on_sale())
    if wish.etalase:
        found = found.where(Listing.etalase == wish.etalase)
    if wish.category:
        found = found.where(Listing.category_code.in_(shelves.under(wish.category)))
    if wish.village:
        found = found.where(Vendor.village_code == wish.village)
    if wish.price_from is not None:
        found = found.where(Listing.price >= wish.price_from)
    if wish.price_to is not None:
        found = found.where(Listing.price <= wish.price_to)
    if wish.period is not None:
        found = found.where(can_be_had(wish.period))
    return found


def _score(question: Question) -> ColumnElement[int]:
    """Words found in the name, and whether it can be ordered now: whole numbers, equal on both databases."""
    name = func.lower(Listing.name)
    score = case((Listing.stock >= Listing.minimum_order, 1), else_=0)
    for term in question.terms:
        score = score + case((name.contains(term, autoescape=True), NAMED), else_=0)
    return score


def _rows(wish: Wish, after: str) -> tuple[tuple[ListingRow, ...], str]:
    """The rows of a page and the cursor of the next one: what can be had first, then what is sold out."""
    seen, by_date = _parsed(after), wish.order is Sort.NEWEST
    found = _newest(wish, seen) if by_date else _sorted(wish, seen)
    fetched = db.session.execute(found.limit(PAGE + 1)).all()
    rows = tuple(row_of(row) for row in fetched[:PAGE])
    if len(fetched) <= PAGE:
        return rows, ""
    last = fetched[PAGE - 1]
    return rows, f"{GONE if last.gone else ''}{'' if by_date else f'{last.sort_key}.'}{last.id}"


def _newest(wish: Wish, seen: "_Seen") -> Select:
    """By date all of the table is in reach, candidates or not. Each half is a short walk down an index."""
    halves = [_half(wish, seen, gone) for gone in (False, True) if gone >= seen.gone]
    ids = union_all(*(select(half.subquery()) for half in halves)).subquery()
    found = listing_rows().add_columns(ids.c.gone).join(ids, ids.c.id == Listing.id)
    return found.order_by(ids.c.gone, Listing.id.desc())


def _half(wish: Wish, seen: "_Seen", gone: bool) -> Select:
    """The newest that can be had, or that are sold out, after the last row seen of that half."""
    found = select(Listing.id, literal_column(str(int(gone))).label("gone"))
    question = Question(wish.words, region.current().meanings)
    found = _narrowed(found.join(Vendor, Vendor.id == Listing.vendor_id), wish)
    found, newest = matching(found, Listing, question)
    found = found.where(
        Listing.stock < Listing.minimum_order if gone else Listing.stock >= Listing.minimum_order
    )
    if seen.last and gone == seen.gone:
        found = found.where(newest < seen.last)
    return found.order_by(newest.desc()).limit(PAGE + 1)


def _sorted(wish: Wish, seen: "_Seen") -> Select:
    newest = _candidates(wish)
    key = newest.c.score if wish.order is Sort.BEST else newest.c.price
    gone = case((Listing.stock < Listing.minimum_order, 1), else_=0)
    found = listing_rows().add_columns(key.label("sort_key"), gone.label("gone"))
    found = found.join(newest, newest.c.id == Listing.id)
    upward = wish.order is Sort.CHEAPEST
    if seen.key is not None:
        further = key > seen.key if upward else key < seen.key
        onward = or_(further, and_(key == seen.key, newest.c.id < seen.last))
        found = found.where(or_(gone > int(seen.gone), and_(gone == int(seen.gone), onward)))
    return found.order_by(gone, key.asc() if upward else key.desc(), newest.c.id.desc())


class _Seen(NamedTuple):
    """Where a page goes on: in what is `gone` or in the rest, after this sort key and id."""

    gone: bool = False
    key: int | None = None
    last: int = 0


_START = _Seen()


def _parsed(after: str) -> _Seen:
    """The last row seen; the start for a first page or nonsense."""
    found = _CURSOR.fullmatch(after)
    if found is None:
        return _START
    return _Seen(bool(found[1]), int(found[2]) if found[2] else None, int(found[3]))
