"""The statements of the catalogue's list. Wishes of one shape share a statement, built once; values come with it.

Building one with SQLAlchemy costs as much as carrying it out, and a page asks two or three.
"""

from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
    union_all,
)

from domain import region, search_ddl
from domain.catalogue import shelves
from domain.catalogue.models import Listing
from domain.catalogue.rental.queries import can_be_had
from domain.catalogue.rental.rules import Period
from domain.catalogue.rows import listing_rows, on_sale
from domain.catalogue.wish import Sort, Wish
from domain.db import db
from domain.full_text import Question, narrowed
from domain.people.models import Vendor

NAMED = 2  # a word in the name weighs twice as much as being ready to buy
MOST_SHAPES = 500  # a period is part of a shape: there may be many


class Seen(NamedTuple):
    """Where a page goes on: in what is `gone` or in the rest, after this sort key and id."""

    gone: bool = False
    key: int | None = None
    last: int = 0


class Shape(NamedTuple):
    """Which filters a wish uses, not their values; how many words it has, whether the last `begins` one; for which
    database.

    With `near` only the newest listings are looked at, those in the `:blocks` newest blocks of ids.
    """

    dialect: str
    filters: frozenset[str]
    period: Period | None
    terms: int
    near: bool
    begins: bool = False


class Asked(NamedTuple):
    """A wish as the statements need it: its shape, and the values that come with it."""

    shape: Shape
    values: dict[str, Any]


def asked(wish: Wish, blocks: int = 0) -> Asked:
    """A wish taken apart into shape and values; with `blocks` only for listings in so many newest blocks of ids."""
    question = Question(wish.words, region.current().meanings, whole_words=not wish.begins)
    said = {
        "etalase": wish.etalase,
        "categories": shelves.under(wish.category) if wish.category else "",
        "village": wish.village,
        "price_from": wish.price_from,
        "price_to": wish.price_to,
    }
    values = {name: value for name, value in said.items() if value not in ("", None)}
    shape = Shape(
        db.engine.dialect.name, frozenset(values), wish.period, len(question.terms), blocks > 0, wish.begins
    )
    values |= {"size": search_ddl.BLOCK, "blocks": blocks}
    if question:
        values["words"] = question.text
        values |= {f"term_{n}": f"%{term}%" for n, term in enumerate(question.terms)}
    return Asked(shape, values)


@cache
def _filters() -> dict[str, ColumnElement[bool]]:
    return {
        "etalase": Listing.etalase == bindparam("etalase"),
        "categories": Listing.category_code.in_(bindparam("categories", expanding=True)),
        "village": Vendor.village_code == bindparam("village"),
        "price_from": Listing.price >= bindparam("price_from"),
        "price_to": Listing.price <= bindparam("price_to"),
    }


def _fitting(shape: Shape, *columns: Any) -> tuple[Select, ColumnElement]:
    """A select of what is on sale and fits; and its key, the newest have the greatest."""
    found = select(*columns).join(Vendor, Vendor.id == Listing.vendor_id).where(on_sale())
    found = found.where(*(_filters()[name] for name in sorted(shape.filters)))
    if shape.period is not None:
        found = found.where(can_be_had(shape.period))
    if not shape.terms:
        return found, Listing.id
    if shape.near and shape.dialect == "postgresql":
        return narrowed(found, Listing, bindparam("words"), _blocks().c.block)
    found, newest = narrowed(found, Listing, bindparam("words"))
    if shape.near:
        first = (_newest_block() - bindparam("blocks", type_=Integer()) + 1) * bindparam(
            "size", type_=Integer()
        )
        found = found.where(newest >= first)
    return found, newest


def _newest_block() -> ColumnElement[int]:
    """The block of ids the newest listing is in; the first one, 0, where there is none."""
    newest = select(func.coalesce(func.max(Listing.id), 0)).scalar_subquery()
    return newest.op("/", return_type=Integer())(bindparam("size", type_=Integer()))


@cache
def _blocks() -> Subquery:
    """The lexemes of the newest blocks, the newest first."""
    newest = select(_newest_block().label("block")).subquery("newest")
    steps = (
        func.generate_series(0, bindparam("blocks", type_=Integer()) - 1).table_valued("n").render_derived()
    )
    said = func.concat("#", newest.c.block - steps.c.n)
    return select(said.label("block")).select_from(newest.join(steps, true())).subquery("blocks")


