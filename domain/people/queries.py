"""Reads about people, hats and places, always on someone's behalf."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ScalarSelect, Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from domain import clock
from domain.db import db, writing
from domain.errors import NotVisible
from domain.people.models import Hat, Office, Person, SignIn, Vendor, Village, VillageNeighbour
from domain.people.rules import (
    HANDLERS,
    OFFICE_HATS,
    ROLE_WORDS,
    VENDOR_HATS,
    VILLAGE_HATS,
    Actor,
    Right,
    Role,
)

PAGE = 20


class SignedIn(NamedTuple):
    """Who is signed in on this phone, and the hat in use. A value, not a row."""

    sign_in: str
    person_id: int
    name: str
    village_code: str | None
    hat_id: int | None
    role: Role
    scope: str
    checked_at: datetime | None = None
    rights: str = ""
    unread: int = 0

    @property
    def actor(self) -> Actor:
        if self.role is not Role.VENDOR_STAFF:
            return Actor(self.person_id, self.role, self.scope or None)
        return Actor(self.person_id, self.role, self.scope or None, rights_in(self.rights))

    @property
    def hat_label(self) -> str:
        return ROLE_WORDS[self.role]


def rights_in(said: str) -> frozenset[Right]:
    """The rights a hat's row names."""
    return frozenset(Right(word) for word in said.split())


def in_force(day=None):
    """The condition that a hat is valid on `day` (today when none is given)."""
    day = clock.today() if day is None else day
    return (Hat.valid_from <= day) & or_(Hat.valid_to.is_(None), Hat.valid_to > day)


_SIGNED_IN = (  # built once: every request of somebody signed in asks it
    select(
        SignIn.id,
        SignIn.hat_id,
        Person.id,
        Person.name,
        Person.village_code,
        Hat.role,
        Hat.scope,
        SignIn.checked_at,
        Hat.rights,
    )
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Hat, (Hat.id == SignIn.hat_id) & in_force(bindparam("today", type_=Hat.valid_from.type)))
    .where(
        SignIn.id == bindparam("token"),
        SignIn.expires_at > bindparam("now", type_=SignIn.expires_at.type),
        Person.blocked_at.is_(None),
    )
)


def signed_in_with(unread: ScalarSelect[int]) -> Select:
    """The question of `signed_in` that also counts what its person has not read, in the same statement."""
    return _SIGNED_IN.add_columns(unread)


def signed_in(token_digest: str, asked: Select = _SIGNED_IN) -> SignedIn | None:
    """The sign-in behind a cookie, if it still stands and its person is not blocked."""
    asks = {"token": token_digest, "today": clock.today(), "now": clock.now()}
    row = db.session.execute(asked, asks).first()
    if row is None:
        return None
    sign_in, hat_id, person_id, name, village, role, scope, checked_at, rights, *unread = row
    hat = (role or Role.PUBLIC, scope or "", checked_at, rights or "")
    return SignedIn(sign_in, person_id, name, village, hat_id, *hat, *unread)


def hats_of(person_id: int) -> list[Hat]:
    """The hats a person may wear today, in the order they were given."""
    found = select(Hat).where(Hat.person_id == person_id, in_force()).order_by(Hat.id)
    return list(db.session.scalars(found))


def roles_of(person_id: int) -> set[Role]:
    return {hat.role for hat in hats_of(person_id)}


def by_phone(phone: str) -> Person | None:
    """For signing in and appointing only: the person with this number (E.164)."""
    return db.session.scalar(select(Person).where(Person.phone == phone))


def visible_to(actor: Actor) -> Select[tuple[Person]]:
    """People this actor may look up: all for admin and coordinator, a PPL's own villages, else oneself."""
    seen = select(Person)
    if actor.hat in (Role.ADMIN, Role.COORDINATOR, Role.SYSTEM):
        return seen
    if actor.hat is Role.OFFICER:
        return seen.where(or_(Person.village_code == actor.scope, Person.id == actor.person_id))
    return seen.where(Person.id == actor.person_id)


def get(actor: Actor, person_id: int, *, lock: bool = False) -> Person:
    """One person, seen by `actor`. `lock` re-reads for a rule, inside a write block. Raises NotVisible."""
    found = visible_to(actor).where(Person.id == person_id)
    return _one(found, str(person_id), lock=lock)


def _one(found: Select, code: str, *, lock: bool):
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(code)
    return row


def hat(actor: Actor, hat_id: int, *, lock: bool = False) -> Hat:
    """One hat of a person `actor` may see. Raises NotVisible."""
    people = visible_to(actor).with_only_columns(Person.id)
    return _one(select(Hat).where(Hat.id == hat_id, Hat.person_id.in_(people)), str(hat_id), lock=lock)


def name_of(actor: Actor) -> str:
    """The name of whoever acts, as it is shown beside what they vouch for; empty for nobody."""
    return db.session.scalar(select(Person.name).where(Person.id == actor.person_id)) or ""


def page_of(actor: Actor, *, terms: str = "", after: int = 0) -> list[Person]:
    """People by id, newest first, found by name or the end of the phone number."""
    found = visible_to(actor).options(selectinload(Person.hats), joinedload(Person.village))
    if terms:
        digits = "".join(sign for sign in terms if sign.isdigit())
        matching = func.lower(Person.name).contains(terms.lower(), autoescape=True)
        found = found.where(or_(matching, Person.phone.endswith(digits)) if digits else matching)
    if after:
        found = found.where(Person.id < after)
    return list(db.session.scalars(found.order_by(Person.id.desc()).limit(PAGE + 1)))


