"""Reads of questions: of a listing for everybody, of a vendor for whoever answers, one's own."""

from datetime import datetime, time
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain import clock
from domain.catalogue.questions.models import ListingQuestion
from domain.catalogue.questions.rules import QuestionState
from domain.db import db, writing
from domain.errors import NotVisible
from domain.people.rules import Actor, Right, Role

PAGE = 20
SHOWN = 2  # on the page of the listing


class Asked(NamedTuple):
    """One question as everybody may read it."""

    id: int
    body: str
    asked_at: datetime
    answer: str
    answered_at: datetime | None


def _public(listing_id: int):
    columns = (getattr(ListingQuestion, name) for name in Asked._fields)
    shown = ListingQuestion.state != QuestionState.HIDDEN
    return select(*columns).where(ListingQuestion.listing_id == listing_id, shown)


def newest_answered(listing_id: int) -> list[Asked]:
    """The newest answered questions of a listing on show, for its own page."""
    found = _public(listing_id).where(ListingQuestion.state == QuestionState.ANSWERED)
    return [Asked(*row) for row in db.session.execute(found.order_by(ListingQuestion.id.desc()).limit(SHOWN))]


def page_of(listing_id: int, before: int = 0) -> list[Asked]:
    """The questions of a listing on show, newest first, one more than a page."""
    found = _public(listing_id)
    if before:
        found = found.where(ListingQuestion.id < before)
    rows = db.session.execute(found.order_by(ListingQuestion.id.desc()).limit(PAGE + 1))
    return [Asked(*row) for row in rows]


def of_vendor(actor: Actor, state: QuestionState, after: int = 0) -> list[ListingQuestion]:
    """Questions about the actor's goods, the longest waiting first. Raises NotVisible."""
    if not actor.sells(Right.LISTINGS):
        raise NotVisible("questions")
    found = select(ListingQuestion).where(
        ListingQuestion.vendor_id == int(actor.scope or 0),
        ListingQuestion.state == state,
        ListingQuestion.id > after,
    )
    found = found.options(joinedload(ListingQuestion.listing)).order_by(ListingQuestion.id)
    return list(db.session.scalars(found.limit(PAGE + 1)))


def of_person(actor: Actor, before: int = 0) -> list[ListingQuestion]:
    """What the actor asked, newest first, one more than a page."""
    found = select(ListingQuestion).where(ListingQuestion.asker_id == actor.person_id)
    if before:
        found = found.where(ListingQuestion.id < before)
    found = found.options(joinedload(ListingQuestion.listing)).order_by(ListingQuestion.id.desc())
    return list(db.session.scalars(found.limit(PAGE + 1)))


def all_of(actor: Actor) -> list[ListingQuestion]:
    """Everything the actor asked, for the person's own file."""
    mine = select(ListingQuestion).where(ListingQuestion.asker_id == actor.person_id)
    return list(db.session.scalars(mine.order_by(ListingQuestion.id)))


def counts_of(actor: Actor, listing_id: int) -> tuple[int, int]:
    """The actor's unanswered questions about this listing, and all of theirs of today."""
    midnight = datetime.combine(clock.today(), time(), clock.local(clock.now()).tzinfo)
    waiting = (ListingQuestion.listing_id == listing_id) & (ListingQuestion.state == QuestionState.OPEN)
    found = select(
        func.count().filter(waiting), func.count().filter(ListingQuestion.asked_at >= midnight)
    ).where(ListingQuestion.asker_id == actor.person_id)
    return tuple(db.session.execute(found).one())


def get(actor: Actor, number: int, *, lock: bool = False) -> ListingQuestion:
    """One question, for the vendor asked or an admin. Raises NotVisible."""
    found = select(ListingQuestion).where(ListingQuestion.id == number)
    if actor.sells(Right.LISTINGS):
        found = found.where(ListingQuestion.vendor_id == int(actor.scope or 0))
    elif actor.hat is not Role.ADMIN:
        raise NotVisible(str(number))
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(number))
    return row
