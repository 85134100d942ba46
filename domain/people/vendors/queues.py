"""What waits for an admin about vendors: counted, and listed by keyset. Empty for every other hat."""

from typing import NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from domain.db import db
from domain.errors import NotVisible
from domain.people.models import Vendor
from domain.people.rules import Actor, Role, VendorStatus
from domain.people.vendors.models import VendorChange, VendorDocument
from domain.people.vendors.rules import ChangeState, DocumentState

PAGE = 20
GROUPS: dict[str, tuple[VendorStatus, ...]] = {
    "menunggu": (VendorStatus.SUBMITTED,),
    "terverifikasi": (VendorStatus.VERIFIED,),
    "lain": (VendorStatus.DRAFT, VendorStatus.RETURNED, VendorStatus.SUSPENDED),
}


class Waiting(NamedTuple):
    """How many of each wait for an admin."""

    vendors: int
    changes: int
    documents: int


def waiting(actor: Actor) -> Waiting:
    """The counts of an admin's home. Raises NotVisible for other hats."""
    _check(actor)
    counts = (
        _count(select(Vendor.id).where(Vendor.status == VendorStatus.SUBMITTED)),
        _count(select(VendorChange.id).where(VendorChange.state == ChangeState.WAITING)),
        _count(_waiting_documents().with_only_columns(VendorDocument.id)),
    )
    return Waiting(*counts)


def vendors(actor: Actor, group: str, *, terms: str = "", after: int = 0) -> list[Vendor]:
    """Vendors of a group, oldest first where they wait, one more than a page. Raises NotVisible."""
    _check(actor)
    if group not in GROUPS:
        raise NotVisible(group)
    found = select(Vendor).where(Vendor.status.in_(GROUPS[group]), Vendor.id > after)
    if terms:
        digits = "".join(sign for sign in terms if sign.isdigit())
        named = Vendor.legal_name.icontains(terms, autoescape=True)
        found = found.where(or_(named, Vendor.nib == digits) if digits else named)
    return list(
        db.session.scalars(found.options(joinedload(Vendor.village)).order_by(Vendor.id).limit(PAGE + 1))
    )


def changes(actor: Actor, after: int = 0) -> list[VendorChange]:
    """Changes that wait, oldest first, one more than a page."""
    _check(actor)
    found = select(VendorChange).where(VendorChange.state == ChangeState.WAITING, VendorChange.id > after)
    found = found.options(joinedload(VendorChange.vendor), joinedload(VendorChange.asker))
    return list(db.session.scalars(found.order_by(VendorChange.id).limit(PAGE + 1)))


def documents(actor: Actor, after: int = 0) -> list[VendorDocument]:
    """Papers of verified vendors that wait, oldest first, one more than a page."""
    _check(actor)
    found = _waiting_documents().where(VendorDocument.id > after).options(joinedload(VendorDocument.vendor))
    return list(db.session.scalars(found.order_by(VendorDocument.id).limit(PAGE + 1)))


def _waiting_documents() -> Select[tuple[VendorDocument]]:
    """Those of a vendor that is looked at whole are decided with it."""
    known = Vendor.status.in_((VendorStatus.VERIFIED, VendorStatus.SUSPENDED))
    return (
        select(VendorDocument)
        .join(Vendor, Vendor.id == VendorDocument.vendor_id)
        .where(VendorDocument.state == DocumentState.WAITING, VendorDocument.replaced.is_(False), known)
    )


def _count(found: Select) -> int:
    return db.session.scalar(select(func.count()).select_from(found.subquery())) or 0


def _check(actor: Actor) -> None:
    if actor.hat is not Role.ADMIN:
        raise NotVisible("queue")
