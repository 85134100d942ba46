"""Proposing a change of an order and answering it, on the screens of both sides."""

import pytest

from domain import clock
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from tests.support.market import Market


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.mark.parametrize("htmx", [False, True])
def test_a_change_goes_to_the_vendor_and_back(app, shop, visit, htmx):
    with app.app_context():
        code = shop.until_issued(10)
        shop.step(Role.VENDOR_OWNER, "accept", code)
        version = queries.get(SYSTEM, code).version
    signer, vendor = visit(shop.people[Role.SIGNER], htmx), visit(shop.owner, htmx)
    assert "Ubah pesanan" in signer.get(f"/pesanan/{code}").text
    said = {
        "version": version,
        "quantity-0": "11",
        "price-0": "12.501",
        "deliver_by": clock.today().isoformat(),
    }
    refused = signer.post(f"/pesanan/{code}/ubah-pesanan", expect=422, reason="Tamu bertambah.", **said)
    assert "paling tinggi harga etalase" in refused.select_one("#price-0-err").text
    assert refused.select_one("#quantity-0")["value"] == "11"
    said["price-0"] = "12.500"
    signer.post(
        f"/pesanan/{code}/ubah-pesanan", expect=204 if htmx else 303, reason="Tamu bertambah.", **said
    )
    page = vendor.get(f"/pesanan/{code}")
    assert "Perubahan yang menunggu penjual" in page.text
    assert "Tamu bertambah." in page.text
    vendor.get(f"/pesanan/{code}/ubah-pesanan", expect=403)
    vendor.post(f"/pesanan/{code}/setuju-ubah", expect=204 if htmx else 303, version=version + 1)
    with app.app_context():
        assert queries.get(SYSTEM, code).lines[0].quantity == 11
    assert "Addendum" in vendor.get(f"/pesanan/{code}").text
