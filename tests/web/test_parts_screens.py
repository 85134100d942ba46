"""Deliveries in parts on screen: evidence, BAST k of n, the penalty explained, quarrels and who settles them."""

import io
from datetime import timedelta

import pytest

from domain import clock
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries, terms
from tests.support.market import Market
from tests.support.media import photo
from tests.support.people import make_person


@pytest.fixture
def shop(app):
    with app.app_context():
        market = Market()
        market.admin = make_person(Role.ADMIN)
        return market


@pytest.fixture(params=[False, True], ids=["plain", "htmx"])
def as_(request, shop, visit):
    def open_as(role: Role):
        if role is Role.ADMIN:
            return visit(shop.admin, request.param)
        return visit(shop.owner if role is Role.VENDOR_OWNER else shop.people[role], request.param)

    return open_as


@pytest.fixture
def do(app, as_):
    """Send a form of order P0001 as somebody: `do(Role.SIGNER, "serah-terima")`."""

    def send(role: Role, slug: str, expect: int = 303, **fields):
        with app.app_context():
            version = queries.get(SYSTEM, "P0001").version
        return as_(role).post(f"/pesanan/P0001/{slug}", expect=expect, version=version, **fields)

    return send


@pytest.fixture
def code(app, shop):
    with app.app_context():
        code = shop.until_issued(10)
        shop.step(Role.VENDOR_OWNER, "accept", code)
        return code


def came(accepted: int, rejected: int = 0, short: int = 0, words: str = "", **more) -> dict:
    counts = {"accepted-0": accepted, "rejected-0": rejected, "short-0": short, "condition-0": words}
    return {name: str(value) for name, value in counts.items()} | more


def test_parts_from_shipment_to_money(app, as_, do, code):
    do(Role.VENDOR_OWNER, "kirim", **{"quantity-0": "6"})
    as_(Role.RECEIVER).get(f"/pesanan/{code}/catat-datang")
    file = (io.BytesIO(photo()), "bukti.jpg")
    do(
        Role.RECEIVER, "catat-datang", photo=file, place="-7.881000,112.520000",
        **came(4, 1, 1, "Bungkus sobek", arrived_on=clock.today().isoformat()),
    )  # fmt: skip
    page = as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}")
    assert "4 baik, 1 rusak, 1 kurang (Bungkus sobek)" in page.text
    assert "-7.881000,112.520000" in page.text
    shown = as_(Role.VENDOR_OWNER).client.get(f"/pesanan/{code}/datang/1")
    assert shown.mimetype == "image/jpeg"
    signer = as_(Role.SIGNER)
    assert code in signer.get("/pesanan/perlu-saya").text
    do(Role.SIGNER, "serah-terima")
    assert "BAST 1," in signer.get(f"/pesanan/{code}").text
    do(Role.VENDOR_OWNER, "tagih")
    do(Role.FINANCE_VERIFIER, "periksa")
    as_(Role.TREASURER).get(f"/pesanan/{code}/bayar")
    with app.app_context():
        net = terms.next_net(queries.get(SYSTEM, code))
    assert net == 50_000
    do(Role.TREASURER, "bayar", amount=str(net), proof_number="SP2D-1", paid_on=clock.today().isoformat())
    page = as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}")
    assert "Sudah dibayar" in page.text
    assert "Kirim barang" in page.text
    as_(Role.TREASURER).get("/bendahara/buku")


@pytest.mark.parametrize(
    ("fields", "at", "sentence"),
    [
        (came(7), "accepted-0", "Yang sedang dikirim 6, tetapi dicatat 7."),
        (came(5, 1), "condition-0", "Tulis kenapa barang ini ditolak."),
        (came(0), "accepted-0", "paling sedikit satu barang"),
        (came(6, arrived_on="2020-01-01"), "arrived_on", "Tanggal datang antara"),
    ],
)
def test_a_wrong_count_is_said_and_kept(as_, do, code, fields, at, sentence):
    do(Role.VENDOR_OWNER, "kirim", **{"quantity-0": "6"})
    page = do(Role.RECEIVER, "catat-datang", expect=422, note="Lewat pintu belakang", **fields)
    assert sentence in page.select_one(f"#{at}-err").text
    assert page.select_one("#note")["value"] == "Lewat pintu belakang"


