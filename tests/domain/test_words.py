import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import words

SYNONYMS = {
    "kresek": "hawar daun",
    "hawar": "busuk",
    "kutu": "tungau",
    "tungau": "kutu",
    "patek": "antraknosa",
    "mati otomatis": "layu bakteri",
    "obat": "pestisida",
    "jeruk peras": "jeruk",
}

FAMILIES = [
    "keluh keluhan mengeluhkan dikeluhkan keluhannya",
    "tanam tanaman menanam penanaman ditanam tanamannya bertanam",
    "pesan pesanan pemesanan memesan dipesan",
    "kirim pengiriman mengirim kiriman dikirim mengirimkan",
    "kuning menguning",
    "keriting mengeriting",
    "pupuk pemupukan memupuk dipupuk",
    "semprot penyemprotan menyemprot disemprot semprotan",
    "busuk membusuk pembusukan",
    "serang serangan menyerang terserang diserang",
    "sewa penyewaan menyewa disewa disewakan menyewakan",
    "bayar pembayaran membayar dibayar dibayarkan",
    "beli pembelian membeli pembeli",
    "jual penjualan menjual penjual",
    "terima penerimaan menerima diterima penerima",
    "setuju persetujuan menyetujui disetujui",
    "tagih tagihan penagihan menagih",
    "obat pengobatan mengobati obatnya",
    "semai persemaian penyemaian menyemai semaian",
    "rusak kerusakan merusak dirusak",
    "sakit penyakit penyakitnya",
    "ternak peternakan beternak peternak",
    "panen memanen dipanen panenan pemanenan",
    "tani petani pertanian bertani",
    "layu melayu kelayuan",
    "kering kekeringan mengering pengeringan",
    "periksa pemeriksaan memeriksa diperiksa pemeriksa",
    "adu aduan pengaduan mengadu mengadukan",
    "lapor laporan melapor pelaporan dilaporkan melaporkan",
]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.split()[0])
def test_a_family_of_words_meets(family):
    assert len({words.stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("tanam", "tanah"),
        ("pesan", "pesta"),
        ("kuning", "kucing"),
        ("layu", "kayu"),
        ("benih", "bersih"),
        ("semai", "sampai"),
        ("hama", "jamur"),
        ("pupuk", "kutu"),
        ("keripik", "kepik"),
        ("makan", "masak"),
        ("kentang", "tentang"),
        ("padi", "pada"),
        ("beli", "benih"),
        ("cabai", "cabut"),
        ("sewa", "sawah"),
        ("siram", "siang"),
        ("petani", "petak"),
    ],
)
def test_words_that_only_look_alike_stay_apart(one, other):
    assert words.stem(one) != words.stem(other)


@pytest.mark.parametrize("root", sorted(words.ROOTS))
def test_a_root_is_its_own_stem(root):
    assert words.stem(root) == root


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  Daun  CABAI,keriting! ", "daun cabai keriting"),
        ("Kopi Arábika", "kopi arabika"),
        ("kutu‑kutuan", "kutu kutuan"),
        ("<div hx-get=/x>", "div hx get x"),
        ("100 g", "100 g"),
        ("١٢٣ 🌱", ""),
        ("", ""),
    ],
)
def test_text_is_brought_to_plain_words(text, plain):
    assert words.normalise(text) == plain


def test_a_query_asks_for_the_stems_of_what_matters():
    assert words.terms("Bagaimana penyemprotan daun cabai yang menguning?", SYNONYMS) == [
        "semprot",
        "daun",
        "cabai",
        "kuning",
    ]


def test_a_local_name_finds_what_it_means_and_the_other_way_round():
    said = words.search_text("Cabai kena patek", synonyms=SYNONYMS).split()
    meant = words.search_text("Antraknosa pada cabai", synonyms=SYNONYMS).split()
    for query in ("patek", "antraknosa"):
        (term,) = words.terms(query, SYNONYMS)
        assert term in said
        assert term in meant


