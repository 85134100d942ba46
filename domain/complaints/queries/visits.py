"""Where to go: cases marked for a visit, by day, in the order they are driven."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain import region
from domain.complaints import route
from domain.complaints.models import Complaint, ComplaintVisit
from domain.complaints.queries.cases import crop_of, told_of
from domain.complaints.queries.inbox import desk_condition
from domain.complaints.queries.rows import id_of, visible_to
from domain.complaints.states import Status
from domain.complaints.wording import called, desk_headline
from domain.db import db
from domain.errors import NotVisible
from domain.people.phones import masked
from domain.people.rules import Actor
from domain.region.rows import VisitCheck

MOST = 60


class PlannedVisit(NamedTuple):
    """One stop. `phone` is masked, or E.164 when asked for; journal that first. `told` are facts of the plot,
    `checks` what to look at there. `km` is how far it is from the village before, 0 in the same one; None says
    that the day begins here.
    """

    code: str
    day: date
    title: str
    body: str
    farmer: str
    phone: str
    village: str
    note: str
    goes: str
    told: tuple[tuple[str, str], ...]
    checks: tuple[VisitCheck, ...]
    km: int | None


def planned_visits(actor: Actor, *, with_phones: bool = False) -> list[PlannedVisit]:
    """The visits of the actor's desk by day and by who goes, nearest village next. One statement.

    A day begins in the village of the actor's hat, where it has one.
    """
    found = (
        select(ComplaintVisit, Complaint)
        .join(Complaint, Complaint.id == ComplaintVisit.complaint_id)
        .where(
            Complaint.id.in_(visible_to(actor).with_only_columns(Complaint.id)),
            Complaint.status == Status.VISIT_PLANNED,
            ComplaintVisit.done_on.is_(None),
            desk_condition(actor),
        )
        .options(
            joinedload(ComplaintVisit.planner),
            joinedload(Complaint.farmer),
            joinedload(Complaint.commodity),
            joinedload(Complaint.facts),
        )
        .order_by(ComplaintVisit.planned_on, ComplaintVisit.planned_by, Complaint.village_code, Complaint.id)
        .limit(MOST)
    )
    rows = [tuple(row) for row in db.session.execute(found)]
    return [_visit(visit, case, km, with_phones) for visit, case, km in _driven(rows, actor.scope)]


def _driven(rows: list[tuple], home: str) -> Iterator[tuple[ComplaintVisit, Complaint, int | None]]:
    """Each stop with its distance; the stops of one day and person stand together in `rows`."""
    points = {code: route.Point(each.lat, each.lng) for code, each in region.current().villages.items()}
    for _whose, stops in groupby(rows, key=lambda row: (row[0].planned_on, row[0].planned_by)):
        day = list(stops)
        for leg in route.order([case.village_code for _visit, case in day], points, home):
            yield *day[leg.index], route.whole_km(leg.km)


def visit_photo(actor: Actor, code: str, visit_id: int) -> tuple[str, str]:
    """Keys of the small and the large photo of a visit the actor may see. Raises NotVisible."""
    mine = visible_to(actor).with_only_columns(Complaint.id).where(Complaint.id == id_of(code))
    found = select(ComplaintVisit).where(
        ComplaintVisit.id == visit_id,
        ComplaintVisit.complaint_id.in_(mine),
        ComplaintVisit.small.is_not(None),
    )
    row = db.session.scalar(found)
    if row is None or not row.small or not row.large:
        raise NotVisible(f"{code} {visit_id}")
    return row.small, row.large


def _visit(visit: ComplaintVisit, case: Complaint, km: int | None, with_phones: bool) -> PlannedVisit:
    phone = case.farmer.phone or ""
    return PlannedVisit(
        code=case.code,
        day=visit.planned_on,
        title=desk_headline(case.body, crop_of(case)),
        body=case.body,
        farmer=called(case.farmer.name),
        phone=phone if with_phones else masked(phone),
        village=region.current().villages[case.village_code].name,
        note=visit.note,
        goes=called(visit.planner.name),
        told=told_of(case),
        checks=tuple(region.current().checks_for(case.commodity_code or "")),
        km=km,
    )
