"""Searching the catalogue means the same on both databases."""

import pytest
from sqlalchemy import event, func, select, text, update

from domain import search_ddl
from domain.catalogue import search
from domain.catalogue.models import Listing
from domain.catalogue.search import counts_of, page_of
from domain.catalogue.wish import Sort, Wish
from domain.db import db
from domain.people.models import Vendor
from domain.people.rules import VendorStatus
from domain.writing import write
from tests.support.listings import publish, seller

GOODS = {
    "Keripik apel manalagi 100 g": {"description": "Digoreng hampa.", "price": 12_500},
    "Sambal lombok hijau": {"description": "Pedas, dikirim dingin.", "price": 18_000},
    "Beras organik 5 kg": {
        "description": "Penyemprotan tanpa pestisida.",
        "price": 95_000,
        "category_code": "beras",
    },
    "Kudapan rapat isi 4": {"description": "Dus bersih, pesan dua hari.", "price": 15_000},
    "Beras merah 1 kg": {"description": "Hasil panen sendiri.", "price": 22_000, "category_code": "beras"},
}


@pytest.fixture
def shop(within):
    owner = seller("Dapur Rukun")
    return {publish(owner, name=name, **fields): name for name, fields in GOODS.items()}


def found(shop, words="", **wish) -> list[str]:
    return [shop[row.id] for row in page_of(Wish(words=words, **wish)).rows]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("keripik apel", ["Keripik apel manalagi 100 g"]),
        ("KERIPIK-APEL!", ["Keripik apel manalagi 100 g"]),
        ("menyemprot", ["Beras organik 5 kg"]),  # the same root as "penyemprotan"
        ("keri", ["Keripik apel manalagi 100 g"]),  # still typing
        ("beras org", ["Beras organik 5 kg"]),
        ("cabai", ["Sambal lombok hijau"]),  # the region says that lombok is cabai
        ("lombok", ["Sambal lombok hijau"]),
        ("dapur rukun sambal", ["Sambal lombok hijau"]),  # the vendor's name counts too
        ("hilir kudapan rapat", ["Kudapan rapat isi 4"]),  # and the village's
        ("beras", ["Beras merah 1 kg", "Beras organik 5 kg"]),
        ("helikopter", []),
        ("keripik beras", []),  # every word must be found
    ],
)
def test_words_find_what_they_mean(shop, words, names):
    assert found(shop, words) == names


@pytest.mark.parametrize(
    ("typed", "meant", "name"),
    [
        ("kerpik apel", "keripik apel", "Keripik apel manalagi 100 g"),
        ("ksdapan", "kudapan", "Kudapan rapat isi 4"),
        ("lombko", "lombok", "Sambal lombok hijau"),
    ],
)
def test_a_slip_of_the_finger_is_understood_and_said(shop, typed, meant, name):
    page = page_of(Wish(words=typed))
    assert page.meant == meant
    assert name in [shop[row.id] for row in page.rows]


@pytest.mark.parametrize(
    "words", ["", " ", "!!!", "'; drop", 'a" OR "b', "yang", "NEAR(", "\x00", "😀", "x" * 9_000]
)
def test_odd_words_do_no_harm(shop, words):
    page_of(Wish(words=words))


def test_the_newest_come_first_without_words(shop):
    assert found(shop) == list(reversed(GOODS))


@pytest.mark.parametrize("words", ["", "beras"])
def test_sorting_by_price(shop, words):
    rows = page_of(Wish(words=words, sort=Sort.CHEAPEST)).rows
    assert [row.price for row in rows] == sorted(row.price for row in rows)
    rows = page_of(Wish(words=words, sort=Sort.DEAREST)).rows
    assert [row.price for row in rows] == sorted((row.price for row in rows), reverse=True)


def test_a_name_that_says_it_comes_before_a_text_that_mentions_it(within):
    owner = seller()
    said = publish(owner, name="Madu hutan")
    publish(owner, name="Roti tawar", description="Diberi madu hutan.")
    assert page_of(Wish(words="madu hutan")).rows[0].id == said


