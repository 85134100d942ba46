"""The demo's rentals and packages: every ending told, days and budgets counted as the orders say."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import func, select

from domain import clock, journal
from domain.budgets.models import BudgetLine
from domain.catalogue.rental import days
from domain.db import db
from domain.kinds import FulfilmentKind
from domain.people.rules import Role
from domain.purchases.audit import verify as audit
from domain.purchases.milestones import TermPayment
from domain.purchases.models import Payment, Purchase
from ops.seed import catalogue, organisers, purchases, rentals
from ops.seed.paths import ORGANISER_ENDINGS, RENTAL_ENDINGS
from services.documents import PlainDocuments
from tests.ops.test_seed_purchases import HASH
from tests.support.people import make_person


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(datetime(2026, 11, 24, 3, tzinfo=UTC), id="november"),
        pytest.param(datetime(2027, 1, 2, 17, 30, tzinfo=UTC), id="new-year", marks=pytest.mark.long),
    ],
)
def test_rentals_and_packages_stand_between_the_purchases(within, now):
    rng = Random(3)
    with clock.freeze(now - timedelta(days=330)):
        owners = catalogue.seed_vendors(rng)
        catalogue.seed_listings(rng, owners)
        rentals.seed_rentals(Random(3), owners)
        organisers.seed_packages(Random(3), owners)
        desks = purchases.seed_officials(rng, HASH)
        make_person(Role.ADMIN, name="Admin (contoh)")
    with clock.freeze(now):
        told = rentals.rental_events(Random(3), desks) + organisers.organiser_events(Random(3), desks)
        purchases.seed_purchases(rng, desks, count=30, documents=PlainDocuments(), others=told)
        days.release_expired()
    for kind, endings in (
        (FulfilmentKind.RENTAL, RENTAL_ENDINGS),
        (FulfilmentKind.ORGANISER, ORGANISER_ENDINGS),
    ):
        found = db.session.scalars(select(Purchase).where(Purchase.kind == kind))
        assert sorted(each.state for each in found) == sorted(state for state, _ in endings)
    spent = db.session.scalar(select(func.sum(BudgetLine.spent)))
    paid = db.session.scalar(select(func.sum(Payment.gross)))
    terms = [each.gross for each in db.session.scalars(select(TermPayment)) if not _is_paid(each)]
    assert spent == paid + sum(terms)
    assert days.differences() == []
    assert journal.verify() == []
    assert audit.verify().differences == ()


def _is_paid(term: TermPayment) -> bool:
    """Whether the order of a term has its own payment, which sums all of them."""
    return db.session.get(Payment, term.purchase_id) is not None
