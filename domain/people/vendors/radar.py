"""Shared addresses, phones and accounts: between vendors, and between a vendor and somebody in an office.

It says what is the same, in words. It never blocks: families share phones, neighbours share a yard.
"""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, String, cast, func, literal, null, select, union_all
from sqlalchemy.orm import aliased

from domain.db import db
from domain.errors import NotVisible
from domain.people.models import Hat, Person, Vendor
from domain.people.queries import in_force
from domain.people.rules import OFFICE_HATS, ROLE_WORDS, VENDOR_HATS, Actor, Role, VendorStatus
from domain.sentences import say

MOST = 50
SEERS = frozenset({Role.ADMIN, Role.AUDITOR})
OFFICIALS = OFFICE_HATS | {Role.ADMIN}
ALIVE = (VendorStatus.SUBMITTED, VendorStatus.VERIFIED, VendorStatus.SUSPENDED)


class Shared(NamedTuple):
    """Something a vendor has in common. `other_id` is the other vendor, None when it is a person."""

    vendor_id: int
    vendor: str
    what: str
    other: str
    other_id: int | None


def of(actor: Actor, vendor_id: int) -> list[Shared]:
    """What one vendor has in common with others. Raises NotVisible for those who do not watch."""
    _check(actor)
    return _found(Vendor.id == vendor_id)


def everywhere(actor: Actor) -> list[Shared]:
    """The first fifty of all. Raises NotVisible for those who do not watch."""
    _check(actor)
    return _found(Vendor.status.in_(ALIVE))


def _found(which: ColumnElement[bool]) -> list[Shared]:
    found = union_all(*_rivals(which), *_officials(which)).subquery()
    rows = db.session.execute(select(found).order_by(found.c.vendor_id, found.c.what).limit(MOST))
    return [
        Shared(row.vendor_id, row.vendor, row.what, _called(row.other, row.role), row.other_id)
        for row in rows
    ]


def _called(name: str, role: str | None) -> str:
    return f"{name}, {ROLE_WORDS[Role(role)]}" if role else name


def _rivals(which: ColumnElement[bool]) -> Iterable[Select]:
    """One select for each thing two vendors may share."""
    theirs = (
        select(
            Vendor.id, Vendor.legal_name, Vendor.bank_account, Vendor.phone, Vendor.nib,
            _plain(Vendor.address).label("place"),
        )
        .where(Vendor.status.in_(ALIVE))
        .cte("theirs")
    )  # fmt: skip
    pairs = (
        (say("rekening yang sama"), Vendor.bank_account, theirs.c.bank_account),
        (say("nomor HP yang sama"), Vendor.phone, theirs.c.phone),
        (say("NIB yang sama"), Vendor.nib, theirs.c.nib),
        (say("alamat yang sama"), _plain(Vendor.address), theirs.c.place),
    )
    for what, mine, other in pairs:
        yield (
            _columns(what, theirs.c.legal_name, theirs.c.id, null())
            .join(theirs, (mine == other) & (theirs.c.id != Vendor.id))
            .where(which, mine != "")
        )


def _officials(which: ColumnElement[bool]) -> Iterable[Select]:
    """Who wears an office hat and also owns or works for a vendor, or has its phone number."""
    desk, stall = aliased(Hat), aliased(Hat)
    role = cast(desk.role, String)
    holds = desk.role.in_(OFFICIALS), _valid(desk), which
    yield (
        _columns(say("pemilik atau pegawai yang juga pejabat"), Person.name, null(), role)
        .join(stall, (stall.role.in_(VENDOR_HATS)) & (stall.scope == cast(Vendor.id, String)))
        .join(Person, Person.id == stall.person_id)
        .join(desk, desk.person_id == Person.id)
        .where(_valid(stall), *holds)
    )
    yield (
        _columns(say("nomor HP seorang pejabat"), Person.name, null(), role)
        .join(Person, Person.phone == Vendor.phone)
        .join(desk, desk.person_id == Person.id)
        .where(Vendor.phone != "", *holds)
    )


def _columns(what: str, other, other_id, role) -> Select:
    return select(
        Vendor.id.label("vendor_id"),
        Vendor.legal_name.label("vendor"),
        literal(what, String).label("what"),
        other.label("other"),
        cast(other_id, Integer).label("other_id"),
        cast(role, String).label("role"),
    ).select_from(Vendor)


def _valid(hat) -> ColumnElement[bool]:
    return hat.id.in_(select(Hat.id).where(in_force()))


def _plain(column) -> ColumnElement[str]:
    """An address without case, spaces, dots and commas."""
    found = func.lower(column)
    for sign in (" ", ".", ",", "-"):
        found = func.replace(found, sign, "")
    return found


def _check(actor: Actor) -> None:
    if actor.hat not in SEERS:
        raise NotVisible("radar")
