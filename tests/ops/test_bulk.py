"""A shelf filled in bulk is a shelf of correct listings."""

import pytest
from sqlalchemy import func, select

from domain import journal
from domain.catalogue import queries, search
from domain.catalogue.filling import put_on_sale
from domain.catalogue.models import Listing, ListingVersion
from domain.catalogue.wish import Wish
from domain.db import db
from domain.errors import RuleBroken
from domain.people.models import Vendor
from domain.people.rules import PUBLIC, SYSTEM, Role
from domain.writing import write
from ops import bulk, bulk_sheet
from tests.support.listings import OFFER, publish, seller
from tests.support.people import make_person


def test_a_filled_shelf_is_searched_and_opened_like_any_other(within):
    assert bulk.fill(120, lambda _told: None) == 120
    assert db.session.scalar(select(func.count()).select_from(ListingVersion)) == 120
    listing = db.session.scalars(select(Listing)).first()
    assert listing.id in [row.id for row in search.page_of(Wish(words=listing.name)).rows]
    assert queries.page(PUBLIC, listing.id).description.startswith(listing.name)
    assert journal.verify() == []


def test_a_sheet_is_sent_checked_and_written(within):
    owner = seller()
    make_person(Role.VENDOR_OWNER, scope=owner.scope)
    said: list[str] = []
    bulk_sheet.send(40, said.append)
    assert said[-1].startswith("• 40 created")


def test_the_same_offer_gives_the_same_row_in_bulk_and_by_hand(within):
    owner = seller()
    by_hand = publish(owner)
    with write():
        [in_bulk] = put_on_sale(SYSTEM, db.session.get_one(Vendor, int(owner.scope)), [OFFER])
    first, second = (db.session.get_one(Listing, number) for number in (by_hand, in_bulk))
    left_out = {"id", "published_at", "updated_at"}
    for column in set(Listing.__table__.columns.keys()) - left_out:
        assert getattr(first, column) == getattr(second, column), column
    one, other = (queries.version(number, 1) for number in (by_hand, in_bulk))
    assert one.sha256 == other.sha256


def test_one_wrong_offer_and_none_is_published(within):
    vendor = db.session.get_one(Vendor, int(seller().scope))
    wrong = OFFER.__class__(name="", description="x", unit="kotak", price=1, stock=1, category_code="kudapan")
    with pytest.raises(RuleBroken), write():
        put_on_sale(SYSTEM, vendor, [OFFER, wrong])
    assert db.session.scalar(select(func.count()).select_from(Listing)) == 0
