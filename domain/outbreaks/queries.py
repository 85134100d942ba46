"""Suspicions and messages, found on somebody's behalf; whole screens as frozen views."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from domain import clock, region
from domain.db import db, writing
from domain.errors import NotVisible
from domain.outbreaks import audience
from domain.outbreaks.models import Candidate, Notice, NoticeReader
from domain.outbreaks.states import NoticeKind, Presence, State, Tier
from domain.people.rules import HANDLERS, Actor, Role

PAGE = 20
SHOWN_NOTICES = 3
NEW = (State.OPEN,)


class Choice(NamedTuple):
    code: str
    name: str


class Draft(NamedTuple):
    """The message as it could be sent, to be read and changed by a human."""

    title: str
    text: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class CandidatePage:
    """A suspicion with everything needed to decide, and who a warning would reach."""

    row: Candidate
    places: tuple[tuple[str, int], ...]
    crops: tuple[Choice, ...]
    commodity: str
    crop_name: str
    reach: tuple[audience.VillageCount, ...]
    draft: Draft
    notice: "Sent | None"


class Sent(NamedTuple):
    """A message with its answers: how many got it, have it, do not have it."""

    notice: Notice
    people: int
    present: int
    absent: int

    @property
    def silent(self) -> int:
        return self.people - self.present - self.absent

    @property
    def places(self) -> list[str]:
        return [place_name(code) for code in self.notice.villages]


class Shown(NamedTuple):
    """A message as its farmer sees it. `presence` is the answer given, None before it."""

    id: int
    is_warning: bool
    title: str
    text: str
    steps: tuple[str, ...]
    sent_at: datetime
    presence: Presence | None


def place_name(code: str) -> str:
    """The name of a village; its code when the region no longer has it."""
    village = region.current().villages.get(code)
    return village.name if village else code


def visible_to(actor: Actor) -> Select[tuple[Candidate]]:
    """All for the coordinator, alarms for experts, none for anybody else."""
    seen = select(Candidate)
    if actor.hat in (Role.COORDINATOR, Role.SYSTEM):
        return seen
    if actor.hat is Role.EXPERT:
        return seen.where(Candidate.tier == Tier.ALARM)
    return seen.where(Candidate.id.is_(None))


def get(actor: Actor, candidate_id: int, *, lock: bool = False) -> Candidate:
    """One suspicion. `lock` re-reads it for a rule, inside a write block. Raises NotVisible."""
    found = visible_to(actor).where(Candidate.id == candidate_id)
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(candidate_id))
    return row


def of_cell(week: date, district: str, problem: str) -> list[Candidate]:
    """What was raised for one cell of one week."""
    found = select(Candidate).where(
        Candidate.week == week, Candidate.district == district, Candidate.problem_code == problem
    )
    return list(db.session.scalars(found))


def waiting_for(district: str, problem: str) -> Candidate | None:
    """The open suspicion of this matter, of whatever week: it waits once. The newest, should there be several."""
    found = select(Candidate).where(
        Candidate.state == State.OPEN, Candidate.district == district, Candidate.problem_code == problem
    )
    return db.session.scalar(found.order_by(Candidate.week.desc(), Candidate.id.desc()).limit(1))


def undecided_before(day: date) -> list[Candidate]:
    found = select(Candidate).where(Candidate.state == State.OPEN, Candidate.week < day)
    return list(db.session.scalars(found.order_by(Candidate.id)))


def page_of(actor: Actor, *, decided: bool, after: int = 0) -> list[Candidate]:
    """Open suspicions, or the log of decided ones, newest first; one more than a page."""
    wanted = Candidate.state.not_in(NEW) if decided else Candidate.state.in_(NEW)
    found = (
        visible_to(actor)
        .where(wanted)
        .options(joinedload(Candidate.problem), joinedload(Candidate.decider))
        .order_by(Candidate.id.desc())
        .limit(PAGE + 1)
    )
    return list(db.session.scalars(found.where(Candidate.id < after) if after else found))


def count_open(actor: Actor) -> int:
    open_ones = visible_to(actor).where(Candidate.state == State.OPEN).subquery()
    return db.session.scalar(select(func.count()).select_from(open_ones)) or 0


def candidate_page(actor: Actor, candidate_id: int, commodity: str = "") -> CandidatePage:
    """A suspicion with its preview for one crop. Raises NotVisible."""
    found = visible_to(actor).where(Candidate.id == candidate_id)
    row = db.session.scalar(
        found.options(
            joinedload(Candidate.problem), joinedload(Candidate.commodity), joinedload(Candidate.decider)
        )
    )
    if row is None:
        raise NotVisible(str(candidate_id))
    crops = _crops_of(row)
    chosen = commodity if any(each.code == commodity for each in crops) else crops[0].code
    wide = audience.with_neighbours(row.villages)
    undecided = row.state is State.OPEN
    return CandidatePage(
        row=row,
        places=tuple((place_name(code), farmers) for code, farmers in row.villages.items()),
        crops=crops,
        commodity=chosen,
        crop_name=region.current().commodities[chosen].name,
        reach=tuple(audience.counts(chosen, wide)) if undecided else (),
        draft=_draft(row),
        notice=None if undecided else _sent_for(row.id),
    )


def _crops_of(row: Candidate) -> tuple[Choice, ...]:
    """The crops this problem is known on, the most reported first."""
    pack = region.current()
    codes = [row.commodity_code] if row.commodity_code in pack.commodities else []
    codes += [code for code in _problem(row).commodities if code not in codes]
    return tuple(Choice(code, pack.commodities[code].name) for code in codes)


def _problem(row: Candidate):
    return region.current().problems[row.problem_code]


def _draft(row: Candidate) -> Draft:
    """A first wording out of the reviewed knowledge; prevention steps of the problem."""
    problem = _problem(row)
    places = [place_name(code) for code in row.villages]
    where = places[0] if len(places) == 1 else row.district
    prevention = [*problem.prevention, *problem.mechanical][:2]
    return Draft(
        title=f"{problem.name} di sekitar {where}"[:60],
        text=f"Ada laporan {_within(problem.name)} di {', '.join(places[:3])}. Tanaman Bapak/Ibu mungkin sehat. "
        "Dua langkah ini mencegah.",  # a message to farmers: theirs is the language
        steps=tuple(prevention),
    )


def _within(name: str) -> str:
    """A name inside a sentence: small first letter, unless it is an abbreviation."""
    return name if name[:2].isupper() else name[0].lower() + name[1:]


def sent(actor: Actor, *, after: int = 0) -> list[Sent]:
    """Messages with their answers, newest first, for those who send them; one more than a page."""
    if actor.hat not in HANDLERS:
        return []
    found = _with_answers().order_by(Notice.id.desc()).limit(PAGE + 1)
    rows = db.session.execute(found.where(Notice.id < after) if after else found)
    return [Sent(*row) for row in rows]


def sent_one(actor: Actor, notice_id: int) -> Sent:
    """One message with its answers. Raises NotVisible."""
    rows = db.session.execute(_with_answers().where(Notice.id == notice_id)).all()
    if not rows or actor.hat not in HANDLERS:
        raise NotVisible(str(notice_id))
    return Sent(*rows[0])


def _sent_for(candidate_id: int) -> Sent | None:
    row = db.session.execute(_with_answers().where(Notice.candidate_id == candidate_id)).first()
    return Sent(*row) if row else None


def _with_answers() -> Select:
    def answered(presence: Presence):
        return func.sum(case((NoticeReader.presence == presence, 1), else_=0))

    counts = (
        select(
            NoticeReader.notice_id,
            func.count().label("people"),
            answered(Presence.PRESENT).label("present"),
            answered(Presence.ABSENT).label("absent"),
        )
        .group_by(NoticeReader.notice_id)
        .subquery()
    )
    return (
        select(Notice, counts.c.people, counts.c.present, counts.c.absent)
        .join(counts, counts.c.notice_id == Notice.id)
        .options(joinedload(Notice.commodity), joinedload(Notice.sender))
    )


def reader(actor: Actor, notice_id: int, *, lock: bool = False) -> NoticeReader:
    """The actor's own copy of a message. Raises NotVisible."""
    found = select(NoticeReader).where(
        NoticeReader.notice_id == notice_id, NoticeReader.person_id == actor.person_id
    )
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True, of=NoticeReader)
    row = db.session.scalar(found)
    if row is None or actor.hat is not Role.FARMER:
        raise NotVisible(str(notice_id))
    return row


