"""Demo data: one city's year, told by the same actions as real use. Everything in it is labelled demo."""

from collections.abc import Callable
from datetime import timedelta
from random import Random

from domain import clock
from domain.people import queries, secrets
from domain.people.rules import Role
from ops.seed import people
from ops.seed.alerts import seed_alerts
from ops.seed.cases import seed_cases
from ops.seed.catalogue import seed_listings, seed_vendors
from ops.seed.complaints import seed_complaints
from ops.seed.desk import seed_desk
from ops.seed.groups import seed_groups
from ops.seed.info import seed_info
from ops.seed.inputs import seed_inputs
from ops.seed.library import seed_library, seed_texts
from ops.seed.officials import Desks
from ops.seed.organisers import organiser_events, seed_packages
from ops.seed.outbreaks import seed_outbreaks
from ops.seed.purchases import seed_officials, seed_purchases
from ops.seed.quotes import seed_quotes
from ops.seed.rentals import rental_events, seed_rentals
from ops.seed.selling import seed_selling
from ops.seed.vendors import seed_details, seed_stages

SEED = 20_26
A_YEAR = timedelta(days=365)
LAST_WEEK = timedelta(days=6)


def fill_if_empty(say: Callable[[str], None]) -> bool:
    """Fill a database that holds nobody yet. Deterministic. False when there was somebody."""
    if queries.wearing(Role.ADMIN):
        return False
    rng = Random(SEED)
    say("• demo data: people, vendors and their goods")
    with clock.freeze(clock.now() - A_YEAR):
        people.seed(rng)
        desks = seed_officials(rng, secrets.hash_secret(people.DEMO_PASSWORD))
        owners = seed_vendors(rng)
        seed_listings(rng, owners)
        seed_rentals(Random(SEED), owners)
        seed_packages(Random(SEED), owners)
        seed_details(Random(SEED))
        seed_library()
    with clock.freeze(clock.now() - LAST_WEEK):
        seed_texts()
    say(f"• demo data: {seed_complaints(rng)} complaints")
    seed_cases()
    say(f"• demo data: {seed_desk()} cases of the desk's own work")
    seed_info(Random(SEED))
    fields = Random(SEED)  # of their own, so that the purchases stay as they are
    say(f"• demo data: {seed_inputs(fields)} requests for inputs, {seed_outbreaks(fields)} open suspicions")
    say(f"• demo data: purchases, {_purchases(rng, desks)} papers sealed")
    seed_stages(Random(SEED))
    with clock.freeze(clock.now() - LAST_WEEK):
        say(f"• demo data: {seed_selling(Random(SEED), desks, owners)} planned needs on the board")
    say(f"• demo data: {seed_quotes(Random(SEED), desks)} requests for quotation")
    with clock.freeze(clock.now() - LAST_WEEK):
        say(f"• demo data: {seed_groups()} farmers out of tables, waiting for their codes")
    say(f"• demo data: {seed_alerts()} times somebody was told something")
    return True


def _purchases(rng: Random, desks: Desks) -> int:
    """Things bought, things rented and packages, in one order of time; returns how many papers were sealed."""
    others = rental_events(Random(SEED), desks) + organiser_events(Random(SEED), desks)
    return seed_purchases(rng, desks, others=others)
