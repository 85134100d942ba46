"""Many hands at one case at once: one gets it, the others are told, on both databases."""

import pytest

from domain.complaints import actions, queries
from domain.complaints.desk import ComplaintMark
from domain.complaints.models import ComplaintAnswer, ComplaintEvent
from domain.complaints.states import Status
from domain.db import db
from domain.people.rules import SYSTEM, Role
from tests.support.complaints import ADVICE, VILLAGE, Cast
from tests.support.drills import together
from tests.support.people import make_person

pytestmark = pytest.mark.parallel


@pytest.fixture
def cast(within):
    return Cast()


def test_of_sixteen_experts_one_gets_the_case(cast, within):
    code = cast.file()
    cast.act(actions.hand_up, cast.officer.actor, code, reason="hand_up_unknown", note="Belum pernah lihat.")
    experts = [make_person(Role.EXPERT).actor for _ in range(16)]
    told = together(within, [lambda who=who: actions.claim(who, code) for who in experts])
    assert told.count("done") == 1
    assert all("Sudah diambil" in each for each in told if each != "done")
    db.session.rollback()
    assert queries.get(SYSTEM, code).expert_id == experts[told.index("done")].person_id


def test_of_eight_savings_of_one_draft_one_is_kept_and_the_others_are_told(cast, within):
    code = cast.file()
    officers = [make_person(Role.OFFICER, scope=VILLAGE, village=VILLAGE).actor for _ in range(8)]

    def save(who, number):
        actions.save_draft(who, code, typed={"text_0": [f"Langkah {number}"]}, version=0)

    told = together(within, [lambda who=who, n=n: save(who, n) for n, who in enumerate(officers)])
    assert told.count("done") == 1
    assert all("menyimpan draf yang lebih baru" in each for each in told if each != "done")
    db.session.rollback()
    kept = queries.head(cast.officer.actor, code).draft
    assert (kept.version, kept.typed) == (1, {"text_0": [f"Langkah {told.index('done')}"]})


def test_of_two_answers_at_once_one_is_sent_and_the_other_is_told(cast, within):
    code = cast.file()
    second = make_person(Role.OFFICER, scope=VILLAGE, village=VILLAGE).actor
    cast.act(actions.release, cast.officer.actor, code)
    told = together(
        within,
        [lambda who=who: actions.answer(who, code, advice=ADVICE) for who in (cast.officer.actor, second)],
    )
    assert told.count("done") == 1
    assert any("sudah mengirim saran" in each for each in told)
    db.session.rollback()
    assert db.session.query(ComplaintAnswer).count() == 1


def test_two_cases_merged_into_each_other_at_once_leave_one_open(cast, within):
    one, other = cast.file(), cast.file(make_person(Role.FARMER, village=VILLAGE))
    told = together(
        within,
        [
            lambda: actions.merge(cast.officer.actor, one, into=other),
            lambda: actions.merge(cast.coordinator.actor, other, into=one),
        ],
    )
    assert told.count("done") == 1
    db.session.rollback()
    states = sorted(queries.get(SYSTEM, code).status for code in (one, other))
    assert states == sorted([Status.MERGED, Status.WITH_OFFICER])


def test_marks_of_one_person_at_once_are_one(cast, within):
    code = cast.file()
    assert together(within, [lambda: actions.mark_open(cast.expert.actor, code)] * 12) == ["done"] * 12
    db.session.rollback()
    assert db.session.query(ComplaintMark).count() == 1


def test_the_job_and_the_officer_at_once_leave_one_step(cast, within):
    code = cast.file()
    told = together(
        within,
        [
            lambda: actions.release(cast.officer.actor, code),
            lambda: actions.release(cast.coordinator.actor, code),
        ],
    )
    assert told.count("done") == 1
    db.session.rollback()
    assert db.session.query(ComplaintEvent).filter_by(verb="release").count() == 1
