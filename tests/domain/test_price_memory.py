"""Past agreed prices: median and spread, what stands out both ways, and of which orders they are made."""

import pytest

from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from domain.purchases.memory.queries import memory_of
from domain.purchases.memory.rules import Spread, for_one, spread, warning


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
    other = market.sell("Keripik nangka", price=10_400, stock=9)
    told = memory_of(queries.get(SYSTEM, market.draft(1, other)))
    assert [(each.same, each.past.count, each.warning) for each in told] == [(False, 3, "")]


def test_rent_is_remembered_for_one_unit_and_day():
    assert for_one(7_500_000, 3) == 2_500_000
    assert for_one(1_000_000, 3) == 333_333
    assert for_one(40_000_000, 0) == 40_000_000
