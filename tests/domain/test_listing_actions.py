"""Listings through their verbs: versions, stock, moves, and who may."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from domain import journal
from domain.catalogue import actions, queries, stock
from domain.catalogue.models import ListingVersion
from domain.catalogue.rules import ListingState
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.people.models import Vendor
from domain.people.rules import PUBLIC, Actor, Role, VendorStatus
from domain.pictures import Picture, address_of
from domain.writing import write
from tests.support.listings import ADMIN, OFFER, draft, publish, seller

PHOTO = Picture("a" * 64, "b" * 64, 1_000, 9_000, 640, 480)


@pytest.fixture
def owner(within):
    return seller()


def change(owner, listing_id, *, seen=1, **fields):
    with write():
        actions.change_listing(owner, listing_id, seen=seen, offer=replace(OFFER, **fields))


def versions(listing_id):
    return db.session.scalars(
        select(ListingVersion).where(ListingVersion.listing_id == listing_id).order_by(ListingVersion.n)
    ).all()


def test_a_draft_is_the_vendors_and_has_its_first_version(owner):
    with write():
        listing = draft(owner)
        listing_id = listing.id
    listing = queries.managed(owner, listing_id)
    assert listing.code == str(listing_id)
    assert (listing.state, listing.version, listing.price) == (ListingState.DRAFT, 1, 12_500)
    assert (listing.etalase, listing.object_kind) == ("barang", "catering")
    assert [said.description for said in versions(listing_id)] == [OFFER.description]
    assert [entry.event for entry in journal.of(f"listing:{listing_id}")] == ["listing.drafted"]
    with pytest.raises(NotVisible):
        queries.get(PUBLIC, listing_id)


def test_a_published_listing_is_seen_by_all_until_its_vendor_is_suspended(owner):
    listing_id = publish(owner)
    assert queries.get(PUBLIC, listing_id).published_at is not None
    with write():
        db.session.execute(update(Vendor).values(status=VendorStatus.SUSPENDED))
    with pytest.raises(NotVisible):
        queries.get(PUBLIC, listing_id)
    assert queries.get(owner, listing_id).id == listing_id


def test_what_an_unverified_vendor_sells_is_not_published(within):
    owner = seller()
    with write():
        db.session.execute(update(Vendor).values(status=VendorStatus.SUBMITTED))
        listing_id = draft(owner, send=True).id
    with pytest.raises(RuleBroken, match="belum diverifikasi"), write():
        actions.move_listing(ADMIN, listing_id, "publish")


def test_a_new_price_makes_a_version_and_stays_on_show(owner):
    listing_id = publish(owner)
    change(owner, listing_id, price=13_000)
    listing = queries.managed(owner, listing_id)
    assert (listing.state, listing.version, listing.price) == (ListingState.PUBLISHED, 2, 13_000)
    first, second = versions(listing_id)
    assert (first.price, second.price) == (12_500, 13_000)
    assert first.sha256 != second.sha256
    assert [point.price for point in queries.page(PUBLIC, listing_id).prices] == [13_000, 12_500]


@pytest.mark.parametrize("fields", [{"name": "Keripik salak"}, {"unit": "kg"}, {"category_code": "beras"}])
def test_something_else_is_looked_at_again(owner, fields):
    listing_id = publish(owner)
    change(owner, listing_id, **fields)
    assert queries.managed(owner, listing_id).state is ListingState.PENDING


def test_a_new_photo_is_looked_at_again_and_no_photo_keeps_the_old_one(owner):
    listing_id = publish(owner)
    with write():
        actions.change_listing(owner, listing_id, seen=1, offer=OFFER, picture=PHOTO)
    listing = queries.managed(owner, listing_id)
    assert (listing.photo_key, listing.thumb_key, listing.state) == ("b" * 64, "a" * 64, ListingState.PENDING)
    change(owner, listing_id, seen=2, price=9_000)
    assert queries.managed(owner, listing_id).photo_key == "b" * 64


def test_saving_without_a_change_makes_no_version(owner):
    listing_id = publish(owner)
    change(owner, listing_id, stock=1)
    listing = queries.managed(owner, listing_id)
    assert (listing.version, listing.stock) == (1, OFFER.stock)


def test_an_old_form_changes_nothing(owner):
    listing_id = publish(owner)
    change(owner, listing_id, price=13_000)
    with pytest.raises(Stale, match="sudah berubah"):
        change(owner, listing_id, price=99)
    assert queries.managed(owner, listing_id).price == 13_000


def test_versions_are_never_changed(owner):
    publish(owner)
    with pytest.raises(DBAPIError, match="append-only"), write():
        db.session.execute(update(ListingVersion).values(price=1))


@pytest.mark.parametrize("category", ["makanan", "tenda", "nirwana", ""])
def test_only_shelves_of_things_for_sale_take_a_listing(owner, category):
    with pytest.raises(RuleBroken) as refused, write():
        draft(owner, category_code=category)
    assert refused.value.field == "category_code"


def test_another_vendors_listing_is_out_of_reach(owner):
    listing_id = publish(owner)
    for outsider in (seller(), Actor(None, Role.REQUESTER, "DINAS"), PUBLIC):
        with pytest.raises(NotVisible):
            change(outsider, listing_id, price=1)
        with pytest.raises(NotVisible), write():
            actions.change_stock(outsider, listing_id, stock=0, seen=OFFER.stock)
        with pytest.raises(NotVisible), write():
            actions.step_stock(outsider, listing_id, by=-1)
        with pytest.raises(NotVisible), write():
            actions.move_listing(outsider, listing_id, "withdraw")


def test_a_return_needs_a_reason_and_keeps_it_for_the_vendor(owner):
    with write():
        listing_id = draft(owner, send=True).id
    with pytest.raises(RuleBroken) as refused, write():
        actions.move_listing(ADMIN, listing_id, "return", " ")
    assert refused.value.field == "reason"
    with write():
        actions.move_listing(ADMIN, listing_id, "return", "Foto kurang terang.")
    listing = queries.managed(owner, listing_id)
    assert (listing.state, listing.return_reason) == (ListingState.RETURNED, "Foto kurang terang.")
    with write():
        actions.change_listing(owner, listing_id, seen=1, offer=replace(OFFER, name="Keripik"), send=True)
    assert queries.managed(owner, listing_id).state is ListingState.PENDING


def test_stock_is_set_only_from_what_the_screen_showed(owner):
    listing_id = publish(owner, stock=10, minimum_order=1)
    with write():
        stock.take_stock(ADMIN, {listing_id: 4}, subject="P1")
    with pytest.raises(Stale, match="sudah berubah"), write():
        actions.change_stock(owner, listing_id, stock=20, seen=10)
    with write():
        actions.change_stock(owner, listing_id, stock=20, seen=6)
        actions.step_stock(owner, listing_id, by=-1)
    assert queries.managed(owner, listing_id).stock == 19


def test_stock_does_not_go_below_nothing_nor_beyond_its_limit(owner):
    listing_id = publish(owner, stock=0, minimum_order=1)
    for by in (-1, 10**9):
        with pytest.raises(RuleBroken), write():
            actions.step_stock(owner, listing_id, by=by)


def test_orders_take_stock_until_it_is_gone_and_give_it_back(owner):
    listing_id = publish(owner, stock=5, minimum_order=1)
    with write():
        stock.take_stock(ADMIN, {listing_id: 5}, subject="P1")
    with pytest.raises(RuleBroken, match="Keripik apel manalagi 100 g tinggal 0 kotak"), write():
        stock.take_stock(ADMIN, {listing_id: 1}, subject="P2")
    with write():
        stock.give_back_stock(ADMIN, {listing_id: 2}, subject="P1")
    assert queries.managed(owner, listing_id).stock == 2


def test_an_order_takes_every_line_or_none(owner):
    plenty, few = publish(owner), publish(owner, stock=1, minimum_order=1)
    with pytest.raises(RuleBroken), write():
        stock.take_stock(ADMIN, {few: 2, plenty: 1}, subject="P1")
    assert queries.managed(owner, plenty).stock == OFFER.stock


def test_nothing_is_taken_of_what_is_no_longer_sold(owner):
    listing_id = publish(owner)
    with write():
        actions.move_listing(owner, listing_id, "withdraw")
    with pytest.raises(RuleBroken, match="sudah tidak dijual"), write():
        stock.take_stock(ADMIN, {listing_id: 1}, subject="P1")


def test_the_desk_shows_a_vendor_its_own_by_state(owner):
    other = seller()
    mine, theirs = publish(owner), publish(other)
    with write():
        waiting = draft(owner).id
    shown = queries.desk_of(owner, "tayang")
    assert [row.id for row in shown.rows] == [mine]
    assert shown.counts == {"tayang": 1, "menunggu": 1, "berhenti": 0}
    assert [row.id for row in queries.desk_of(owner, "menunggu").rows] == [waiting]
    assert theirs not in [row.id for row in queries.vendor_page(int(owner.scope))[1].rows]
    with pytest.raises(NotVisible):
        queries.desk_of(PUBLIC, "tayang")


def test_what_waits_is_shown_to_the_admin_only(owner):
    with write():
        listing_id = draft(owner, send=True).id
    assert [row.id for row in queries.pending(ADMIN).rows] == [listing_id]
    assert queries.pending(PUBLIC).rows == ()


def test_a_comparison_keeps_the_order_asked_for_and_only_what_is_sold(owner):
    first, second = publish(owner), publish(owner)
    with write():
        hidden = draft(owner).id
    assert [row.id for row in queries.compared([second, hidden, first, second, 10**12])] == [second, first]


def test_a_photo_is_public_while_its_listing_is(owner):
    with write():
        listing_id = actions.draft_listing(owner, offer=OFFER, picture=PHOTO, send=True).id
    address = address_of(PHOTO.large)
    with pytest.raises(NotVisible):
        queries.photo(PUBLIC, address)
    assert queries.photo(owner, address) == (PHOTO.large, PHOTO.small, False)
    with write():
        actions.move_listing(ADMIN, listing_id, "publish")
    assert queries.photo(PUBLIC, address) == (PHOTO.large, PHOTO.small, True)
    with pytest.raises(NotVisible):
        queries.photo(PUBLIC, "c" * 22)
