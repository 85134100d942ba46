"""Frozen shortlists: what was locked stays, what came of it is recorded once."""

import pytest

from domain.catalogue import actions as catalogue
from domain.catalogue.shortlists import actions, queries, rules, sheet
from domain.catalogue.shortlists.rules import Outcome
from domain.errors import NotVisible, RuleBroken, Stale
from domain.people.rules import Role
from domain.writing import write
from tests.support.people import make_person

GOOD = {"outcome": Outcome.CHOSEN, "position": 1, "count": 2, "reason": "Termurah."}


@pytest.mark.parametrize(
    ("change", "field"),
    [({"position": None}, "position"), ({"position": 3}, "position"), ({"reason": " "}, "reason"),
     ({"reason": "x" * 401}, "reason"), ({"outcome": Outcome.LOCKED}, "outcome")],
)  # fmt: skip
def test_a_decision_says_what_and_why(change, field):
    with pytest.raises(RuleBroken) as broken:
        rules.check_decision(Outcome.LOCKED, **GOOD | change)
    assert broken.value.field == field


def test_a_decision_is_made_once():
    rules.check_decision(Outcome.LOCKED, **GOOD)
    with pytest.raises(Stale):
        rules.check_decision(Outcome.CANCELLED, **GOOD)


def lock(market, *ids: int, **how):
    with write():
        return actions.lock(
            market.actor(Role.PROCURER), ids=ids, found=7, asked={"q": "apel"},
            **{"purpose": "Rapat", "quantity": 10, "hides_names": True} | how,
        ).id  # fmt: skip


def test_what_was_locked_stays_and_names_show_after_the_choice(market):
    dear = market.sell("Sari apel", price=15_000, stock=50)
    buyer, number = market.actor(Role.PROCURER), lock(market, dear, market.listing)
    with write():
        offer = catalogue.offer_of(catalogue.queries.managed(market.owner.actor, dear))
        said = {name: getattr(offer, name) for name in offer.__slots__} | {"price": 1}
        catalogue.change_listing(market.owner.actor, dear, seen=1, offer=type(offer)(**said))
    before = sheet.sheet_of(buyer, number)
    assert [(each.name, each.price, each.vendor) for each in before.lines] == [
        ("Sari apel", 15_000, "Penjual A"), ("Keripik apel", 12_500, "Penjual B"),
    ]  # fmt: skip
    assert [each.has_changed for each in before.lines] == [True, False]
    assert before.lines[1].total == 125_000
    assert "Dapur Contoh" not in str(list(sheet.table(before)))
    with write():
        actions.decide(buyer, number, outcome="chosen", position=2, reason="Termurah.")
    after = sheet.sheet_of(buyer, number)
    assert {each.vendor for each in after.lines} == {"Dapur Contoh"}
    assert after.sha256 == before.sha256
    with pytest.raises(Stale), write():
        actions.decide(buyer, number, outcome="cancelled", position=None, reason="Batal.")


def test_one_is_no_comparison_and_others_do_not_see_it(market):
    with pytest.raises(RuleBroken, match="Paling sedikit 2"):
        lock(market, market.listing, 999)
    number = lock(market, market.listing, market.sell("Sari apel", price=1, stock=1))
    with pytest.raises(NotVisible):
        queries.get(make_person(Role.FARMER).actor, number)
