"""Demo data: one city's year, told by the same actions as real use. Everything in it is labelled demo."""

from collections.abc import Callable
from random import Random

from domain.people import queries
from domain.people.rules import Role
from ops.seed import people

SEED = 20_26


def fill_if_empty(say: Callable[[str], None]) -> bool:
    """Fill a database that holds nobody yet. Deterministic. False when there was somebody."""
    if queries.wearing(Role.ADMIN):
        return False
    say("• filling in demo data")
    rng = Random(SEED)
    people.seed(rng)
    return True
