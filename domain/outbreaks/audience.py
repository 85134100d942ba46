"""Who a message reaches: farmers of a crop in some villages, as far as we know what they grow.

Nobody has to tell the city which crops they grow. What we know is what somebody noted as their parcel or
once reported about; of whom we know neither is counted apart, and included only when the sender says so.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, or_, select, true

from domain import clock, region
from domain.complaints.models import Complaint
from domain.db import db
from domain.people.models import Hat, Person
from domain.people.parcels.models import Parcel
from domain.people.queries import in_force
from domain.people.rules import Role

KNOWN_FOR = timedelta(days=730)  # a crop reported longer ago is no longer taken for grown


class Reached(NamedTuple):
    person_id: int
    village_code: str
    grows: bool


class VillageCount(NamedTuple):
    """Farmers of one village: of the crop, and of whom no crop is known."""

    name: str
    growers: int
    unknown: int


def with_neighbours(villages: Collection[str]) -> list[str]:
    """The villages and those that border them, in the order of the region."""
    pack = region.current()
    wanted = set(villages).union(*(pack.neighbours(code) for code in villages))
    return [code for code in pack.villages if code in wanted]


def reached(commodity: str, villages: Collection[str], *, include_unknown: bool) -> list[Reached]:
    """Everybody the message goes to, in the order of their registration."""
    grows, unknown = _grows(commodity), _nothing_known()
    wanted = or_(grows, unknown) if include_unknown else grows
    found = _farmers(villages).where(wanted).add_columns(Person.id, Person.village_code, grows)
    return [Reached(*row) for row in db.session.execute(found.order_by(Person.id))]


def counts(commodity: str, villages: Collection[str]) -> list[VillageCount]:
    """Each village with how many it would reach, in the order of the region. One statement."""
    grows, unknown = _grows(commodity), _nothing_known()
    found = (
        _farmers(villages)
        .add_columns(
            Person.village_code,
            func.sum(case((grows, 1), else_=0)),
            func.sum(case((unknown, 1), else_=0)),
        )
        .group_by(Person.village_code)
    )
    by_code = {code: (growers, others) for code, growers, others in db.session.execute(found)}
    known = region.current().villages
    return [
        VillageCount(known[code].name, *by_code.get(code, (0, 0))) for code in known if code in set(villages)
    ]


def _farmers(villages: Collection[str]) -> Select:
    wears = select(Hat.id).where(Hat.person_id == Person.id, Hat.role == Role.FARMER, in_force())
    return select().where(
        Person.village_code.in_(villages), Person.blocked_at.is_(None), wears.correlate(Person).exists()
    )


def _grows(commodity: str) -> ColumnElement[bool]:
    return _reported(Complaint.commodity_code == commodity) | _noted(Parcel.commodity_code == commodity)


def _nothing_known() -> ColumnElement[bool]:
    return ~_reported(Complaint.commodity_code.is_not(None)) & ~_noted(true())


def _noted(about: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(Parcel.id).where(Parcel.person_id == Person.id, about).correlate(Person).exists()


def _reported(about: ColumnElement[bool]) -> ColumnElement[bool]:
    recent = Complaint.filed_at > clock.now() - KNOWN_FOR
    return (
        select(Complaint.id).where(Complaint.farmer_id == Person.id, about, recent).correlate(Person).exists()
    )