def _candidates(shape: Shape, *columns: Any) -> Subquery:
    """The newest `:most` that fit. PostgreSQL goes from block to block and stops when it has them."""
    found, newest = _fitting(shape, *columns)
    if shape.begins and shape.terms > 1 and shape.dialect == "postgresql":
        newest = (
            newest + 0
        )  # by the words alone: the planner takes a beginning for so common that ids would do
    found = found.order_by(newest.desc())
    if shape.near and shape.terms and shape.dialect == "postgresql":
        within = found.lateral("within")
        found = select(within).select_from(_blocks().join(within, true()))
    return found.limit(bindparam("most")).subquery("candidate")


def _gone() -> ColumnElement[int]:
    return case((Listing.stock < Listing.minimum_order, 1), else_=0)


@lru_cache(MOST_SHAPES)
def counts(shape: Shape) -> Select:
    """Of the newest `:most` that fit, how many stand where: newest block, etalase, category, count.

    One row without a shelf when nothing fits: how far ids go is told in any case.
    """
    candidate = _candidates(shape, Listing.etalase, Listing.category_code)
    shelf = (candidate.c.etalase, candidate.c.category_code)
    counted = select(*shelf, func.count().label("count")).group_by(*shelf).subquery("counted")
    newest = select(_newest_block().label("block")).subquery("newest_block")
    return select(newest, counted).select_from(newest.outerjoin(counted, true()))


@lru_cache(MOST_SHAPES)
def total(shape: Shape) -> Select:
    """How many fit, `:most` at the most; any of them will do."""
    found, _newest = _fitting(shape, Listing.id)
    return select(func.count()).select_from(found.limit(bindparam("most")).subquery())


@lru_cache(MOST_SHAPES)
def by_date(shape: Shape, gone: bool, onward: bool) -> Select:
    """Rows by date, in reach of all of the table: what can be had, then what is sold out.

    Each half is a short walk down an index; after `:last` of the half a page stopped in when going `onward`.
    """
    halves = [_half(shape, each, onward and each == gone) for each in (False, True) if each >= gone]
    ids = union_all(*(select(half.subquery()) for half in halves)).subquery()
    found = listing_rows().add_columns(ids.c.gone).join(ids, ids.c.id == Listing.id)
    return found.order_by(ids.c.gone, Listing.id.desc()).limit(bindparam("page"))


def _half(shape: Shape, gone: bool, onward: bool) -> Select:
    found, newest = _fitting(shape, Listing.id, literal_column(str(int(gone))).label("gone"))
    found = found.where(
        Listing.stock < Listing.minimum_order if gone else Listing.stock >= Listing.minimum_order
    )
    if onward:
        found = found.where(newest < bindparam("last"))
    return found.order_by(newest.desc()).limit(bindparam("page"))


@lru_cache(MOST_SHAPES)
def ordered(shape: Shape, sort: Sort, onward: bool) -> Select:
    """Rows of the newest `:most` that fit, by fit or price, with how many there are as `total`.

    Only the ids of one page are joined to what a list shows. Goes on after `:gone`, `:key` and `:last`.
    """
    key, upward = (_score(shape.terms) if sort is Sort.BEST else Listing.price), sort is Sort.CHEAPEST
    candidate = _candidates(shape, Listing.id, key.label("sort_key"), _gone().label("gone"))
    counted = select(candidate, func.count().over().label("total")).subquery("counted")
    order = _ordering(counted, upward)
    picked = select(counted).order_by(*order).limit(bindparam("page"))
    if onward:
        picked = picked.where(_after(counted, upward))
    chosen = picked.subquery("chosen")
    rows = listing_rows().add_columns(chosen.c.sort_key, chosen.c.gone, chosen.c.total)
    return rows.join(chosen, chosen.c.id == Listing.id).order_by(*_ordering(chosen, upward))


def _score(terms: int) -> ColumnElement[int]:
    """Words found in the name, and whether it can be ordered now: whole numbers, equal on both databases."""
    name = func.lower(Listing.name)
    score = case((Listing.stock >= Listing.minimum_order, 1), else_=0)
    for n in range(terms):
        score = score + case((name.like(bindparam(f"term_{n}")), NAMED), else_=0)
    return score


def _ordering(rows: Subquery, upward: bool) -> tuple[ColumnElement, ...]:
    key = rows.c.sort_key.asc() if upward else rows.c.sort_key.desc()
    return rows.c.gone, key, rows.c.id.desc()


def _after(rows: Subquery, upward: bool) -> ColumnElement[bool]:
    key, gone = rows.c.sort_key, rows.c.gone
    further = key > bindparam("key") if upward else key < bindparam("key")
    onward = or_(further, and_(key == bindparam("key"), rows.c.id < bindparam("last")))
    return or_(gone > bindparam("gone"), and_(gone == bindparam("gone"), onward))
