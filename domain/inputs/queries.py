"""Requests and stock of control inputs, found on somebody's behalf."""

from datetime import date
from math import cos, hypot, radians
from typing import NamedTuple

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import joinedload

from domain import clock, region
from domain.db import db, writing
from domain.errors import NotVisible
from domain.inputs.models import InputRequest, InputStock
from domain.inputs.states import COUNTED, State
from domain.people.rules import Actor, Role

PAGE = 20
OPEN = (State.REQUESTED, State.RESERVED)


class Available(NamedTuple):
    """Something that can be reserved now: what, where, how much is free."""

    input_code: str
    name: str
    unit: str
    depot_code: str
    depot: str
    free: int


def visible_to(actor: Actor) -> Select[tuple[InputRequest]]:
    """A farmer's own; an officer's villages and what the officer asked for; all for those above."""
    seen = select(InputRequest)
    if actor.hat in (Role.COORDINATOR, Role.EXPERT, Role.SYSTEM):
        return seen
    if actor.hat is Role.OFFICER:
        mine = InputRequest.asked_by == actor.person_id
        return seen.where(or_(InputRequest.village_code == actor.scope, mine))
    if actor.hat is Role.FARMER:
        return seen.where(InputRequest.farmer_id == actor.person_id)
    return seen.where(false())


def requests_of(actor: Actor) -> list[InputRequest]:
    """What was asked for the actor as a farmer, oldest first."""
    mine = InputRequest.farmer_id == actor.person_id
    return list(db.session.scalars(select(InputRequest).where(mine).order_by(InputRequest.id)))


def get(actor: Actor, code: str, *, lock: bool = False) -> InputRequest:
    """One request. `lock` re-reads it for a rule, inside a write block. Raises NotVisible."""
    found = visible_to(actor).where(InputRequest.id == _id_of(code))
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True, of=InputRequest)
    return _one(found, code)


def whole(actor: Actor, code: str) -> InputRequest:
    """One request with what its page shows. Raises NotVisible."""
    found = visible_to(actor).where(InputRequest.id == _id_of(code))
    return _one(
        found.options(*_LIST, joinedload(InputRequest.decider), joinedload(InputRequest.hander)), code
    )


_LIST = (
    joinedload(InputRequest.input),
    joinedload(InputRequest.depot),
    joinedload(InputRequest.farmer),
    joinedload(InputRequest.village),
)


def page_of(actor: Actor, *, done: bool = False, after: int = 0) -> list[InputRequest]:
    """Open requests, oldest first (who waits longest stands on top), or done ones, newest first.

    A farmer sees all of the own ones, newest first. One more than a page.
    """
    found = visible_to(actor).options(*_LIST).limit(PAGE + 1)
    if actor.hat is Role.FARMER or done:
        found = found.order_by(InputRequest.id.desc())
        found = found.where(InputRequest.id < after) if after else found
    else:
        found = found.order_by(InputRequest.id).where(InputRequest.id > after)
    if actor.hat is not Role.FARMER:
        found = found.where(InputRequest.state.not_in(OPEN) if done else InputRequest.state.in_(OPEN))
    return list(db.session.scalars(found))


def counted_this_year(farmer_id: int, input_code: str) -> int:
    """Units asked for or got this calendar year. Lock the farmer's row before a rule asks."""
    found = select(func.coalesce(func.sum(InputRequest.quantity), 0)).where(
        InputRequest.farmer_id == farmer_id,
        InputRequest.input_code == input_code,
        InputRequest.state.in_(COUNTED),
        InputRequest.asked_at >= clock.start_of(date(clock.fiscal_year(), 1, 1)),
    )
    return int(db.session.scalar(found) or 0)


def available_near(village_code: str, *, at_least: int = 1) -> list[Available]:
    """What could be reserved for a farmer of this village, the nearest place first. One statement."""
    pack = region.current()
    found = select(InputStock).where(InputStock.free >= at_least)
    near = {code: _distance(village_code, depot.village) for code, depot in pack.depots.items()}
    rows = [
        row for row in db.session.scalars(found)
        if row.depot_code in near and row.input_code in pack.inputs
    ]  # fmt: skip
    rows.sort(key=lambda row: (near[row.depot_code], row.depot_code, row.input_code))
    return [_available(row) for row in rows]


def _available(row: InputStock) -> Available:
    pack = region.current()
    kind, depot = pack.inputs[row.input_code], pack.depots[row.depot_code]
    return Available(row.input_code, kind.name, kind.unit, row.depot_code, depot.name, row.free)


def places_for(row: InputRequest) -> list[Available]:
    """Where a request could be fetched: places with enough of it, the nearest first."""
    near = available_near(row.village_code, at_least=row.quantity)
    return [each for each in near if each.input_code == row.input_code]


def stock() -> list[InputStock]:
    """All stock, by place and input, in the order of the region."""
    pack = region.current()
    depots, inputs = list(pack.depots), list(pack.inputs)
    found = select(InputStock).options(joinedload(InputStock.input), joinedload(InputStock.depot))
    rows = [row for row in db.session.scalars(found) if row.depot_code in depots and row.input_code in inputs]
    return sorted(rows, key=lambda row: (depots.index(row.depot_code), inputs.index(row.input_code)))


def count_waiting(actor: Actor) -> int:
    """Requests nobody has decided on."""
    waiting = visible_to(actor).where(InputRequest.state == State.REQUESTED).subquery()
    return db.session.scalar(select(func.count()).select_from(waiting)) or 0


def codes_to_lapse() -> list[str]:
    found = select(InputRequest.id).where(
        InputRequest.state == State.RESERVED, InputRequest.held_until <= clock.today()
    )
    return [f"B{number:04}" for number in db.session.scalars(found)]


def photo_of(actor: Actor, code: str, *, large: bool) -> str:
    """The key of a hand-over's photo. Raises NotVisible when there is none, or not for this actor."""
    row = get(actor, code)
    key = row.photo_large if large else row.photo_small
    if key is None:
        raise NotVisible(code)
    return key


def _distance(one: str, other: str) -> float:
    """How far two villages' centroids lie apart, in degrees of latitude; far when one is unknown."""
    villages = region.current().villages
    if one not in villages or other not in villages:
        return 360.0
    a, b = villages[one], villages[other]
    return hypot(a.lat - b.lat, (a.lng - b.lng) * cos(radians(a.lat)))


def _id_of(code: str) -> int:
    digits = code.removeprefix("B")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def _one(found: Select, code: str) -> InputRequest:
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(code)
    return row
