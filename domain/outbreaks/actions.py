"""Raising suspicions, deciding on them, and telling farmers. Nobody is warned by a rule alone."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import timedelta

from sqlalchemy import insert

from domain import clock, journal, region
from domain.db import db
from domain.errors import RuleBroken
from domain.outbreaks import audience, queries, rules
from domain.outbreaks.counting import WEEK, Counted, counted
from domain.outbreaks.models import Candidate, Notice, NoticeReader
from domain.outbreaks.states import NoticeKind, State, Tier, after, presence_of
from domain.people.rules import SYSTEM, Actor
from domain.writing import write

WARNING_STEPS = 2


def look_for_outbreaks() -> Counter[str]:
    """Count this week and the last, raise what is suspicious, let go what nobody decided.

    Opens its own write block; running it again right away changes nothing. Returns what was done.
    """
    today, done = clock.today(), Counter[str]()
    with write():
        for week in (rules.week_of(today) - WEEK, rules.week_of(today)):
            for found in counted(week, today):
                done[_note(found)] += 1
        for candidate in queries.undecided_before(today - _days(region.current().outbreaks.decide_days)):
            _decide(SYSTEM, candidate, "lapse")
            done["lapsed"] += 1
    del done[""]
    return done


def confirm(
    actor: Actor,
    candidate_id: int,
    *,
    commodity: str,
    title: str,
    text: str,
    steps: Sequence[str],
    include_unknown: bool,
) -> Notice:
    """A human says it is so: one calm message to farmers of the crop, there and next door."""
    candidate = queries.get(actor, candidate_id, lock=True)
    after(candidate.state, "confirm", actor.hat)
    _check_commodity(commodity)
    rules.check_message(title, text, steps, steps_wanted=WARNING_STEPS)
    villages = audience.with_neighbours(candidate.villages)
    people = audience.reached(commodity, villages, include_unknown=include_unknown)
    rules.check_audience(len(people))
    _decide(actor, candidate, "confirm")
    notice = Notice(
        kind=NoticeKind.WARNING, candidate_id=candidate.id, commodity_code=commodity, villages=villages
    )
    return _send(actor, notice, title, text, steps, people)


def reject(actor: Actor, candidate_id: int, *, reason: str) -> Candidate:
    """A human says it is not so; the reason is kept for tuning the rule."""
    candidate = queries.get(actor, candidate_id, lock=True)
    after(candidate.state, "reject", actor.hat)
    rules.check_reason(reason)
    candidate.reason = reason.strip()
    _decide(actor, candidate, "reject")
    return candidate


def broadcast(
    actor: Actor,
    *,
    commodity: str,
    villages: Collection[str],
    neighbours: bool,
    title: str,
    text: str,
    include_unknown: bool,
    expected: int | None = None,
) -> Notice:
    """Any message of the coordinator's to farmers of a crop in the villages chosen, and those around.

    `expected` is how many the sender was shown; another number is refused.
    """
    _check_commodity(commodity)
    if not villages or not set(villages) <= region.current().villages.keys():
        raise RuleBroken("Pilih desanya.", field="villages")
    rules.check_message(title, text, ())
    wide = audience.with_neighbours(villages) if neighbours else sorted(villages)
    people = audience.reached(commodity, wide, include_unknown=include_unknown)
    rules.check_audience(len(people), expected)
    notice = Notice(kind=NoticeKind.BROADCAST, commodity_code=commodity, villages=wide)
    return _send(actor, notice, title, text, (), people)


def answer(actor: Actor, notice_id: int, *, slug: str) -> Notice:
    """A farmer says whether it is on the own plot; a later answer replaces the earlier one."""
    presence = presence_of(slug)
    reader = queries.reader(actor, notice_id, lock=True)
    if reader.notice.kind is not NoticeKind.WARNING:
        raise RuleBroken("Kabar ini tidak perlu dijawab.")
    rules.check_may_answer(reader.notice.expires_on, clock.today())
    if reader.presence is not presence:
        reader.presence, reader.answered_at = presence, clock.now()
        journal.record(actor, "notice.answered", f"notice:{notice_id}", presence=presence)
    return reader.notice


def _note(found: Counted) -> str:
    """Raise a suspicion, or bring the one that waits for this matter in line; '' when there is nothing to do.

    A matter that goes on waits once: its row moves to the newest week.
    """
    suspicion = rules.suspicion(found.cell, region.current().outbreaks)
    known = queries.of_cell(found.week, found.district, found.problem)
    waiting = queries.waiting_for(found.district, found.problem)
    if suspicion is None or (waiting and waiting.week > found.week):
        return ""
    if (waiting is None or waiting.week != found.week) and _is_settled(known, suspicion.tier):
        return ""
    if waiting is None:
        waiting = Candidate(week=found.week, district=found.district, problem_code=found.problem)
        db.session.add(waiting)
        word = "raised"
    else:
        word = "counted_again"
    tier = Tier.ALARM if Tier.ALARM in (waiting.tier, suspicion.tier) else Tier.LOOK
    if _fill(waiting, found) | _set(waiting, week=found.week, tier=tier, cause=suspicion.cause):
        db.session.flush()
        _record(SYSTEM, f"outbreak.{word}", waiting, tier=tier, farmers=waiting.farmers)
        return word
    return ""


def _is_settled(known: Sequence[Candidate], tier: Tier) -> bool:
    """Whether somebody already decided on this week: a warning covers both tiers, a no only what it was said to."""
    decided = [row for row in known if row.state is not State.OPEN]
    return any(row.state is State.CONFIRMED or tier in (row.tier, Tier.LOOK) for row in decided)


def _fill(candidate: Candidate, found: Counted) -> bool:
    return _set(
        candidate,
        commodity_code=found.commodity,
        farmers=found.cell.weeks[-1],
        fortnight=found.cell.fortnight,
        usual=found.cell.usual,
        bound=found.bound,
        villages=found.villages,
        by_themselves=found.by_themselves,
        filers=found.filers,
    )


def _set(row: Candidate, **values) -> bool:
    """Whether anything changed."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


