"""Haggling on the screens of both sides, with and without htmx; what was typed stays."""

from dataclasses import replace

import pytest

from domain.money import rupiah
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from domain.purchases.states import State
from tests.domain.test_renting import draft
from tests.support.market import Market
from tests.support.rentals import TERMS, rent_out


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_both_sides_haggle_until_the_ppk_decides(app, shop, visit, htmx):
    with app.app_context():
        code = shop.draft()
    buyer = visit(shop.people[Role.PROCURER], htmx)
    vendor = visit(shop.owner, htmx)
    signer = visit(shop.people[Role.SIGNER], htmx)

    def version() -> int:
        with app.app_context():
            return queries.get(SYSTEM, code).version

    def post(who, slug, expect=None, **fields):
        how = {"expect": expect} if expect else {}
        return who.post(f"/pesanan/{code}/{slug}", version=version(), **how, **fields)

    assert "Etalase Rp12.500" in buyer.get(f"/pesanan/{code}/tawar").text
    refused = post(buyer, "tawar", 422, **{"price-0": "99.000", "note": "Beli banyak."})
    assert "Paling tinggi harga etalase, Rp12.500" in refused.select_one("#price-0-err").text
    assert refused.select_one("#price-0")["value"] == "99.000"
    assert refused.select_one("#note")["value"] == "Beli banyak."
    post(buyer, "tawar", **{"price-0": "10.000", "note": "Beli banyak."})
    assert "Beli banyak." in vendor.get(f"/pesanan/{code}").text
    assert "Ditawar kantor" in vendor.get("/pesanan/perlu-saya").text
    kept = post(vendor, "tawar-balik", 422, **{"price-0": "sebelas ribu"})
    assert kept.select_one("#price-0")["value"] == "sebelas ribu"
    assert vendor.get(f"/pesanan/{code}/tawar-balik").select_one("#price-0")["value"] == "10.000"
    post(vendor, "tawar-balik", **{"price-0": "11.000"})
    shown = buyer.get(f"/pesanan/{code}").text
    assert "Sepakat dengan harga ini" in shown and "Rp11.000" in shown
    post(buyer, "sepakat")
    assert "Hemat Rp6.000" in signer.get(f"/pesanan/{code}/setujui").text
    assert "Berita Acara Negosiasi" in vendor.get(f"/pesanan/{code}").text
    assert "BAN-" in visit(shop.owner).get(f"/pesanan/{code}/surat/1").text
    with app.app_context():
        assert queries.get(SYSTEM, code).state is State.AWAITING_APPROVAL


def test_the_vendor_declines_with_a_reason_and_never_sees_the_office_notes(app, shop, visit):
    with app.app_context():
        code = shop.draft()
        shop.step(Role.PROCURER, "offer", code, prices=[10_000])
        version = queries.get(SYSTEM, code).version
    vendor = visit(shop.owner)
    vendor.post(f"/pesanan/{code}/tidak-cocok", expect=422, version=version, reason="")
    vendor.post(f"/pesanan/{code}/tidak-cocok", version=version, reason="Tidak balik modal.")
    assert "Tidak balik modal." in visit(shop.people[Role.PROCURER]).get(f"/pesanan/{code}").text
    assert "Tidak balik modal." not in vendor.get(f"/pesanan/{code}").text


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_what_bringing_a_rental_costs_is_haggled_over_too(app, shop, visit, htmx):
    with app.app_context():
        terms = replace(TERMS, delivery_area="Satu kota", delivery_fee=300_000)
        code = draft(shop, rent_out(shop.owner.actor, terms), delivered=True)
        version = queries.get(SYSTEM, code).version
        asked = rupiah(queries.get(SYSTEM, code).lines[0].price)
    buyer, vendor = visit(shop.people[Role.PROCURER], htmx), visit(shop.owner, htmx)
    form = buyer.get(
        f"/pesanan/{code}/tawar", statements=14
    )  # with the list's terms, its days and past prices
    assert form.select_one("#fee-0")["value"] == "300.000"
    said = {"price-0": asked, "version": version}
    refused = buyer.post(f"/pesanan/{code}/tawar", 422, **said, **{"fee-0": "300.001"})
    assert "Ongkos antar paling tinggi Rp300.000" in refused.select_one("#fee-0-err").text
    assert refused.select_one("#fee-0")["value"] == "300.001"
    buyer.post(f"/pesanan/{code}/tawar", **said, **{"fee-0": "0"})
    seen = vendor.get(f"/pesanan/{code}").text
    assert "diantar Rp0 Rp300.000" in " ".join(seen.split())
    assert vendor.get(f"/pesanan/{code}/tawar-balik").select_one("#fee-0")["value"] == "0"
