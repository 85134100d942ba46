"""The flows people walk most, each with what it may cost. A fresh complaint is walked from report to news.

`limit` is taps, pages and bytes of answers with headers; the order of the flows matters: later ones go on
with what earlier ones made.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tests.journeys.hand import arrives, bar, home, link, press, says, tap, until, visit
from tests.journeys.meter import Cost

LEAF = "Daun bawah busuk, sejak hujan kemarin."
CASE = re.compile(r"/keluhan/(K\d+)")


class Flow(NamedTuple):
    """`hat` is whose demo door; `walk` gets the page and what earlier flows remembered.

    `reads`: the last tap opens what is then read. `warm` was seen before: its script is in the phone.
    """

    name: str
    hat: str | None
    limit: Cost
    walk: Callable
    start: str
    reads: bool
    warm: str


FLOWS: list[Flow] = []


def flow(
    name: str, hat: str | None, *, taps: int, pages: int, kb: float, pictures: int = 0, up: int = 1,
    start: str = "/", reads: bool = False, warm: str = "",
):  # fmt: skip
    """Put a walk into the table; the last three are thousands of bytes."""

    def keep(walk):
        limit = Cost(taps, pages, round(kb * 1_000), pictures * 1_000, up * 1_000)
        FLOWS.append(Flow(name, hat, limit, walk, start, reads, warm))
        return walk

    return keep


class Written(NamedTuple):
    """Words somebody typed: whose page must show them, and how often."""

    hat: str
    address: str
    words: str


def writes(page, seen, label, words, hat, address):
    """Type words nobody else typed; `seen["typed"]` remembers where they must be found in the end."""
    words = f"{words} {seen.get('mark', '')}".strip()
    page.get_by_label(label).fill(words)
    seen.setdefault("typed", []).append(Written(hat, address, words))


def report(page, seen, kind="case"):
    """The last press; the number of the complaint is kept under `kind`."""

    def the_newest():
        visit(page, f"{home(page)}/keluhan/")
        tap(page, page.locator("main .rows a").first)

    press(page, "Kirim")
    arrives(page, CASE, the_newest)
    seen[kind] = CASE.search(page.url)[1]


@flow("farmer: report with photo", "Petani", taps=5, pages=1, kb=6, up=100, warm="/keluhan/baru")
def report_with_photo(page, seen):
    bar(page, "Lapor")
    page.get_by_label("Kentang", exact=True).check()
    page.locator("input[type=file][name=photos]").first.set_input_files(seen["photo"])
    writes(page, seen, "Apa yang terlihat?", LEAF, "Petani", "/keluhan/{case}")
    report(page, seen)


@flow("farmer: report by voice only", "Petani", taps=5, pages=1, kb=6, up=40, warm="/keluhan/baru")
def report_by_voice(page, seen):
    bar(page, "Lapor")
    page.get_by_label("Bawang merah", exact=True).check()
    if seen.get("script", True):
        press(page, re.compile("^Rekam"))
        page.wait_for_timeout(1_200)
        press(page, re.compile("^Hentikan"))
        page.wait_for_timeout(300)
    else:
        page.locator("input[type=file][name=voice]").set_input_files(seen["sound"])
    report(page, seen, "voice")


@flow(
    "officer: report for a farmer",
    "Penyuluh (PPL)",
    taps=4,
    pages=1,
    kb=6,
    up=2,
    warm="/keluhan/untuk-petani",
)
def report_for_a_farmer(page, seen):
    link(page, "Lapor untuk petani")
    page.get_by_label("Nomor HP petani").fill("081234567890")
    page.get_by_label("Nama petani").fill("Pak Sarmin")
    page.get_by_label("Kentang", exact=True).check()
    writes(page, seen, "Apa yang terlihat?", LEAF, "Penyuluh (PPL)", "/kotak/{told}")
    press(page, "Kirim")
    arrives(page, re.compile(r"/kotak/K\d+$"))
    seen["told"] = re.search(r"K\d+", page.url)[0]


@flow("farmer: look first", "Petani", taps=3, pages=2, kb=6, reads=True)
def look_first(page, _seen):
    page.get_by_role("searchbox").first.fill("busuk daun")
    press(page, "Cari")
    tap(page, page.locator("main .rows a").first)
    arrives(page, re.compile("/masalah/|/kasus/|/bacaan/"))


@flow("expert: ask for a close-up", "Penyuluh (PPL)", taps=2, pages=0, kb=1.0, start="/kotak/{voice}")
def ask_for_close_up(page, _seen):
    press(page, "Minta foto dekat")
    says(page, "Menunggu petani")


@flow(
    "expert: answer from a template", "Penyuluh (PPL)", taps=4, pages=2, kb=8, pictures=12, up=4,
    warm="/kotak/{case}/saran",
)  # fmt: skip
def answer_from_template(page, seen):
    tap(page, page.locator(f"main a[href$='/{seen['case']}']").first)
    tap(page, page.locator("main a[href*='dari=siap']").first)
    page.get_by_label("Langkah 1", exact=True).fill("Cabut daun yang busuk.")
    press(page, re.compile("^Kirim ke"))
    arrives(page, re.compile(rf"/kotak/{seen['case']}$"))


@flow("farmer: read the answer", "Petani", taps=2, pages=1, kb=3, pictures=12, reads=True, warm="/keluhan/")
def read_answer(page, seen):
    tap(page, page.locator(f"main a[href='/keluhan/{seen['case']}']").first)
    says(page, "Cabut daun yang busuk.")


@flow("farmer: say it helped", "Petani", taps=1, pages=0, kb=1, start="/keluhan/{case}")
def say_it_helped(page, _seen):
    press(page, "Membaik")
    says(page, "sudah kami catat")


@flow("coordinator: reassign", "Koordinator pertanian", taps=3, pages=1, kb=6)
def reassign(page, _seen):
    tap(page, page.locator("main .rows a").nth(1))
    press(page, re.compile("^Serahkan ke"))
    arrives(page, re.compile(r"/kotak/K\d+$"))


@flow("vendor: change stock", "Pemilik usaha", taps=3, pages=1, kb=5)
def change_stock(page, _seen):
    bar(page, "Barang")
    box = page.locator("main input[name=stock]").first
    field, more = box.get_attribute("id"), int(box.input_value()) + 1
    press(page, "Tambah satu")
    until(page, lambda **how: page.locator(f"#{field}[value='{more}']").wait_for(**how))


@flow("vendor: accept an order", "Pemilik usaha", taps=3, pages=1, kb=5)
def accept_order(page, _seen):
    issued = re.compile("Menunggu jawaban penjual")  # with a capital: an offer waits for an answer too
    tap(page, page.locator("main li", has_text=issued).get_by_role("link").first)
    press(page, "Terima pesanan")
    says(page, "Penjual menyiapkan barang")


@flow("buyer: compare three offers", "Pejabat Pengadaan", taps=5, pages=2, kb=10, reads=True)
def compare_offers(page, _seen):
    page.get_by_role("searchbox").first.fill("nasi kotak")
    press(page, "Cari")
    for box in page.locator("main input[name=b]").all()[:3]:
        box.check()
    press(page, re.compile("^Bandingkan"))
    arrives(page, re.compile("/banding"))


@flow("treasurer: pay and record", "Bendahara", taps=4, pages=1, kb=5)
def pay(page, seen):
    tap(page, page.locator("main li", has_text="menunggu bayar").get_by_role("link").first)
    page.get_by_label("Nomor bukti").fill("SP2D-ALIR-1")
    page.get_by_label("Tanggal bayar").fill(date.today().isoformat())
    press(page, "Tandai dibayar")
    says(page, "Sudah dibayar")
    printed = page.locator("main section", has_text="Kuitansi").last.inner_text()
    seen["paper"] = re.findall(r"[A-Z2-9]{4}-[A-Z2-9]{4}", printed)[-1]


@flow("buyer: repeat the last order", "Pejabat Pengadaan", taps=4, pages=2, kb=8)
def repeat_order(page, seen):
    bar(page, "Pesanan")
    press(page, re.compile("^Ulangi"))
    press(page, "Ajukan ke PPK")
    says(page, "Menunggu persetujuan PPK")
    seen["order"] = re.search(r"P\d+", page.url)[0]


@flow("PPK: approve", "Pejabat Pembuat Komitmen (PPK)", taps=3, pages=1, kb=5)
def approve(page, seen):
    tap(page, page.locator(f"main a[href*='/{seen['order']}']").first)
    press(page, re.compile("^Setujui Rp"))
    says(page, "Menunggu jawaban penjual")


@flow("vendor: a new product", "Pemilik usaha", taps=7, pages=1, kb=8, pictures=12, up=100)
def new_product(page, seen):
    link(page, "Tambah barang")
    page.locator("input[type=file]").first.set_input_files(seen["photo"])
    writes(page, seen, "Nama barang", "Keripik apel manalagi", "Pemilik usaha", "/usaha/barang/{listing}")
    page.get_by_label("Harga").fill("17.500")
    page.get_by_label("Stok sekarang").fill("40")
    page.get_by_label("Ceritakan barangnya").fill("Renyah, tanpa pengawet.")
    page.get_by_label("Satuan", exact=True).select_option(index=1)
    page.get_by_label("Jenis", exact=True).select_option(index=1)
    press(page, "Simpan dulu")
    arrives(page, re.compile(r"/usaha/barang/\d+"))
    seen["listing"] = re.search(r"\d+$", page.url)[0]


@flow("public: check a receipt", None, taps=2, pages=1, kb=3, start="/cek/", reads=True)
def check_receipt(page, seen):
    page.get_by_label("Kode di surat").fill(seen["paper"])
    press(page, "Cek")
    says(page, "Tercatat")


@flow("farmer: reply", "Petani", taps=2, pages=1, kb=6, up=2, warm="/keluhan/")
def reply(page, seen):
    tap(page, page.locator(f"main a[href='/keluhan/{seen['voice']}']").first)
    writes(page, seen, "Jawaban Bapak/Ibu", "Fotonya besok pagi.", "Petani", "/keluhan/{voice}")
    press(page, "Kirim jawaban")
    words, case = seen["typed"][-1].words, f"{home(page)}/keluhan/{seen['voice']}"
    said = page.locator("main").get_by_text(words)
    until(page, said.first.wait_for, lambda: visit(page, case))
