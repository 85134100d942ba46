"""An office buys: from catalogue to paid, each duty by another person."""

import re
from datetime import date

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]


def act(page, base, code, label):
    """Open the purchase and take the step whose button or link says so."""
    page.goto(f"{base}/pesanan/{code}")
    target = (
        page.locator("main")
        .get_by_role("button", name=label)
        .or_(page.locator("main").get_by_role("link", name=label))
    )
    target.first.click()
    page.wait_for_load_state()


def test_a_purchase_goes_from_catalogue_to_money(as_, base):
    buyer = as_("Pejabat Pengadaan")
    buyer.goto(f"{base}/produk/?q=kopi")
    buyer.locator("ul.rows h2 a, ul.rows h3 a").first.click()
    buyer.get_by_role("button", name="Masukkan keranjang").click()
    buyer.wait_for_url(re.compile("/keranjang"))
    buyer.get_by_role("button", name="Buat pesanan").first.click()
    buyer.wait_for_url(re.compile(r"/pesanan/P\d+"))
    code = re.search(r"P\d+", buyer.url)[0]
    act(buyer, base, code, "Isi anggaran dan pengiriman")
    buyer.locator("#budget_line_id").select_option(index=1)
    buyer.get_by_label("Dikirim ke").fill("Ruang rapat lantai dua")
    buyer.get_by_label("Paling lambat sampai").fill(date.today().replace(month=12, day=31).isoformat())
    buyer.get_by_role("button", name="Simpan dan hitung pajak").click()
    buyer.wait_for_url(re.compile(rf"/pesanan/{code}$"))
    act(buyer, base, code, "Ajukan ke PPK")
    buyer.get_by_text("Menunggu persetujuan PPK").first.wait_for()

    signer = as_("Pejabat Pembuat Komitmen")
    act(signer, base, code, "Setujui")
    signer.get_by_role("button", name=re.compile("Setujui Rp")).click()
    signer.get_by_text("Menunggu jawaban penjual").first.wait_for()
    signer.get_by_role("link", name="Surat Pesanan").click()
    signer.get_by_text("Terbilang:").wait_for()
