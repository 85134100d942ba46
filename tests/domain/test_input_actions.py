"""Control inputs: asked within the quota, stock held and given once, proof wanted; also with many hands at once."""

import re
from datetime import timedelta

import pytest

from domain import clock, journal
from domain.complaints import actions as complaints
from domain.complaints import queries as cases
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.inputs import actions, queries, rules
from domain.inputs.models import InputRequest, InputStock
from domain.inputs.states import MOVES, STATE_WORDS, State, after, verbs_for
from domain.people.rules import Role
from domain.writing import write
from tests.support.complaints import ADVICE, OTHER_VILLAGE, VILLAGE, Cast
from tests.support.drills import together
from tests.support.people import make_person

MANY = 40
DEPOT = "bpp-hulu"


@pytest.fixture
def crew(within):
    return Cast()


def do(action, *args, **fields):
    with write():
        row = action(*args, **fields)
        return getattr(row, "code", None) or row.id


def fill(crew, quantity, depot=DEPOT) -> None:
    do(actions.fill_up, crew.coordinator.actor, depot_code=depot, input_code="beauveria", quantity=quantity)


def ask(somebody, quantity=2, area_m2=2_000, **more) -> str:
    return do(
        actions.request, somebody.actor, input_code="beauveria", quantity=quantity, area_m2=area_m2, **more
    )


def reserve(crew, farmer=None, quantity=1, depot=DEPOT) -> str:
    farmer = farmer or crew.farmer
    return do(
        actions.reserve, crew.expert.actor, farmer_id=farmer.actor.person_id, input_code="beauveria",
        depot_code=depot, quantity=quantity,
    )  # fmt: skip


def stock(depot=DEPOT) -> tuple[int, int, int]:
    db.session.rollback()
    row = db.session.query(InputStock).filter_by(depot_code=depot).one()
    return row.free, row.held, row.given


@pytest.mark.parametrize(
    ("area", "per", "most", "allowed"),
    [(1_000, 1, 20, 1), (1_001, 1, 20, 2), (50_000, 1, 20, 20), (100, 2, 20, 1), (9, None, 2, 2)],
)
def test_the_allowance_goes_by_area_rounded_up_and_never_above_the_most(area, per, most, allowed):
    assert rules.allowance(area, per, most) == allowed


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("verb", sorted({move.verb for move in MOVES}))
def test_a_move_works_exactly_where_it_is_offered(verb, state, role):
    if verb in verbs_for(state, role):
        assert after(state, verb, role) in STATE_WORDS
    else:
        with pytest.raises(RuleBroken):
            after(state, verb, role)


def test_from_request_to_hand_over(crew):
    fill(crew, 10)
    code = ask(crew.farmer)
    assert stock() == (10, 0, 0)
    do(actions.approve, crew.coordinator.actor, code, depot_code=DEPOT)
    assert stock() == (8, 2, 0)
    pickup = queries.get(crew.farmer.actor, code).pickup
    do(actions.hand_over, crew.officer.actor, code, receiver="Pak Slamet", pickup=pickup)
    assert stock() == (8, 0, 2)
    row = queries.get(crew.farmer.actor, code)
    assert (row.state, row.proof, row.held_until) == (State.HANDED_OVER, "code", None)
    told = "".join(entry.facts for entry in journal.of(code))
    assert "Slamet" not in told
    assert not re.search(rf"\b{pickup}\b", told)  # four digits may stand inside a digest


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"quantity": 3}, "quantity"),
        ({"quantity": 0}, "quantity"),
        ({"quantity": 6, "area_m2": 9_000}, "quantity"),
        ({"area_m2": 0}, "area"),
    ],
)
def test_a_request_beyond_the_quota_is_refused_at_its_field(crew, rows, fields, field):
    with pytest.raises(RuleBroken) as refused:
        ask(crew.farmer, **fields)
    assert refused.value.field == field
    assert rows(InputRequest) == 0


def test_the_share_of_the_year_counts_what_was_asked_and_forgets_what_was_refused(crew):
    first = ask(crew.farmer, quantity=4, area_m2=4_000)
    with pytest.raises(RuleBroken, match="sisa 1 liter"):
        ask(crew.farmer, quantity=2)
    do(actions.refuse, crew.coordinator.actor, first, note="Bukan musimnya.")
    ask(crew.farmer, quantity=2)


def test_an_officer_asks_for_farmers_of_the_own_village_only(crew):
    code = ask(crew.officer, phone=crew.farmer.phone)
    assert queries.get(crew.farmer.actor, code).asked_by == crew.officer.actor.person_id
    other = make_person(Role.FARMER, village=OTHER_VILLAGE)
    with pytest.raises(RuleBroken) as refused:
        ask(crew.officer, phone=other.phone)
    assert refused.value.field == "phone"


def test_another_farmers_request_does_not_exist(crew):
    code = ask(crew.farmer)
    with pytest.raises(NotVisible):
        queries.get(make_person(Role.FARMER, village=VILLAGE).actor, code)