def test_filters_narrow_and_counts_tell_what_is_where(shop):
    page = page_of(Wish(category="beras"))
    assert {row.category_code for row in page.rows} == {"beras"}
    assert page.total == 2
    counted = counts_of(Wish(category="beras"))
    assert (counted.total, counted.rows) == (2, ())
    assert counted.by_category == {"beras": 2, "kudapan": 3}
    assert counted.by_etalase == {"barang": 5}
    assert page_of(Wish(words="beras organik", category="kudapan")).by_category == {"beras": 1}
    assert page_of(Wish(category="makanan")).total == 5  # a shelf above counts those below
    assert page_of(Wish(category="nirwana")).rows == ()
    assert found(shop, price_from=15_000, price_to=18_000) == ["Kudapan rapat isi 4", "Sambal lombok hijau"]
    assert page_of(Wish(etalase="sewaan")).total == 0
    assert (
        page_of(Wish(village="99.01.01.2001")).total == 0 or page_of(Wish(village="99.01.01.2001")).total == 5
    )


def test_a_village_shows_its_own(within):
    here, there = seller("A", village_code="99.01.01.2001"), seller("B", village_code="99.01.02.1001")
    mine = publish(here)
    publish(there)
    assert [row.id for row in page_of(Wish(village="99.01.01.2001")).rows] == [mine]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("words", ["", "beras"])
def test_pages_go_on_where_they_stopped_without_gaps_or_repeats(within, monkeypatch, sort, words):
    monkeypatch.setattr(search, "PAGE", 3)
    owner = seller()
    everything = {publish(owner, name=f"Beras {n}", price=1_000 + n % 3) for n in range(8)}
    seen, after = [], ""
    for _page in range(5):
        page = page_of(Wish(words=words, sort=sort), after)
        seen += [row.id for row in page.rows]
        after = page.after
        if not after:
            break
    assert len(seen) == len(everything) == len(set(seen))
    assert set(seen) == everything


@pytest.mark.parametrize("after", ["", "x", "-1", "1.2.3", "9" * 40, "1.", ".1", "٣"])
def test_a_cursor_nobody_gave_starts_anew(shop, after):
    assert len(page_of(Wish(), after).rows) == len(GOODS)


def test_beyond_the_candidates_the_total_is_said_to_be_capped(within, monkeypatch):
    monkeypatch.setattr(search, "CANDIDATES", 4)
    owner = seller()
    for n in range(6):
        publish(owner, name=f"Beras {n}", price=1_000 + n)
    page = page_of(Wish(words="beras", etalase="barang", sort=Sort.CHEAPEST))
    assert (page.total, page.capped) == (4, True)
    assert [row.price for row in page.rows] == [1_002, 1_003, 1_004, 1_005]  # of the four newest
    assert len(page_of(Wish(words="beras", sort=Sort.NEWEST)).rows) == 6


@pytest.fixture
def blocks(within, monkeypatch):
    """Publishes goods with ids of a block: PostgreSQL's are in its index, SQLite's may be small ones."""
    owner = seller()
    if db.engine.dialect.name == "sqlite":
        monkeypatch.setattr(search_ddl, "BLOCK", 4)

    def publish_in(block: int, *goods: str) -> list[int]:
        if db.engine.dialect.name == "postgresql":
            with write():
                asked = text("SELECT setval('listing_id_seq', :id)")
                db.session.execute(asked, {"id": block * search_ddl.BLOCK + 100})
        else:
            while (db.session.scalar(select(func.max(Listing.id))) or 0) < block * search_ddl.BLOCK - 1:
                publish(owner, name="Isian")
        return [publish(owner, name=name, price=1_000 + n) for n, name in enumerate(goods)]

    monkeypatch.setattr(search, "ENOUGH", 2)
    rare, *_old = publish_in(0, "Sambal terasi", "Beras lama")
    publish_in(2, "Beras baru")
    return rare, publish_in(5, "Beras satu", "Beras dua") + publish_in(6, "Beras tiga", "Terasi")[:1]


