"""Renting from the basket to the money: days are held, kept and let go; the kind of thing decides the tax."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain import clock
from domain.catalogue import actions as catalogue
from domain.catalogue.models import Listing
from domain.catalogue.rental import actions as rentals
from domain.catalogue.rental import days, queries
from domain.catalogue.rental.rules import Terms
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.papers import queries as papers
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, lateness
from domain.purchases import queries as purchases
from domain.purchases.checklists import Checklist, Condition
from domain.purchases.models import BasketLine
from domain.purchases.states import State
from domain.tax.model import PaymentWay
from domain.writing import write
from tests.support.rentals import TERMS, day, from_today, rent_out

GOOD = [Condition()]


@pytest.fixture(autouse=True)
def morning():
    """An hour later is still the same day."""
    with clock.freeze(clock.start_of(clock.today()) + timedelta(hours=9)):
        yield


@pytest.fixture
def tent(market):
    """Two tents at Rp2.500.000 a day, Rp300.000 for bringing and fetching."""
    terms = replace(TERMS, delivery_area="Satu kota", delivery_fee=300_000)
    return rent_out(market.owner.actor, terms)


def put(market, listing: int, first: int = 2, last: int = 4, quantity: int = 1, **how) -> BasketLine:
    with write():
        return actions.rent(
            market.actor(Role.PROCURER), listing_id=listing, quantity=quantity, first=day(first),
            last=day(last), **how,
        )  # fmt: skip


def draft(market, listing: int, **how) -> str:
    put(market, listing, **how)
    with write():
        code = actions.draft_purchases(market.actor(Role.PROCURER))[0].code
    with write():
        actions.change_draft(
            market.actor(Role.PROCURER), code, version=None, budget_line_id=market.budget_id,
            deliver_to="Lapangan", deliver_by=clock.today(), payment_way=PaymentWay.LS,
        )  # fmt: skip
    return code


def free(listing: int, first: int = 2, days_wanted: int = 3) -> int:
    db.session.rollback()
    return queries.free_for(listing, 2, TERMS, from_today(first, days_wanted))


def issued(market, tent: int) -> str:
    code = draft(market, tent)
    market.step(Role.PROCURER, "submit", code)
    market.step(Role.SIGNER, "approve", code)
    market.step(Role.VENDOR_OWNER, "accept", code)
    return code


def test_the_whole_way_from_free_days_to_money(market, tent):
    code = draft(market, tent, delivered=True)
    line = purchases.get(SYSTEM, code).lines[0]
    assert (line.price, line.amount) == (7_500_000, 7_800_000)
    assert line.price_words == "3 hari × Rp2.500.000"
    market.step(Role.PROCURER, "submit", code)
    assert {tax.code for tax in purchases.get(SYSTEM, code).taxes} == {"pph23"}
    assert purchases.get(SYSTEM, code).net == 7_800_000 - 156_000
    market.step(Role.SIGNER, "approve", code)
    market.step(Role.VENDOR_OWNER, "accept", code)
    assert market.step(Role.VENDOR_OWNER, "hand_out", code, conditions=GOOD) is State.IN_FULFILMENT
    assert market.step(Role.RECEIVER, "take_over", code, conditions=GOOD) is State.IN_USE
    scratch = [Condition(False, "Satu tiang bengkok")]
    assert market.step(Role.RECEIVER, "give_back", code, conditions=scratch) is State.GIVEN_BACK
    assert market.step(Role.VENDOR_OWNER, "check_back", code, conditions=scratch) is State.RECEIVED
    market.step(Role.SIGNER, "hand_over", code)
    market.step(Role.VENDOR_OWNER, "invoice", code)
    market.step(Role.FINANCE_VERIFIER, "verify", code)
    net = purchases.get(SYSTEM, code).net
    paid = {"amount": net, "proof_number": "SP2D/9", "paid_on": clock.today()}
    market.step(Role.TREASURER, "pay", code, **paid)
    assert market.step(Role.VENDOR_OWNER, "confirm_paid", code) is State.DONE
    told = {paper.kind.value: papers.says(paper) for paper in papers.of(code)}
    assert told["surat_pesanan"]["lines"][0]["delivery_fee"] == 300_000
    assert told["surat_pesanan"]["lines"][0]["days_words"].endswith("3 hari")
    assert told["bast"]["lines"][0]["amount"] == 7_800_000
    assert told["ba_pemeriksaan"]["lines"][0]["condition"] == "Satu tiang bengkok"
    assert told["ba_pemeriksaan"]["late"] == {"days": 0, "amount": 0}
    assert told["ba_pemeriksaan"]["receiver"]["name"] == market.people[Role.RECEIVER].name
    assert days.differences() == []


def test_a_hall_is_land_and_building_whatever_its_etalase(market):
    hall = rent_out(market.owner.actor, kind="building_rent", name="Gedung serbaguna", price=12_000_000)
    code = draft(market, hall, first=2, last=2)
    market.step(Role.PROCURER, "submit", code)
    tax = purchases.get(SYSTEM, code).taxes[0]
    assert (tax.code, tax.amount) == ("pph4_2", 1_200_000)


def test_a_basket_holds_for_minutes_and_lets_go(market, tent):
    put(market, tent, quantity=2)
    assert free(tent) == 0
    put(market, tent, first=8, last=9, quantity=1)
    assert (free(tent), free(tent, 8, 2)) == (2, 1)
    with write():
        actions.change_basket(market.actor(Role.PROCURER), listing_id=tent, quantity=2)
    assert free(tent, 8, 2) == 0
    with write():
        actions.remove_from_basket(market.actor(Role.PROCURER), listing_id=tent)
    assert free(tent, 8, 2) == 2
    put(market, tent)
    with clock.freeze(clock.now() + timedelta(hours=1)):
        assert days.release_expired() == 1
    assert free(tent) == 2


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"first": 4, "last": 2}, "lebih awal"),
        ({"first": -1, "last": 2}, "sudah lewat"),
        ({"first": 2, "last": 90}, "bukan 89 hari"),
        ({"quantity": 0}, "paling sedikit 1"),
        ({"quantity": 3}, "hanya 2 unit"),
        ({"hours": 3}, "tidak disewakan per jam"),
    ],
)
def test_what_cannot_be_rented_is_told_and_holds_nothing(market, tent, rows, how, words):
    with pytest.raises(RuleBroken, match=words):
        put(market, tent, **how)
    assert rows(BasketLine) == 0
    assert days.differences() == []


def test_days_somebody_has_are_refused_by_name(market, tent):
    put(market, tent, quantity=2)
    with pytest.raises(RuleBroken, match="sudah terisi"), write():
        actions.rent(market.actor(Role.REQUESTER), listing_id=tent, quantity=1, first=day(4), last=day(5))


def test_goods_are_not_rented_and_rentals_not_bought(market, tent):
    with pytest.raises(NotVisible):
        put(market, market.listing)
    with pytest.raises(RuleBroken, match="Pilih tanggalnya"), write():
        actions.add_to_basket(market.actor(Role.PROCURER), listing_id=tent, quantity=1)


def test_goods_and_rentals_of_one_vendor_are_two_orders(market, tent):
    put(market, tent)
    with write():
        actions.add_to_basket(market.actor(Role.PROCURER), listing_id=market.listing, quantity=2)
    with write():
        kinds = [each.kind.value for each in actions.draft_purchases(market.actor(Role.PROCURER))]
    assert kinds == ["product", "rental"]


@pytest.mark.parametrize("verb", ["send_back", "reject", "withdraw", "refuse", "cancel"])
def test_days_come_back_when_an_order_ends(market, tent, verb):
    code = draft(market, tent)
    market.step(Role.PROCURER, "submit", code)
    assert free(tent) == 1
    if verb in ("refuse", "cancel"):
        market.step(Role.SIGNER, "approve", code)
    role = {"withdraw": Role.PROCURER, "refuse": Role.VENDOR_OWNER}.get(verb, Role.SIGNER)
    market.step(role, verb, code, **({} if verb == "withdraw" else {"reason": "Batal"}))
    assert free(tent) == 2
    assert days.differences() == []


def test_a_draft_takes_its_days_anew_when_the_hold_is_over(market, tent):
    code = draft(market, tent)
    with clock.freeze(clock.now() + timedelta(hours=1)):
        days.release_expired()
        assert free(tent) == 2
        market.step(Role.PROCURER, "submit", code)
        assert free(tent) == 1
    assert days.differences() == []


def test_a_draft_whose_days_are_gone_is_shown_so_and_takes_nothing(market, tent):
    code = draft(market, tent, quantity=2)
    with clock.freeze(clock.now() + timedelta(hours=1)):
        with write():
            days.book(SYSTEM, tent, terms=TERMS, period=from_today(3, 1), quantity=1, subject="P0999")
        with pytest.raises(Stale, match="berubah"):
            market.step(Role.PROCURER, "submit", code)
        with write():
            actions.refresh_offer(market.actor(Role.PROCURER), code, version=None)
        assert purchases.get(SYSTEM, code).lines[0].quantity == 1
        market.step(Role.PROCURER, "submit", code)
    assert days.differences() == []


def test_a_new_price_is_shown_old_and_new_for_the_same_days(market, tent):
    code = draft(market, tent)
    row = db.session.get_one(Listing, tent)
    offer = replace(catalogue.offer_of(row), price=3_000_000)
    with write():
        rentals.change_rental(
            market.owner.actor, tent, seen=row.version, offer=offer, terms=Terms(most_days=60, per_week=9_000_000)
        )  # fmt: skip
    with pytest.raises(Stale):
        market.step(Role.PROCURER, "submit", code)
    with write():
        actions.refresh_offer(market.actor(Role.PROCURER), code, version=None)
    line = purchases.get(SYSTEM, code).lines[0]
    assert (line.price, line.price_words) == (9_000_000, "1 minggu × Rp9.000.000")


def test_days_that_have_begun_are_neither_submitted_nor_signed(market, tent):
    code = draft(market, tent)
    other = draft(market, tent)
    market.step(Role.PROCURER, "submit", other)
    with clock.freeze(clock.now() + timedelta(days=3)):
        for role, verb, code_ in ((Role.PROCURER, "submit", code), (Role.SIGNER, "approve", other)):
            with pytest.raises(RuleBroken):
                market.step(role, verb, code_)


def test_who_asked_does_not_take_over_and_flaws_need_words(market, tent, rows):
    code = issued(market, tent)
    with pytest.raises(RuleBroken, match="Tulis apa yang cacat"):
        market.step(Role.VENDOR_OWNER, "hand_out", code, conditions=[Condition(good=False)])
    assert rows(Checklist) == 0
    market.step(Role.VENDOR_OWNER, "hand_out", code, conditions=GOOD)
    receiver = market.actor(Role.PROCURER)._replace(hat=Role.RECEIVER)
    with pytest.raises(RuleBroken, match="tidak boleh menerima"), write():
        actions.take_over(receiver, code, version=None, conditions=GOOD)


def test_late_days_are_counted_at_the_agreed_daily_price(market, tent):
    code = issued(market, tent)
    market.step(Role.VENDOR_OWNER, "hand_out", code, conditions=GOOD)
    market.step(Role.RECEIVER, "take_over", code, conditions=GOOD)
    assert lateness.of(purchases.get(SYSTEM, code)) == (0, 0)
    with clock.freeze(clock.now() + timedelta(days=7)):  # the last day was day 4; day 5 is still in time
        assert lateness.of(purchases.get(SYSTEM, code)) == (2, 5_000_000)
        market.step(Role.RECEIVER, "give_back", code, conditions=GOOD)
    assert lateness.of(purchases.get(SYSTEM, code)) == (2, 5_000_000)
    market.step(Role.VENDOR_OWNER, "check_back", code, conditions=GOOD)
    said = [papers.says(each) for each in papers.of(code) if each.kind.value == "ba_pemeriksaan"]
    assert said[0]["late"] == {"days": 2, "amount": 5_000_000}
