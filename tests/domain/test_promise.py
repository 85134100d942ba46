"""The promise to a farmer: 24 hours to a first response, 72 to advice, paused only by a question."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.complaints.clocks import ENDS, FILED, PAUSES, RESPONSES, RESUMES, UNDOES, Stage, promise
from domain.complaints.rules import MOVES, NEW_ATTEMPT

START = datetime(2026, 11, 23, 0, 20, tzinfo=UTC)


class Settings(NamedTuple):
    first_response_hours: int = 24
    advice_hours: int = 72
    priority_hours: int = 24
    resume_minimum_hours: int = 4


def at(hours):
    return START + timedelta(hours=hours)


def replay(*events):
    """events: ("ask", 10) means ten hours after the filing."""
    return promise([(FILED, START), *((verb, at(hours)) for verb, hours in events)], Settings())


def test_a_new_complaint_is_due_in_three_days():
    made = replay()
    assert made.first_response.due_at == at(24)
    assert made.due_at == at(72)
    assert made.attempt == 1
    assert made.elapsed_share(at(18)) == 0.25
    assert made.breached_at(at(72)) is None
    assert made.breached_at(at(72) + timedelta(seconds=1)) == at(72)


def test_handling_alone_changes_nothing():
    made = replay(
        ("route", 1), ("claim", 2), ("hand_up", 30), ("assign", 31), ("refer", 40), ("hand_back", 50)
    )
    assert made.due_at == at(72)


def test_a_question_is_the_first_response_and_stops_the_other_clock():
    made = replay(("ask", 10))
    assert made.first_response.stopped_at == at(10)
    assert made.paused and made.due_at is None
    assert made.advice.left_at(at(500)) == timedelta(hours=62)
    assert made.elapsed_share(at(500)) == pytest.approx(10 / 72)
    assert made.breached_at(at(500)) is None


def test_a_reply_resumes_with_what_was_left():
    assert replay(("ask", 10), ("reply", 30)).due_at == at(92)


def test_two_pauses_add_up():
    assert replay(("ask", 10), ("reply", 30), ("ask", 40), ("reply", 45)).due_at == at(97)


def test_asking_while_asking_and_replying_twice_change_nothing():
    once = replay(("ask", 10), ("reply", 30))
    assert replay(("ask", 10), ("ask", 20), ("reply", 30), ("reply", 50)).due_at == once.due_at


def test_a_reply_in_the_last_minutes_leaves_four_hours():
    made = replay(("ask", 71), ("reply", 80))
    assert made.due_at == at(84)
    assert made.elapsed_share(at(80)) == pytest.approx(71 / 75)
    assert made.elapsed_share(at(84)) == 1


def test_a_question_does_not_undo_a_breach():
    made = replay(("ask", 75), ("reply", 80))
    assert made.breached_at(at(81)) == at(72)
    assert made.due_at == at(84)
    assert replay(("ask", 75)).breached_at(at(76)) == at(72)


def test_an_answer_stops_the_clock():
    made = replay(("answer", 32))
    assert made.due_at is None and not made.paused
    assert made.advice.stopped_at == at(32)
    assert made.elapsed_share(at(900)) == pytest.approx(32 / 72)
    assert made.breached_at(at(900)) is None
    assert made.first_response.breached_at(at(900)) == at(24)


def test_an_answer_on_the_minute_keeps_the_promise_and_a_late_one_does_not():
    assert replay(("answer", 72)).breached_at(at(900)) is None
    assert replay(("answer", 73)).breached_at(at(900)) == at(72)


def test_an_answer_while_paused_ends_the_pause_too():
    made = replay(("ask", 10), ("answer", 60), ("reply", 61))
    assert made.advice.stopped_at == at(60)
    assert not made.paused and made.due_at is None
    assert made.elapsed_share(at(900)) == pytest.approx(10 / 72)


@pytest.mark.parametrize("verb", sorted(NEW_ATTEMPT))
def test_a_reopening_is_a_new_attempt_with_its_own_promise(verb):
    made = replay(("answer", 73), ("report_improving", 100), (verb, 200))
    assert made.attempt == 2
    assert made.first_response.due_at == at(224)
    assert made.due_at == at(272)
    assert made.breached_at(at(201)) is None


def test_a_reopening_after_a_pause_begins_unpaused():
    made = replay(("ask", 10), ("lapse", 178), ("reopen", 200))
    assert not made.paused
    assert made.due_at == at(272)


def test_a_merge_while_paused_ends_the_promise_and_its_undoing_restores_it():
    assert replay(("ask", 10), ("merge", 20)).due_at is None
    made = replay(("ask", 10), ("merge", 20), ("unmerge", 25))
    assert not made.paused
    assert made.due_at == at(82)


def test_a_mistaken_merge_costs_the_office_not_the_farmer():
    assert replay(("merge", 10), ("unmerge", 20)).due_at == at(72)
    assert replay(("merge", 10), ("unmerge", 71)).due_at == at(75)


@pytest.mark.parametrize("verb", ["close", "decline", "merge"])
def test_every_end_ends_it(verb):
    assert replay((verb, 10)).due_at is None


def test_a_clock_set_back_stops_time_rather_than_turning_it():
    assert replay(("ask", 10), ("reply", 8)).due_at == at(72)


def test_a_complaint_begins_with_its_filing():
    with pytest.raises(ValueError, match="begins with its filing"):
        promise([("ask", START)], Settings())
    with pytest.raises(ValueError, match="begins with its filing"):
        promise([], Settings())


@pytest.mark.parametrize(
    ("hours", "stage"),
    [(0, Stage.FRESH), (35, Stage.FRESH), (36, Stage.HALF), (57, Stage.HALF), (58, Stage.NEARLY),
     (72, Stage.NEARLY), (73, Stage.BREACHED)],
)  # fmt: skip
def test_the_warnings_come_in_time(hours, stage):
    assert replay().advice.stage(at(hours)) is stage


def test_the_clocks_know_only_verbs_of_the_table():
    known = {move.verb for move in MOVES}
    assert known >= PAUSES | RESUMES | ENDS | RESPONSES | UNDOES


happenings = st.lists(
    st.tuples(st.sampled_from(sorted({move.verb for move in MOVES})), st.integers(0, 400)), max_size=12
).map(lambda events: sorted(events, key=lambda event: event[1]))


@given(happenings, st.integers(400, 500))
def test_whatever_happens_the_promise_makes_sense(events, hours):
    made = replay(*events)
    now = at(hours)
    for clock in (made.first_response, made.advice):
        assert clock.elapsed_share(now) >= 0
        assert (clock.due_at is None) is (clock.paused or clock.stopped_at is not None)
        assert clock.used >= timedelta()
        broken = clock.breached_at(now)
        assert broken is None or clock.started_at < broken <= now
    assert made.attempt == 1 + sum(verb in NEW_ATTEMPT for verb, _ in events)