def test_a_phrase_is_one_meaning():
    assert words.terms("bawang mati otomatis", SYNONYMS) == ["bawang", "layu", "bakteri"]
    assert words.terms("bawang mati", SYNONYMS) == ["bawang", "mati"]


def test_a_local_name_may_lead_to_another_and_a_circle_comes_to_rest():
    assert words.terms("kresek", SYNONYMS) == ["busuk", "daun"]
    assert words.terms("hawar", SYNONYMS) == ["busuk"]
    assert words.terms("satu itu", {"satu": "dua", "dua": "satu"}) == ["satu"]


def test_the_index_keeps_the_words_as_said():
    held = words.search_text("Pemupukan cabai", "oleh petani", synonyms=SYNONYMS)
    assert held == "pemupukan cabai pupuk oleh petani tani"


def test_stop_words_alone_are_still_a_question():
    assert words.terms("yang di", SYNONYMS) == ["yang", "di"]
    assert words.terms("?!", SYNONYMS) == []


def test_a_query_has_an_end():
    assert len(words.terms(" ".join(f"kata{n}" for n in range(500)), SYNONYMS)) == words.MOST_TERMS


texts = st.text(max_size=60) | st.lists(
    st.sampled_from(" ".join(FAMILIES).split() + list(words.STOP_WORDS) + list(SYNONYMS)), max_size=8
).map(" ".join)


@given(texts)
def test_every_text_finds_itself(text):
    held = words.search_text(text, synonyms=SYNONYMS).split()
    assert set(words.terms(text, SYNONYMS)) <= set(held)


@given(texts)
def test_plain_words_stay_plain(text):
    plain = words.normalise(text)
    assert words.normalise(plain) == plain
    assert plain.isascii()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kentnag", "kentang"),
        ("weereng", "wereng"),
        ("kenatng", "kentang"),
        ("pupk", "pupuk"),
        ("antraknosaa", "antraknosa"),
        ("kentang", "kentang"),
    ],
)
def test_a_slip_of_the_finger_is_understood(typed, meant):
    vocabulary = ["kentang", "wereng", "cabai", "pupuk", "antraknosa", "daun"]
    assert words.nearest(typed, vocabulary) == meant


@pytest.mark.parametrize("typed", ["dau", "xyzzy", "", "kopi", "cabe"])
def test_what_is_too_far_or_too_short_is_not_guessed(typed):
    assert words.nearest(typed, ["daun", "kentang", "cabai"]) is None


def test_the_nearest_wins_and_the_first_of_equals():
    assert words.nearest("kubus", ["kutus", "kubis", "kubus"]) == "kubus"
    assert words.nearest("kubas", ["kubis", "kubus"]) == "kubis"


def test_the_stemmer_may_be_used_by_many_threads():
    unknown = [f"{prefix}zab{n}kan" for n in range(300) for prefix in ("me", "di", "ber")]
    words.stem.cache_clear()
    alone = [words.stem(word) for word in unknown]
    words.stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(words.stem, unknown)) == alone


def test_hostile_text_is_read_quickly():
    started = time.perf_counter()
    words.terms("a" * 50_000, SYNONYMS)
    words.search_text("me" * 25_000, "- " * 25_000, synonyms=SYNONYMS)
    assert time.perf_counter() - started < 0.25


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Keripik Apel 100 g", "keripik-apel-100-g"),
        ("Kopi “Arjuna” — rasa café!", "kopi-arjuna-rasa-cafe"),
        ("../../etc", "etc"),
        ("日本", ""),
        ("kata " * 30, "-".join(["kata"] * 10)),
        ("x" * 120, "x" * words.LONGEST_WORD),
    ],
)
def test_a_slug_is_plain_and_ends_with_a_whole_word(name, slug):
    assert words.slug(name) == slug


@given(st.text(max_size=200))
def test_a_slug_needs_no_escape_in_an_address(name):
    assert set(words.slug(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(words.slug(name)) <= words.LONGEST_SLUG
