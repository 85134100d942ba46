"""Who may advise a spray: an officer with a certificate in force, an expert unless the region wants one too."""

from datetime import date, timedelta

import pytest

from domain import clock
from domain.complaints import actions as complaints
from domain.errors import NotVisible, RuleBroken
from domain.people.licences import actions as licensing
from domain.people.licences import queries, rules
from domain.people.rules import Role
from domain.writing import write
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import SPRAYED

TODAY = date(2026, 11, 24)
LATER, EARLIER = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("hat", "through", "wanted", "may"),
    [
        (Role.OFFICER, None, False, False),
        (Role.OFFICER, TODAY, False, True),
        (Role.OFFICER, EARLIER, False, False),
        (Role.EXPERT, None, False, True),
        (Role.EXPERT, None, True, False),
        (Role.EXPERT, LATER, True, True),
        (Role.COORDINATOR, LATER, False, False),
    ],
)
def test_who_may_advise_a_spray(hat, through, wanted, may):
    assert rules.may_prescribe(hat, through, TODAY, expert_licence=wanted) is may


@pytest.mark.parametrize(
    ("by", "number", "through", "field"),
    [(Role.OFFICER, "A", LATER, None), (Role.ADMIN, " ", LATER, "number"), (Role.ADMIN, "A", EARLIER, "valid_through")],
)  # fmt: skip
def test_a_certificate_is_noted_by_who_keeps_them(by, number, through, field):
    with pytest.raises(RuleBroken) as refused:
        rules.check_licence(by, number, through, TODAY)
    assert refused.value.field == field


def test_an_officer_with_a_certificate_sends_a_spray_at_once(case, cast, within):
    code = cast.file()
    officer, boss = cast.officer.actor, cast.coordinator.actor
    with write():
        licensing.note_licence(boss, person_id=officer.person_id, number="S-1", valid_through=clock.today())
    assert queries.may_prescribe(officer)
    with write():
        answered = complaints.answer(officer, code, advice=SPRAYED)
        assert answered.status == "answered" and answered.answers[-1].harvest_after
    with write():
        licensing.drop_licence(boss, person_id=officer.person_id)
    assert not queries.may_prescribe(officer)
    with pytest.raises(NotVisible), write():
        licensing.note_licence(
            boss, person_id=cast.farmer.actor.person_id, number="S", valid_through=clock.today()
        )


def test_it_is_noted_on_the_page_of_the_person(cast, visit):
    boss, number = visit(cast.coordinator), cast.officer.actor.person_id
    boss.get(f"/orang/{number}/sertifikat")
    boss.get(f"/orang/{cast.farmer.actor.person_id}/sertifikat", expect=404)
    given = {"number": "S-77", "valid_through": "2020-01-01"}
    page = boss.post(f"/orang/{number}/sertifikat", expect=422, **given)
    assert page.select_one("#number")["value"] == "S-77" and page.select_one("#valid_through-err")
    boss.post(f"/orang/{number}/sertifikat", **given | {"valid_through": "2099-12-31"})
    assert "S-77" in boss.get(f"/orang/{number}").text
    boss.post(f"/orang/{number}/sertifikat/cabut")
    assert "Belum ada yang tercatat" in boss.get(f"/orang/{number}").text
