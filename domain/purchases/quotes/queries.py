"""Requests for quotation: an office sees its own with every answer, a vendor those it was asked and only its own answer."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import joinedload, selectinload

from domain import clock
from domain.catalogue import queries as catalogue
from domain.catalogue.models import Listing
from domain.catalogue.rows import ListingRow, listing_rows, on_sale, row_of
from domain.db import db, writing
from domain.errors import NotVisible
from domain.kinds import FulfilmentKind
from domain.people.rules import OFFICE_HATS, Actor, Right, Role
from domain.purchases.models import Purchase
from domain.purchases.quotes.models import Quote, QuoteAnswer
from domain.purchases.quotes.rules import MOST_OPEN
from domain.purchases.quotes.states import AnswerState, QuoteState

PAGE = 20
SUGGESTED = 6
LOOKED_AT = 60


def visible_to(actor: Actor) -> Select[tuple[Quote]]:
    """Admin, auditor and the system see all, office hats their office's; nobody else any (see `invitation`)."""
    seen = select(Quote)
    if actor.hat in (Role.ADMIN, Role.AUDITOR, Role.SYSTEM):
        return seen
    return seen.where(Quote.office_code == actor.scope if actor.hat in OFFICE_HATS else false())


def get(actor: Actor, number: int, *, lock: bool = False) -> Quote:
    """One request with every answer. `lock` re-reads it for a rule, in a write block. Raises NotVisible."""
    return _one(visible_to(actor).where(Quote.id == _key(number)), number, lock)


def invitation(actor: Actor, number: int, *, lock: bool = False) -> QuoteAnswer:
    """The actor's vendor's own part in a request; `lock` locks the request. Raises NotVisible."""
    mine = _vendor_of(actor)
    asked = QuoteAnswer.quote_id == Quote.id, QuoteAnswer.vendor_id == mine
    quote = _one(
        select(Quote).join(QuoteAnswer, asked[0]).where(asked[1], Quote.id == _key(number)), number, lock
    )
    return next(each for each in quote.answers if each.vendor_id == mine)


def _one(found: Select[tuple[Quote]], number: int, lock: bool) -> Quote:
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True, of=Quote)
    else:
        found = found.options(
            joinedload(Quote.office),
            joinedload(Quote.asker),
            selectinload(Quote.answers).joinedload(QuoteAnswer.vendor),
            selectinload(Quote.answers).joinedload(QuoteAnswer.said),
        )
    row = db.session.scalar(found.execution_options(populate_existing=True))
    if row is None:
        raise NotVisible(str(number))
    return row


def page_of(actor: Actor, before: int = 0) -> list[Quote]:
    """The office's requests, newest first, one more than a page."""
    found = visible_to(actor).options(selectinload(Quote.answers))
    if before:
        found = found.where(Quote.id < before)
    return list(db.session.scalars(found.order_by(Quote.id.desc()).limit(PAGE + 1)))


def invitations(actor: Actor, before: int = 0) -> list[QuoteAnswer]:
    """What the actor's vendor was asked, newest first, one more than a page. Raises NotVisible."""
    found = select(QuoteAnswer).where(QuoteAnswer.vendor_id == _vendor_of(actor))
    if before:
        found = found.where(QuoteAnswer.quote_id < before)
    found = found.options(joinedload(QuoteAnswer.quote).joinedload(Quote.office))
    return list(db.session.scalars(found.order_by(QuoteAnswer.quote_id.desc()).limit(PAGE + 1)))


class Waiting(NamedTuple):
    """Open requests a vendor has not answered, and when the first of them is over; None without any."""

    count: int = 0
    until: datetime | None = None


def waiting(actor: Actor) -> Waiting:
    """What waits for the actor's vendor to answer, in one statement, for its home."""
    if not actor.sells(Right.ORDERS):
        return Waiting()
    asked = (
        select(func.count(), func.min(Quote.answer_until))
        .join(QuoteAnswer, QuoteAnswer.quote_id == Quote.id)
        .where(
            QuoteAnswer.vendor_id == int(actor.scope or 0),
            QuoteAnswer.state == AnswerState.ASKED,
            Quote.state == QuoteState.OPEN,
            Quote.answer_until > clock.now(),
        )
    )
    return Waiting(*db.session.execute(asked).one())


def _vendor_of(actor: Actor) -> int:
    if not actor.sells(Right.ORDERS):
        raise NotVisible("quotes")
    return int(actor.scope or 0)


def count_open(actor: Actor) -> int:
    """How many of the office's requests are open, at most one more than the limit."""
    few = visible_to(actor).where(Quote.state == QuoteState.OPEN).limit(MOST_OPEN + 1).subquery()
    return db.session.scalar(select(func.count()).select_from(few)) or 0


def suggested(ids: list[int]) -> tuple[ListingRow, ...]:
    """Packages on show to ask about: these, then one of each of some other vendors, those of the same kind first."""
    chosen = [row for row in catalogue.compared(ids) if row.kind is FulfilmentKind.ORGANISER]
    if not chosen:
        return ()
    known, others = {row.vendor_id for row in chosen}, {}
    newest = listing_rows().where(on_sale(), Listing.etalase == chosen[0].etalase).order_by(Listing.id.desc())
    found = [row_of(each) for each in db.session.execute(newest.limit(LOOKED_AT))]
    for row in sorted(found, key=lambda row: (row.category_code != chosen[0].category_code, -row.id)):
        if row.kind is FulfilmentKind.ORGANISER and row.vendor_id not in known:
            others.setdefault(row.vendor_id, row)
    return (*chosen, *list(others.values())[:SUGGESTED])


def taken_for(purchase: Purchase) -> QuoteAnswer | None:
    """The offer an order was made from; no statement for orders that cannot be."""
    if purchase.kind is not FulfilmentKind.ORGANISER or not purchase.rounds:
        return None
    found = (
        select(QuoteAnswer)
        .join(Quote)
        .where(Quote.purchase_id == purchase.id, QuoteAnswer.state == AnswerState.TAKEN)
    )
    return db.session.scalar(found)


def _key(number: int) -> int:
    return number if 0 < number < 2**31 else 0
