"""A machine that walks the table of moves: the events alone give back state, clocks and figures."""

from datetime import UTC, datetime, timedelta

from hypothesis import settings as how
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from domain.complaints import rules
from domain.complaints.clocks import FILED, promise
from domain.complaints.rules import NEW_ATTEMPT
from domain.complaints.states import OPEN, Status
from domain.people.rules import Role
from tests.domain.test_promise import Settings

HATS = (Role.FARMER, Role.OFFICER, Role.EXPERT, Role.COORDINATOR, Role.SYSTEM)
START = datetime(2026, 11, 23, tzinfo=UTC)


def state_of(events) -> Status:
    """The last state the events lead to."""
    return events[-1][2]


class Case(RuleBasedStateMachine):
    """Keeps a state, a due moment and counters as it goes, as the database does; the replay must agree."""

    @initialize()
    def file(self):
        self.at, self.status = START, Status.FILED
        self.events = [(FILED, START, Status.FILED)]
        self.reopened = self.answered = 0

    @rule(minutes=st.integers(0, 3_000))
    def wait(self, minutes):
        self.at += timedelta(minutes=minutes)

    @precondition(lambda self: self.moves())
    @rule(data=st.data())
    def step(self, data):
        hat, move = data.draw(st.sampled_from(self.moves()))
        decided = data.draw(st.sampled_from(move.targets))
        self.status = rules.after(self.status, move.verb, hat, decided=decided)
        self.events.append((move.verb, self.at, self.status))
        self.reopened += move.verb in NEW_ATTEMPT
        self.answered += self.status is Status.ANSWERED and move.verb == "answer"

    def moves(self):
        return [(hat, move) for hat in HATS for move in rules.moves_for(self.status, hat)]

    @invariant()
    def the_events_give_back_the_state(self):
        assert state_of(self.events) is self.status

    @invariant()
    def the_events_give_back_the_clocks(self):
        made = promise([event[:2] for event in self.events], Settings())
        assert made.attempt == 1 + self.reopened
        assert made.paused is (self.status is Status.AWAITING_FARMER)
        assert (made.due_at is not None) is (self.status in OPEN - {Status.AWAITING_FARMER})
        if made.due_at:
            assert made.due_at > self.events[-1][1] or made.breached_at(self.at) is not None

    @invariant()
    def the_events_give_back_the_figures(self):
        verbs = [verb for verb, _at, _status in self.events]
        assert sum(verb in NEW_ATTEMPT for verb in verbs) == self.reopened
        assert verbs.count("answer") == self.answered
        assert self.answered <= self.reopened + 1


TestCase = Case.TestCase
TestCase.settings = how(max_examples=60, stateful_step_count=40, deadline=None)
