"""Sprays told by the farmer: the days to wait count from them, a slip of the finger is taken back."""

from datetime import date, datetime, timedelta

import pytest

from domain import clock, journal
from domain.complaints import actions, queries
from domain.errors import NotVisible, RuleBroken
from domain.people.rules import Role
from tests.support.complaints import ADVICE, SPRAYED, VILLAGE, Cast
from tests.support.people import make_person

NOON = datetime.fromisoformat("2026-11-24T12:00:00+07:00")
DAY = timedelta(days=1)


@pytest.fixture
def cast(within) -> Cast:
    with clock.freeze(NOON):
        yield Cast()


@pytest.fixture
def code(cast) -> str:
    return cast.answered(SPRAYED)


def told(cast, code):
    return queries.case_page(cast.farmer.actor, code).answers[0].sprayed


def spray(cast, code):
    cast.act(actions.tell_spray, cast.farmer.actor, code, attempt=1)


def test_before_it_is_told_the_wait_covers_all_sprays_from_the_day_of_the_answer(cast, code):
    answer = queries.case_page(cast.farmer.actor, code).answers[0]
    assert answer.sprayed is None
    assert answer.harvest_after == date(2026, 12, 18)  # 2 gaps of 7 days, then 10
    (wait,) = queries.farmer_home(cast.farmer.actor, name="Pak Slamet", village_code=VILLAGE).harvest
    assert (wait.told, wait.until) == (False, date(2026, 12, 18))


def test_the_wait_counts_from_the_last_spray(cast, code):
    with clock.freeze(NOON + 3 * DAY):
        spray(cast, code)
        seen = told(cast, code)
        assert (seen.times, seen.most, seen.until) == (1, 3, date(2026, 12, 7))
        assert seen.enter_at == NOON + 4 * DAY
        (wait,) = queries.farmer_home(cast.farmer.actor, name="Pak Slamet", village_code=VILLAGE).harvest
        assert (wait.told, wait.today, wait.until) == (True, True, date(2026, 12, 7))
        assert wait.enter_at == NOON + 4 * DAY
    with clock.freeze(NOON + 10 * DAY):
        spray(cast, code)
        assert told(cast, code).until == date(2026, 12, 14)
    with clock.freeze(NOON + 20 * DAY):
        seen = told(cast, code)
        assert (seen.times, seen.waits, seen.enter_at) == (2, False, None)
        assert queries.farmer_home(cast.farmer.actor, name="Pak Slamet", village_code=VILLAGE).harvest == ()


def test_the_officer_tells_an_earlier_day_and_the_journal_says_who(cast, code):
    """Told on the 26th for the 25th: ten days from the 25th, and in again 24 hours after that day is over."""
    with clock.freeze(NOON + 2 * DAY + DAY / 4):
        cast.act(actions.tell_spray, cast.officer.actor, code, attempt=1, sprayed_on=date(2026, 11, 25))
        seen = told(cast, code)
        assert (seen.last_on, seen.until, seen.today) == (date(2026, 11, 25), date(2026, 12, 5), False)
        assert seen.enter_at == datetime.fromisoformat("2026-11-27T00:00:00+07:00")
        assert seen.by
        entry = journal.of(code)[-1]
        assert (entry.event, entry.person_id, entry.hat) == (
            "complaint.sprayed", cast.officer.actor.person_id, "officer",
        )  # fmt: skip
        spray(cast, code)  # the farmer, today
        assert (told(cast, code).times, told(cast, code).by) == (2, "")
        cast.act(actions.untell_spray, cast.officer.actor, code, attempt=1)  # their own, though told before
        assert (told(cast, code).times, told(cast, code).today) == (1, True)
        with pytest.raises(RuleBroken, match="yang mencatatnya"):
            cast.act(actions.untell_spray, cast.officer.actor, code, attempt=1)
        cast.act(actions.untell_spray, cast.farmer.actor, code, attempt=1)
        assert told(cast, code) is None


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 25)])
def test_no_spray_is_told_ahead_or_before_the_advice(cast, code, day):
    with pytest.raises(RuleBroken):
        cast.act(actions.tell_spray, cast.officer.actor, code, attempt=1, sprayed_on=day)


@pytest.mark.parametrize("role", ["expert", "coordinator"])
def test_nobody_else_at_the_desk_tells_sprays(cast, code, role):
    with pytest.raises(RuleBroken, match="PPL yang menangani"):
        cast.act(actions.tell_spray, getattr(cast, role).actor, code, attempt=1)


def test_once_a_day_and_taken_back_on_the_same_day_only(cast, code):
    spray(cast, code)
    with pytest.raises(RuleBroken, match="sudah tercatat"):
        spray(cast, code)
    with clock.freeze(NOON + DAY), pytest.raises(RuleBroken, match="hari ini"):
        cast.act(actions.untell_spray, cast.farmer.actor, code, attempt=1)
    cast.act(actions.untell_spray, cast.farmer.actor, code, attempt=1)
    assert told(cast, code) is None
    assert queries.farmer_home(cast.farmer.actor, name="Pak Slamet", village_code=VILLAGE).harvest[
        0
    ].until == date(2026, 12, 18)
    assert [entry.event for entry in journal.of(code)][-2:] == [
        "complaint.sprayed",
        "complaint.spray_taken_back",
    ]
    assert queries.verify()[1] == []


def test_only_the_own_case_and_only_an_answer_with_a_spray(cast, code):
    neighbour = make_person(Role.FARMER, village=VILLAGE)
    with pytest.raises(NotVisible):
        cast.act(actions.tell_spray, neighbour.actor, code, attempt=1)
    plain = cast.answered(ADVICE)
    with pytest.raises(NotVisible):
        cast.act(actions.tell_spray, cast.farmer.actor, plain, attempt=1)
    with pytest.raises(NotVisible):
        cast.act(actions.tell_spray, cast.farmer.actor, code, attempt=2)


def test_other_farmers_do_not_learn_when_it_was_sprayed(cast, code):
    with clock.freeze(NOON + DAY):
        spray(cast, code)
        neighbour = make_person(Role.FARMER, village=VILLAGE)
        (answer,) = queries.shared_case(neighbour.actor, code).answers
    assert answer.sprayed is None
    assert answer.harvest_after == date(2026, 12, 18)
