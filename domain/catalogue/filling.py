"""Many listings at once, checked one by one like any other: for a shelf as large as it is meant to become."""

from collections.abc import Sequence

from sqlalchemy import insert

from domain import clock, journal
from domain.catalogue import rules, shelves, spelling
from domain.catalogue.describing import listing_columns, version_columns
from domain.catalogue.models import Listing, ListingVersion
from domain.catalogue.rules import ListingState, Offer
from domain.db import db
from domain.people.models import Vendor
from domain.people.rules import Actor, VendorStatus


def put_on_sale(actor: Actor, vendor: Vendor, offers: Sequence[Offer]) -> list[int]:
    """Publish these offers of one verified vendor; their ids, in order. Inside a write block.

    Three statements and one entry in the journal for all of them. Raises RuleBroken for the first
    offer that cannot be a listing; then none is.
    """
    rules.check_vendor(vendor.status is VendorStatus.VERIFIED)
    for offer in offers:
        rules.check_offer(offer)
    now = clock.now()
    rows = [listing_columns(offer, vendor) for offer in offers]
    kinds = [shelves.shelf_for(offer.category_code)[1].fulfilment for offer in offers]
    fixed = {"vendor_id": vendor.id, "state": ListingState.PUBLISHED, "published_at": now, "updated_at": now}
    ids = list(
        db.session.scalars(
            insert(Listing).returning(Listing.id, sort_by_parameter_order=True),
            [
                row | fixed | {"kind": kind, "stock": offer.stock}
                for row, kind, offer in zip(rows, kinds, offers, strict=True)
            ],
        )
    )
    versions = [
        version_columns(offer, row["object_kind"]) | {"listing_id": number, "n": 1, "created_at": now}
        for number, row, offer in zip(ids, rows, offers, strict=True)
    ]
    db.session.execute(insert(ListingVersion), [each | {"created_by": actor.person_id} for each in versions])
    spelling.learn(*{offer.name for offer in offers})
    journal.record(actor, "vendor.shelf_filled", f"vendor:{vendor.id}", count=len(ids))
    return ids
