"""Days taken and given back in the database: like a slow count of bookings, and one winner for the last unit."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from domain import clock
from domain.catalogue import actions as catalogue
from domain.catalogue.models import Listing
from domain.catalogue.rental import actions, days, queries
from domain.catalogue.rental.models import RentalBooking, RentalDay, RentalTerms
from domain.catalogue.rental.rules import Terms, days_between, occupied
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.kinds import ObjectKind
from domain.people.rules import SYSTEM
from domain.writing import write
from tests.support.drills import together
from tests.support.listings import seller
from tests.support.rentals import TENT, TERMS, day, from_today, rent_out, shelf_of


@pytest.fixture
def owner(within):
    return seller()


def book(listing: int, period, *, quantity: int = 1, terms: Terms = TERMS, **how) -> int:
    with write():
        return days.book(
            SYSTEM, listing, terms=terms, period=period, quantity=quantity, subject="P0001", **how
        ).id


def free(listing: int, period, capacity: int = 2, terms: Terms = TERMS) -> int:
    db.session.rollback()
    return queries.free_for(listing, capacity, terms, period)


def test_the_last_unit_goes_once_and_comes_back(owner):
    listing = rent_out(owner)
    first, second = book(listing, from_today(3, 4)), book(listing, from_today(5, 4))
    assert free(listing, from_today(5, 2)) == 0
    with pytest.raises(RuleBroken, match="sudah terisi"):
        book(listing, from_today(0, 10))
    assert free(listing, from_today(9, 3)) == 2
    with write():
        days.release(SYSTEM, first)
    with write():
        days.release(SYSTEM, first)
    assert free(listing, from_today(5, 2)) == 1
    with write():
        days.release(SYSTEM, second)
    assert days.differences() == []
    assert free(listing, from_today(0, 30)) == 2


def test_a_buffer_keeps_the_neighbours_away(owner):
    terms = Terms(buffer_before=1, buffer_after=1)
    listing = rent_out(owner, terms, stock=1)
    book(listing, from_today(5, 2), terms=terms)
    for near in (from_today(2, 2), from_today(3, 1), from_today(7, 1), from_today(8, 1)):
        assert free(listing, near, 1, terms) == 0
    assert free(listing, from_today(9, 1), 1, terms) == 1
    assert free(listing, from_today(1, 2), 1, terms) == 1


def test_a_hold_ends_by_itself_even_when_no_job_ran(owner):
    listing = rent_out(owner, stock=1)
    until = clock.now() + timedelta(minutes=15)
    book(listing, from_today(2, 3), held_until=until)
    with pytest.raises(RuleBroken):
        book(listing, from_today(2, 1))
    with clock.freeze(until):
        assert book(listing, from_today(2, 1))
    assert days.differences() == []


def test_the_job_ends_holds_and_nothing_else(owner):
    listing = rent_out(owner)
    until = clock.now() + timedelta(minutes=15)
    book(listing, from_today(2, 3), held_until=until)
    book(listing, from_today(2, 3))
    assert days.release_expired() == 0
    with clock.freeze(until):
        assert days.release_expired() == 1
        assert days.release_expired() == 0
    assert free(listing, from_today(2, 3)) == 1


def test_a_hold_is_kept_while_it_lasts(owner):
    listing = rent_out(owner)
    until = clock.now() + timedelta(minutes=15)
    hold, late = (book(listing, from_today(2, 3), held_until=until) for _ in range(2))
    with write():
        assert days.keep(SYSTEM, hold, subject="P0002")
    with clock.freeze(until + timedelta(days=1)):
        with write():
            assert not days.keep(SYSTEM, late, subject="P0003")
        days.release_expired()
    with write():
        assert not days.keep(SYSTEM, late, subject="P0003")
    assert free(listing, from_today(2, 3)) == 1


def test_closed_days_are_not_booked_and_bookings_stand(owner):
    listing = rent_out(owner)
    book(listing, from_today(4, 1))
    with write():
        actions.close_days(owner, listing, first=day(4), last=day(5))
    for period in (from_today(4, 1), from_today(5, 1), from_today(2, 9)):
        assert free(listing, period) == 0
        with pytest.raises(RuleBroken):
            book(listing, period)
    assert [each.quantity for each in queries.standing(listing, day(0), day(9))] == [1]
    with write():
        actions.open_days(owner, listing, first=day(4), last=day(5))
    assert free(listing, from_today(4, 2)) == 1


def test_the_number_of_units_follows_and_is_never_below_what_is_promised(owner):
    listing = rent_out(owner, stock=3)
    book(listing, from_today(4, 2), quantity=2)
    with pytest.raises(RuleBroken, match="sudah dipesan 2 unit"), write():
        catalogue.change_stock(owner, listing, stock=1, seen=3)
    with write():
        catalogue.change_stock(owner, listing, stock=5, seen=3)
    assert free(listing, from_today(4, 2), 5) == 3
    with write():
        catalogue.change_stock(owner, listing, stock=2, seen=5)
    assert free(listing, from_today(4, 2), 2) == 0


def test_days_of_others_and_of_goods_are_not_found(owner):
    listing = rent_out(owner)
    stranger = seller()
    with pytest.raises(NotVisible), write():
        actions.close_days(stranger, listing, first=day(1), last=day(2))
    for first, last, words in ((3, 2, "lebih awal"), (-1, 2, "sudah lewat"), (1, 400, "satu tahun")):
        with pytest.raises(RuleBroken, match=words), write():
            actions.close_days(owner, listing, first=day(first), last=day(last))


def test_changed_terms_are_a_new_version_and_hashed(owner, rows):
    listing = rent_out(owner)
    row = db.session.get_one(Listing, listing)
    offer, version = catalogue.offer_of(row), row.version
    with write():
        same = actions.change_rental(owner, listing, seen=version, offer=offer, terms=TERMS)
        assert same.version == version
    with write():
        new = actions.change_rental(
            owner, listing, seen=version, offer=offer, terms=Terms(per_week=9_000_000)
        )
        assert new.version == version + 1
    db.session.rollback()
    assert queries.terms_of(listing, version) == TERMS
    assert queries.terms_of(listing, version + 1).per_week == 9_000_000
    from domain.catalogue import queries as listings

    hashes = {listings.version(listing, n).sha256 for n in (version, version + 1)}
    assert len(hashes) == 2
    assert rows(RentalTerms) == 2


def test_the_shelf_says_what_kind_of_thing_it_is(owner):
    listing = rent_out(owner)
    assert db.session.get_one(Listing, listing).object_kind is ObjectKind.MOVABLE_RENT
    with pytest.raises(RuleBroken, match="hanya yang disewakan"), write():
        actions.draft_rental(owner, offer=replace(TENT, category_code=shelf_of("goods")), terms=TERMS)


@pytest.mark.parametrize("seed", range(6))
def test_any_story_of_bookings_counts_like_a_slow_one(owner, seed):
    """Bookings, releases, holds that end: after each the days say what a count of bookings says."""
    rng, capacity = Random(seed), 3
    terms = Terms(buffer_before=rng.randint(0, 2), buffer_after=rng.randint(0, 2), most_days=60)
    listing = rent_out(owner, terms, stock=capacity)
    standing: dict[int, tuple] = {}
    for _ in range(60):
        if standing and rng.random() < 0.35:
            gone = rng.choice(sorted(standing))
            with write():
                days.release(SYSTEM, gone)
            del standing[gone]
            continue
        period, quantity = from_today(rng.randint(3, 30), rng.randint(1, 12)), rng.randint(1, 3)
        start, end = occupied(period, terms)
        room = all(
            sum(count for a, b, count in standing.values() if a <= each < b) + quantity <= capacity
            for each in days_between(start, end)
        )
        try:
            made = book(listing, period, quantity=quantity, terms=terms)
        except RuleBroken:
            assert not room
        else:
            assert room
            standing[made] = (start, end, quantity)
    db.session.rollback()
    assert days.differences() == []


@pytest.mark.parallel
def test_two_hundred_at_once_for_the_last_unit_have_one_winner(owner, within, rows):
    listing = rent_out(owner, stock=1)
    rng = Random(7)
    periods = [from_today(rng.randint(1, 8), rng.randint(8, 12)) for _ in range(200)]  # all meet on day 8

    def ask(period):
        return lambda: days.book(SYSTEM, listing, terms=TERMS, period=period, quantity=1, subject="P0001")

    outcomes = together(within, [ask(period) for period in periods])
    assert outcomes.count("done") == 1
    assert all(told == "done" or "sudah terisi" in told for told in outcomes)
    assert rows(RentalBooking) == 1
    db.session.rollback()
    assert days.differences() == []
    assert max(row.taken for row in db.session.query(RentalDay)) == 1


@pytest.mark.parallel
def test_taking_and_giving_back_at_once_lose_no_day(owner, within):
    listing = rent_out(owner, stock=40)
    held = [book(listing, from_today(1 + n % 5, 4)) for n in range(20)]
    back = [lambda each=each: days.release(SYSTEM, each) for each in held] * 2
    more = [
        lambda n=n: days.book(
            SYSTEM, listing, terms=TERMS, period=from_today(1 + n % 7, 3), quantity=1, subject="P0002"
        )
        for n in range(40)
    ]
    mixed = [step for pair in zip(back, more, strict=True) for step in pair]
    assert together(within, mixed) == ["done"] * 80
    db.session.rollback()
    assert days.differences() == []


def test_a_stale_screen_is_told(owner):
    listing = rent_out(owner)
    with pytest.raises(Stale), write():
        row = db.session.get_one(Listing, listing)
        actions.change_rental(owner, listing, seen=9, offer=catalogue.offer_of(row), terms=TERMS)
