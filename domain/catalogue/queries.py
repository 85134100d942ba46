"""Reads of listings, always on someone's behalf. The catalogue's list is domain.catalogue.search."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, func, or_, select, true

from domain import clock
from domain.catalogue.models import Listing, ListingVersion
from domain.catalogue.rows import ListingRow, listing_rows, on_sale, row_of
from domain.catalogue.rules import ListingState
from domain.db import db, writing
from domain.errors import NotVisible
from domain.kinds import FulfilmentKind, ObjectKind
from domain.people.models import Vendor, VendorTaxProfile, Village
from domain.people.rules import Actor, Right, Role, VendorStatus

PAGE = 20
DESK_PAGE = 10  # rows with a form in them
PRICES_SHOWN = 5
SIMILAR_SHOWN = 3
MOST_COMPARED = 4
BEYOND = "g"  # sorts after every digit of a key
SEES_ALL = frozenset({Role.ADMIN, Role.AUDITOR, Role.SYSTEM})
MANAGES_ALL = frozenset({Role.ADMIN, Role.SYSTEM})
GROUPS = {
    "tayang": (ListingState.PUBLISHED,),
    "menunggu": (ListingState.DRAFT, ListingState.PENDING, ListingState.RETURNED),
    "berhenti": (ListingState.SUSPENDED, ListingState.WITHDRAWN),
}


@dataclass(frozen=True, slots=True)
class VendorFacts:
    """What a buyer may know of a vendor: no phone, no account, no numbers."""

    id: int
    name: str
    village: str
    size_class: str
    about: str
    is_pkp: bool


@dataclass(frozen=True, slots=True)
class PricePoint:
    """The price from a moment on, in whole rupiah per unit."""

    price: int
    unit: str
    since: datetime


@dataclass(frozen=True, slots=True)
class ListingPage:
    """Everything the page of one listing shows. `prices` are newest first, one entry per change."""

    row: ListingRow
    description: str
    kind: FulfilmentKind
    object_kind: ObjectKind
    vendor: VendorFacts
    prices: tuple[PricePoint, ...]
    similar: tuple[ListingRow, ...]


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A vendor's or an admin's page of listings; `after` is the id the next page starts after, or None."""

    rows: tuple[ListingRow, ...]
    after: int | None
    counts: dict[str, int]


def visible_to(actor: Actor) -> Select[tuple[Listing]]:
    """Listings this actor may look at: what is on sale; a vendor's own in any state; all for an admin."""
    return select(Listing).join(Vendor, Vendor.id == Listing.vendor_id).where(_seen_by(actor))


def managed_by(actor: Actor) -> Select[tuple[Listing]]:
    """Listings this actor may change: a vendor's own, all for an admin, else none."""
    return select(Listing).where(_managed(actor))


def _seen_by(actor: Actor):
    if actor.hat in SEES_ALL:
        return true()
    own = _own(actor)
    return on_sale() if own is None else or_(on_sale(), own)


def _own(actor: Actor):
    return Listing.vendor_id == int(actor.scope or 0) if actor.sells(Right.LISTINGS) else None


def _managed(actor: Actor):
    if actor.hat in MANAGES_ALL:
        return true()
    own = _own(actor)
    return ~true() if own is None else own


def get(actor: Actor, code: str | int, *, lock: bool = False) -> Listing:
    """One listing `actor` may look at. `lock` re-reads it for a rule, in a write block. Raises NotVisible."""
    return _one(visible_to(actor), code, lock=lock)


def managed(actor: Actor, code: str | int, *, lock: bool = False) -> Listing:
    """One listing `actor` may change. Raises NotVisible."""
    return _one(managed_by(actor), code, lock=lock)


def _one(found: Select, code: str | int, *, lock: bool) -> Listing:
    found = found.where(Listing.id == _number(code))
    if lock:
        assert writing.get(), "a lock belongs inside a write block"
        found = found.with_for_update(key_share=True, of=Listing)
    row = db.session.scalar(found)
    if row is None:
        raise NotVisible(str(code))
    return row


def _number(code: str | int) -> int:
    text = str(code)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise NotVisible(text)
    return int(text)


def version(listing_id: int, n: int) -> ListingVersion:
    """What a listing said in its n-th version. Raises NotVisible."""
    found = db.session.get(ListingVersion, (listing_id, n))
    if found is None:
        raise NotVisible(f"{listing_id}/{n}")
    return found


def page(actor: Actor, code: str | int) -> ListingPage:
    """The page of one listing, at most three statements. Raises NotVisible."""
    found = db.session.execute(
        listing_rows()
        .add_columns(
            ListingVersion.description,
            Listing.object_kind,
            Vendor.about,
            _is_pkp().label("is_pkp"),
        )
        .join(
            ListingVersion,
            (ListingVersion.listing_id == Listing.id) & (ListingVersion.n == Listing.version),
        )
        .where(Listing.id == _number(code), _seen_by(actor))
    ).first()
    if found is None:
        raise NotVisible(str(code))
    row = row_of(found)
    facts = VendorFacts(
        row.vendor_id, row.vendor, row.village, row.size_class, found.about, bool(found.is_pkp)
    )
    return ListingPage(
        row, found.description, row.kind, found.object_kind, facts, _prices(row), _similar(row)
    )