@pytest.mark.parametrize("near", [1, 2, 4, 100])
def test_the_newest_of_a_common_word_and_a_rare_pair_however_old(blocks, monkeypatch, near):
    rare, newest = blocks
    monkeypatch.setattr(search, "CANDIDATES", 3)
    monkeypatch.setattr(search, "NEAR", near)
    page = page_of(Wish(words="beras", sort=Sort.CHEAPEST))
    assert sorted(row.id for row in page.rows) == newest
    assert (page.total, page.capped) == (3, True)
    counted = counts_of(Wish(words="beras"))
    assert (counted.total, counted.capped) == (3, True)
    assert counted.by_category == page.by_category and sum(page.by_category.values()) == page.total
    old = page_of(Wish(words="sambal terasi"))
    assert ([row.id for row in old.rows], old.total, old.capped) == ([rare], 1, False)
    assert [row.id for row in page_of(Wish(words="sambla terasi")).rows] == [rare]  # mistyped as well
    assert page_of(Wish(words="beras", etalase="sewaan")).rows == ()
    assert page_of(Wish(words="beras", price_from=1_001)).total == 2  # of all there is
    assert len(page_of(Wish(words="beras", sort=Sort.NEWEST)).rows) == 5


def test_where_the_newest_have_enough_the_total_says_there_may_be_more(blocks, monkeypatch):
    monkeypatch.setattr(search, "NEAR", 2)
    page = page_of(Wish(words="beras"))
    assert (sorted(row.id for row in page.rows), page.total, page.capped) == (blocks[1], 3, True)
    assert (page_of(Wish(words="beras", etalase="barang")).total, page.by_etalase) == (3, {"barang": 3})
    monkeypatch.setattr(search, "NEAR", 1)
    page = page_of(Wish(words="beras"))
    assert (len(page.rows), page.total, page.capped) == (5, 5, False)


def test_a_marked_block_is_no_word_anybody_can_look_for(blocks):
    assert page_of(Wish(words="#5")).rows == page_of(Wish(words="5")).rows == ()


def test_a_word_is_taken_for_a_beginning_only_when_nothing_has_it_whole(within):
    owner = seller()
    whole, longer = publish(owner, name="Beras merah"), publish(owner, name="Berasan giling")
    assert [row.id for row in page_of(Wish(words="beras")).rows] == [whole]
    assert [row.id for row in page_of(Wish(words="berasa")).rows] == [longer]


def test_a_suspended_vendors_goods_vanish(shop):
    with write():
        db.session.execute(update(Vendor).values(status=VendorStatus.SUSPENDED))
    assert found(shop) == found(shop, "beras") == []


def test_the_number_of_statements_does_not_grow_with_the_rows(within):
    owner = seller()
    counts = []
    for _round in range(2):
        for n in range(10):
            publish(owner, name=f"Beras {n}")
        db.session.rollback()
        statements = []
        listen = lambda *args, seen=statements: seen.append(args[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        page_of(Wish(words="beras", sort=Sort.CHEAPEST))
        event.remove(db.engine, "before_cursor_execute", listen)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 4  # SQLite: two of them open the reading


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("words", ["", "beras"])
@pytest.mark.parametrize("sold_out", [(7, 6, 2), (7, 6, 5, 4, 3, 2, 1, 0), (0, 1, 2, 3, 4)])
def test_what_is_sold_out_comes_last_in_every_order(within, monkeypatch, sort, words, sold_out):
    monkeypatch.setattr(search, "PAGE", 3)
    owner = seller()
    ids = [publish(owner, name=f"Beras {n}", price=1_000 + n % 3) for n in range(8)]
    gone = {ids[n] for n in sold_out}
    with write():
        for listing in gone:
            db.session.get_one(Listing, listing).stock = 0
    seen, after = [], ""
    for _page in range(5):
        page = page_of(Wish(words=words, sort=sort), after)
        seen += [row.id for row in page.rows]
        after = page.after
        if not after:
            break
    assert sorted(seen) == ids
    assert [each in gone for each in seen] == [False] * (8 - len(gone)) + [True] * len(gone)
    if sort is Sort.NEWEST:
        had = sorted(set(ids) - gone, reverse=True)
        assert seen == had + sorted(gone, reverse=True)


def test_a_cursor_of_nonsense_starts_anew(shop):
    whole = found(shop)
    for nonsense in ("h", "h0", "x9", "h1.", "hh3", "-1"):
        assert [row.name for row in page_of(Wish(), nonsense).rows] == whole