def shown_to(actor: Actor) -> tuple[Shown, ...]:
    """The messages a farmer's home shows today, newest first; none for other hats, without a statement."""
    if actor.hat is not Role.FARMER:
        return ()
    return tuple(_shown(row) for row in db.session.scalars(_mine(actor).limit(SHOWN_NOTICES)))


def shown_one(actor: Actor, notice_id: int) -> Shown:
    """One message as its farmer sees it. Raises NotVisible."""
    row = db.session.scalar(_mine(actor).where(Notice.id == notice_id))
    if row is None or actor.hat is not Role.FARMER:
        raise NotVisible(str(notice_id))
    return _shown(row)


def export_of(actor: Actor) -> list[dict[str, Any]]:
    """Every message the actor got, with the own answer, oldest first."""
    found = select(NoticeReader).join(NoticeReader.notice).options(joinedload(NoticeReader.notice))
    mine = found.where(NoticeReader.person_id == actor.person_id).order_by(Notice.id)
    return [
        {
            "dikirim": row.notice.sent_at.isoformat(),
            "judul": row.notice.title,
            "isi": row.notice.text,
            "jawaban": row.presence.value if row.presence else None,
        }
        for row in db.session.scalars(mine)
    ]


def _mine(actor: Actor) -> Select[tuple[NoticeReader]]:
    return (
        select(NoticeReader)
        .join(NoticeReader.notice)
        .options(joinedload(NoticeReader.notice))
        .where(NoticeReader.person_id == actor.person_id, Notice.expires_on > clock.today())
        .order_by(Notice.id.desc())
    )


def _shown(row: NoticeReader) -> Shown:
    notice = row.notice
    return Shown(
        id=notice.id,
        is_warning=notice.kind is NoticeKind.WARNING,
        title=notice.title,
        text=notice.text,
        steps=tuple(notice.steps),
        sent_at=notice.sent_at,
        presence=row.presence,
    )