def _decide(actor: Actor, candidate: Candidate, verb: str) -> None:
    candidate.state = after(candidate.state, verb, actor.hat)
    candidate.decided_by, candidate.decided_at = actor.person_id, clock.now()
    _record(actor, f"outbreak.{verb}", candidate)


def _record(actor: Actor, event: str, candidate: Candidate, **facts) -> None:
    cell = {"problem": candidate.problem_code, "week": candidate.week.isoformat()}
    journal.record(actor, event, f"outbreak:{candidate.id}", **cell, **facts)


def _send(
    actor: Actor,
    notice: Notice,
    title: str,
    text: str,
    steps: Sequence[str],
    people: Sequence[audience.Reached],
) -> Notice:
    notice.title, notice.text = title.strip(), text.strip()
    notice.steps = [step.strip() for step in steps]
    notice.sent_by, notice.sent_at = actor.person_id or 0, clock.now()
    notice.expires_on = clock.today() + _days(region.current().outbreaks.warning_days)
    db.session.add(notice)
    db.session.flush()
    db.session.execute(insert(NoticeReader), [{"notice_id": notice.id, **one._asdict()} for one in people])
    facts = {"kind": notice.kind, "people": len(people), "until": notice.expires_on.isoformat()}
    journal.record(
        actor, "notice.sent", f"notice:{notice.id}", commodity=notice.commodity_code,
        villages=notice.villages, **facts,
    )  # fmt: skip
    return notice


def _check_commodity(code: str) -> None:
    """Foreign keys have no name on SQLite, so an unknown crop is refused here, by field."""
    if code not in region.current().commodities:
        raise RuleBroken("Pilih tanamannya.", field="commodity")


def _days(count: int) -> timedelta:
    return timedelta(days=count)
