"""A farmer reports; the case finds its officer in the same write block."""

from collections.abc import Sequence

from domain import journal, region
from domain.complaints import queries, rules
from domain.complaints.actions import steps
from domain.complaints.clocks import FILED
from domain.complaints.models import (
    Complaint,
    ComplaintFacts,
    ComplaintPhoto,
    ComplaintSequel,
    ComplaintVoice,
)
from domain.complaints.plots import Plot, check_plot
from domain.complaints.states import Status
from domain.db import db
from domain.errors import RuleBroken
from domain.people import queries as people
from domain.people.models import Person
from domain.people.rules import SYSTEM, Actor, Role
from domain.pictures import Picture
from domain.voices import Voice

NOTHING_TOLD = Plot()


def file_complaint(
    actor: Actor,
    *,
    village_code: str,
    commodity_code: str | None,
    body: str = "",
    photos: Sequence[Picture] = (),
    voice: Voice | None = None,
    plot: Plot = NOTHING_TOLD,
    farmer_id: int | None = None,
) -> Complaint:
    """A new complaint, handed to the village's PPL at once; without one it waits for the coordinator.

    `commodity_code` is None for a crop outside the list. `farmer_id` names the farmer an officer
    files for. Raises RuleBroken naming the field.
    """
    # the limit counts under this lock
    farmer = people.get(actor, farmer_id or actor.person_id or 0, lock=True)
    rules.check_may_file(queries.count_open(farmer.id), region.current().limits.open_complaints)
    rules.check_report(
        village=village_code,
        commodity=commodity_code or "lain",
        has_words=bool(body.strip()),
        has_photo=bool(photos),
        has_voice=voice is not None,
    )
    rules.check_photos(len(photos))
    check_place(village_code, commodity_code)
    check_plot(plot, region.current().plant_parts)
    complaint = Complaint(
        farmer=farmer,
        filed_by=actor.person_id,
        village_code=village_code,
        commodity_code=commodity_code,
        body=body.strip(),
        status=Status.FILED,
        facts=_facts(plot),
        voice=ComplaintVoice(**voice._asdict()) if voice else None,
    )
    _start(actor, complaint)
    _attach(actor, complaint, photos)
    _record(actor, complaint)
    route(complaint)
    return complaint


def go_on(actor: Actor, earlier: Complaint, *, body: str) -> Complaint:
    """A new case of the same farmer, crop and place, tied to one closed too long ago."""
    made = file_complaint(
        actor,
        village_code=earlier.village_code,
        commodity_code=earlier.commodity_code,
        body=body,
        farmer_id=earlier.farmer_id,
    )
    db.session.add(ComplaintSequel(complaint_id=made.id, earlier_id=earlier.id))
    return made


def _facts(plot: Plot) -> ComplaintFacts:
    lat_e6, lng_e6 = plot.place or (None, None)
    return ComplaintFacts(
        part_code=plot.part,
        applied=plot.applied.strip(),
        age=plot.age,
        age_unit=plot.age_unit if plot.age is not None else None,
        area_m2=plot.area_m2,
        hamlet=plot.hamlet.strip(),
        lat_e6=lat_e6,
        lng_e6=lng_e6,
    )


def _record(actor: Actor, complaint: Complaint) -> None:
    """The journal learns what was sent, by codes, keys and digests."""
    journal.record(
        actor,
        "complaint.filed",
        complaint.code,
        village=complaint.village_code,
        commodity=complaint.commodity_code,
        part=complaint.facts.part_code,
        words=steps.digest(complaint, complaint.body),
        photos=[photo.large for photo in complaint.photos],
        voice=complaint.voice.key if complaint.voice else None,
    )


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


def route(complaint: Complaint, known: Person | None = None) -> None:
    """To the officer who is `known` already, else to whoever wears the hat of the village longest."""
    officer = known or next(iter(people.wearing(Role.OFFICER, complaint.village_code)), None)
    if officer is None:
        return
    complaint.officer = officer
    steps.step(SYSTEM, complaint, "route", to=officer)


def check_place(village_code: str, commodity_code: str | None) -> None:
    """Foreign keys have no name on SQLite, so unknown codes are refused here, by field."""
    pack = region.current()
    if village_code not in pack.villages:
        raise RuleBroken("Pilih desanya.", field="village_code")
    if commodity_code is not None and commodity_code not in pack.commodities:
        raise RuleBroken("Pilih tanamannya.", field="commodity")
