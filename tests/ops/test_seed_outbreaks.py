"""Demo suspicions and control inputs are told by the same actions, and every ending is there."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest

from domain import clock, journal
from domain.db import db
from domain.inputs.models import InputRequest, InputStock
from domain.inputs.states import State as InputState
from domain.outbreaks import queries
from domain.outbreaks.models import Candidate, NoticeReader
from domain.outbreaks.states import State
from domain.oversight.models import PromiseFigure
from domain.people import queries as people_queries
from domain.people.rules import Actor, Role
from ops.seed import people
from ops.seed.inputs import ENDINGS, seed_inputs
from ops.seed.outbreaks import seed_outbreaks


@pytest.fixture
def town(within):
    with clock.freeze(clock.now() - timedelta(days=200)):
        people.seed(Random(1))


def test_a_confirmed_warning_reaches_the_first_farmer_and_is_answered(town):
    seed_outbreaks(Random(2))
    assert db.session.query(Candidate).filter_by(state=State.CONFIRMED).count() == 1
    first = Actor(people_queries.wearing(Role.FARMER)[0].id, Role.FARMER)
    assert queries.shown_to(first)[0].is_warning
    assert {row.presence for row in db.session.query(NoticeReader)} >= {"present", "absent"}
    assert db.session.query(PromiseFigure).count() == 13
    assert journal.verify() == []


def test_requests_end_in_every_way_and_stock_adds_up(town):
    assert seed_inputs(Random(3)) == len(ENDINGS)
    states = Counter(row.state for row in db.session.query(InputRequest))
    assert states[InputState.HANDED_OVER] == 3
    assert states.keys() >= set(InputState) - {InputState.LAPSED}
    held = sum(row.quantity for row in db.session.query(InputRequest) if row.state is InputState.RESERVED)
    assert held == sum(row.held for row in db.session.query(InputStock)) > 0
