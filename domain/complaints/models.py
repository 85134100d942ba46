"""Complaints, what happened to them, what was said, shown and answered. Tables only grow."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain import clock
from domain.complaints.advice import Certainty
from domain.complaints.clocks import Stage
from domain.complaints.plots import AgeUnit
from domain.complaints.states import Desk, MessageKind, Mood, Outcome, Status
from domain.db import MediaKey, Model, UtcDateTime, append_only, state
from domain.knowledge.models import Commodity, Problem
from domain.people.models import Person, Village
from domain.people.rules import Role
from domain.pictures import Picture
from domain.places import Place
from domain.voices import Voice, VoiceKind


class Complaint(Model):
    """A farmer's report. The rows of `events` are its history; what stands here is where it is now.

    `commodity_code` is None for a crop outside the list. `desk` is whose case it is, also while a
    question waits for the farmer. `since` is when the status was entered. `due_at` is the promise,
    kept for sorting and equal to the replay of the events; None while paused or kept.
    `follow_up_on` is the day we ask again, `closes_on` the first day silence may close the case.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        CheckConstraint("attempt >= 1", name="attempt"),
        Index("ix_complaint_status_due_at", "status", "due_at"),
        Index("ix_complaint_village_code_commodity_code", "village_code", "commodity_code"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    farmer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    filed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    village_code: Mapped[str] = mapped_column(ForeignKey("village.code"))
    commodity_code: Mapped[str | None] = mapped_column(ForeignKey("commodity.code"))
    body: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[Status] = mapped_column(state(Status, "status"), default=Status.FILED)
    outcome: Mapped[Outcome | None] = mapped_column(state(Outcome, "outcome"))
    desk: Mapped[Desk] = mapped_column(state(Desk, "desk"), default=Desk.OFFICER)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    expert_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    attempt: Mapped[int] = mapped_column(default=1)
    filed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    follow_up_on: Mapped[date | None]
    closes_on: Mapped[date | None]

    farmer: Mapped[Person] = relationship(foreign_keys=[farmer_id])
    officer: Mapped[Person | None] = relationship(foreign_keys=[officer_id])
    expert: Mapped[Person | None] = relationship(foreign_keys=[expert_id])
    village: Mapped[Village] = relationship()
    commodity: Mapped[Commodity | None] = relationship()
    events: Mapped[list["ComplaintEvent"]] = relationship(order_by="ComplaintEvent.id")
    messages: Mapped[list["ComplaintMessage"]] = relationship(order_by="ComplaintMessage.id")
    photos: Mapped[list["ComplaintPhoto"]] = relationship(order_by="ComplaintPhoto.position")
    answers: Mapped[list["ComplaintAnswer"]] = relationship(order_by="ComplaintAnswer.id")
    facts: Mapped["ComplaintFacts"] = relationship()
    voice: Mapped["ComplaintVoice | None"] = relationship()
    merge: Mapped["ComplaintMerge | None"] = relationship(foreign_keys="ComplaintMerge.complaint_id")
    visits: Mapped[list["ComplaintVisit"]] = relationship(order_by="ComplaintVisit.id")
    notes: Mapped[list["ComplaintNote"]] = relationship(order_by="ComplaintNote.id")
    proposals: Mapped[list["ComplaintProposal"]] = relationship(order_by="ComplaintProposal.id")
    service: Mapped["ComplaintService | None"] = relationship()
    draft: Mapped["ComplaintDraft | None"] = relationship()
    links: Mapped[list["ComplaintLink"]] = relationship(
        foreign_keys="ComplaintLink.complaint_id", order_by="ComplaintLink.other_id"
    )

    @property
    def code(self) -> str:
        return f"K{self.id:04}"

    @property
    def holder(self) -> Person | None:
        """Who has the case in hand, if anybody has."""
        return self.expert if self.desk is Desk.EXPERT else self.officer


class ComplaintEvent(Model):
    """One step, in the order of `id`: the source of every clock. `person_id` None is the system.

    `to_person_id` is who got the case, `reason` a code of the region's reasons. No free text.
    """

    __tablename__ = "complaint_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    verb: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    hat: Mapped[Role] = mapped_column(state(Role, "hat"))
    target: Mapped[Status] = mapped_column(state(Status, "target"))
    reason: Mapped[str | None] = mapped_column(String(40))
    to_person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    to_person: Mapped[Person | None] = relationship(foreign_keys=[to_person_id])


append_only(ComplaintEvent.__table__)  # type: ignore[arg-type]


class ComplaintMessage(Model):
    """Something said about a case: a question to the farmer, the reply, or the words beside a reason."""

    __tablename__ = "complaint_message"
    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    kind: Mapped[MessageKind] = mapped_column(state(MessageKind, "kind"))
    text: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    author: Mapped[Person] = relationship()


class ComplaintPhoto(Model):
    """A photo of the plants, the `position`-th of its case from 1. Keys lead into the media folder."""

    __tablename__ = "complaint_photo"
    __table_args__ = (UniqueConstraint("complaint_id", "position"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    position: Mapped[int]
    small: Mapped[str] = mapped_column(MediaKey, index=True)
    large: Mapped[str] = mapped_column(MediaKey, index=True)
    small_bytes: Mapped[int]
    large_bytes: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    added_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    @property
    def picture(self) -> Picture:
        return Picture(*(getattr(self, name) for name in Picture._fields))


class ComplaintFacts(Model):
    """What the farmer told of the plot, one row a case. Names and units follow domain.complaints.plots."""

    __tablename__ = "complaint_facts"
    __table_args__ = (
        CheckConstraint("(age IS NULL) = (age_unit IS NULL)", name="age_whole"),
        CheckConstraint("area_m2 > 0", name="area"),
        CheckConstraint("(lat_e6 IS NULL) = (lng_e6 IS NULL)", name="place_whole"),
    )
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    part_code: Mapped[str | None] = mapped_column(String(40))
    applied: Mapped[str] = mapped_column(Text, default="")
    age: Mapped[int | None]
    age_unit: Mapped[AgeUnit | None] = mapped_column(state(AgeUnit, "age_unit"))
    area_m2: Mapped[int | None]
    hamlet: Mapped[str] = mapped_column(String(60), default="")
    lat_e6: Mapped[int | None]
    lng_e6: Mapped[int | None]

    @property
    def place(self) -> Place | None:
        return None if self.lat_e6 is None or self.lng_e6 is None else Place(self.lat_e6, self.lng_e6)


class ComplaintVoice(Model):
    """What the farmer said aloud. The key leads into the media folder."""

    __tablename__ = "complaint_voice"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    key: Mapped[str] = mapped_column(MediaKey, index=True)
    kind: Mapped[VoiceKind] = mapped_column(state(VoiceKind, "kind"))
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)

    @property
    def voice(self) -> Voice:
        return Voice(self.key, self.kind, self.size)


class ComplaintFollower(Model):
    """Somebody who has the same trouble and waits for the same answer ("saya juga")."""

    __tablename__ = "complaint_follower"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class ComplaintAnswer(Model):
    """The structured advice of one attempt. `advice` is domain.complaints.advice_json; the rest is queried.

    `harvest_after` is the first safe day to harvest when a spray was advised: counted from the last spray
    told, and while none is told from the answer, as if every spray allowed is made.
    """

    __tablename__ = "complaint_answer"
    __table_args__ = (UniqueConstraint("complaint_id", "attempt"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    attempt: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    author_hat: Mapped[Role] = mapped_column(state(Role, "author_hat"))
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    problem_code: Mapped[str | None] = mapped_column(ForeignKey("problem.code"), index=True)
    certainty: Mapped[Certainty] = mapped_column(state(Certainty, "certainty"))
    advice: Mapped[dict[str, Any]] = mapped_column(JSON)
    follow_up_on: Mapped[date]
    harvest_after: Mapped[date | None]
    author: Mapped[Person] = relationship()
    problem: Mapped[Problem | None] = relationship()
    proposal: Mapped["ComplaintProposal | None"] = relationship()
    voice: Mapped["AnswerVoice | None"] = relationship()
    drawing: Mapped["AnswerDrawing | None"] = relationship()
    complaint: Mapped[Complaint] = relationship(viewonly=True)
    sprays: Mapped[list["ComplaintSpray"]] = relationship(
        order_by="ComplaintSpray.sprayed_on", cascade="all, delete-orphan"
    )


class ComplaintSpray(Model):
    """A spray the farmer made after an advice: one a day. The waiting times count from it.

    `told_by` is the farmer, or the officer who wrote it down for them.
    """

    __tablename__ = "complaint_spray"
    answer_id: Mapped[int] = mapped_column(ForeignKey("complaint_answer.id"), primary_key=True)
    sprayed_on: Mapped[date] = mapped_column(primary_key=True)
    sprayed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    told_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    teller: Mapped[Person] = relationship()


class ComplaintProposal(Model):
    """Advice with a spray that waits for somebody who may prescribe: the officer's words, one a attempt.

    `answer_id` is the answer it became, `decided_by` who let it pass or sent it back; both None while waiting.
    """

    __tablename__ = "complaint_proposal"
    __table_args__ = (
        UniqueConstraint("complaint_id", "attempt"),
        CheckConstraint("(decided_by IS NULL) = (decided_at IS NULL)", name="decided_whole"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    attempt: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    advice: Mapped[dict[str, Any]] = mapped_column(JSON)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("complaint_answer.id"))
    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    decider: Mapped[Person | None] = relationship(foreign_keys=[decided_by])


class ComplaintDraft(Model):
    """An answer begun and not sent: one a case, for whoever of the desk goes on. `typed` are the form's fields.

    `version` counts the savings; it goes once something is sent.
    """

    __tablename__ = "complaint_draft"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    version: Mapped[int]
    typed: Mapped[dict[str, list[str]]] = mapped_column(JSON)
    saved_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    author: Mapped[Person] = relationship()


class ComplaintService(Model):
    """What the farmer said of the service, one a case. Counted for the coordinator, never by person."""

    __tablename__ = "complaint_service"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    mood: Mapped[Mood] = mapped_column(state(Mood, "mood"))
    words: Mapped[str] = mapped_column(Text, default="")
    said_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now, index=True)


class AnswerVoice(Model):
    """The answer said aloud. The key leads into the media folder."""

    __tablename__ = "complaint_answer_voice"
    answer_id: Mapped[int] = mapped_column(ForeignKey("complaint_answer.id"), primary_key=True)
    key: Mapped[str] = mapped_column(MediaKey, index=True)
    kind: Mapped[VoiceKind] = mapped_column(state(VoiceKind, "kind"))
    size: Mapped[int]

    @property
    def voice(self) -> Voice:
        return Voice(self.key, self.kind, self.size)


class AnswerDrawing(Model):
    """Circles on a photo of the case. `circles` are [x, y, r] in thousandths of the photo's width."""

    __tablename__ = "complaint_answer_drawing"
    answer_id: Mapped[int] = mapped_column(ForeignKey("complaint_answer.id"), primary_key=True)
    position: Mapped[int]
    circles: Mapped[list[list[int]]] = mapped_column(JSON)


class ComplaintNote(Model):
    """A word between handlers. Farmers never read it, and it is in no export of theirs."""

    __tablename__ = "complaint_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    author: Mapped[Person] = relationship()


class ComplaintMerge(Model):
    """Which case a merged one went into; the row ends when they are parted again.

    `follows` says that the farmer hears of the other case because of the merge, not by an own wish.
    """

    __tablename__ = "complaint_merge"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    follows: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class ComplaintLink(Model):
    """Two cases that have to do with each other: two rows, one each way. They go when the link is undone."""

    __tablename__ = "complaint_link"
    __table_args__ = (CheckConstraint("complaint_id <> other_id", name="two"),)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    linked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    other: Mapped[Complaint] = relationship(foreign_keys=[other_id])


class ComplaintReminder(Model):
    """A word before the promise of an attempt ends was given, once for each stage."""

    __tablename__ = "complaint_reminder"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    attempt: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    stage: Mapped[Stage] = mapped_column(state(Stage, "stage"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)


class ComplaintSequel(Model):
    """A case that goes on from one closed too long ago to be opened again."""

    __tablename__ = "complaint_sequel"
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), primary_key=True)
    earlier_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)


class ComplaintVisit(Model):
    """A visit planned for a day, and what was found there. `small` to `height` are of its one photo.

    `checks` are what was asked and what was seen, in words of that day.
    """

    __tablename__ = "complaint_visit"
    __table_args__ = (CheckConstraint("(done_on IS NULL) = (done_by IS NULL)", name="done_whole"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    planned_on: Mapped[date] = mapped_column(index=True)
    planned_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    done_on: Mapped[date | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    findings: Mapped[str] = mapped_column(Text, default="")
    checks: Mapped[list[list[str]] | None] = mapped_column(JSON)
    small: Mapped[str | None] = mapped_column(MediaKey)
    large: Mapped[str | None] = mapped_column(MediaKey)
    small_bytes: Mapped[int | None]
    large_bytes: Mapped[int | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    planner: Mapped[Person] = relationship(foreign_keys=[planned_by])
    visitor: Mapped[Person | None] = relationship(foreign_keys=[done_by])
