"""People for tests, made by the same actions as real ones."""

from itertools import count

import pytest

from domain.people import actions, queries, secrets
from domain.people.rules import SYSTEM, Role, needs_password
from domain.writing import write

VILLAGES = ("99.01.01.1001", "99.01.01.2002", "99.01.01.2003")
PIN = "482915"
PASSWORD = "sawah-hijau-2026"
_pin_hash = secrets.hash_secret(PIN)
_password_hash = secrets.hash_secret(PASSWORD)
_numbers = count(1)


class Somebody:
    """A person with one hat: what a test needs to sign in and to act."""

    def __init__(self, actor, phone: str, secret: str, hat_id: int, name: str):
        self.actor, self.phone, self.secret, self.hat_id, self.name = actor, phone, secret, hat_id, name


def make_person(
    role: Role, *, scope: str = "", village: str | None = None, name: str | None = None
) -> Somebody:
    """Register a person and give one hat. Inside an app context."""
    number = next(_numbers)
    phone = f"+6281{200_000_000 + number}"
    name = name or f"Orang {number}"
    password = needs_password({role})
    with write():
        person = actions.register(
            SYSTEM,
            name=name,
            phone=phone,
            village_code=village or queries.villages()[0].code,
            secret_hash=_password_hash if password else _pin_hash,
        )
        if role is not Role.FARMER:
            hat = actions.appoint(as_admin(), person_id=person.id, role=role, scope=scope)
            for other in queries.hats_of(person.id):
                if other.role is Role.FARMER:
                    other.valid_to = other.valid_from
        else:
            hat = queries.hats_of(person.id)[0]
        hat_id, actor = hat.id, actions.Actor(person.id, role, scope or None)
    return Somebody(actor, phone, PASSWORD if password else PIN, hat_id, name)


def as_admin():
    return actions.Actor(None, Role.ADMIN)


@pytest.fixture
def person(app):
    """Make a person with one hat: `person(Role.FARMER)`."""

    def make(role: Role, **how) -> Somebody:
        with app.app_context():
            return make_person(role, **how)

    return make
