"""Cases walked at random through the real actions: the journal alone gives back state, clocks and figures."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from domain import clock, journal, region
from domain.complaints import actions, queries, rules
from domain.complaints.clocks import promise
from domain.complaints.models import Complaint
from domain.complaints.states import OPEN, Status
from domain.db import db
from domain.errors import RuleBroken
from domain.journal import JournalEntry
from domain.oversight import promises
from domain.people.rules import Role
from domain.writing import write
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import ADVICE, VILLAGE, WORDS
from tests.support.people import make_person

START = datetime(2026, 11, 23, 1, tzinfo=UTC)
FILED = {"village_code": VILLAGE, "commodity_code": "padi", "body": WORDS}


def split_and_tie(who, code):
    """Splits, and walks the new case through a link undone and made again; the first case goes on."""
    made = actions.split(who, code, body="Batangnya juga busuk.", commodity_code="padi")
    assert made.filed_at <= clock.now()
    actions.unlink(who, made.code, into=code)
    return actions.link(who, code, into=made.code)


STEPS = {
    "withdraw": actions.withdraw,
    "claim": actions.claim,
    "release": actions.release,
    "prioritise": actions.prioritise,
    "reopen": actions.reopen,
    "ask": lambda who, code: actions.ask(who, code, question="Sejak kapan?"),
    "reply": lambda who, code: actions.reply(who, code, text="Sejak hujan."),
    "answer": lambda who, code: actions.answer(who, code, advice=ADVICE),
    "decline": lambda who, code: actions.decline(who, code, reason="decline_not_plant", note="Bukan."),
    "hand_up": lambda who, code: actions.hand_up(who, code, reason="hand_up_unknown", note="Sulit."),
    "hand_back": lambda who, code: actions.hand_back(who, code, note="Sudah jelas."),
    "refer": lambda who, code: actions.refer(who, code, note="Label A-1"),
    "lab_result": lambda who, code: actions.note_result(who, code, note="Bakteri."),
    "split": split_and_tie,
    "report_cured": lambda who, code: actions.report(who, code, verb="report_cured"),
    "report_improving": lambda who, code: actions.report(who, code, verb="report_improving"),
    "report_unchanged": lambda who, code: actions.report(who, code, verb="report_unchanged"),
}
WALKS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(1, 6_000)), min_size=3, max_size=16)
tally: Counter[str] = Counter()


class Walk:
    """One case, and what its figures must be, counted from the stored rows before each step."""

    def __init__(self, cast):
        farmer = make_person(Role.FARMER, village=VILLAGE)
        self.people = (farmer, cast.officer, cast.expert, cast.coordinator)
        self.at = max(START, db.session.scalar(select(func.max(JournalEntry.at))))  # time never runs back
        self.code = self.run(lambda who, _code: actions.file_complaint(who, **FILED), farmer.actor, "")
        self.late = self.answered = False
        self.counted = Counter()

    def run(self, step, who, code) -> str:
        with clock.freeze(self.at), write():
            return step(who, code).code

    def row(self) -> Complaint:
        return db.session.scalars(select(Complaint).where(Complaint.id == queries.id_of(self.code))).one()

    def go(self, choice: int, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)
        with clock.freeze(self.at):
            actions.run_due_clocks()
        row = self.row()
        self.late |= bool(row.due_at and self.at > row.due_at)
        offered = [
            (person.actor, move.verb)
            for person in self.people
            for move in rules.moves_for(row.status, person.actor.hat)
            if move.verb in STEPS
        ]
        if not offered:
            return
        who, verb = offered[choice % len(offered)]
        before = self.journalled()
        try:
            self.run(STEPS[verb], who, self.code)
        except RuleBroken:
            tally["refused"] += 1
            assert self.journalled() == before
            return
        tally[verb] += 1
        self.count(verb)

    def count(self, verb: str) -> None:
        if verb == "answer" and not self.answered:
            self.answered = True
            self.counted += Counter(answered=1, kept=int(not self.late))
        if verb in rules.NEW_ATTEMPT:
            self.counted["reopened"] += self.answered
            self.answered = self.late = False

    def journalled(self) -> list:
        found = select(JournalEntry).where(JournalEntry.subject == self.code).order_by(JournalEntry.seq)
        return list(db.session.scalars(found))


@pytest.fixture
def walking(within, cast):
    return cast


@settings(
    max_examples=20,
    derandomize=True,
    deadline=None,
    phases=[Phase.generate],  # walks cannot be told shorter: each goes on from the time of the one before
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=WALKS)
def walked(cast, steps):
    walk = Walk(cast)
    for choice, minutes in steps:
        walk.go(choice, minutes)
    entries, row = walk.journalled(), walk.row()
    moves = [facts for entry in entries if "after" in (facts := json.loads(entry.facts))]
    assert all(one["after"] == two["before"] for one, two in pairwise(moves))
    assert row.status is (Status(moves[-1]["after"]) if moves else Status.FILED)
    told = ((entry.subject, entry.event, entry.at, entry.facts) for entry in entries)
    events = promises.by_case(told)[walk.code]
    pack = region.current()
    replayed = promise(events, pack.clocks, pack.promise_calendar(row.village_code))
    assert (row.due_at, row.attempt) == (replayed.due_at, replayed.attempt)
    assert replayed.paused is (row.status is Status.AWAITING_FARMER)
    figures = promises.figures(promises.attempts(events, pack.clocks, walk.at))
    late = walk.late or bool(row.due_at and walk.at > row.due_at)
    assert (figures.answered, figures.kept) == (walk.counted["answered"], walk.counted["kept"])
    assert figures.reopened == walk.counted["reopened"]
    assert figures.overdue == int(late and not walk.answered and row.status in OPEN)


def test_the_journal_alone_gives_back_state_clocks_and_figures(walking):
    tally.clear()
    walked(walking)
    assert len(set(tally) & set(STEPS)) > len(STEPS) * 2 / 3, tally
    assert queries.verify()[1] == []
    assert journal.verify() == []
