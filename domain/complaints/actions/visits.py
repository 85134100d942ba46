"""Visits to a plot: planned for a day, then recorded with what was seen."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from domain import clock, journal, region
from domain.complaints import queries, rules, visiting
from domain.complaints.actions import steps
from domain.complaints.models import Complaint, ComplaintVisit
from domain.complaints.states import Desk
from domain.errors import RuleBroken
from domain.people.rules import Actor
from domain.pictures import Picture

NOTHING_CHECKED: Mapping[str, str] = MappingProxyType({})


def plan_visit(
    actor: Actor, code: str, *, visit_on: date, note: str = "", after_promise: bool = False
) -> Complaint:
    """Mark a case for a visit, or move the visit to another day. `note` is for whoever goes.

    `after_promise` says that a day after the promised one is meant.
    """
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "plan_visit")
    steps.check_in_hand(actor, complaint)
    visiting.check_visit(visit_on, clock.today())
    due_on = clock.local(complaint.due_at).date() if complaint.due_at else None
    visiting.check_visit_promise(visit_on, due_on, clock.today(), agreed=after_promise)
    visit = _open_visit(complaint)
    if visit is None:
        visit = ComplaintVisit(planned_on=visit_on, planned_by=actor.person_id)
        complaint.visits.append(visit)
    visit.planned_on, visit.planned_by, visit.note = visit_on, actor.person_id, note.strip()
    steps.take_in_hand(actor, complaint)
    steps.step(actor, complaint, "plan_visit", day=visit_on.isoformat())
    return complaint


def record_visit(
    actor: Actor,
    code: str,
    *,
    done_on: date,
    findings: str,
    photo: Picture | None = None,
    checks: Mapping[str, str] = NOTHING_CHECKED,
) -> Complaint:
    """Note what was seen at the plot; the case is back on its desk, to be answered.

    `checks` are answers by the code of the region's visit checks. Raises RuleBroken naming the field.
    """
    complaint = queries.get(actor, code, lock=True)
    back = rules.back_to(with_expert=complaint.desk is Desk.EXPERT)
    steps.check_turn(actor, complaint, "visit", decided=back)
    steps.check_in_hand(actor, complaint)
    visiting.check_visited(done_on, clock.local(complaint.filed_at).date(), clock.today(), findings)
    visit = _open_visit(complaint)
    if visit is None:
        raise RuleBroken("Kunjungannya belum dijadwalkan.")
    visit.checks = visiting.said_checks(checks, region.current().checks_for(complaint.commodity_code or ""))
    visit.done_on, visit.done_by, visit.findings = done_on, actor.person_id, findings.strip()
    for name, value in (photo._asdict() if photo else {}).items():
        setattr(visit, name, value)
    told = " ".join([visit.findings, *(" ".join(each) for each in visit.checks)])
    steps.step(
        actor,
        complaint,
        "visit",
        decided=back,
        day=done_on.isoformat(),
        words=steps.digest(complaint, told),
        checked=len(visit.checks),
        photo=visit.large,
    )
    return complaint


def read_visit_phones(actor: Actor) -> Actor:
    """Note that somebody took along the numbers of the farmers they will visit; the list itself is a query."""
    for visit in queries.planned_visits(actor):
        journal.record(actor, "complaint.phone_read", visit.code)
    return actor


def _open_visit(complaint: Complaint) -> ComplaintVisit | None:
    return next((visit for visit in complaint.visits if visit.done_on is None), None)
