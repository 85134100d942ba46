"""Marking a finished order and answering it, on the screens."""

import pytest

from domain import clock
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from tests.support.market import Market


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_an_order_is_marked_and_answered(app, visit, htmx):
    with app.app_context():
        shop = Market()
        code = shop.until_verified()
        paid = {"amount": queries.get(SYSTEM, code).net, "proof_number": "SP2D", "paid_on": clock.today()}
        shop.step(Role.TREASURER, "pay", code, **paid)
        shop.step(Role.VENDOR_OWNER, "confirm_paid", code)
        version = queries.get(SYSTEM, code).version
    signer, vendor = visit(shop.people[Role.SIGNER], htmx), visit(shop.owner, htmx)
    assert "Nilai pesanan ini" in signer.get(f"/pesanan/{code}").text
    signer.get(f"/pesanan/{code}/nilai")
    kept = signer.post(f"/pesanan/{code}/nilai", expect=422, version=version, score="1", words="")
    assert kept.select_one("#score option[selected]")["value"] == "1"
    signer.post(f"/pesanan/{code}/nilai", version=version, score="2", words="Telat sehari.")
    assert "Telat sehari." in vendor.get(f"/pesanan/{code}/jawab-nilai").text
    vendor.post(f"/pesanan/{code}/jawab-nilai", expect=422, version=version + 1, words="")
    vendor.post(f"/pesanan/{code}/jawab-nilai", version=version + 1, words="Maaf, jalan ditutup.")
    shown = signer.get(f"/pesanan/{code}").text
    assert "Maaf, jalan ditutup." in shown and "Nilai pesanan ini" not in shown
    assert "Dinilai" not in visit().get(f"/produk/penjual/{shop.vendor_id}").text
