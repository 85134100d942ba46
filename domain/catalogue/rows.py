"""A listing as lists show it: columns, not entities, so that a page of them costs one statement."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Row, Select, and_, select

from domain.catalogue import shelves
from domain.catalogue.models import Listing
from domain.catalogue.pictured import Pictured
from domain.catalogue.rules import ListingState, can_be_bought
from domain.kinds import FulfilmentKind
from domain.people.models import Vendor, Village
from domain.people.rules import VendorStatus

FEW_LEFT = 10


@dataclass(frozen=True, slots=True)
class ListingRow(Pictured):
    """`price` is whole rupiah without PPN per `unit`; `stock` and `minimum_order` are in units."""

    id: int
    name: str
    unit: str
    price: int
    stock: int
    minimum_order: int
    lead_days: int
    sold: int
    state: ListingState
    version: int
    category_code: str
    etalase: str
    kind: FulfilmentKind
    thumb_key: str | None
    photo_key: str | None
    photo_bytes: int
    is_domestic: bool
    tkdn: int | None
    return_reason: str
    vendor_id: int
    vendor: str
    size_class: str
    village: str

    @property
    def code(self) -> str:
        return str(self.id)

    @property
    def category(self) -> str:
        return shelves.name_of(self.category_code)

    @property
    def can_be_bought(self) -> bool:
        return can_be_bought(self.state, self.stock, self.minimum_order)

    @property
    def is_running_out(self) -> bool:
        """Fewer than ten, or not enough for three of the smallest orders."""
        return self.stock < max(FEW_LEFT, 3 * self.minimum_order)


_OWN = tuple(name for name in ListingRow.__slots__ if name not in ("vendor", "size_class", "village"))


def on_sale() -> ColumnElement[bool]:
    """What everybody may see: published, by a verified vendor. For selects that join Vendor."""
    return and_(Listing.state == ListingState.PUBLISHED, Vendor.status == VendorStatus.VERIFIED)


def listing_rows() -> Select:
    """The columns of ListingRow, joined to vendor and village; callers narrow and order it."""
    columns = [getattr(Listing, name) for name in _OWN]
    joined = select(
        *columns, Vendor.legal_name.label("vendor"), Vendor.size_class, Village.name.label("village")
    )
    return joined.join(Vendor, Vendor.id == Listing.vendor_id).join(
        Village, Village.code == Vendor.village_code
    )


def row_of(found: Row) -> ListingRow:
    """The dataclass of a fetched row; columns added to the select are left aside."""
    return ListingRow(**{name: getattr(found, name) for name in ListingRow.__slots__})
