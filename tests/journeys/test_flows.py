"""No flow becomes dearer than its line in the table: taps, pages, bytes. What is walked: flows.py."""

import pytest

from tests.journeys.flows import FLOWS
from tests.journeys.walking import over, walk_all

pytestmark = [pytest.mark.browser, pytest.mark.long]  # a minute and a half: make audit


@pytest.fixture(scope="module")
def walked(browser, base):
    return walk_all(browser, base)


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.name)
def test_it_costs_no_more_than_its_line(flow, walked):
    cost = walked[flow.name]
    if isinstance(cost, Exception):
        raise cost
    assert over(cost, flow.limit) == []