def sign_ins_of(actor: Actor) -> list[SignIn]:
    """The phones on which the actor is signed in, newest first."""
    found = select(SignIn).where(SignIn.person_id == actor.person_id, SignIn.expires_at > clock.now())
    return list(db.session.scalars(found.order_by(SignIn.created_at.desc())))


def villages() -> list[Village]:
    """Villages in use, by district and name."""
    found = select(Village).where(Village.retired.is_(False)).order_by(Village.district, Village.name)
    return list(db.session.scalars(found))


def villages_of(actor: Actor) -> list[Village]:
    """The villages an actor registers people for: a PPL's own, all for the others."""
    return [village(actor.scope)] if actor.hat is Role.OFFICER and actor.scope else villages()


def village(code: str) -> Village:
    found = db.session.get(Village, code)
    if found is None:
        raise NotVisible(code)
    return found


def neighbours_of(village_code: str) -> list[str]:
    found = select(VillageNeighbour.neighbour_code).where(VillageNeighbour.village_code == village_code)
    return list(db.session.scalars(found))


def offices() -> list[Office]:
    found = select(Office).where(Office.retired.is_(False)).order_by(Office.name)
    return list(db.session.scalars(found))


def office(code: str) -> Office:
    found = db.session.get(Office, code)
    if found is None:
        raise NotVisible(code)
    return found


def vendor_of(actor: Actor, *rights: Right) -> Vendor:
    """The vendor an owner or staff hat acts for, with one of these rights when given. Raises NotVisible."""
    if not actor.sells(*(rights or Right)):
        raise NotVisible("vendor")
    return vendor(int(actor.scope or 0))


def vendor(vendor_id: int) -> Vendor:
    found = db.session.get(Vendor, vendor_id)
    if found is None:
        raise NotVisible(str(vendor_id))
    return found


def vendors(actor: Actor, terms: str) -> list[Vendor]:
    """The first vendors by name that hold the terms, for those who appoint; nobody else sees them this way."""
    if actor.hat is not Role.ADMIN:
        return []
    named = Vendor.legal_name.icontains(terms, autoescape=True)
    return list(db.session.scalars(select(Vendor).where(named).order_by(Vendor.legal_name).limit(PAGE)))


def staff_hats(actor: Actor) -> list[Hat]:
    """The staff of the vendor the actor owns, in force today."""
    vendor_of(actor)
    mine = select(Hat).where(Hat.role == Role.VENDOR_STAFF, Hat.scope == actor.scope, in_force())
    return list(db.session.scalars(mine.options(joinedload(Hat.person)).order_by(Hat.id)))


def wearing(role: Role, scope: str = "") -> list[Person]:
    """Who wears a hat today, e.g. the PPL of a village, oldest appointment first; blocked ones left out."""
    found = (
        select(Person)
        .join(Hat, Hat.person_id == Person.id)
        .where(Hat.role == role, in_force(), Person.blocked_at.is_(None))
        .order_by(Hat.id)
    )
    return list(db.session.scalars(found.where(Hat.scope == scope) if scope else found))


def wearers(role: Role) -> list[tuple[Person, str]]:
    """Everybody who wears a hat today, with its scope, oldest appointment first; blocked ones left out."""
    found = (
        select(Person, Hat.scope)
        .join(Hat, Hat.person_id == Person.id)
        .where(Hat.role == role, in_force(), Person.blocked_at.is_(None))
        .order_by(Hat.id)
    )
    return [(person, scope) for person, scope in db.session.execute(found)]


def scope_name(role: Role, scope: str) -> str:
    """The place, office or vendor of a hat, in words; empty when valid everywhere."""
    if not scope:
        return ""
    if role in OFFICE_HATS:
        return office(scope).name
    if role in VENDOR_HATS:
        return vendor(int(scope)).legal_name
    return village(scope).name if role in VILLAGE_HATS | HANDLERS else scope


class DemoHat(NamedTuple):
    """One door of the demo page: a hat, who wears it, where."""

    hat_id: int
    role: Role
    label: str
    person: str
    place: str


def demo_owners() -> list[DemoHat]:
    """The owner of every vendor, by the vendor's name: whoever ordered from one goes on as its owner."""
    found = select(Hat).where(Hat.role == Role.VENDOR_OWNER, in_force()).options(joinedload(Hat.person))
    names = {str(number): name for number, name in db.session.execute(select(Vendor.id, Vendor.legal_name))}
    owners = [
        DemoHat(hat.id, hat.role, ROLE_WORDS[hat.role], hat.person.name, names[hat.scope])
        for hat in db.session.scalars(found)
    ]
    return sorted(owners, key=lambda owner: owner.place)


def demo_people() -> list[DemoHat]:
    """The first wearer of each role, in the order of Role; two of the roles that come in pairs."""
    found = (
        select(Hat)
        .where(in_force())
        .join(Person, Person.id == Hat.person_id)
        .where(Person.blocked_at.is_(None))
        .options(joinedload(Hat.person))
        .order_by(Hat.id)
    )
    first: dict[Role, Hat] = {}
    for hat in db.session.scalars(found):
        first.setdefault(hat.role, hat)
    return [
        DemoHat(hat.id, role, ROLE_WORDS[role], hat.person.name, scope_name(role, hat.scope))
        for role in Role
        if (hat := first.get(role))
    ]