def test_nothing_is_approved_without_stock(crew):
    code = ask(crew.farmer)
    with pytest.raises(RuleBroken, match="habis"):
        do(actions.approve, crew.coordinator.actor, code, depot_code=DEPOT)
    fill(crew, 1)
    with pytest.raises(RuleBroken, match="tinggal 1 liter"):
        do(actions.approve, crew.coordinator.actor, code, depot_code=DEPOT)
    assert queries.get(crew.farmer.actor, code).state is State.REQUESTED
    assert stock() == (1, 0, 0)


@pytest.mark.parametrize(
    ("proof", "field"),
    [({"receiver": ""}, "receiver"), ({"pickup": "x"}, "pickup"), ({"pickup": ""}, "pickup")],
)
def test_a_hand_over_wants_a_name_and_a_proof(crew, proof, field):
    fill(crew, 5)
    code = reserve(crew)
    with pytest.raises(RuleBroken) as refused:
        do(actions.hand_over, crew.officer.actor, code, **{"receiver": "Bu Siti", "pickup": ""} | proof)
    assert refused.value.field == field
    assert stock() == (4, 1, 0)


def test_cancelling_gives_back_once(crew):
    fill(crew, 5)
    code = reserve(crew, quantity=3)
    do(actions.cancel, crew.farmer.actor, code)
    with pytest.raises(Stale):
        do(actions.cancel, crew.farmer.actor, code)
    assert stock() == (5, 0, 0)


def test_what_nobody_fetches_is_free_again(crew):
    fill(crew, 5)
    code = reserve(crew)
    assert actions.run_due() == 0
    with clock.freeze(clock.now() + timedelta(days=5)):
        assert actions.run_due() == 1
        assert actions.run_due() == 0
    assert queries.get(crew.farmer.actor, code).state is State.LAPSED
    assert stock() == (5, 0, 0)


def test_the_nearest_place_with_stock_comes_first(crew):
    fill(crew, 5, "bpp-hilir")
    fill(crew, 3)
    near = [(each.depot_code, each.free) for each in queries.available_near(VILLAGE)]
    assert near == [(DEPOT, 3), ("bpp-hilir", 5)]
    assert queries.available_near("99.01.02.1001")[0].depot_code == "bpp-hilir"
    assert [each.depot_code for each in queries.available_near(VILLAGE, at_least=4)] == ["bpp-hilir"]


def test_an_answer_sets_aid_aside_or_is_not_sent(crew):
    fill(crew, 3)
    code = crew.file()
    wish = rules.Wish("beauveria", DEPOT, 4)
    with pytest.raises(RuleBroken, match="tinggal 3 liter"):
        do(complaints.answer, crew.officer.actor, code, advice=ADVICE, aid=wish)
    assert (cases.get(crew.officer.actor, code).answers, stock()) == ([], (3, 0, 0))
    do(complaints.answer, crew.officer.actor, code, advice=ADVICE, aid=wish._replace(quantity=2))
    (row,) = queries.page_of(crew.farmer.actor)
    assert (row.state, row.quantity, f"K{row.complaint_id:04}") == (State.RESERVED, 2, code)
    assert stock() == (1, 2, 0)


@pytest.mark.parametrize("role", [Role.FARMER, Role.VENDOR_OWNER, Role.ADMIN])
def test_only_those_who_answer_reserve(crew, role):
    fill(crew, 5)
    with pytest.raises(RuleBroken):
        do(
            actions.reserve, crew.farmer.actor._replace(hat=role), farmer_id=crew.farmer.actor.person_id,
            input_code="beauveria", depot_code=DEPOT, quantity=1,
        )  # fmt: skip


@pytest.mark.parallel
def test_forty_reservations_never_take_more_than_there_is(crew, within):
    fill(crew, 10)
    farmers = [make_person(Role.FARMER, village=VILLAGE) for _ in range(MANY)]
    done = together(within, [lambda one=one: reserve(crew, one) for one in farmers], open_write=False)
    assert done.count("done") == 10
    assert stock() == (0, 10, 0)


@pytest.mark.parallel
def test_one_farmer_asking_forty_times_at_once_gets_the_share_of_the_year(crew, within, rows):
    done = together(within, [lambda: ask(crew.farmer, quantity=1, area_m2=1_000)] * MANY, open_write=False)
    assert done.count("done") == rows(InputRequest) == 5


@pytest.mark.parallel
def test_hand_over_cancel_and_lapse_at_once_leave_one_truth(crew, within):
    fill(crew, 5)
    code = reserve(crew, quantity=2)
    pickup = queries.get(crew.farmer.actor, code).pickup
    db.session.rollback()
    steps = [
        lambda: do(actions.hand_over, crew.officer.actor, code, receiver="Pak Slamet", pickup=pickup),
        lambda: do(actions.cancel, crew.farmer.actor, code),
    ] * 6
    assert together(within, steps, open_write=False).count("done") == 1
    handed = queries.get(crew.farmer.actor, code).state is State.HANDED_OVER
    assert stock() == ((3, 0, 2) if handed else (5, 0, 0))
