"""An offer as columns: of the listing it describes, and of the version that keeps what it said."""

from collections.abc import Mapping
from typing import Any

from domain import region, words
from domain.canonical import fingerprint
from domain.catalogue import shelves
from domain.catalogue.rules import Offer
from domain.kinds import FulfilmentKind, ObjectKind
from domain.people.models import Vendor

VERSIONED = (
    "name", "description", "unit", "price", "minimum_order", "lead_days", "category_code", "photo_key",
    "is_domestic", "tkdn",
)  # fmt: skip


def listing_columns(
    offer: Offer, vendor: Vendor, kind: FulfilmentKind = FulfilmentKind.PRODUCT
) -> dict[str, Any]:
    """What the row of a listing of this kind says of itself, and the words it is found by."""
    shelf, etalase = shelves.shelf_for(offer.category_code, kind)
    said = {name: getattr(offer, name) for name in VERSIONED if name != "description"}
    found_by = words.search_text(
        offer.name,
        shelf.name,
        offer.description,
        vendor.legal_name,
        vendor.village.name,
        synonyms=region.current().meanings,
    )
    return said | {"etalase": etalase.code, "object_kind": shelf.object_kind, "search_text": found_by}


def version_columns(
    offer: Offer, object_kind: ObjectKind, says: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What was said, and its fingerprint, which covers what listings of other kinds lay down beside it."""
    said = {name: getattr(offer, name) for name in VERSIONED} | {"object_kind": object_kind}
    return said | {"sha256": fingerprint(said | dict(says or {}))}
