"""The board of needs for everybody, and what a vendor watches and was told."""

import re
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import joinedload

from domain import clock
from domain.catalogue import shelves
from domain.catalogue.questions.models import ListingQuestion
from domain.catalogue.questions.rules import QuestionState
from domain.db import db, writing
from domain.demand.models import Need, NeedNotice, NeedWatch
from domain.demand.rules import NeedState
from domain.errors import NotVisible
from domain.people.rules import BUYING_HATS, Actor, Right, Role

PAGE = 20
BUYERS = BUYING_HATS
_CURSOR = re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,10})", re.ASCII)
_ORDER = (Need.fiscal_year, Need.month, Need.id)


def page_of(*, category: str = "", village: str = "", after: str = "") -> tuple[list[Need], str]:
    """Open needs from this month on, the soonest first, and the cursor of the next page (empty at the end).

    A village finds what is needed there and what is needed anywhere; a cursor of nonsense starts anew.
    """
    today = clock.today()
    found = _shown().where(
        Need.state == NeedState.OPEN,
        tuple_(Need.fiscal_year, Need.month) >= tuple_(today.year, today.month),
    )
    if category:
        found = found.where(Need.category_code.in_(shelves.under(category)))
    if village:
        found = found.where((Need.village_code == village) | Need.village_code.is_(None))
    if begun := _CURSOR.fullmatch(after):
        found = found.where(tuple_(*_ORDER) > tuple_(*(int(part) for part in begun.groups())))
    rows = list(db.session.scalars(found.order_by(*_ORDER).limit(PAGE + 1)))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], f"{last.fiscal_year}.{last.month}.{last.id}" if last else ""


def _shown():
    return select(Need).options(joinedload(Need.office), joinedload(Need.village))


def get(number: int, *, lock: bool = False) -> Need:
    """One need; everybody may see it. `lock` re-reads it for a rule, in a write block. Raises NotVisible."""
    found = (select(Need) if lock else _shown()).where(Need.id == number)
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(number))
    return row


def may_close(actor: Actor, need: Need) -> bool:
    """Its own office's buyers, and the admin."""
    return actor.hat is Role.ADMIN or (actor.hat in BUYERS and actor.scope == need.office_code)


def vendor_id(actor: Actor) -> int:
    """The vendor whose watches the actor looks after. Raises NotVisible."""
    if not actor.sells(Right.LISTINGS):
        raise NotVisible("needs")
    return int(actor.scope or 0)


def watches_of(actor: Actor) -> list[NeedWatch]:
    """What the actor's vendor watches for. Raises NotVisible."""
    mine = select(NeedWatch).where(NeedWatch.vendor_id == vendor_id(actor))
    return list(db.session.scalars(mine.order_by(NeedWatch.category_code, NeedWatch.village_code)))


def notices_of(actor: Actor, before: int = 0) -> list[NeedNotice]:
    """What the actor's vendor was told of, newest first, one more than a page. Raises NotVisible."""
    found = select(NeedNotice).where(NeedNotice.vendor_id == vendor_id(actor))
    if before:
        found = found.where(NeedNotice.need_id < before)
    found = found.options(joinedload(NeedNotice.need).joinedload(Need.office))
    return list(db.session.scalars(found.order_by(NeedNotice.need_id.desc()).limit(PAGE + 1)))


def count_unseen(actor: Actor) -> int:
    """How many needs the actor's vendor was told of and nobody there has seen."""
    if not actor.sells(Right.LISTINGS):
        return 0
    mine = NeedNotice.vendor_id == int(actor.scope or 0)
    return db.session.scalar(select(func.count()).where(mine, NeedNotice.seen_at.is_(None))) or 0


class Waiting(NamedTuple):
    """What waits for a vendor's eyes: questions without an answer, needs nobody there has seen."""

    questions: int
    needs: int


def waiting(actor: Actor) -> Waiting:
    """Both counts of the actor's vendor in one statement, for its home."""
    if not actor.sells(Right.LISTINGS):
        return Waiting(0, 0)
    mine = int(actor.scope or 0)
    asked = select(func.count()).where(
        ListingQuestion.vendor_id == mine, ListingQuestion.state == QuestionState.OPEN
    )
    told = select(func.count()).where(NeedNotice.vendor_id == mine, NeedNotice.seen_at.is_(None))
    return Waiting(*db.session.execute(select(asked.scalar_subquery(), told.scalar_subquery())).one())


def known(office_years: Collection[tuple[str, int]]) -> dict[tuple[str, int, str], Need]:
    """The needs of these offices and years, by office, year and RUP code."""
    pairs = tuple_(Need.office_code, Need.fiscal_year).in_(list(office_years))
    found = db.session.scalars(select(Need).where(pairs)) if office_years else []
    return {(row.office_code, row.fiscal_year, row.rup_code): row for row in found}
