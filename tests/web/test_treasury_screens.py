"""The treasurer's desk on screen, with and without script; the vendor's QRIS."""

import io
import zipfile

import pytest

from domain import clock
from domain.people.rules import Role
from tests.domain.test_money_actions import BILLING, NTPN, paid
from tests.domain.test_qris import payload
from tests.support.market import Market


@pytest.fixture
def sold(app):
    """A market with one paid purchase and one that waits to be paid."""
    with app.app_context():
        market = Market()
        market.paid = paid(market)
        market.waiting = market.until_verified()
        return market


@pytest.fixture
def as_(visit, sold):
    return lambda role, htmx=False: visit(
        sold.owner if role is Role.VENDOR_OWNER else sold.people[role], htmx=htmx
    )


@pytest.mark.parametrize("htmx", [False, True])
def test_the_desk_shows_what_to_pay_and_what_to_hand_in(as_, sold, htmx):
    desk = as_(Role.TREASURER, htmx)
    page = desk.get("/bendahara/")
    assert sold.waiting in page.text and "PPh 22 Rp45.000" in page.text
    here = f"/bendahara/setor/{sold.paid}/0/pph22"
    desk.get(here)
    refused = desk.post(here, expect=422, ntpn="123", billing_id=BILLING, deposited_on=str(clock.today()))
    assert "16 huruf" in refused.select_one("#ntpn-err").text
    assert refused.select_one("#ntpn")["value"] == "123"
    desk.post(here, ntpn=NTPN, billing_id=BILLING, bupot_number="BP-1", deposited_on=str(clock.today()))
    assert "Semua pajak sudah disetor" in desk.get("/bendahara/").text
    desk.get(here, expect=404)


def test_the_book_and_the_reports_are_the_same_on_screen_and_in_files(as_, sold):
    desk, month = as_(Role.TREASURER), f"{clock.today():%Y-%m}"
    page = desk.get("/bendahara/buku")
    assert "Rp3.000.000" in page.text and "SP2D-1" in page.text
    assert desk.get(f"/bendahara/buku/{month}.pdf").data.startswith(b"%PDF")
    assert b"2955000" in desk.get(f"/bendahara/buku/{month}.csv").data
    assert desk.get(f"/bendahara/buku/{month}.xlsx").data[:2] == b"PK"
    for group in ("kantor", "penjual", "etalase"):
        assert "Rp3.000.000" in desk.get(f"/bendahara/laporan?per={group}").text
        assert b"3000000" in desk.get(f"/bendahara/laporan/{group}/{month}.csv").data
        assert b"3000000" in desk.get(f"/bendahara/laporan/{group}/{month[:4]}.csv").data
    desk.get("/bendahara/laporan?per=warna", expect=404)
    desk.get("/bendahara/buku/2026-13.csv", expect=404)


@pytest.mark.parametrize("htmx", [False, True])
def test_spp_and_spm_are_noted_from_the_book(as_, sold, htmx):
    desk, here, today = as_(Role.TREASURER, htmx), f"/bendahara/spm/{sold.paid}/0", str(clock.today())
    assert here in str(desk.get("/bendahara/buku").select_one("main"))
    desk.get(here)
    typed = {"spp_number": "12/SPP-LS/2026", "spp_on": today, "spm_number": "12/SPM-LS/2026"}
    refused = desk.post(here, expect=422, **typed, spm_on="2026-01-01")
    assert "sebelum tanggal SPP" in refused.select_one("#spm_on-err").text
    assert refused.select_one("#spp_number")["value"] == "12/SPP-LS/2026"
    desk.post(here, **typed, spm_on=today)
    assert "12/SPM-LS/2026" in desk.get("/bendahara/buku").text
    assert b"12/SPP-LS/2026" in desk.get(f"/bendahara/buku/{clock.today():%Y-%m}.csv").data
    desk.get(here, expect=404)
    as_(Role.FINANCE_VERIFIER).get(here, expect=403)


def test_drafts_for_coretax_say_that_they_are_drafts(as_):
    desk, month = as_(Role.TREASURER), f"{clock.today():%Y-%m}"
    assert "draf" in desk.get("/bendahara/coretax").text
    answer = desk.get(f"/bendahara/coretax/{month}/ebupot.xml")
    assert "draf-ebupot" in answer.headers["Content-Disposition"]
    assert b"<Bpu>" in answer.data
    packed = desk.get(f"/bendahara/coretax/{month}/efaktur.zip").data
    assert zipfile.ZipFile(io.BytesIO(packed)).namelist() == []


def test_others_have_no_business_at_the_desk(as_):
    for role in (Role.SIGNER, Role.PROCURER, Role.VENDOR_OWNER):
        as_(role).get("/bendahara/", expect=403)
    as_(Role.FINANCE_VERIFIER).get("/bendahara/buku")
    as_(Role.SIGNER).get("/bendahara/buku", expect=403)


def test_a_vendor_sees_whose_code_it_is_before_keeping_it_and_the_treasurer_gets_the_amount(as_, sold):
    owner, desk = as_(Role.VENDOR_OWNER), as_(Role.TREASURER)
    assert "QRIS penjual" not in desk.get(f"/pesanan/{sold.waiting}/bayar").text
    owner.get("/bendahara/qris")
    refused = owner.post("/bendahara/qris/periksa", expect=422, payload="halo")
    assert "tidak utuh" in refused.select_one("#payload-err").text
    seen = owner.post("/bendahara/qris/periksa", expect=200, payload=payload())
    assert "DAPUR CONTOH" in seen.text and "ID1020000000001" in seen.text
    owner.post("/bendahara/qris", payload=payload())
    assert "DAPUR CONTOH" in owner.get("/bendahara/qris").text
    assert "QRIS penjual" in desk.get(f"/pesanan/{sold.waiting}/bayar").text
    page = desk.get(f"/bendahara/qris/{sold.waiting}")
    assert page.select_one("main svg path") and "bukan bukti bayar" in page.text
    desk.get(f"/bendahara/qris/{sold.paid}", expect=404)


def test_the_road_of_a_payment_is_chosen_on_the_form(as_, sold):
    desk = as_(Role.TREASURER)
    page = desk.get(f"/pesanan/{sold.waiting}/bayar")
    assert {option["value"] for option in page.select("#channel option")} >= {"sp2d", "qris", "cms"}
    fields = {
        field["name"]: field["value"] for field in page.select("input[value]") if field["name"] != "once_key"
    }
    desk.post(f"/pesanan/{sold.waiting}/bayar", **fields | {"channel": "qris", "proof_number": "Q-1"})
    assert "Sudah dibayar" in desk.get(f"/pesanan/{sold.waiting}").text