def test_the_vendor_reads_why_something_is_kept_back(app, as_, do, shop, code):
    do(Role.VENDOR_OWNER, "kirim", **{"quantity-0": "10"})
    with clock.freeze(clock.now() + timedelta(days=2)):
        shop_owner = as_(Role.VENDOR_OWNER)
        do(Role.RECEIVER, "catat-datang", **came(10))
        assert "Tiadakan denda" in as_(Role.SIGNER).get(f"/pesanan/{code}").text
        do(Role.SIGNER, "serah-terima")
        page = shop_owner.get(f"/pesanan/{code}")
    assert "Kenapa dipotong" in page.text
    assert "terlambat 2 hari senilai Rp125.000, dendanya Rp250" in page.text
    assert "Perpres 16/2018 Ps 79" in page.text


def test_a_waiver_needs_words(as_, do, code):
    do(Role.VENDOR_OWNER, "kirim", **{"quantity-0": "10"})
    with clock.freeze(clock.now() + timedelta(days=2)):
        do(Role.RECEIVER, "catat-datang", **came(10))
        page = do(Role.SIGNER, "tanpa-denda", expect=422, reason=" ")
        assert page.select_one("#reason-err").text == "Tulis alasannya, satu kalimat cukup."
        do(Role.SIGNER, "tanpa-denda", reason="Jalan tertutup longsor.")
        do(Role.SIGNER, "serah-terima")
        assert "Jalan tertutup longsor." in as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}").text


def test_a_rest_is_closed_by_both_sides(as_, do, code):
    do(Role.VENDOR_OWNER, "kirim", **{"quantity-0": "6"})
    do(Role.RECEIVER, "catat-datang", **came(6))
    as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}/tutup-sisa")
    do(Role.VENDOR_OWNER, "tutup-sisa", reason="Bahan habis sampai bulan depan.")
    page = as_(Role.SIGNER).get(f"/pesanan/{code}")
    assert "Bahan habis sampai bulan depan." in page.text
    do(Role.SIGNER, "setuju-tutup-sisa")
    page = as_(Role.SIGNER).get(f"/pesanan/{code}")
    assert "tidak jadi 4" in page.text
    assert "Rp75.000" in page.text
    assert "Addendum" in page.text


def test_a_dispute_waits_for_an_admin_who_says_how_it_ends(as_, do, code):
    do(Role.VENDOR_OWNER, "kirim", **{"quantity-0": "10"})
    do(Role.RECEIVER, "catat-datang", **came(8, 2, words="Bungkus sobek"))
    assert "Minta ditengahi" in as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}").text
    page = do(Role.VENDOR_OWNER, "sengketa", expect=422, reason=" ")
    assert page.select_one("#reason-err")
    do(Role.VENDOR_OWNER, "sengketa", reason="Waktu diserahkan masih utuh.")
    admin = as_(Role.ADMIN)
    row = next(each for each in admin.get("/").select("#desk-rows li") if "Sengketa pesanan" in each.text)
    assert row.select_one("b").text == "1"
    assert code in admin.get("/pesanan/perlu-saya").text
    assert "Waktu diserahkan masih utuh." in admin.get(f"/pesanan/{code}/putuskan").text
    page = do(Role.ADMIN, "putuskan", expect=422, outcome="accepted", reason=" ")
    assert page.select_one("#reason-err")
    do(Role.ADMIN, "putuskan", expect=422, reason="Lupa memilih.")
    do(Role.ADMIN, "putuskan", outcome="accepted", reason="Foto menunjukkan utuh.")
    page = as_(Role.SIGNER).get(f"/pesanan/{code}")
    assert "Foto menunjukkan utuh." in page.text
    assert "Barang lengkap, menunggu BAST" in page.text
    assert code not in admin.get("/pesanan/perlu-saya").text


def test_only_an_admin_settles(as_, code):
    for role in (Role.SIGNER, Role.VENDOR_OWNER, Role.RECEIVER):
        as_(role).get(f"/pesanan/{code}/putuskan", expect=403)


def test_a_photo_of_an_arrival_is_for_the_parties(app, shop, as_, do, code, visit, person):
    do(Role.VENDOR_OWNER, "kirim", **{"quantity-0": "10"})
    do(Role.RECEIVER, "catat-datang", photo=(io.BytesIO(photo()), "a.jpg"), **came(10))
    address = f"/pesanan/{code}/datang/1"
    visit(person(Role.FARMER)).get(address, expect=403)
    with app.app_context():
        from domain.people import queries as people

        other = people.offices()[1].code
    visit(person(Role.SIGNER, scope=other)).get(address, expect=404)
    as_(Role.SIGNER).get(f"/pesanan/{code}/datang/2", expect=404)
