"""A suspended vendor: nothing new is ordered, in plain words; what runs goes on."""

import pytest

from domain.errors import Stale
from domain.people.rules import Role
from domain.people.vendors import actions
from domain.purchases.states import State
from domain.writing import write
from tests.support.market import ADMIN, Market

SENTENCE = "Penjual ini dihentikan sementara"


@pytest.fixture
def market(app):
    with app.app_context():
        return Market()


def suspend(app, market):
    with app.app_context(), write():
        actions.step(ADMIN, market.vendor_id, "suspend", reason="Barang tidak sesuai.")


def test_its_goods_leave_the_catalogue_and_come_back(app, visit, market):
    assert "Keripik apel" in visit().get("/produk/").text
    suspend(app, market)
    assert "Keripik apel" not in visit().get("/produk/").text
    visit().get(f"/produk/penjual/{market.vendor_id}", expect=404)
    with app.app_context(), write():
        actions.step(ADMIN, market.vendor_id, "reinstate", reason="Sudah diganti.")
    assert "Keripik apel" in visit().get("/produk/").text


def test_a_basket_says_so_and_makes_no_order(app, visit, market):
    buyer = visit(market.people[Role.PROCURER])
    buyer.post("/keranjang/", listing_id=str(market.listing), quantity="4")
    suspend(app, market)
    page = buyer.get("/keranjang/")
    assert SENTENCE in page.text
    assert not page.select("form[action*='/pesan/']")
    assert SENTENCE in buyer.post(f"/keranjang/pesan/{market.vendor_id}", expect=409).text
    assert (
        SENTENCE
        in buyer.post("/keranjang/ubah", expect=422, listing_id=str(market.listing), quantity="5").text
    )


def test_a_draft_says_so_and_is_not_submitted(app, visit, market):
    with app.app_context():
        code = market.draft()
    suspend(app, market)
    buyer = visit(market.people[Role.PROCURER])
    page = buyer.get(f"/pesanan/{code}")
    assert SENTENCE in page.text
    version = page.select_one("[name=version]")["value"]
    assert SENTENCE in buyer.post(f"/pesanan/{code}/ajukan", expect=409, version=version).text


def test_what_waits_for_a_signature_is_not_signed(app, visit, market):
    with app.app_context():
        code = market.draft()
        market.step(Role.PROCURER, "submit", code)
    suspend(app, market)
    with app.app_context(), pytest.raises(Stale, match=SENTENCE):
        market.step(Role.SIGNER, "approve", code)
    assert SENTENCE in visit(market.people[Role.SIGNER]).get(f"/pesanan/{code}/setujui").text
    with app.app_context():
        assert market.step(Role.SIGNER, "send_back", code, reason="Penjual berhenti.") is State.RETURNED


def test_a_running_order_goes_on(app, visit, market):
    with app.app_context():
        code = market.until_issued()
    suspend(app, market)
    assert SENTENCE not in visit(market.people[Role.PROCURER]).get(f"/pesanan/{code}").text
    with app.app_context():
        assert market.step(Role.VENDOR_OWNER, "accept", code) is State.ACCEPTED
        assert market.step(Role.VENDOR_OWNER, "ship", code, quantities=[4])


def test_who_pays_reads_that_the_account_changed(app, visit, market):
    from domain import clock
    from domain.db import db
    from domain.people.models import Vendor

    with app.app_context():
        code = market.until_verified()
        with write():
            db.session.get(Vendor, market.vendor_id).bank_changed_at = clock.now()
    page = visit(market.people[Role.TREASURER]).get(f"/pesanan/{code}/bayar")
    assert "Rekening berubah tanggal" in page.text
