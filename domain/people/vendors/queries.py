"""Reads about vendors: an owner sees the own business, an admin all, nobody else any of this."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Select, false, func, select, true
from sqlalchemy.orm import joinedload, selectinload

from domain import clock, region
from domain.db import db, writing
from domain.errors import NotVisible
from domain.people.models import Hat, Person, Vendor
from domain.people.queries import in_force
from domain.people.rules import Actor, Role, VendorStatus
from domain.people.vendors import rules
from domain.people.vendors.models import VendorChange, VendorDocument, VendorStep
from domain.people.vendors.pages import standing_of
from domain.people.vendors.rules import ChangeState, DocumentState, Missing, Page, Told

PAGE = 20
EXPORTED = (
    "legal_name", "kind", "size_class", "nib", "npwp", "village_code", "address", "about", "phone", "bank_name",
    "bank_account", "bank_holder", "owner_name", "owner_position", "status",
)  # fmt: skip
SEES_ALL = frozenset({Role.ADMIN, Role.SYSTEM})


def seen_by(actor: Actor) -> ColumnElement[bool]:
    """The condition that `actor` may see a vendor's own papers and numbers, masked."""
    if actor.hat in SEES_ALL:
        return true()
    if actor.hat is Role.VENDOR_OWNER and actor.scope:
        return Vendor.id == int(actor.scope)
    return false()


def get(actor: Actor, vendor_id: int, *, lock: bool = False) -> Vendor:
    """One vendor with village and tax profiles. `lock` re-reads it for a rule. Raises NotVisible."""
    found = select(Vendor).where(Vendor.id == vendor_id, seen_by(actor))
    return one(found.options(joinedload(Vendor.village), selectinload(Vendor.tax_profiles)), lock=lock)


def own(actor: Actor, *, lock: bool = False) -> Vendor:
    """The vendor an owner's hat is for. Raises NotVisible for any other hat."""
    if actor.hat is not Role.VENDOR_OWNER:
        raise NotVisible("vendor")
    return get(actor, int(actor.scope or 0), lock=lock)


def one(found: Select, *, lock: bool = False):
    """The one row of a select over an entity. Raises NotVisible."""
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True, of=found.column_descriptions[0]["entity"])
        found = found.execution_options(populate_existing=True)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible("vendor")
    return row


def documents_of(vendor_id: int) -> list[VendorDocument]:
    """What a vendor sent and was not replaced, in the order it was sent. Callers have seen the vendor."""
    found = select(VendorDocument).where(
        VendorDocument.vendor_id == vendor_id, VendorDocument.replaced.is_(False)
    )
    return list(db.session.scalars(found.order_by(VendorDocument.id)))


def document(actor: Actor, document_id: int, *, lock: bool = False) -> VendorDocument:
    """One document of a vendor `actor` may see. Raises NotVisible."""
    found = select(VendorDocument).join(Vendor, Vendor.id == VendorDocument.vendor_id)
    return one(found.where(VendorDocument.id == document_id, seen_by(actor)), lock=lock)


def change(actor: Actor, change_id: int, *, lock: bool = False) -> VendorChange:
    """One change of a vendor `actor` may see. Raises NotVisible."""
    found = select(VendorChange).join(Vendor, Vendor.id == VendorChange.vendor_id)
    return one(found.where(VendorChange.id == change_id, seen_by(actor)), lock=lock)


def waiting_change(vendor_id: int, page: Page) -> VendorChange | None:
    """The change of a page that waits for a yes."""
    return db.session.scalar(
        select(VendorChange).where(
            VendorChange.vendor_id == vendor_id,
            VendorChange.page == page,
            VendorChange.state == ChangeState.WAITING,
        )
    )


def changes_of(vendor_id: int) -> list[VendorChange]:
    """Changes asked for, newest first, the last ten."""
    found = select(VendorChange).where(VendorChange.vendor_id == vendor_id)
    return list(db.session.scalars(found.order_by(VendorChange.id.desc()).limit(10)))


def steps_of(vendor_id: int) -> list[VendorStep]:
    """What happened to a vendor, newest first, with who did it."""
    found = select(VendorStep).where(VendorStep.vendor_id == vendor_id).options(joinedload(VendorStep.person))
    return list(db.session.scalars(found.order_by(VendorStep.id.desc()).limit(PAGE)))