def _is_pkp():
    """Whether the vendor collects PPN today, from the newest tax profile in force."""
    return (
        select(VendorTaxProfile.is_pkp)
        .where(VendorTaxProfile.vendor_id == Vendor.id, VendorTaxProfile.valid_from <= clock.today())
        .order_by(VendorTaxProfile.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )


def _prices(row: ListingRow) -> tuple[PricePoint, ...]:
    """The last prices, each once per change: versions that changed something else are left out.

    None for a listing that never changed.
    """
    if row.version == 1:
        return ()
    found = db.session.execute(
        select(
            ListingVersion.price,
            ListingVersion.unit,
            ListingVersion.created_at,
            func.lag(ListingVersion.price).over(order_by=ListingVersion.n).label("before"),
        )
        .where(ListingVersion.listing_id == row.id)
        .order_by(ListingVersion.n.desc())
    )
    changes = [
        PricePoint(said.price, said.unit, said.created_at) for said in found if said.price != said.before
    ]
    return tuple(changes[:PRICES_SHOWN])


def _similar(row: ListingRow) -> tuple[ListingRow, ...]:
    """The newest others on the same shelf, for comparing with one tap."""
    found = listing_rows().where(on_sale(), Listing.category_code == row.category_code, Listing.id != row.id)
    return _fetched(found.order_by(Listing.id.desc()).limit(SIMILAR_SHOWN))


def others_like(listing_id: int) -> list[int]:
    """Listings on the same shelf by other vendors, the cheapest first, to compare with. One statement."""
    this = select(Listing.category_code, Listing.vendor_id).where(Listing.id == listing_id).subquery()
    found = (
        select(Listing.id)
        .join(this, Listing.category_code == this.c.category_code)
        .join(Vendor, Vendor.id == Listing.vendor_id)
        .where(on_sale(), Listing.vendor_id != this.c.vendor_id)
    )
    return list(db.session.scalars(found.order_by(Listing.price, Listing.id).limit(MOST_COMPARED - 1)))


def compared(ids: list[int]) -> tuple[ListingRow, ...]:
    """Listings on sale, in the order asked for, at most MOST_COMPARED; what is not on sale is left out."""
    wanted = [each for each in dict.fromkeys(ids) if 0 < each < 2**31][:MOST_COMPARED]
    found = _fetched(listing_rows().where(on_sale(), Listing.id.in_(wanted)))
    return tuple(sorted(found, key=lambda row: wanted.index(row.id)))


def vendor_page(vendor_id: int, after: int = 0) -> tuple[VendorFacts, DeskPage]:
    """A verified vendor and what it sells now, newest first. Raises NotVisible."""
    found = db.session.execute(
        select(
            Vendor.id,
            Vendor.legal_name.label("name"),
            Village.name.label("village"),
            Vendor.size_class,
            Vendor.about,
            _is_pkp().label("is_pkp"),
        )
        .join(Village, Village.code == Vendor.village_code)
        .where(Vendor.id == _number(vendor_id), Vendor.status == VendorStatus.VERIFIED)
    ).first()
    if found is None:
        raise NotVisible(str(vendor_id))
    facts = VendorFacts(*found[:5], bool(found.is_pkp))
    return facts, _desk(listing_rows().where(on_sale(), Listing.vendor_id == vendor_id), after, PAGE, {})


def desk_of(actor: Actor, group: str, after: int = 0) -> DeskPage:
    """A vendor's own listings of one of GROUPS, newest first, with how many stand in each. Raises NotVisible."""
    own = _own(actor)
    if own is None or group not in GROUPS:
        raise NotVisible(group)
    found = db.session.execute(select(Listing.state, func.count()).where(own).group_by(Listing.state))
    per_state = {state: count for state, count in found}
    counts = {name: sum(per_state.get(state, 0) for state in states) for name, states in GROUPS.items()}
    mine = listing_rows().where(own, Listing.state.in_(GROUPS[group]))
    return _desk(mine, after, DESK_PAGE, counts)


def pending(actor: Actor, after: int = 0) -> DeskPage:
    """What waits to be looked at, oldest first; empty for those who do not publish."""
    waiting = listing_rows().where(Listing.state == ListingState.PENDING, _managed(actor), Listing.id > after)
    fetched = _fetched(waiting.order_by(Listing.id).limit(PAGE + 1))
    return DeskPage(fetched[:PAGE], fetched[PAGE - 1].id if len(fetched) > PAGE else None, {})


class Photo(NamedTuple):
    """Keys of a listing's photo and of its 320 px JPEG; whether everybody may see it."""

    key: str
    small: str
    is_public: bool


def photo(actor: Actor, address: str) -> Photo:
    """The photo an address names, of a listing this actor may look at. Raises NotVisible."""
    found = db.session.execute(
        select(Listing.photo_key, Listing.thumb_key, on_sale())
        .join(Vendor, Vendor.id == Listing.vendor_id)
        .where(Listing.photo_key.between(address, address + BEYOND), _seen_by(actor))
        .order_by(on_sale().desc())
        .limit(1)
    ).first()
    if found is None:
        raise NotVisible(address)
    return Photo(*found)


def _desk(found: Select, after: int, size: int, counts: dict[str, int]) -> DeskPage:
    if after:
        found = found.where(Listing.id < after)
    fetched = _fetched(found.order_by(Listing.id.desc()).limit(size + 1))
    return DeskPage(fetched[:size], fetched[size - 1].id if len(fetched) > size else None, counts)


def _fetched(found: Select) -> tuple[ListingRow, ...]:
    return tuple(row_of(row) for row in db.session.execute(found))
