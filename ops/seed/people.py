"""Demo people: farmers, a PPL for every village, experts, coordinator, admin, auditor."""

from random import Random

from domain.people import actions, queries, secrets
from domain.people.factor import actions as factor
from domain.people.factor.rules import is_guarded
from domain.people.models import Person
from domain.people.rules import SYSTEM, Actor, Role
from domain.writing import write

DEMO_PIN = "482915"
DEMO_PASSWORD = "contoh-lumbung"
FIRST = (
    "Slamet Sutrisno Jumadi Suparman Wagiman Kasiyan Ponirin Sugeng Tukiman Hariyanto Suyitno Mulyadi "
    "Sumiati Wiwik Rini Sulastri Kartini Ngatini Suparmi Endang Yuliati Siti Murni Tutik"
).split()
MEN = 12
FARMERS_A_VILLAGE = 3
EXPERTS = 3
ADMIN = Actor(None, Role.ADMIN)


def seed(rng: Random) -> None:
    """People first: everybody else's hats hang on them. Inside an app context."""
    pin, password = secrets.hash_secret(DEMO_PIN), secrets.hash_secret(DEMO_PASSWORD)
    numbers = iter(range(1, 10_000))
    with write():
        admin = make(rng, numbers, Role.ADMIN, password, name="Admin")
        for village in queries.villages():
            make(rng, numbers, Role.OFFICER, password, scope=village.code, village=village.code)
            for _ in range(FARMERS_A_VILLAGE):
                make(rng, numbers, Role.FARMER, pin, village=village.code)
        for role, count in ((Role.EXPERT, EXPERTS), (Role.COORDINATOR, 1), (Role.AUDITOR, 1)):
            for _ in range(count):
                make(rng, numbers, role, password)
        assert admin.id


def make(rng: Random, numbers, role: Role, secret_hash: str, *, scope="", village="", name="") -> Person:
    """One demo person with one hat. Inside a write block."""
    person = actions.register(
        SYSTEM,
        name=name or called(rng),
        phone=f"+62812{10_000_000 + next(numbers)}",
        village_code=village or rng.choice(queries.villages()).code,
        secret_hash=secret_hash,
    )
    if role is not Role.FARMER:
        for hat in queries.hats_of(person.id):
            hat.valid_to = hat.valid_from
        actions.appoint(ADMIN, person_id=person.id, role=role, scope=scope, decree="CONTOH/1/2026")
    if is_guarded(role):
        factor.enrol(Actor(person.id, role))
    return person


def called(rng: Random) -> str:
    """'Pak Slamet (contoh)': a common first name, plainly not a real person."""
    at = rng.randrange(len(FIRST))
    return f"{'Pak' if at < MEN else 'Bu'} {FIRST[at]} (contoh)"
