"""The promise meter: attempts replayed by hand-written events, and out of the journal of real actions."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from domain import clock
from domain.complaints import actions as complaints
from domain.db import db
from domain.errors import NotVisible, RuleBroken
from domain.oversight import actions, queries
from domain.oversight.board import board
from domain.oversight.models import PromiseFigure, QualityReview
from domain.oversight.promises import attempts, figures, periods
from domain.oversight.rules import check_scores, shares
from domain.writing import write
from tests.support.complaints import VILLAGE
from tests.support.outbreaks import cast_of_last_month

START = datetime(2026, 11, 2, 1, tzinfo=UTC)


class Settings:
    first_response_hours, advice_hours, resume_minimum_hours = 24, 72, 4


def told(*events, now=200):
    """Attempts of a case: (verb, hours after the filing), seen `now` hours after it."""
    moments = [(verb, START + timedelta(hours=hours)) for verb, hours in (("file", 0), *events)]
    return attempts(moments, Settings, START + timedelta(hours=now))


@pytest.mark.parametrize(
    ("events", "now", "expected"),
    [
        ([("answer", 10)], 200, [(True, True, 10.0, False)]),
        ([("answer", 72)], 200, [(True, True, 72.0, False)]),
        ([("answer", 73)], 200, [(True, False, 73.0, False)]),
        ([("ask", 10), ("reply", 110), ("answer", 120)], 200, [(True, True, 20.0, False)]),
        ([], 71, []),
        ([], 73, [(False, False, None, False)]),
        ([("ask", 10)], 300, []),
        ([("merge", 10)], 300, []),
        ([("decline", 80)], 300, []),
        ([("answer", 5), ("report_unchanged", 100)], 110, [(True, True, 5.0, True)]),
        (
            [("answer", 5), ("report_unchanged", 100), ("answer", 180)],
            200,
            [(True, True, 5.0, True), (True, False, 80.0, False)],
        ),
    ],
)
def test_an_attempt_is_kept_broken_or_not_counted(events, now, expected):
    found = [(each.answered, each.kept, each.hours, each.reopened) for each in told(*events, now=now)]
    assert found == expected


def test_a_case_without_its_filing_is_left_out():
    assert attempts([("answer", START)], Settings, START) == []


def test_figures_of_nothing_are_zeros_without_a_median():
    assert figures([]) == (0, 0, 0, None, 0)


def test_figures_count_share_median_and_reopened():
    found = [*told(("answer", 10)), *told(("answer", 20), ("reopen", 30)), *told(("answer", 90)), *told()]
    assert figures(found) == (3, 2, 2, 20.0, 1)


def test_periods_are_ninety_days_and_twelve_months_without_gap():
    recent, *months = periods(date(2026, 1, 31))
    assert (recent.first, recent.until) == (date(2025, 11, 2), date(2026, 2, 1))
    assert (months[0].first, months[0].until) == (date(2026, 1, 1), date(2026, 2, 1))
    assert all(later.first == earlier.until for later, earlier in pairwise(months))
    assert len(months) == 12


@pytest.fixture
def crew(within):
    return cast_of_last_month()


def test_the_figures_come_out_of_the_journal_and_mend_what_was_painted(crew):
    crew.answered()
    with clock.freeze(clock.now() - timedelta(hours=80)):
        crew.file()
    actions.count_promises()
    (recent,) = [row for row in db.session.query(PromiseFigure) if row.until - row.first > timedelta(days=31)]
    assert (recent.answered, recent.kept, recent.overdue) == (1, 1, 1)
    with write():
        db.session.query(PromiseFigure).update({"kept": 99})
    actions.count_promises()
    assert {row.kept for row in db.session.query(PromiseFigure)} <= {0, 1}


def test_the_journal_and_the_rows_tell_the_same(crew):
    code = crew.answered()
    crew.act(complaints.report, crew.farmer.actor, code, verb="report_unchanged")
    recent = queries.replayed()[0][1]
    assert (recent.answered, recent.kept, recent.reopened) == (1, 1, 1)


def sampled_answer(crew) -> int:
    """An answer of last week, so that this week's sample may draw it."""
    with clock.freeze(clock.now() - timedelta(days=8)):
        crew.answered()
    (row,) = queries.sample(crew.coordinator.actor)
    return row.answer_id


def review(crew, actor, answer_id, scores=(2, 1, 2, 0)):
    with write():
        actions.review(actor, answer_id, scores=scores)


def test_an_answer_is_marked_once_by_somebody_else(crew, rows):
    answer_id = sampled_answer(crew)
    review(crew, crew.coordinator.actor, answer_id)
    assert queries.sample(crew.coordinator.actor) == []
    assert queries.quality() == (1, (100, 50, 100, 0))
    with pytest.raises(RuleBroken, match="sudah dinilai"):
        review(crew, crew.coordinator.actor, answer_id)
    assert rows(QualityReview) == 1


def test_nobody_marks_the_own_answer_under_another_hat(crew):
    answer_id = sampled_answer(crew)
    own = crew.coordinator.actor._replace(person_id=crew.officer.actor.person_id)
    with pytest.raises(RuleBroken, match="Anda sendiri"):
        review(crew, own, answer_id)
    with pytest.raises(NotVisible):
        review(crew, crew.expert.actor, answer_id)


def test_a_mark_is_zero_one_or_two():
    with pytest.raises(RuleBroken) as refused:
        check_scores([2, 3, 0, 0])
    assert refused.value.field == "score_2"
    assert shares([(2, 2, 2, 2), (0, 1, 2, 2)]) == (50, 75, 100, 100)
    assert shares([]) == ()


def test_the_board_names_what_is_late_who_carries_it_and_who_is_silent(crew):
    with clock.freeze(clock.now() - timedelta(hours=80)):
        crew.file()
    crew.answered()
    seen = board(crew.coordinator.actor)
    assert [row.holder for row in seen.breaches] == ["Bu Rini"]
    assert [(row.name, row.open, row.late, row.answered) for row in seen.workload] == [
        ("Bu Rini Astuti", 1, 1, 1)
    ]
    names = [row.name for row in seen.silent]
    assert len(names) == 2
    assert VILLAGE not in names
    with pytest.raises(NotVisible):
        board(crew.expert.actor)
