"""Cases that have to do with each other; and one report with two problems, which becomes two cases."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, or_

from domain import clock, journal
from domain.complaints import queries, tying
from domain.complaints.actions import steps
from domain.complaints.actions.filing import check_place, route
from domain.complaints.clocks import FILED
from domain.complaints.models import (
    Complaint,
    ComplaintEvent,
    ComplaintFacts,
    ComplaintLink,
    ComplaintPhoto,
)
from domain.complaints.states import Status
from domain.db import db
from domain.errors import RuleBroken
from domain.people.rules import Actor


def link(actor: Actor, code: str, *, into: str) -> Complaint:
    """Tie two cases together, both ways. Raises RuleBroken naming the field."""
    complaint, other = queries.both(actor, code, into)
    tying.check_may_link(complaint.code, other.code, [each.other.code for each in complaint.links])
    _tie(actor, complaint, other)
    journal.record(actor, "complaint.linked", complaint.code, other=other.code)
    journal.record(actor, "complaint.linked", other.code, other=complaint.code)
    return complaint


def unlink(actor: Actor, code: str, *, into: str) -> Complaint:
    """Undo a link, both ways."""
    complaint, other = queries.both(actor, code, into)
    if other.id not in [each.other_id for each in complaint.links]:
        raise RuleBroken("Kedua keluhan itu tidak sedang terkait.")
    ends = (complaint.id, other.id)
    one_way = (ComplaintLink.complaint_id == ends[0]) & (ComplaintLink.other_id == ends[1])
    back = (ComplaintLink.complaint_id == ends[1]) & (ComplaintLink.other_id == ends[0])
    db.session.execute(delete(ComplaintLink).where(or_(one_way, back)))
    db.session.expire(complaint, ["links"])
    journal.record(actor, "complaint.unlinked", complaint.code, other=other.code)
    journal.record(actor, "complaint.unlinked", other.code, other=complaint.code)
    return complaint


def split(
    actor: Actor, code: str, *, body: str, commodity_code: str | None, photos: Collection[int] = ()
) -> Complaint:
    """A second problem in one report becomes a case of its own, tied to the first; returns the new one.

    The farmer told of it with the first: its promise runs from where the promise of the first began, so that
    nobody gains time by splitting. `photos` are positions of the photos that go along. Merging them again
    undoes it. Raises RuleBroken naming the field.
    """
    complaint = queries.get(actor, code, lock=True)
    steps.check_turn(actor, complaint, "split")
    steps.check_in_hand(actor, complaint)
    tying.check_may_split(body, photos, [each.position for each in complaint.photos])
    check_place(complaint.village_code, commodity_code)
    since = queries.events_of_attempt(complaint)[0].at
    made = _part_of(complaint, since, body=body.strip(), commodity_code=commodity_code)
    for position, photo in enumerate((each for each in complaint.photos if each.position in photos), start=1):
        made.photos.append(
            ComplaintPhoto(position=position, added_by=photo.added_by, **photo.picture._asdict())
        )
    db.session.add(made)
    db.session.flush()
    made.events.append(
        ComplaintEvent(verb=FILED, at=since, person_id=actor.person_id, hat=actor.hat, target=Status.FILED)
    )
    db.session.flush()
    steps.renew_promise(made)
    _record(actor, complaint, made)
    steps.step(actor, complaint, "split", into=made.code)
    _tie(actor, complaint, made)
    route(made, complaint.officer)
    return made


def _part_of(complaint: Complaint, since: datetime, *, body: str, commodity_code: str | None) -> Complaint:
    """A case of the same farmer and place."""
    facts = complaint.facts
    same_crop = commodity_code == complaint.commodity_code
    return Complaint(
        farmer=complaint.farmer,
        filed_by=complaint.filed_by,
        village_code=complaint.village_code,
        commodity_code=commodity_code,
        body=body,
        status=Status.FILED,
        filed_at=since,
        since=since,
        facts=ComplaintFacts(
            applied=facts.applied,
            hamlet=facts.hamlet,
            lat_e6=facts.lat_e6,
            lng_e6=facts.lng_e6,
            age=facts.age if same_crop else None,
            age_unit=facts.age_unit if same_crop else None,
            area_m2=facts.area_m2 if same_crop else None,
        ),
    )


def _record(actor: Actor, complaint: Complaint, made: Complaint) -> None:
    """`since` is when the promise began: the replay of the journal counts from it."""
    journal.record(
        actor,
        "complaint.split_off",
        made.code,
        earlier=complaint.code,
        since=made.filed_at.isoformat(),
        village=made.village_code,
        commodity=made.commodity_code,
        words=steps.digest(made, made.body),
        photos=[photo.large for photo in made.photos],
    )


def _tie(actor: Actor, complaint: Complaint, other: Complaint) -> None:
    at = clock.now()
    for one, two in ((complaint, other), (other, complaint)):
        db.session.add(
            ComplaintLink(complaint_id=one.id, other_id=two.id, linked_by=actor.person_id or 0, at=at)
        )
    db.session.flush()
    for one in (complaint, other):
        db.session.expire(one, ["links"])
