"""Past agreed prices: median and spread, what stands out both ways, and of which orders they are made."""

import pytest
from sqlalchemy import event

from domain.db import db
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, asking_papers, queries
from domain.purchases.memory.queries import memory_of
from domain.purchases.memory.rules import Spread, for_one, same_thing, spread, warning
from domain.writing import write
from tests.support.people import make_person
from tests.support.places import make_vendor


def test_few_prices_say_nothing_and_more_their_median_and_middle_half():
    assert spread([10, 12]) is None
    assert spread([12, 10, 11]) == Spread(3, 11, 10, 11)
    assert spread([100, 104, 108, 112, 200]) == Spread(5, 108, 104, 112)


@pytest.mark.parametrize(
    ("price", "said"),
    [(108, ""), (124, ""), (125, "mahal"), (92, ""), (91, "murah"), (119, "")],
)
def test_what_stands_out_is_said_both_ways(price, said):
    told = warning(price, Spread(5, 108, 104, 112))
    assert (said in told) if said else told == ""


def test_where_the_past_was_all_alike_a_tenth_must_lie_between():
    alike = Spread(4, 1_000, 1_000, 1_000)
    assert warning(1_099, alike) == warning(901, alike) == ""
    assert "mahal" in warning(1_100, alike) and "murah" in warning(900, alike)


def test_only_what_was_ordered_is_remembered_at_the_agreed_price(market):
    for price in (10_000, 10_500, 11_000):
        code = market.draft(1)
        market.step(Role.PROCURER, "offer", code, prices=[price])
        market.step(Role.VENDOR_OWNER, "agree", code)
        market.step(Role.SIGNER, "approve", code)
    refused = market.until_issued(1)
    market.step(Role.VENDOR_OWNER, "refuse", refused, reason="Habis.")
    told = memory_of(queries.get(SYSTEM, market.draft(1)))
    assert [(each.same, each.past) for each in told] == [(True, Spread(3, 10_500, 10_250, 10_750))]
    assert "mahal" in told[0].warning
    nangka = market.sell("Keripik nangka", price=10_400, stock=9)
    assert memory_of(queries.get(SYSTEM, market.draft(1, nangka))) == ()
    other = market.sell("Keripik apel renyah", price=10_400, stock=9)
    told = memory_of(queries.get(SYSTEM, market.draft(1, other)))
    assert [(each.same, each.past.count, each.warning) for each in told] == [(False, 3, "")]


def test_rent_is_remembered_for_one_unit_and_day():
    assert for_one(7_500_000, 3) == 2_500_000
    assert for_one(1_000_000, 3) == 333_333
    assert for_one(40_000_000, 0) == 40_000_000


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Keripik apel", "keripik APEL renyah 250 g", True),
        ("Keripik apel 250 g", "Keripik apel 500 g", False),
        ("Keripik apel", "Keripik nangka", False),
        ("Sewa kursi", "Kursi", True),
        ("", "Kursi", False),
    ],
)
def test_the_same_thing_is_told_by_its_words(one, other, alike):
    assert same_thing(one, other) is same_thing(other, one) is alike


def test_a_whole_basket_is_looked_up_in_two_statements(market):
    mine = market.owner
    market.owner = make_person(
        Role.VENDOR_OWNER, scope=str(make_vendor("Warung Lain", npwp="0000000000000002"))
    )
    market.sell("Keripik apel manis", price=11_000, stock=9)
    market.owner = mine
    second = market.sell("Dodol apel", price=9_000, stock=9)
    buyer = market.actor(Role.PROCURER)
    with write():
        for listing in (market.listing, second):
            actions.add_to_basket(buyer, listing_id=listing, quantity=1)
        code = actions.draft_purchases(buyer)[0].code
    row = queries.whole(SYSTEM, code)
    said = []

    def hear(*args):
        said.append(args[2])

    event.listen(db.engine, "before_cursor_execute", hear)
    found = list(asking_papers._sources(row))
    event.remove(db.engine, "before_cursor_execute", hear)
    assert len([each for each in said if "listing.category_code" in each]) == 2
    assert [each["where"] for each in found] == [
        "Etalase Dapur Contoh", "Etalase Dapur Contoh", "Etalase Warung Lain",
    ]  # fmt: skip
