"""Every page that every hat can reach, in English: no Indonesian stands outside of what is data.

Data is what the database and the region pack hold: names, what people typed, sentences kept with an order. Papers
stay as they are.
"""

import http.cookiejar
import re
import sqlite3
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.accessible.crawl import NOBODY, crawl, doors
from tests.accessible.site import CITY, copy, serving, shared
from web.language import catalogues

# words that no screen does without, and that are no English words
COMMON = frozenset(
    """ada adalah agar akan alamat alasan anda antara atau baru belum berubah bisa boleh buka bukan catat catatan cari
    dan dari datang dengan desa di dibatalkan dibayar dikirim dipakai diperiksa diterima ditolak hanya hapus harga hari
    harus ini isi itu jadi jam jangan jumlah juga kalau kami kantor ke kembali keluhan kirim kosong kurang lagi lahan
    lain langkah lebih lewat lihat masih masuk menjadi menunggu minggu misalnya nama nomor oleh orang pada paling
    penjual penyuluh perlu pesanan petani pilih punya saja sama sampai saran satu sebelum sejak sekarang selesai
    semua seperti sesudah setiap siap simpan sisa sudah supaya tahun tampil tanaman tanggal tentang terima tersimpan
    tidak tulis ubah untuk usaha waktu yang""".split()
)
TOKEN = re.compile(r"[^\W\d_]+|\d[\d.,]*")
SEGMENT = re.compile(r"[·:,.()“”\"';|/!?…\n–-]+")
ATTRIBUTES = ("aria-label", "placeholder", "title", "alt", "data-queue")
STAYS = re.compile(
    "Surat Pesanan|(?<=^Columns that must be there: ).*"
)  # a word of the law; columns that are read
PAPERS = re.compile(r"/surat/|/cetak$|^/gaya$|/berkas/")


class Phone:
    """A browser that reads a language and follows no redirects, as the crawler asks for."""

    def __init__(self, base: str, door: str | None = None, code: str = "en"):
        self.base = base
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar, _Stay())
        self.ask("/akun/tampilan", f"lang={code}".encode())
        if door:
            self.ask(door, b"x=1")

    def ask(self, path: str, body: bytes | None = None) -> "Answer":
        request = urllib.request.Request(self.base + path, body, {"Sec-Fetch-Site": "same-origin"})
        with self.opener.open(request) as response:
            return Answer(response.status, response.headers, response.read())


class _Stay(urllib.request.HTTPErrorProcessor):
    def http_response(self, _request, response):
        return response

    https_response = http_response


class Answer:
    def __init__(self, status: int, headers, body: bytes):
        self.status, self.body = status, body
        self.headers = {name.lower(): value for name, value in headers.items()}

    def text(self) -> str:
        return self.body.decode()


def shown(page: str) -> Iterator[str]:
    """Every piece of text a reader meets: what stands there, and what is read aloud or stands in an empty field."""
    soup = BeautifulSoup(page, "html.parser")
    for unseen in soup(["script", "style", "svg", "textarea"]) + soup.select("body [lang]"):
        unseen.decompose()
    for text in soup.find_all(string=True):
        if text.strip():
            yield " ".join(text.split())
    for tag in soup.find_all(True):
        yield from (" ".join(tag[name].split()) for name in ATTRIBUTES if tag.get(name))


def windows(text: str) -> Iterator[tuple[str, str | None, str | None]]:
    """Each word with the ones beside it, within a piece of a sentence; figures are '#'."""
    for piece in SEGMENT.split(text.casefold()):
        words = ["#" if token[0].isdigit() else token for token in TOKEN.findall(piece)]
        for at, word in enumerate(words):
            yield (
                word,
                words[at - 1] if at else None,
                words[at + 1] if at + 1 < len(words) else None,
            )


class Data:
    """What is no screen's own: told by the words beside a word."""

    def __init__(self, texts: Iterable[str]):
        self.words: set[str] = set()
        self.alone: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        self.threes: set[tuple[str, str, str]] = set()
        for text in texts:
            for word, before, after in windows(text):
                self.words.add(word)
                if before is None and after is None:
                    self.alone.add(word)
                if after:
                    self.pairs.add((word, after))
                if before and after:
                    self.threes.add((before, word, after))

    def holds(self, word: str, before: str | None, after: str | None) -> bool:
        if before and after:
            return (before, word, after) in self.threes
        if before or after:
            return ((before, word) if before else (word, after)) in self.pairs
        return word in self.alone

    def ends(self, word: str, before: str | None, after: str | None) -> bool:
        """Whether it may be a piece that was cut off: '… one lunch, one...'."""
        return before is None and after is None and word in self.words


def strange(text: str, data: Data, said: dict[str, str]) -> bool:
    """Whether a piece of text is Indonesian and not data."""
    if text in said:
        return said[text] != text and not all(data.holds(*each) for each in windows(text))
    met = list(windows(STAYS.sub("", text)))
    return any(
        word in COMMON and not data.holds(word, *beside) and not (len(met) > 1 and data.ends(word, *beside))
        for word, *beside in met
    )


def stored(database: Path) -> Iterator[str]:
    """Every text of every table."""
    with sqlite3.connect(database) as rows:
        tables = [name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for row in rows.execute(f'SELECT * FROM "{table}"'):
                yield from (value for value in row if isinstance(value, str))


def leftovers(url: str, database: Path) -> tuple[dict[str, str], int]:
    """Each strange piece of text with where it stands, and how many pages were read."""
    region = (path.read_text(encoding="utf-8", errors="ignore") for path in CITY.rglob("*") if path.is_file())
    data, said = Data([*stored(database), *region]), catalogues()["en"]
    found, pages = {}, 0
    for hat, door in [(NOBODY, None), *doors(Phone(url, code="id").ask)]:
        for met, answer in crawl(Phone(url, door).ask, hat):
            if PAPERS.search(met.path.partition("?")[0]):
                continue
            pages += 1
            page = answer.text()
            assert '<html lang="en"' in page or 'class="sheet"' in page, met
            for text in shown(page):
                if strange(text, data, said):
                    found.setdefault(text, f"{met.path} ({hat})")
    return found, pages


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    folder = copy(shared(tmp_path_factory), tmp_path_factory.mktemp("languages") / "city")
    with serving(folder) as url:
        return leftovers(url, folder / "lumbung.sqlite")


def test_no_page_speaks_indonesian_to_who_reads_english(read):
    """A sentence listed here lacks `_()` or `say()`, or was joined before it was said: see CONTRIBUTING.md."""
    found, pages = read
    assert found == {}
    assert pages > 300


def test_it_tells_data_from_words_of_the_screen():
    data = Data(["Bunga potong dan mawar", "Paku isi 12", "Selesai"])
    said = {"Simpan": "Save", "Selesai": "Finished", "Video": "Video"}
    for text in ("Bunga potong dan mawar · K0001", "Paku isi 24, 3 orders", "Selesai", "Video", "Save it"):
        assert not strange(text, data, said), text
    for text in ("Simpan", "Tidak ada nomor", "Mawar dan apel", "13 h lagi", "Rp5.000 sampai Rp6.000"):
        assert strange(text, data, said), text
