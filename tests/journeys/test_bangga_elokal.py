"""An office buys: from catalogue to money, each duty by another person; then anybody checks the papers."""

import re
from datetime import date

import pytest

pytestmark = pytest.mark.browser
WORTH = 3_000_000  # rupiah: enough for a treasurer to withhold PPh 22
PAPERS = (
    "Surat Pesanan",
    "Surat Jalan",
    "Tanda Terima",
    "Berita Acara Pemeriksaan",
    "Berita Acara Serah Terima",
)
PAPERS += ("Tagihan", "Kuitansi", "Berita Acara Pembayaran")


def act(page, base, code, label):
    """Open the purchase and take the step whose button or link says so."""
    page.goto(f"{base}/pesanan/{code}")
    main = page.locator("main")
    target = main.get_by_role("button", name=label).or_(main.get_by_role("link", name=label))
    target.first.click()
    page.wait_for_load_state()


def says(page, text):
    """Wait until the page says it."""
    page.locator("main").get_by_text(text).first.wait_for()


def send(page, label, code):
    """Send the form on the screen; the purchase is shown after it."""
    page.get_by_role("button", name=label).click()
    page.wait_for_url(re.compile(rf"/pesanan/{code}$"))


def number(text):
    return int(re.sub(r"\D", "", text))


def fill_basket(buyer, base, listings):
    """The first of these with stock for WORTH rupiah goes into the basket."""
    for listing in listings:
        if buyer.goto(f"{base}/produk/{listing}").status != 200:
            continue
        words = buyer.locator("main").inner_text()
        price, stock = re.search(r"Rp([\d.]+)\s+per", words), re.search(r"Stok\s+([\d.]+)", words)
        quantity = WORTH // number(price[1]) + 1
        if number(stock[1]) < quantity:
            continue
        buyer.get_by_label("Jumlah").fill(str(quantity))
        buyer.get_by_role("button", name="Masukkan keranjang").click()
        buyer.wait_for_url(re.compile("/keranjang"))
        return
    raise AssertionError("the vendor has too little on the shelf")


def order(buyer, base):
    """The basket becomes a purchase that waits for the PPK; returns its code."""
    vendor = buyer.locator("main section", has=buyer.get_by_role("button", name="Buat pesanan"))
    vendor.first.get_by_role("button", name="Buat pesanan").click()
    buyer.wait_for_url(re.compile(r"/pesanan/P\d+"))
    code = re.search(r"P\d+", buyer.url)[0]
    act(buyer, base, code, "Isi anggaran dan pengiriman")
    buyer.locator("#budget_line_id").select_option(index=1)
    buyer.get_by_label("Dikirim ke").fill("Ruang rapat lantai dua")
    buyer.get_by_label("Paling lambat sampai").fill(date.today().replace(month=12, day=31).isoformat())
    send(buyer, "Simpan dan hitung pajak", code)
    act(buyer, base, code, "Ajukan ke PPK")
    says(buyer, "Menunggu persetujuan PPK")
    return code


def empty_basket(buyer, base):
    """What the demo left in the basket goes out first."""
    buyer.goto(f"{base}/keranjang/")
    remove = buyer.get_by_role("button", name=re.compile("^Hapus"))
    while left := remove.count():
        remove.first.click()
        buyer.wait_for_function(
            "n => document.querySelectorAll('#basket-rows button[name=listing_id]').length < n", arg=left
        )


def shelf_of(vendor, base):
    """Ids of what the vendor of the demo sells."""
    vendor.goto(f"{base}/usaha/barang")
    links = vendor.locator("main a[href^='/usaha/barang/']")
    found = [re.search(r"/usaha/barang/(\d+)$", link.get_attribute("href")) for link in links.all()]
    return [match[1] for match in found if match]


def test_a_purchase_goes_from_catalogue_to_money(as_, base):
    vendor, buyer = as_("Pemilik usaha"), as_("Pejabat Pengadaan")
    empty_basket(buyer, base)
    fill_basket(buyer, base, shelf_of(vendor, base))
    code = order(buyer, base)

    signer = as_("Pejabat Pembuat Komitmen")
    act(signer, base, code, "Setujui")
    send(signer, re.compile("^Setujui Rp"), code)
    says(signer, "Menunggu jawaban penjual")
    signer.get_by_role("link", name="Surat Pesanan").click()
    says(signer, "Terbilang:")

    act(vendor, base, code, "Terima pesanan")
    says(vendor, "Penjual menyiapkan barang")
    act(vendor, base, code, "Kirim barang")
    send(vendor, "Kirim, buat surat jalan", code)
    says(vendor, "Sedang dikirim")

    receiver = as_("Penerima barang")
    act(receiver, base, code, "Catat barang datang")
    send(receiver, "Catat barang datang", code)
    says(receiver, "Barang lengkap, menunggu BAST")
    act(signer, base, code, "Buat BAST")
    says(signer, "BAST terbit, menunggu tagihan")

    act(vendor, base, code, "Kirim tagihan")
    vendor.get_by_label("Nomor faktur pajak").fill("04000026000000001")
    send(vendor, re.compile("^Kirim tagihan Rp"), code)
    verifier = as_("Pejabat Penatausahaan Keuangan")
    act(verifier, base, code, "Tagihan benar")
    says(verifier, "Sudah diterima, menunggu bayar")

    treasurer = as_("Bendahara")
    act(treasurer, base, code, "Catat pembayaran")
    says(treasurer, "dipotong, disetor")
    treasurer.get_by_label("Nomor bukti").fill("SP2D-JOURNEY-1")
    treasurer.get_by_label("Tanggal bayar").fill(date.today().isoformat())
    send(treasurer, "Tandai dibayar", code)
    says(treasurer, "Sudah dibayar")

    act(vendor, base, code, "Uang sudah masuk")
    says(vendor, "Selesai")
    papers = vendor.locator(f"#order-{code}-papers")
    assert papers.locator("h3").all_inner_texts() == list(PAPERS)
    check_papers(as_(None), base, papers)


def check_papers(anybody, base, papers):
    """Who is not signed in types the code off the receipt of money, and is told it is genuine."""
    shown = papers.locator("li").last.inner_text()
    check, printed = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", shown)[0], shown.split("\n")[1].split(" · ")[0]
    anybody.goto(f"{base}/cek/")
    anybody.get_by_label("Kode di surat").fill(check.lower().replace("-", " "))
    anybody.get_by_role("button", name="Cek").click()
    anybody.wait_for_url(re.compile(rf"/cek/{check}$"))
    says(anybody, "Tercatat, tidak diubah")
    says(anybody, printed)
