"""The demo year of purchases: every state, lawful duties, no gap in numbers, and the chain holds."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from time import process_time

import pytest
from sqlalchemy import func, select

from domain import clock, journal
from domain.budgets.models import BudgetLine
from domain.catalogue.models import Listing
from domain.db import db
from domain.papers.models import Paper, PaperFile
from domain.people import secrets
from domain.people.models import Person
from domain.people.rules import Role
from domain.purchases.audit.verify import verify
from domain.purchases.claims import Claim, Outcome
from domain.purchases.handovers import Handover
from domain.purchases.milestones import TermPayment
from domain.purchases.models import BasketLine, Purchase
from domain.purchases.states import BUDGET_HELD, State
from ops.seed import catalogue, purchases
from ops.seed.paths import ENDINGS, NEGOTIATED_ENDINGS, PARTS_ENDINGS, USUAL, paths
from ops.seed.timeline import moments, office_time
from services.documents import PlainDocuments
from tests.support.people import make_person

COUNT = 70
HASH = secrets.hash_secret("contoh-lumbung")


def tell(now: datetime) -> None:
    """The demo shop ten months before `now`, and its purchases until `now`."""
    rng = Random(3)
    with clock.freeze(now - timedelta(days=330)):
        catalogue.seed_listings(rng, catalogue.seed_vendors(rng))
        desks = purchases.seed_officials(rng, HASH)
        make_person(Role.ADMIN, name="Admin (contoh)")
    with clock.freeze(now):
        assert (
            purchases.seed_purchases(rng, desks, count=COUNT, documents=PlainDocuments()) == purchases.SEALED
        )


def every(model) -> list:
    return list(db.session.scalars(select(model).order_by(model.id)))


def parts_paid(purchase: Purchase) -> int:
    """Rupiah already paid of an order that still runs."""
    paid = select(func.coalesce(func.sum(TermPayment.gross), 0)).where(TermPayment.purchase_id == purchase.id)
    return db.session.scalar(paid)


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(datetime(2026, 11, 24, 3, tzinfo=UTC), id="november"),
        # a Sunday after New Year, at half past midnight
        pytest.param(datetime(2027, 1, 2, 17, 30, tzinfo=UTC), id="new-year", marks=pytest.mark.long),
    ],
)
def test_a_year_of_purchases_stands(within, now):
    began = process_time()
    tell(now)
    assert process_time() - began < 60
    told = every(Purchase)
    assert len(told) == COUNT + len(NEGOTIATED_ENDINGS) + len(PARTS_ENDINGS)
    assert Counter(bool(purchase.agreed_round) for purchase in told if purchase.rounds) == {True: 4, False: 4}
    assert {purchase.state for purchase in told} == set(State) - {
        State.IN_USE,
        State.GIVEN_BACK,
        State.REPORTED,
    }
    assert Counter(purchase.state for purchase in told).most_common(1)[0][0] is State.DONE
    assert journal.verify() == []
    for line in every(BudgetLine):
        mine = [purchase for purchase in told if purchase.budget_line_id == line.id]
        parts = sum(parts_paid(each) for each in mine if each.state in BUDGET_HELD)
        assert line.held == sum(each.total for each in mine if each.state in BUDGET_HELD) - parts
        assert line.spent == sum(each.total for each in mine if each.paid_at) + parts
    assert verify().differences == ()
    assert {claim.outcome for claim in every(Claim)} == {None, Outcome.ACCEPTED, Outcome.DROPPED}
    late = db.session.scalars(select(Handover.penalty).where(Handover.penalty > 0)).all()
    assert late
    assert all(listing.stock >= 0 for listing in every(Listing))
    series: dict[tuple, list[int]] = {}
    for paper in every(Paper):
        assert paper.issued_at <= now
        series.setdefault((paper.kind, paper.owner, paper.year), []).append(paper.seq)
    assert all(found == list(range(1, len(found) + 1)) for found in series.values())
    newest = db.session.scalars(select(Paper.id).order_by(Paper.id.desc()).limit(purchases.SEALED))
    assert set(newest) == set(db.session.scalars(select(PaperFile.paper_id)))
    assert db.session.scalar(select(func.count()).select_from(BasketLine)) >= 2
    assert all("(contoh)" in person.name for person in every(Person))


def test_every_ending_is_told_and_the_usual_one_most():
    told = paths(Random(1), 150, acceptance_days=3, confirm_days=7)
    assert len(told) == 150
    assert {path.steps for path in told} == {steps for _, steps, _ in ENDINGS} | {USUAL[1]}
    assert Counter(path.state for path in told)[State.DONE] > 75
    assert told == paths(Random(1), 150, acceptance_days=3, confirm_days=7)


def test_steps_follow_each_other_in_office_hours_and_never_after_now(within):
    now = datetime(2026, 11, 22, 3, tzinfo=UTC)  # a Sunday
    for path in paths(Random(5), 150, acceptance_days=3, confirm_days=7):
        found = moments(now, path.age, path.gaps)
        assert found == sorted(found)
        assert found[-1] <= now


@pytest.mark.parametrize(
    ("moment", "then"),
    [
        (datetime(2026, 11, 24, 3, 17, tzinfo=UTC), datetime(2026, 11, 24, 3, 17, tzinfo=UTC)),
        (datetime(2026, 11, 24, 9, 17, tzinfo=UTC), datetime(2026, 11, 25, 1, 17, tzinfo=UTC)),
        (datetime(2026, 11, 23, 20, 5, tzinfo=UTC), datetime(2026, 11, 24, 1, 5, tzinfo=UTC)),
        (datetime(2026, 11, 22, 3, 30, tzinfo=UTC), datetime(2026, 11, 23, 1, 30, tzinfo=UTC)),
    ],
    ids=["at work", "after four", "before eight", "sunday"],
)
def test_offices_work_from_eight_to_four_on_working_days(within, moment, then):
    assert office_time(moment) == then
