"""Promises where a region counts working hours: weekends and holidays stand still, the events never change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.complaints.clocks import FILED, promise
from domain.hours import ALL_HOURS, OfficeHours, parse
from tests.domain.test_promise import Settings

WIB = ZoneInfo("Asia/Jakarta")
HOLIDAY = date(2026, 12, 25)  # a Friday


def is_working_day(day: date) -> bool:
    return day.isoweekday() <= 5 and day != HOLIDAY


OFFICE = OfficeHours(parse("08:00-12:00, 13:00-16:00")[""], WIB, is_working_day)


def wib(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of December 2026, told in local time and kept in UTC."""
    return datetime(2026, 12, day, hour, minute, tzinfo=WIB).astimezone(UTC)


def replay(*events, calendar=OFFICE):
    return promise([(FILED, events[0]), *events[1:]], Settings(), calendar)


def test_lunch_nights_and_weekends_do_not_count():
    assert OFFICE.between(wib(21, 7), wib(21, 17)) == timedelta(hours=7)
    assert OFFICE.between(wib(19, 0), wib(21, 0)) == timedelta()  # Saturday and Sunday
    assert OFFICE.add(wib(21, 11), timedelta(hours=2)) == wib(21, 14)
    assert OFFICE.add(wib(18, 15), timedelta(hours=2)) == wib(21, 9)


def test_a_moment_is_kept_in_utc_and_counted_in_local_time():
    opens = OFFICE.add(wib(21, 1), timedelta(hours=1))
    assert opens.tzinfo is UTC
    assert opens == datetime(2026, 12, 21, 2, tzinfo=UTC)


def test_a_promise_runs_over_a_holiday_without_counting_it():
    plain = OfficeHours(OFFICE.periods, WIB, lambda day: day.isoweekday() <= 5)
    filed = wib(22, 8)
    assert replay(filed, calendar=plain).due_at - replay(filed).due_at < timedelta()
    assert OFFICE.between(wib(24, 15), wib(28, 9)) == timedelta(hours=2)


def test_a_pause_across_a_holiday_leaves_what_was_left():
    made = replay(wib(21, 8), ("ask", wib(24, 15)), ("reply", wib(28, 8)))
    used = OFFICE.between(wib(21, 8), wib(24, 15))
    assert made.advice.left == timedelta(hours=72) - used
    assert OFFICE.between(wib(28, 8), made.due_at) == made.advice.left


def test_the_minimum_after_a_pause_is_of_counted_hours():
    made = promise(
        [(FILED, wib(1, 8)), ("ask", wib(15, 9)), ("reply", wib(16, 15))], Settings(advice_hours=72), OFFICE
    )
    assert made.advice.left == timedelta(hours=4)
    assert made.due_at == wib(17, 11)


def test_an_edited_calendar_recomputes_the_same_events():
    events = [(FILED, wib(21, 8)), ("ask", wib(21, 10)), ("reply", wib(22, 10))]
    all_hours, office = promise(events, Settings()), promise(events, Settings(), OFFICE)
    assert all_hours.due_at == wib(25, 8)
    assert office.due_at > all_hours.due_at
    assert promise(events, Settings(), ALL_HOURS) == all_hours


def test_pause_then_hurry_then_reply_keeps_the_shorter_time():
    made = promise(
        [(FILED, wib(1, 0)), ("ask", wib(1, 10)), ("prioritise", wib(1, 12)), ("reply", wib(2, 0))],
        Settings(),
    )
    assert made.due_at == wib(3, 0)
    late = promise([(FILED, wib(1, 0)), ("prioritise", wib(5, 0))], Settings())
    assert late.due_at == wib(4, 0)
    nearly = promise([(FILED, wib(1, 0)), ("prioritise", wib(3, 12))], Settings())
    assert nearly.due_at == wib(4, 0)


def test_a_calendar_without_working_days_is_given_up():
    with pytest.raises(ValueError, match="ten years"):
        OfficeHours(OFFICE.periods, WIB, lambda _day: False).add(wib(1, 0), timedelta(hours=1))


def test_districts_may_have_hours_of_their_own():
    assert parse("all") == {}
    assert set(parse("08:00-16:00, Hulu 07:00-11:00")) == {"", "Hulu"}
    for wrong in ("8-16", "16:00-08:00", "08:00-12:00, 11:00-13:00", "25:00-26:00"):
        with pytest.raises(ValueError, match="jam"):
            parse(wrong)


moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 2, 1)).map(lambda at: at.replace(tzinfo=UTC))
spans = st.timedeltas(timedelta(), timedelta(days=5))


@given(moments, spans)
def test_what_was_added_is_what_lies_between(at, span):
    assert OFFICE.between(at, OFFICE.add(at, span)) == span


@given(moments, moments, moments)
def test_time_between_adds_up(one, two, three):
    first, second, third = sorted([one, two, three])
    assert OFFICE.between(first, second) + OFFICE.between(second, third) == OFFICE.between(first, third)
