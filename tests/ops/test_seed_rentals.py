"""The demo's rentals: every ending told, days counted as the bookings say, numbers without gap among the others."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from domain import clock, journal
from domain.catalogue.rental import days
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.purchases.models import Purchase
from ops.seed import catalogue, purchases, rentals
from ops.seed.paths import RENTAL_ENDINGS
from services.documents import PlainDocuments
from tests.ops.test_seed_purchases import HASH


@pytest.mark.parametrize(
    "now",
    [datetime(2026, 11, 24, 3, tzinfo=UTC), datetime(2027, 1, 2, 17, 30, tzinfo=UTC)],
    ids=["november", "new-year"],
)
def test_rentals_stand_among_the_purchases(within, now):
    rng = Random(3)
    with clock.freeze(now - timedelta(days=330)):
        owners = catalogue.seed_vendors(rng)
        catalogue.seed_listings(rng, owners)
        rentals.seed_rentals(Random(3), owners)
        desks = purchases.seed_officials(rng, HASH)
    with clock.freeze(now):
        told = rentals.rental_events(Random(3), desks)
        purchases.seed_purchases(rng, desks, count=30, documents=PlainDocuments(), others=told)
        days.release_expired()
    found = db.session.scalars(select(Purchase).where(Purchase.kind == FulfilmentKind.RENTAL))
    assert sorted(each.state for each in found) == sorted(state for state, _ in RENTAL_ENDINGS)
    assert days.differences() == []
    assert journal.verify() == []
