"""Demo complaints are what real ones would be: told in order, clocks kept, words that fit the plant."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from domain import clock, journal, region
from domain.complaints import actions, queries
from domain.complaints.models import Complaint
from domain.complaints.states import OPEN, Status
from domain.db import db
from domain.knowledge import queries as library
from domain.people import queries as people
from domain.people.rules import Actor, Role
from ops.seed import people as seed_people
from ops.seed.complaints import seed_complaints
from ops.seed.library import seed_library


@pytest.fixture
def seeded(within):
    rng = Random(7)
    with clock.freeze(clock.now() - timedelta(days=365)):
        seed_people.seed(rng)
    assert seed_complaints(rng, count=11) == 11


def test_the_first_farmer_has_running_answered_and_last_years_cases(seeded):
    first = people.wearing(Role.FARMER)[0]
    home = queries.farmer_home(Actor(first.id, Role.FARMER), name=first.name, village_code=first.village_code)
    assert home.current and home.current.status is Status.ANSWERED
    assert home.others[0].status in OPEN
    cases = {row.code: row for row in queries.list_of(Actor(first.id, Role.FARMER))}
    states = [queries.get(Actor(first.id, Role.FARMER), code).status for code in cases]
    assert states == [Status.WITH_OFFICER, Status.VISIT_PLANNED, Status.ANSWERED, Status.CLOSED]
    assert home.season and home.season[0].own


def test_the_clocks_have_nothing_left_to_do(seeded):
    assert actions.run_due_clocks() == {}
    assert queries.check_due_dates() == []
    assert journal.verify() == []


def test_what_farmers_say_fits_what_was_found(seeded):
    pack = region.current()
    for case in db.session.query(Complaint):
        for answer in case.answers:
            problem = pack.problems[answer.problem_code]
            assert case.commodity_code in problem.commodities
            assert case.body.split(". ")[0] in {s for signs in problem.signs_by_part.values() for s in signs}
            assert case.facts.part_code in problem.parts


def test_an_expert_of_the_demo_vouches_for_tips_that_name_a_source(seeded, monkeypatch):
    """Those that rest on memory alone stay drafts; the reviewer's name says that it is an example."""
    pack = region.current()
    told = {"cabai-1": "Buku contoh", "draf-1": "Ingatan, perlu diperiksa"}
    tips = {code: replace(pack.tips[code], source=said, reviewed_by="") for code, said in told.items()}
    monkeypatch.setattr(region, "current", lambda: replace(pack, tips=tips))
    seed_library()
    expert = Actor(people.wearing(Role.EXPERT)[0].id, Role.EXPERT)
    shown, waiting = (library.tip_desk(expert, drafts=drafts).rows for drafts in (False, True))
    assert [row.tip.code for row in shown] == ["cabai-1"] and "(contoh)" in shown[0].reviewer
    assert [row.tip.code for row in waiting] == ["draf-1"]
