"""Demo data: one city's year, told by the same actions as real use. Everything in it is labelled demo."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import NamedTuple

from domain import clock
from domain.people import queries, secrets
from domain.people.rules import Actor, Role
from ops.seed import people
from ops.seed.alerts import seed_alerts
from ops.seed.cases import seed_cases
from ops.seed.catalogue import restock, seed_listings, seed_vendors
from ops.seed.complaints import seed_complaints
from ops.seed.desk import seed_desk
from ops.seed.groups import seed_groups
from ops.seed.info import seed_info
from ops.seed.inputs import seed_inputs
from ops.seed.library import seed_library, seed_texts
from ops.seed.officials import Desks
from ops.seed.organisers import PACKAGES, organiser_events, seed_packages
from ops.seed.outbreaks import seed_outbreaks
from ops.seed.purchases import COUNT, seed_officials, seed_purchases
from ops.seed.quotes import seed_quotes
from ops.seed.rentals import LISTINGS, rental_events, seed_rentals
from ops.seed.selling import seed_selling
from ops.seed.vendors import seed_details, seed_stages

SEED = 20_26
A_YEAR = timedelta(days=365)
LAST_WEEK = timedelta(days=6)


class Size(NamedTuple):
    """How much is bought: plain purchases, `times` each that turns out otherwise, and things to rent and packages."""

    purchases: int
    times: int
    rentals: int
    packages: int


USUAL = Size(COUNT, 1, LISTINGS, PACKAGES)
A_THOUSAND = Size(720, 6, 60, 60)  # with the turns of each kind: a thousand and some


def fill_if_empty(say: Callable[[str], None], size: Size = USUAL) -> bool:
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
        seed_rentals(Random(SEED), owners, count=size.rentals)
        seed_packages(Random(SEED), owners, count=size.packages)
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
    say(f"• demo data: purchases, {_purchases(rng, desks, owners, size)} papers sealed")
    seed_stages(Random(SEED))
    with clock.freeze(clock.now() - LAST_WEEK):
        say(f"• demo data: {seed_selling(Random(SEED), desks, owners)} planned needs on the board")
    say(f"• demo data: {seed_quotes(Random(SEED), desks)} requests for quotation")
    with clock.freeze(clock.now() - LAST_WEEK):
        say(f"• demo data: {seed_groups()} farmers out of tables, waiting for their codes")
    say(f"• demo data: {seed_alerts()} times somebody was told something")
    return True


def _purchases(rng: Random, desks: Desks, owners: Sequence[Actor], size: Size) -> int:
    """Things bought, things rented and packages, in one order of time; returns how many papers were sealed."""
    if size.times > 1:
        with clock.freeze(clock.now() - A_YEAR):
            restock(owners, size.times)
    others = rental_events(Random(SEED), desks, times=size.times)
    others += organiser_events(Random(SEED), desks, times=size.times)
    return seed_purchases(rng, desks, count=size.purchases, times=size.times, others=others)
