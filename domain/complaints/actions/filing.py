"""A farmer reports; the case finds its officer in the same write block."""

from collections.abc import Sequence

from domain import journal, region
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.clocks import FILED
from domain.complaints.models import Complaint, ComplaintPhoto
from domain.complaints.states import Status
from domain.db import db
from domain.errors import RuleBroken
from domain.people import queries as people
from domain.people.rules import SYSTEM, Actor, Role
from domain.pictures import Picture


def file_complaint(
    actor: Actor,
    *,
    village_code: str,
    commodity_code: str | None,
    body: str = "",
    photos: Sequence[Picture] = (),
    farmer_id: int | None = None,
) -> Complaint:
    """A new complaint, handed to the village's PPL at once; without one it waits for the coordinator.

    `commodity_code` is None for a crop outside the list. `farmer_id` names the farmer an officer
    files for. Raises RuleBroken naming the field.
    """
    farmer = people.get(
        actor, farmer_id or actor.person_id or 0, lock=True
    )  # the limit counts under this lock
    rules.check_may_file(queries.count_open(farmer.id), region.current().limits.open_complaints)
    rules.check_report(
        village=village_code,
        commodity=commodity_code or "lain",
        has_words=bool(body.strip()),
        has_photo=bool(photos),
        has_voice=False,
    )
    rules.check_photos(len(photos))
    _check_place(village_code, commodity_code)
    complaint = Complaint(
        farmer=farmer,
        filed_by=actor.person_id,
        village_code=village_code,
        commodity_code=commodity_code,
        body=body.strip(),
        status=Status.FILED,
    )
    _start(actor, complaint)
    _attach(actor, complaint, photos)
    journal.record(
        actor,
        "complaint.filed",
        complaint.code,
        village=village_code,
        commodity=commodity_code,
        words=steps.digest(complaint, complaint.body),
        photos=[photo.large for photo in photos],
    )
    _route(complaint)
    return complaint


def _start(actor: Actor, complaint: Complaint) -> None:
    """The first event; the promise runs from it."""
    db.session.add(complaint)
    db.session.flush()
    event = steps.add_event(actor, complaint, FILED, Status.FILED)
    complaint.filed_at = complaint.since = event.at
    steps.renew_promise(complaint)


def add_photos(actor: Actor, code: str, *, photos: Sequence[Picture]) -> Complaint:
    """More photos for one's own open complaint, five in all."""
    complaint = queries.get(actor, code, lock=True)
    rules.check_may_add_photos(complaint.status)
    if not photos:
        raise RuleBroken("Pilih fotonya dulu.", field="photos")
    rules.check_photos(len(complaint.photos) + len(photos))
    _attach(actor, complaint, photos)
    added = [photo.large for photo in photos]
    journal.record(actor, "complaint.photos_added", complaint.code, photos=added)
    return complaint


def _attach(actor: Actor, complaint: Complaint, photos: Sequence[Picture]) -> None:
    first = len(complaint.photos) + 1
    for position, photo in enumerate(photos, start=first):
        complaint.photos.append(
            ComplaintPhoto(position=position, added_by=actor.person_id, **photo._asdict())
        )


def _route(complaint: Complaint) -> None:
    """To whoever wears the officer's hat of the village longest."""
    officer = next(iter(people.wearing(Role.OFFICER, complaint.village_code)), None)
    if officer is None:
        return
    complaint.officer = officer
    steps.step(SYSTEM, complaint, "route", to=officer)


def _check_place(village_code: str, commodity_code: str | None) -> None:
    """Foreign keys have no name on SQLite, so unknown codes are refused here, by field."""
    pack = region.current()
    if village_code not in pack.villages:
        raise RuleBroken("Pilih desanya.", field="village_code")
    if commodity_code is not None and commodity_code not in pack.commodities:
        raise RuleBroken("Pilih tanamannya.", field="commodity")
