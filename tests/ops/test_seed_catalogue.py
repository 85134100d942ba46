"""The demo sellers: marked as demo, on every shelf, the same every time, and found."""

from random import Random

from domain.catalogue import queries, search
from domain.catalogue.wish import Wish
from domain.kinds import FulfilmentKind
from ops.seed import catalogue
from tests.support.listings import ADMIN


def test_the_demo_shop_is_full_marked_and_found(within):
    rng = Random(1)
    owners = catalogue.seed_vendors(rng)
    published = catalogue.seed_listings(rng, owners)
    assert (len(owners), len(published)) == (60, 400)
    found = search.page_of(Wish())
    assert found.total == 400
    assert all(row.vendor.endswith("(contoh)") for row in found.rows)
    assert len(queries.pending(ADMIN).rows) == catalogue.WAITING
    assert set(search.counts_of(Wish()).by_category) == {
        shelf.code for shelf in catalogue.shelves_of(FulfilmentKind.PRODUCT)
    }


def test_the_same_seed_offers_the_same(app):
    with app.app_context():
        shelf = catalogue.shelves_of(FulfilmentKind.PRODUCT)[0]
        assert catalogue.goods_of(Random(7), shelf) == catalogue.goods_of(Random(7), shelf)
