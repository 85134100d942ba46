"""The order of a day's visits: to the nearest village next, counted in whole kilometres."""

import pytest

from domain import clock
from domain.complaints import actions, queries, route
from domain.complaints.route import Leg, Point
from domain.people.rules import Role
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import OTHER_VILLAGE, VILLAGE
from tests.support.people import make_person

ROAD = {"west": Point(-7.8, 112.50), "middle": Point(-7.8, 112.53), "east": Point(-7.8, 112.56)}


def test_a_hundredth_of_a_degree_is_about_a_kilometre():
    assert route.distance(Point(-7.8, 112.5), Point(-7.81, 112.5)) == pytest.approx(1.112, abs=0.001)
    assert route.distance(ROAD["west"], ROAD["west"]) == 0


def test_the_nearest_comes_next_from_where_the_day_begins():
    stops = ["east", "west", "middle", "west"]
    assert [leg.index for leg in route.order(stops, ROAD, "west")] == [1, 3, 2, 0]
    assert [leg.index for leg in route.order(stops, ROAD, "east")] == [0, 2, 1, 3]
    legs = route.order(stops, ROAD, "west")
    assert (legs[0].km, legs[1].km) == (None, 0)
    assert round(route.order(["east"], ROAD, "west")[0].km) == 7


def test_without_a_home_it_begins_with_the_first_and_says_no_distance_to_it():
    legs = route.order(["middle", "east", "west"], ROAD)
    assert legs[0] == Leg(0, None)
    assert {leg.index for leg in legs} == {0, 1, 2}
    assert route.order([], ROAD, "west") == []


@pytest.mark.parametrize(("km", "said"), [(None, None), (0, 0), (0.2, 1), (1.4, 1), (2.6, 3)])
def test_kilometres_are_whole_and_none_within_a_village(km, said):
    assert route.whole_km(km) == said


def planned(cast, officer, *villages: str) -> list[str]:
    codes = [cast.file(make_person(Role.FARMER, village=VILLAGE), village_code=each) for each in villages]
    for code in codes:
        cast.act(actions.plan_visit, officer, code, visit_on=clock.today())
    return codes


def test_a_day_is_driven_from_the_officers_own_village(app, cast):
    with app.app_context():
        first, second = planned(cast, cast.officer.actor, VILLAGE, VILLAGE)
        stops = queries.planned_visits(cast.officer.actor)
        assert [(stop.code, stop.km) for stop in stops] == [(first, None), (second, 0)]


def test_experts_begin_with_a_village_and_hear_how_far_the_next_one_is(app, visit, cast):
    with app.app_context():
        far, near = planned_by_experts(cast)
        stops = queries.planned_visits(cast.expert.actor)
        assert [(stop.code, stop.km) for stop in stops] == [(near, None), (far, 2)]
    page = visit(cast.expert).get("/kotak/kunjungan").text
    assert "1. Hulu" in page and "2. Tengah" in page and "± 2 km" in page
    assert "± 2 km" in visit(cast.expert).post("/kotak/kunjungan", expect=200).text


def planned_by_experts(cast) -> list[str]:
    codes = [cast.file(village_code=each) for each in (OTHER_VILLAGE, VILLAGE)]
    for code in codes:
        cast.act(actions.hand_up, cast.coordinator.actor, code, reason="hand_up_unknown", note="Sulit.")
        cast.act(actions.plan_visit, cast.expert.actor, code, visit_on=clock.today())
    return codes
