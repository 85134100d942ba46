"""A small year through every turn: worked out again nothing differs, and three planted faults are three."""

from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import func, select, text

from domain import clock
from domain.db import db
from domain.journal import JournalEntry
from domain.papers.models import Paper, PaperFile
from domain.people.rules import Role
from domain.purchases.audit.verify import verify
from domain.purchases.rules import MOVES
from domain.writing import write
from ops.seed import catalogue, organisers, purchases, rentals, year
from services.documents import PlainDocuments
from tests.domain.test_orders_verify import unguarded
from tests.ops.test_seed_purchases import HASH
from tests.support.people import make_person

TIMES = 2
# its shelves have nothing above Rp200 million and nothing rented for ten days: tests/domain/test_executors.py, test_extending.py
NOT_TOLD = {"stand_in", "extend"}
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


def tell() -> None:
    """A shop a year ago, and a few dozen purchases of all three kinds since, the rarer turns among them."""
    rng = Random(3)
    with clock.freeze(NOON - timedelta(days=365)):
        owners = catalogue.seed_vendors(rng)
        catalogue.seed_listings(rng, owners)
        rentals.seed_rentals(Random(3), owners, count=24)
        organisers.seed_packages(Random(3), owners, count=24)
        catalogue.restock(owners, TIMES)
        desks = purchases.seed_officials(rng, HASH)
        make_person(Role.ADMIN, name="Admin (contoh)")
    with clock.freeze(NOON):
        others = rentals.rental_events(Random(3), desks, times=TIMES)
        others += organisers.organiser_events(Random(3), desks, times=TIMES)
        purchases.seed_purchases(rng, desks, count=22, times=TIMES, documents=PlainDocuments(), others=others)


def test_a_year_differs_nowhere_and_three_planted_faults_are_found(within):
    tell()
    with clock.freeze(NOON):
        assert year.seal_all(lambda _line: None, PlainDocuments()) > 300
        assert verify().differences == ()
        every = db.session.scalar(select(func.count()).select_from(Paper))
        assert every == db.session.scalar(select(func.count()).select_from(PaperFile))
        told = set(db.session.scalars(select(JournalEntry.event).distinct()))
        assert {move.verb for move in MOVES} - {event.removeprefix("purchase.") for event in told} == NOT_TOLD
        with write():
            db.session.execute(text("UPDATE purchase SET net = net + 1 WHERE id = 3"))
        unguarded("paper", "UPDATE paper SET snapshot = replace(snapshot, 'contoh', 'palsu') WHERE id = 5")
        unguarded("paper_file", "UPDATE paper_file SET pdf_sha256 = '0' WHERE paper_id = 9")
        db.session.expire_all()
        assert len(verify().differences) == 3
