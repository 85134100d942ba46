"""A case from report to outcome, its routing, its limits, and its clocks, by the same actions as the screens."""

from datetime import timedelta

import pytest

from domain import clock, region
from domain.complaints import actions, queries
from domain.complaints.states import Desk, Outcome, Status
from domain.errors import NotVisible, RuleBroken
from domain.people.rules import Role
from domain.region.rows import ReasonKind
from domain.writing import write
from tests.support.people import make_person

HOME, ELSEWHERE = "99.01.01.2001", "99.01.02.1001"


def crop() -> str:
    return next(iter(region.current().commodities))


def filed(farmer, village: str = HOME) -> str:
    with write():
        made = actions.file_complaint(
            farmer.actor, village_code=village, commodity_code=crop(), body="Daunnya bercak cokelat."
        )
        return made.code


@pytest.fixture
def farmer(within):
    return make_person(Role.FARMER)


@pytest.fixture
def officer(within):
    return make_person(Role.OFFICER, scope=HOME)


def test_a_report_goes_to_the_officer_of_the_village(officer, farmer):
    case = queries.get(farmer.actor, filed(farmer))
    assert case.status is Status.WITH_OFFICER
    assert case.officer_id == officer.actor.person_id
    assert case.due_at > case.filed_at


def test_without_an_officer_it_waits_for_the_coordinator(farmer):
    case = queries.get(farmer.actor, filed(farmer, ELSEWHERE))
    assert case.status is Status.FILED
    assert case.officer_id is None


def test_neither_words_nor_photo_is_refused(farmer):
    with pytest.raises(RuleBroken), write():
        actions.file_complaint(farmer.actor, village_code=HOME, commodity_code=crop(), body=" ")


def test_open_complaints_have_a_limit(officer, farmer):
    for _ in range(region.current().limits.open_complaints):
        filed(farmer)
    with pytest.raises(RuleBroken):
        filed(farmer)


def test_a_stranger_sees_nothing(officer, farmer):
    code = filed(farmer)
    with pytest.raises(NotVisible):
        queries.case_page(make_person(Role.FARMER).actor, code)


def test_a_question_stops_the_clock_and_a_reply_starts_it(officer, farmer):
    code = filed(farmer)
    with write():
        actions.ask(officer.actor, code, question="Sejak kapan daunnya begitu?")
    assert queries.get(farmer.actor, code).due_at is None
    with write():
        actions.reply(farmer.actor, code, text="Sejak tiga hari lalu.")
    case = queries.get(farmer.actor, code)
    assert case.status is Status.WITH_OFFICER
    assert case.due_at is not None


def test_only_one_expert_gets_a_case(officer, farmer):
    code = filed(farmer)
    first, second = make_person(Role.EXPERT), make_person(Role.EXPERT)
    reason = next(iter(region.current().reasons_for(ReasonKind.HAND_UP))).code
    with write():
        actions.hand_up(officer.actor, code, reason=reason, note="Belum pernah melihat ini.")
    with write():
        actions.claim(first.actor, code)
    with pytest.raises(RuleBroken), write():
        actions.claim(second.actor, code)
    assert queries.get(first.actor, code).expert_id == first.actor.person_id


def test_overdue_goes_to_the_experts_once(officer, farmer, within):
    start = clock.now()
    code = filed(farmer)
    with clock.freeze(start + timedelta(days=20)):
        assert actions.run_due_clocks()["hand_up"] == 1
        assert actions.run_due_clocks()["hand_up"] == 0
        assert queries.get(farmer.actor, code).desk is Desk.EXPERT


def test_an_unanswered_question_lapses(officer, farmer):
    start, code = clock.now(), filed(farmer)
    with write():
        actions.ask(officer.actor, code, question="Sejak kapan daunnya begitu?")
    with clock.freeze(start + timedelta(days=8)):
        assert actions.run_due_clocks()["lapse"] == 1
    assert queries.get(farmer.actor, code).outcome is Outcome.NO_NEWS


def test_kept_promises_equal_their_replay(officer, farmer):
    filed(farmer)
    assert queries.check_due_dates() == []


def test_screens_are_composed_for_their_reader(officer, farmer):
    code = filed(farmer)
    assert queries.case_page(farmer.actor, code).code == code
    assert queries.desk_page(officer.actor, code).code == code
    assert queries.farmer_home(farmer.actor, name="Pak Slamet", village_code=None)
    assert [row.code for row in queries.inbox(officer.actor).rows] == [code]
