"""Hints for a vendor: what would help the goods to sell."""

import pytest

from domain.catalogue import actions
from domain.catalogue.health import hints
from domain.people.rules import PUBLIC
from domain.pictures import Picture
from domain.writing import write
from tests.support.listings import ADMIN, draft, publish, seller

STORY = "Diiris tipis, digoreng hampa, tanpa gula tambahan, tahan tiga bulan."
GOOD = {"description": STORY, "stock": 500}


@pytest.fixture
def owner(within):
    return seller()


def texts(actor) -> list[str]:
    return [hint.text.split(".")[0] for hint in hints(actor)]


def with_photo(owner, **change) -> None:
    listing_id = publish(owner, **change)
    with write():
        offer = actions.offer_of(actions.queries.managed(owner, listing_id))
        picture = Picture("a" * 64, "b" * 64, 1_000, 9_000, 640, 480)
        actions.change_listing(owner, listing_id, seen=1, offer=offer, picture=picture)
        actions.move_listing(ADMIN, listing_id, "publish")


def test_nothing_is_said_of_a_full_shelf_with_photos(owner):
    with_photo(owner, **GOOD)
    assert hints(owner) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"stock": 0}, "1 barang habis"),
        ({"stock": 9, "minimum_order": 1}, "1 barang stoknya kurang dari 10"),
        ({"description": "Enak."}, "1 barang ceritanya pendek"),
    ],
)
def test_what_is_wanting_is_said(owner, change, said):
    with_photo(owner, **GOOD | change)
    assert texts(owner) == [said]


def test_goods_without_a_photo_are_counted(owner):
    publish(owner, **GOOD)
    publish(owner, **GOOD)
    assert texts(owner) == ["2 barang belum berfoto"]


def test_a_returned_one_comes_first(owner):
    publish(owner, **GOOD)
    with write():
        returned = draft(owner, send=True, **GOOD).id
        actions.move_listing(ADMIN, returned, "return", "Foto gelap.")
    assert [hint.group for hint in hints(owner)] == ["menunggu", "tayang"]


def test_an_empty_shelf_is_said(owner):
    assert texts(owner) == ["Belum ada barang yang tayang"]


def test_only_the_own_goods_count(owner):
    publish(seller(), stock=0)
    with_photo(owner, **GOOD)
    assert hints(owner) == ()
    assert hints(PUBLIC) == ()
    assert hints(ADMIN) == ()
