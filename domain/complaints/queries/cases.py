"""The small things every screen says of a case: its mark, crop, sun, photos and words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from domain import clock, region
from domain.complaints.models import Complaint, ComplaintMessage
from domain.complaints.plots import UNIT_WORDS
from domain.complaints.states import (
    OUTCOME_WORDS,
    MessageKind,
    Outcome,
    Status,
    farmer_label,
    officer_label,
)
from domain.complaints.wording import OTHER_CROP, called, desk_headline, headline
from domain.sentences import say

_TAGS = {
    Status.FILED: ("", "seed"),
    Status.WITH_OFFICER: ("", "sprout"),
    Status.AWAITING_FARMER: ("warn", "ask"),
    Status.WITH_EXPERT: ("", "crew"),
    Status.VISIT_PLANNED: ("", "pin"),
    Status.REFERRED: ("", "doc"),
    Status.ANSWERED: ("done", "leaf"),
    Status.CLOSED: ("done", "apple"),
    Status.MERGED: ("", "case"),
    Status.DECLINED: ("", "info"),
}


class Tag(NamedTuple):
    kind: str
    icon: str
    text: str


@dataclass(frozen=True)
class CaseRow:
    """One complaint in a farmer's list. `due_at` is None when nothing is promised; `share` 0 to 1 and beyond."""

    number: int
    code: str
    title: str
    crop: str
    tag: Tag
    filed_at: datetime
    due_at: datetime | None
    share: float | None
    photos: int
    status: Status


class Said(NamedTuple):
    """A question, a reply, or the words beside a reason. `ours` when it came from the desk."""

    kind: MessageKind
    text: str
    at: datetime
    who: str


class SavedDraft(NamedTuple):
    """An answer somebody began: by whom, when, and the form's fields."""

    version: int
    who: str
    at: datetime
    typed: dict[str, list[str]]


class LinkedCase(NamedTuple):
    """A case that has to do with this one."""

    code: str
    title: str
    status: str


class ShownPhoto(NamedTuple):
    position: int
    small_bytes: int
    large_bytes: int


def case_row(complaint: Complaint) -> CaseRow:
    crop = crop_of(complaint)
    return CaseRow(
        number=complaint.id,
        code=complaint.code,
        title=headline(complaint.body, crop),
        crop=crop,
        tag=tag_of(complaint),
        filed_at=complaint.filed_at,
        due_at=complaint.due_at,
        share=share_gone(complaint),
        photos=len(complaint.photos),
        status=complaint.status,
    )


def crop_of(complaint: Complaint) -> str:
    return complaint.commodity.name if complaint.commodity else OTHER_CROP


def picture_of(complaint: Complaint) -> str:
    """The drawing of the crop; a crop the region no longer lists has the picture of any other."""
    listed = region.current().commodities.get(complaint.commodity_code or "")
    return listed.picture if listed else "lain"


def shown_photos(complaint: Complaint) -> tuple[ShownPhoto, ...]:
    return tuple(ShownPhoto(each.position, each.small_bytes, each.large_bytes) for each in complaint.photos)


def told_of(complaint: Complaint) -> tuple[tuple[str, str], ...]:
    """What was told of the plot, in words; never the place on the map."""
    facts = complaint.facts
    part = region.current().plant_parts.get(facts.part_code or "")
    area = f"{facts.area_m2:,} m²".replace(",", ".") if facts.area_m2 else ""
    age = f"{facts.age} {UNIT_WORDS[facts.age_unit]}" if facts.age and facts.age_unit else ""
    told = (
        (say("Bagian yang sakit"), part.name if part else ""),
        (say("Sudah diberi"), facts.applied),
        (say("Umur tanaman"), age),
        (say("Luas lahan"), area),
        (say("Dusun"), facts.hamlet),
    )
    return tuple((label, value) for label, value in told if value)


def tag_of(complaint: Complaint) -> Tag:
    """The state in the farmer's words, with its mark; a known outcome says more than 'finished'."""
    kind, icon = _TAGS[complaint.status]
    if complaint.status in (Status.CLOSED, Status.ANSWERED) and complaint.outcome is not None:
        cured = complaint.outcome is Outcome.CURED
        icon = "apple" if cured else "sprout" if complaint.outcome is Outcome.IMPROVING else "check"
        text = OUTCOME_WORDS[complaint.outcome]
        return Tag(
            kind,
            icon,
            text
            if complaint.status is Status.ANSWERED or cured
            else say("Selesai: {text}", text=text.lower()),
        )
    officer = called(complaint.officer.name) if complaint.officer else None
    return Tag(kind, icon, farmer_label(complaint.status, officer=officer))


def into_of(case: Complaint) -> str:
    """The code of the case this one was merged into, or nothing."""
    return f"K{case.merge.into_id:04}" if case.merge and case.status is Status.MERGED else ""


def planned_day(case: Complaint) -> date | None:
    """When somebody comes, while that is planned."""
    if case.status is not Status.VISIT_PLANNED:
        return None
    return next((visit.planned_on for visit in case.visits if visit.done_on is None), None)


def share_gone(complaint: Complaint) -> float | None:
    """How much of the promised time is gone, 1 at the due moment; None while nothing is promised."""
    if complaint.due_at is None:
        return None
    pack, now = region.current(), clock.now()
    whole_time = timedelta(hours=pack.clocks.advice_hours)
    counted = pack.promise_calendar(complaint.village_code)
    left = counted.between(now, complaint.due_at) - counted.between(complaint.due_at, now)
    return max(0.0, 1 - left / whole_time)


def draft_of(complaint: Complaint) -> SavedDraft | None:
    row = complaint.draft
    return SavedDraft(row.version, called(row.author.name), row.saved_at, row.typed) if row else None


def linked_of(complaint: Complaint, *, own: bool = False) -> tuple[LinkedCase, ...]:
    """What it was linked with; with `own` only cases of the same farmer, in the farmer's words."""
    found = [each.other for each in complaint.links]
    if own:
        mine = [each for each in found if each.farmer_id == complaint.farmer_id]
        return tuple(
            LinkedCase(each.code, headline(each.body, crop_of(each)), farmer_label(each.status))
            for each in mine
        )
    return tuple(
        LinkedCase(each.code, desk_headline(each.body, crop_of(each)), officer_label(each.status))
        for each in found
    )


def said_of(message: ComplaintMessage, complaint: Complaint) -> Said:
    ours = message.kind is not MessageKind.REPLY
    who = message.author.name if ours else called(complaint.farmer.name)
    return Said(message.kind, message.text, message.at, who)
