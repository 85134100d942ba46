"""Ordering again: today's prices, as many as there are, and what is different said in words."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import clock
from domain.catalogue import actions as catalogue
from domain.catalogue.models import Listing
from domain.db import db
from domain.errors import RuleBroken
from domain.people.rules import Role
from domain.purchases import actions, queries, repeating
from domain.purchases.models import Purchase
from domain.purchases.states import State
from domain.writing import write


def declined(market) -> tuple[str, int]:
    """An order of two things that ended, and the listing of the second."""
    other = market.sell("Sari apel", price=9_000, stock=50)
    with write():
        actions.add_to_basket(market.actor(Role.PROCURER), listing_id=other, quantity=2)
    code = market.draft(4)
    market.step(Role.PROCURER, "submit", code)
    market.step(Role.SIGNER, "reject", code, reason="Nanti saja.")
    return code, other


def again(market, code: str):
    with write():
        fresh = repeating.repeat(market.actor(Role.PROCURER), code).code
    return queries.whole(market.actor(Role.PROCURER), fresh)


def test_a_repeat_is_ready_to_submit(market):
    code, _other = declined(market)
    fresh = again(market, code)
    assert (fresh.state, fresh.total, fresh.budget_line_id) == (State.DRAFT, 68_000, market.budget_id)
    assert fresh.deliver_by == clock.today() + timedelta(days=1)
    assert repeating.differences(fresh) == ()
    market.step(Role.PROCURER, "submit", fresh.code)


def test_it_says_what_is_different_and_leaves_out_what_is_gone(market):
    code, other = declined(market)
    owner = market.owner.actor
    with write():
        catalogue.move_listing(owner, other, "withdraw")
        listing = db.session.get_one(Listing, market.listing)
        offer = replace(catalogue.offer_of(listing), price=13_000)
        catalogue.change_listing(owner, listing.id, seen=listing.version, offer=offer)
        catalogue.change_stock(owner, listing.id, stock=3, seen=listing.stock)
    fresh = again(market, code)
    first, second = repeating.differences(fresh)
    assert "harga dari Rp12.500 menjadi Rp13.000 per" in first
    assert first.endswith("jumlah dari 4 menjadi 3 karena stoknya tinggal itu.")
    assert second == "Sari apel: tidak ikut, sudah tidak dijual atau stoknya kurang."
    assert [line.quantity for line in fresh.lines] == [3]


def test_nothing_left_is_refused(market):
    code, other = declined(market)
    with write():
        for listing in (other, market.listing):
            catalogue.move_listing(market.owner.actor, listing, "withdraw")
    with pytest.raises(RuleBroken, match="tidak dijual"), write():
        repeating.repeat(market.actor(Role.PROCURER), code)


def test_a_running_order_is_not_repeated(market):
    code = market.draft()
    with pytest.raises(RuleBroken, match="tidak bisa diulang"), write():
        repeating.repeat(market.actor(Role.PROCURER), code)


def test_an_expired_order_that_needs_a_number_of_its_own_waits_as_a_draft(market):
    """Rp25 million: the number of the package is asked for, and not taken over from the order that ran out."""
    with clock.freeze(clock.now() - timedelta(days=4)):
        code = market.draft(100, market.sell("Panggung", price=250_000, stock=100))
        with write():
            row = db.session.get_one(Purchase, int(code[1:]))
            row.external_number, row.hps, row.hps_source = "SPSE-1", 30_000_000, "Survei"
        market.step(Role.PROCURER, "submit", code)
        market.step(Role.SIGNER, "approve", code)
    actions.run_due()
    with write():
        fresh = actions.reissue(market.actor(Role.PROCURER), code, version=None)
        assert (fresh.state, fresh.external_number, fresh.hps) == (State.DRAFT, "", 30_000_000)
