"""Demo complaints are what real ones would be: told in order, clocks kept, words that fit the plant."""

from datetime import timedelta
from random import Random

import pytest

from domain import clock, journal, region
from domain.complaints import actions, queries
from domain.complaints.models import Complaint
from domain.complaints.states import Status
from domain.db import db
from domain.people import queries as people
from domain.people.rules import Actor, Role
from ops.seed import people as seed_people
from ops.seed.complaints import seed_complaints


@pytest.fixture
def seeded(within):
    rng = Random(7)
    with clock.freeze(clock.now() - timedelta(days=365)):
        seed_people.seed(rng)
    assert seed_complaints(rng, count=11) == 11


def test_the_first_farmer_has_running_answered_and_last_years_cases(seeded):
    first = people.wearing(Role.FARMER)[0]
    home = queries.farmer_home(Actor(first.id, Role.FARMER))
    assert home.current and home.current.open
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
