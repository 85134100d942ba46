"""After the first order its buyer is offered to be told on this phone, once, and nobody else is."""

import pytest

from domain.people.rules import Role
from tests.support.channels import *  # noqa: F403
from tests.support.market import Market
from tests.web.test_alerts import PHONE

OFFER = "Kabari HP ini kalau dijawab"


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.fixture
def ordered(app, shop) -> str:
    with app.app_context():
        code = shop.draft()
        shop.step(Role.PROCURER, "submit", code)
        return code


@pytest.mark.parametrize("htmx", [False, True])
def test_the_buyer_is_offered_it_until_this_phone_is_told(visit, senders, shop, ordered, htmx):
    buyer = visit(shop.people[Role.PROCURER], htmx)
    page = buyer.get(f"/pesanan/{ordered}")
    link = next(link for link in page.select("a") if OFFER in link.text)
    assert link["href"] == "/kabar/cara"
    buyer.post("/kabar/hp", **PHONE)
    assert OFFER not in buyer.get(f"/pesanan/{ordered}").text


def test_a_second_phone_is_offered_it_too(visit, senders, shop, ordered):
    visit(shop.people[Role.PROCURER]).post("/kabar/hp", **PHONE)
    assert OFFER in visit(shop.people[Role.PROCURER]).get(f"/pesanan/{ordered}").text


def test_the_signer_is_not_and_nobody_is_without_a_key(visit, shop, ordered):
    assert OFFER not in visit(shop.people[Role.SIGNER]).get(f"/pesanan/{ordered}").text
    assert OFFER not in visit(shop.people[Role.PROCURER]).get(f"/pesanan/{ordered}").text
