"""What screens say about money and about what was checked: sums over everything, facts that can be false."""

from dataclasses import replace
from datetime import timedelta
from math import floor

import pytest

from domain import clock, region
from domain.catalogue import actions as catalogue
from domain.catalogue import queries as shelves
from domain.catalogue.rules import Offer
from domain.errors import RuleBroken
from domain.money import half_up
from domain.people.rules import SYSTEM, Role
from domain.purchases import actions, lists, offers, pages, queries, receivables
from domain.purchases import facts as checked
from domain.region.settings import Rounding
from domain.writing import write
from tests.support.market import Market


def test_money_due_counts_every_order_not_one_page_of_them(within, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 1)
    market = Market()
    nets = []
    for quantity in (2, 3, 4):
        code = market.until_received(quantity)
        market.step(Role.SIGNER, "hand_over", code)
        nets.append(queries.get(SYSTEM, code).net)
    owner = market.owner.actor
    assert receivables.owed(owner).net == sum(nets)
    assert receivables.owed(owner).oldest <= clock.now()
    assert [each.net for each in receivables.unpaid(owner)] == nets[:2]
    assert receivables.owed(Market().owner.actor) == receivables.NOTHING


def test_a_home_counts_all_that_waits_and_hides_the_drafts_of_others(market):
    market.draft(1)
    for quantity in (1, 2):
        market.step(Role.PROCURER, "submit", market.draft(quantity))
    assert lists.home(market.actor(Role.SIGNER)).waiting_count == 2
    assert lists.home(market.actor(Role.TREASURER)).waiting_count == 0
    assert len(lists.home(market.actor(Role.TREASURER)).running) == 2
    assert len(lists.home(market.actor(Role.PROCURER)).running) == 2


def facts(market, role: Role, code: str) -> list[bool]:
    actor = market.actor(role)
    return [fact.good for fact in checked.of(actor, pages.purchase_page(actor, code))]


def test_the_facts_for_the_approver_are_asked_not_assumed(market):
    code = market.draft()
    market.step(Role.PROCURER, "submit", code)
    assert facts(market, Role.SIGNER, code) == [True, True, True]
    assert facts(market, Role.PROCURER, code) == [True, True, False]
    listing = shelves.get(market.owner.actor, market.listing)
    dearer = Offer(
        name=listing.name, description="Enak.", unit=listing.unit, price=13_000, stock=90,
        category_code=listing.category_code,
    )  # fmt: skip
    with write():
        catalogue.change_listing(market.owner.actor, listing.code, seen=listing.version, offer=dearer)
    assert facts(market, Role.SIGNER, code) == [True, False, True]


def test_a_basket_worth_more_than_any_column_holds_is_refused_in_words(market):
    dear = market.sell("Gedung", price=9_000_000_000_000, stock=100)
    with pytest.raises(RuleBroken, match="Kurangi jumlahnya"), write():
        actions.add_to_basket(market.actor(Role.PROCURER), listing_id=dear, quantity=2)
    assert queries.basket_of(market.actor(Role.PROCURER)) == []


@pytest.mark.parametrize(("choice", "rounding"), [(Rounding.HALF_UP, half_up), (Rounding.FLOOR, floor)])
def test_the_region_says_how_income_tax_is_rounded(market, monkeypatch, choice, rounding):
    purchase, asked = queries.get(SYSTEM, market.draft()), {}
    monkeypatch.setattr(offers, "assess", lambda *_case, **how: asked.update(how))
    chosen = [
        replace(each, value=choice) if each.code == "pph_rounding" else each
        for each in region.current().choices
    ]
    monkeypatch.setattr(region, "_current", replace(region.current(), choices=tuple(chosen)))
    offers.taxes_of(purchase)
    assert asked["income_tax_rounding"] is rounding


def test_an_order_is_taxed_by_the_choices_of_its_day(market, monkeypatch):
    """From tomorrow a fraction of a rupiah is dropped; today it is rounded."""
    purchase, asked = queries.get(SYSTEM, market.draft()), []
    monkeypatch.setattr(offers, "assess", lambda *_case, **how: asked.append(how["income_tax_rounding"]))
    today, tomorrow = clock.today(), clock.today() + timedelta(days=1)
    old = next(each for each in region.current().choices if each.code == "pph_rounding")
    rest = [each for each in region.current().choices if each is not old]
    dated = (
        replace(old, value=Rounding.HALF_UP, valid_to=tomorrow),
        replace(old, value=Rounding.FLOOR, valid_from=tomorrow),
    )
    monkeypatch.setattr(region, "_current", replace(region.current(), choices=(*rest, *dated)))
    for day in (today, tomorrow):
        offers.taxes_of(purchase, day)
    assert asked == [half_up, floor]