def owners_of(vendor_id: int) -> list[Person]:
    """Who wears the owner's hat of a vendor today."""
    found = select(Person).join(Hat, Hat.person_id == Person.id)
    mine = Hat.role == Role.VENDOR_OWNER, Hat.scope == str(vendor_id), in_force()
    return list(db.session.scalars(found.where(*mine).order_by(Hat.id)))


def count_drafts(person_id: int) -> int:
    """How many businesses a person has begun and not sent."""
    mine = select(Hat.scope).where(Hat.person_id == person_id, Hat.role == Role.VENDOR_OWNER, in_force())
    scopes = [int(scope) for scope in db.session.scalars(mine)]
    found = select(func.count()).where(Vendor.id.in_(scopes), Vendor.status == VendorStatus.DRAFT)
    return db.session.scalar(found) or 0


@dataclass(frozen=True)
class VendorPage:
    """All one page of a vendor shows its owner or an admin. Identifiers are still whole: mask them."""

    vendor: Vendor
    is_pkp: bool
    certificate_until: date | None
    documents: tuple[VendorDocument, ...]
    missing: tuple[Missing, ...]
    waiting: dict[Page, VendorChange]
    changes: tuple[VendorChange, ...]
    steps: tuple[VendorStep, ...]

    @property
    def code(self) -> str:
        return str(self.vendor.id)


def vendor_page(actor: Actor, vendor_id: int) -> VendorPage:
    """Everything told and decided about a vendor. Raises NotVisible."""
    return _page_of(get(actor, vendor_id))


def own_page(actor: Actor) -> VendorPage:
    """The same of the own business."""
    return _page_of(own(actor))


def _page_of(vendor: Vendor) -> VendorPage:
    documents, changes, standing = documents_of(vendor.id), changes_of(vendor.id), standing_of(vendor)
    return VendorPage(
        vendor=vendor,
        is_pkp=bool(standing and standing.is_pkp),
        certificate_until=standing.certificate_until if standing else None,
        documents=tuple(documents),
        missing=tuple(missing(vendor, documents)),
        waiting={each.page: each for each in changes if each.state is ChangeState.WAITING},
        changes=tuple(changes),
        steps=tuple(steps_of(vendor.id)),
    )


def missing(vendor: Vendor, documents: list[VendorDocument]) -> list[Missing]:
    """What a vendor must still tell before it can be looked at."""
    standing = standing_of(vendor)
    told = Told(
        kind=vendor.kind,
        address=vendor.address,
        phone=vendor.phone,
        owner_name=vendor.owner_name,
        nib=vendor.nib,
        npwp=vendor.npwp,
        is_pkp=bool(standing and standing.is_pkp),
        has_certificate=bool(standing and standing.certificate_until),
        bank_account=vendor.bank_account,
        documents=frozenset(each.kind for each in documents if each.state is not DocumentState.REFUSED),
    )
    asked = region.current().vendor_documents.values()
    return rules.missing(told, [(each.code, each.name, each.need) for each in asked])


def ending(vendor_id: int, within: timedelta) -> list[VendorDocument]:
    """Documents in force of a vendor that end within a span or have ended, soonest first."""
    found = select(VendorDocument).where(
        VendorDocument.vendor_id == vendor_id,
        VendorDocument.replaced.is_(False),
        VendorDocument.state != DocumentState.REFUSED,
        VendorDocument.valid_through <= clock.today() + within,
    )
    return list(db.session.scalars(found.order_by(VendorDocument.valid_through)))


def has_known_nib(nib: str, but: int) -> bool:
    """Whether a verified vendor other than `but` has this NIB."""
    known = Vendor.status.in_((VendorStatus.VERIFIED, VendorStatus.SUSPENDED))
    found = select(Vendor.id).where(Vendor.nib == nib, Vendor.nib != "", Vendor.id != but, known)
    return db.session.scalar(found.limit(1)) is not None


def export_of(actor: Actor) -> list[dict[str, str]]:
    """Every business the actor owns today, whole, for the owner's own file; whatever hat is worn."""
    owned = select(Hat.scope).where(
        Hat.person_id == actor.person_id, Hat.role == Role.VENDOR_OWNER, in_force()
    )
    numbers = [int(scope) for scope in db.session.scalars(owned)]
    found = select(Vendor).where(Vendor.id.in_(numbers)).order_by(Vendor.id)
    return [{name: str(getattr(row, name)) for name in EXPORTED} for row in db.session.scalars(found)]
