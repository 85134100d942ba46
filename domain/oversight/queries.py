"""The promise meter and the quality sample."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from sqlalchemy import case, select
from sqlalchemy.orm import joinedload

from domain import clock, region
from domain.complaints.advice_json import from_json
from domain.complaints.models import Complaint, ComplaintAnswer
from domain.complaints.queries import visible_to
from domain.complaints.queries.cases import crop_of
from domain.complaints.wording import desk_headline
from domain.db import db
from domain.errors import NotVisible
from domain.journal import JournalEntry
from domain.oversight import promises, rules
from domain.oversight.models import PromiseFigure, QualityReview
from domain.people.rules import Actor, Role
from domain.sentences import say

SAMPLED_FROM = timedelta(days=30)
REVIEWS_SHOWN = timedelta(days=90)
REPLAYED = timedelta(days=450)  # a case filed before is no longer counted
BATCH = 2_000


class Counted(NamedTuple):
    """The promises that began in a period (half-open); see models.PromiseFigure."""

    first: date
    until: date
    answered: int
    kept: int
    overdue: int
    median_hours: float | None
    reopened: int
    journal_seq: int
    counted_at: datetime

    @property
    def owed(self) -> int:
        return self.answered + self.overdue


@dataclass(frozen=True)
class Meter:
    """The public page. `months` begin with the present one. `recent` are the last 90 days."""

    recent: Counted | None
    months: tuple[Counted, ...]
    promised_hours: int


class SampleRow(NamedTuple):
    answer_id: int
    code: str
    title: str
    problem: str


class SampledAnswer(NamedTuple):
    """An answer as its marker reads it."""

    answer_id: int
    author_id: int
    code: str
    title: str
    body: str
    problem: str
    steps: tuple[str, ...]


def replayed() -> list[tuple[promises.Period, promises.Figures]]:
    """Every period's figures out of the journal alone."""
    settings, now = region.current().clocks, clock.now()
    found = (
        select(JournalEntry.subject, JournalEntry.event, JournalEntry.at, _facts_of_splits())
        .where(JournalEntry.event.startswith("complaint."), JournalEntry.at >= now - REPLAYED)
        .order_by(JournalEntry.seq)
        .execution_options(yield_per=BATCH)
    )
    entries = (tuple(row) for row in db.session.execute(found))
    whole = [
        attempt
        for events in promises.by_case(entries).values()
        for attempt in promises.attempts(events, settings, now)
    ]
    days = [(clock.local(attempt.started_at).date(), attempt) for attempt in whole]
    return [
        (period, promises.figures(attempt for day, attempt in days if period.first <= day < period.until))
        for period in promises.periods(clock.today())
    ]


def _facts_of_splits():
    """Facts are large, and only a case split off says its beginning in them."""
    return case((JournalEntry.event == promises.SPLIT_OFF, JournalEntry.facts), else_="")


def meter() -> Meter:
    """The figures as last counted. One statement."""
    columns = [getattr(PromiseFigure, name) for name in Counted._fields]
    rows = [
        Counted(*row) for row in db.session.execute(select(*columns).order_by(PromiseFigure.first.desc()))
    ]
    recent = [row for row in rows if row.until - row.first > timedelta(days=31)]
    return Meter(
        recent=recent[0] if recent else None,
        months=tuple(row for row in rows if row not in recent),
        promised_hours=region.current().clocks.advice_hours,
    )


def sample(actor: Actor) -> list[SampleRow]:
    """This week's random answers that still want their marks; the same ones all week. Coordinator only."""
    if actor.hat is not Role.COORDINATOR:
        raise NotVisible("mutu")
    today = clock.today()
    monday = clock.start_of(today - timedelta(days=today.weekday()))
    ids = list(
        db.session.scalars(
            select(ComplaintAnswer.id)
            .where(
                ComplaintAnswer.answered_at >= monday - SAMPLED_FROM,
                ComplaintAnswer.answered_at < monday,
                ComplaintAnswer.author_id != actor.person_id,
            )
            .order_by(ComplaintAnswer.id)
        )
    )
    drawn = Random(f"{monday:%Y-%m-%d}").sample(ids, min(rules.SAMPLE, len(ids)))
    marked = select(QualityReview.answer_id)
    found = _answers(actor).where(ComplaintAnswer.id.in_(drawn), ComplaintAnswer.id.not_in(marked))
    return [
        SampleRow(answer.id, case.code, desk_headline(case.body, crop_of(case)), _problem_name(answer))
        for answer, case in db.session.execute(found.order_by(ComplaintAnswer.id))
    ]


def sampled(actor: Actor, answer_id: int) -> SampledAnswer:
    """One answer to be marked. Raises NotVisible."""
    row = db.session.execute(_answers(actor).where(ComplaintAnswer.id == answer_id)).first()
    if row is None or actor.hat is not Role.COORDINATOR:
        raise NotVisible(str(answer_id))
    answer, case = row
    return SampledAnswer(
        answer_id=answer.id,
        author_id=answer.author_id,
        code=case.code,
        title=desk_headline(case.body, crop_of(case)),
        body=case.body,
        problem=_problem_name(answer),
        steps=tuple(step.text for step in from_json(answer.advice).steps),
    )


def is_reviewed(answer_id: int) -> bool:
    return db.session.scalar(select(QualityReview.id).where(QualityReview.answer_id == answer_id)) is not None


def quality() -> tuple[int, tuple[int, ...]]:
    """How many answers were marked in the last 90 days, and the share of points of each question, in percent."""
    columns = (
        QualityReview.score_1, QualityReview.score_2, QualityReview.score_3, QualityReview.score_4,
    )  # fmt: skip
    rows = db.session.execute(select(*columns).where(QualityReview.at >= clock.now() - REVIEWS_SHOWN)).all()
    return len(rows), rules.shares([tuple(row) for row in rows])


def _answers(actor: Actor):
    return (
        select(ComplaintAnswer, Complaint)
        .join(Complaint, Complaint.id == ComplaintAnswer.complaint_id)
        .where(Complaint.id.in_(visible_to(actor).with_only_columns(Complaint.id)))
        .options(joinedload(Complaint.commodity), joinedload(ComplaintAnswer.problem))
    )


def _problem_name(answer: ComplaintAnswer) -> str:
    return answer.problem.name if answer.problem else say("Belum tahu masalahnya")
