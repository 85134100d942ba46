from dataclasses import replace

import pytest

from domain.catalogue import rules
from domain.catalogue.rules import LABELS, MOVES, ListingState, Offer, after, moves_for
from domain.errors import RuleBroken, Stale
from domain.people.rules import Role

OFFER = Offer("Keripik apel 100 g", "Digoreng hampa.", "bungkus", price=12_500, stock=2_400, minimum_order=40)


@pytest.mark.parametrize("verb", sorted({move.verb for move in MOVES}))
def test_a_move_works_exactly_where_it_is_offered(verb):
    for state in ListingState:
        for hat in Role:
            move = next((move for move in moves_for(state, hat) if move.verb == verb), None)
            if move is None:
                with pytest.raises(RuleBroken):
                    after(state, verb, hat)
            else:
                assert (after(state, verb, hat),) == move.targets


@pytest.mark.parametrize(
    ("state", "verb", "hat", "target"),
    [
        ("draft", "submit", Role.VENDOR_STAFF, "pending"),
        ("pending", "publish", Role.ADMIN, "published"),
        ("pending", "return", Role.ADMIN, "returned"),
        ("returned", "submit", Role.VENDOR_OWNER, "pending"),
        ("published", "suspend", Role.ADMIN, "suspended"),
        ("suspended", "restore", Role.ADMIN, "published"),
        ("published", "withdraw", Role.VENDOR_OWNER, "withdrawn"),
        ("withdrawn", "revive", Role.VENDOR_OWNER, "draft"),
    ],
)
def test_the_life_of_a_listing(state, verb, hat, target):
    assert after(ListingState(state), verb, hat) == target


def test_a_vendor_cannot_publish_nor_escape_a_suspension():
    for state in ListingState:
        assert "publish" not in [move.verb for move in moves_for(state, Role.VENDOR_OWNER)]
    assert moves_for(ListingState.SUSPENDED, Role.VENDOR_OWNER) == []


def test_a_good_offer_passes():
    rules.check_offer(OFFER)
    rules.check_offer(replace(OFFER, stock=0, name="a" * 120, description=""))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "a" * 121}, "name"),
        ({"description": "a" * 4_001}, "description"),
        ({"unit": ""}, "unit"),
        ({"price": 0}, "price"),
        ({"price": 10**13 + 1}, "price"),
        ({"stock": -1}, "stock"),
        ({"stock": 10**23}, "stock"),
        ({"minimum_order": 0}, "minimum_order"),
        ({"minimum_order": 10**23}, "minimum_order"),
    ],
)
def test_an_offer_that_is_not_ready_names_the_field(change, field):
    with pytest.raises(RuleBroken) as refused:
        rules.check_offer(replace(OFFER, **change))
    assert refused.value.field == field


def test_what_can_be_bought_is_on_show_and_in_stock():
    assert rules.can_be_bought(ListingState.PUBLISHED, 40, 40)
    assert not rules.can_be_bought(ListingState.PUBLISHED, 39, 40)
    assert not rules.can_be_bought(ListingState.SUSPENDED, 40, 40)


def test_an_edit_of_what_it_is_is_looked_at_again_and_a_price_is_not():
    assert rules.needs_review(OFFER, replace(OFFER, name="Keripik salak"))
    assert rules.needs_review(OFFER, replace(OFFER, unit="dus"))
    assert not rules.needs_review(OFFER, replace(OFFER, price=12_000, stock=1, minimum_order=1))


LINE = {
    "state": ListingState.PUBLISHED,
    "price_seen": 12_500,
    "price": 12_500,
    "quantity": 240,
    "minimum_order": 40,
    "stock": 240,
    "unit": "bungkus",
}


@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        ({"state": ListingState.WITHDRAWN}, Stale, "sudah tidak dijual"),
        ({"price": 13_000}, Stale, r"dari Rp12\.500 menjadi Rp13\.000"),
        ({"quantity": 39}, RuleBroken, "paling sedikit 40"),
        ({"quantity": 241}, RuleBroken, "Stok tinggal 240 bungkus"),
        ({"quantity": 10**23}, RuleBroken, r"paling banyak 1\.000\.000"),
    ],
)
def test_a_basket_line_that_no_longer_fits(change, error, sentence):
    with pytest.raises(error, match=sentence):
        rules.check_basket_line(**LINE | change)


def test_the_last_piece_can_be_bought():
    rules.check_basket_line(**LINE)


@pytest.mark.parametrize(
    ("vendors", "sentence"), [([], "kosong"), ([1, 2], "satu penjual"), ([1] * 41, "Paling banyak 40")]
)
def test_a_basket_that_cannot_be_submitted(vendors, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_basket(vendors)


def test_a_basket_of_one_vendor_can():
    rules.check_basket(iter([7, 7, 7]))


def test_every_state_has_words():
    assert set(LABELS) == set(ListingState)
