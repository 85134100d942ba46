"""Indonesian search words: one path for what is indexed and for what is asked.

`search_text` feeds the index, `terms` the query. Every term of a text is a word of its own
search text, so a text always finds itself. Synonyms (local names, `patek` for antraknosa) come from
the region as {said: meant}, both in plain words; texts hold what was said and what it means,
queries ask for what is meant.

Snowball alone splits this field's own key words (keluhan, mengeluhkan, keluh become three stems), so
words built on a known root go back to it first.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import snowballstemmer

LONGEST_WORD = 40
MOST_TERMS = 12
LONGEST_PHRASE = 3
LONGEST_SLUG = 50

STOP_WORDS = frozenset(
    """
    ada adalah agar akan aku anda apa apakah atau bagaimana bagi bahwa banyak bapak beberapa
    belum bisa buat bu bukan dalam dan dapat dari dengan di dia harus hanya ibu ini itu iya jadi
    jika juga kalau kami kamu kan karena kata ke kenapa kepada kita kok lagi lalu lebih maka mau
    mereka mohon namun nya oleh pada pak para per punya saat saja sangat saya sebagai secara
    sedang sejak seperti sering serta sih sudah supaya tapi telah tentang terhadap terus tetapi
    tidak tolong untuk yaitu yang
    """.split()
)

# words that say when, how much or that there is a plant at all: in most reports, so alike they make none
SAY_LITTLE = frozenset(
    """
    akhir alami awal baru besok bulan cepat cuma dekat diserang dua empat enam hampir hari hujan
    kebun kejadian kelihatan kemarin kena kira ladang lahan lama lihat lima lusa makin malam
    masih mati minggu minta mulai muncul mungkin pagi parah pekan petak petani pohon punya sakit
    sama saran satu sawah sebagian sedikit sehari sekali sekarang semakin semalam semua semuanya
    sepuluh serang setelah siang sore tadi tahun tampak tanam tanaman terkena terlihat tiba tiga
    tinggal tumbuh waktu
    """.split()
)

ROOTS = frozenset(
    """
    adu ajar aju alat alir ambil ampuh antar apel asuransi atur ayam bakteri bantu bawang bayar
    belanja beli benih bersih bibit bolong buah bunga busuk cabai cabut cair cangkul catat cetak
    daun dinding drainase ganggu ganti garap gulung hama hasil hujan ikan isi jagung jaga jahit
    jambu jamin jamur jemur jeruk jual kain kandang kantor kayu kebun keluh kembang kemas
    kentang kepik kering keripik keriting kirim kompos kubis kuning kursi kutu lahan lalat lapor
    layu lindung lubang makan masak mati meja mekar mesin minum mulsa murah nota obat olah padi
    pakai paket panen pangan pangkas pasang pelihara periksa pesan pesta petak petik pilih
    potong pupuk rambat rawat rental rontok rugi rusak sakit saji salur sapi sayur sehat sebar
    selesai semai sembuh semprot semut serang serap serbuk serah setor setuju sewa siang siram
    suara subur sumbang susu tabur tagih tahan tanah tanam tani tanggung tangkai tawar tebang
    tebar tembakau tenda terap terima ternak tikus tindak tomat trips tukar tumbuh tunas tutup
    tolak ubah uji ulat unduh wereng wortel
    """.split()
)

# prefix -> first letters it may have swallowed ("memupuk" hides the p of pupuk)
_PREFIXES = {
    "memper": ("",),
    "keber": ("",),
    "meny": ("s",),
    "peny": ("s",),
    "meng": ("", "k"),
    "peng": ("", "k"),
    "mem": ("", "p"),
    "pem": ("", "p"),
    "men": ("", "t"),
    "pen": ("", "t"),
    "ber": ("",),
    "per": ("",),
    "ter": ("",),
    "me": ("",),
    "pe": ("",),
    "di": ("",),
    "ke": ("",),
    "se": ("",),
    "": ("",),
}
_SUFFIXES = ("", "kan", "an", "i", "nya", "annya", "kannya", "inya", "lah", "ku", "mu")

# told apart or together by hand, where neither the roots nor Snowball is right
EXCEPTIONS = {
    "bertani": "tani",
    "daunan": "daun",
    "dedaunan": "daun",
    "pelajaran": "ajar",
    "pelajari": "ajar",
    "belajar": "ajar",
    "pengajuan": "aju",
    "perikanan": "ikan",
    "pakan": "pakan",
    "pestisida": "pestisida",
    "fungisida": "fungisida",
    "insektisida": "insektisida",
    "herbisida": "herbisida",
    "sayuran": "sayur",
    "sayurmayur": "sayur",
    "buahbuahan": "buah",
}

_WORD = re.compile(r"[0-9a-z]+")
_snowball = snowballstemmer.stemmer("indonesian")
_one_at_a_time = threading.Lock()  # the stemmer keeps the word it works on in itself


def normalise(text: str) -> str:
    """Small letters without marks, words parted by one space, everything else gone."""
    bare = text.lower() if text.isascii() else _without_marks(text)
    return " ".join(word[:LONGEST_WORD] for word in _WORD.findall(bare))


@lru_cache(maxsize=10_000)
def slug(text: str) -> str:
    """The text as it stands in an address: 'Keripik Apel 100 g' is keripik-apel-100-g. Whole words, not too many."""
    said = normalise(text).replace(" ", "-")
    if len(said) <= LONGEST_SLUG:
        return said
    return said[: LONGEST_SLUG + 1].rpartition("-")[0] or said[:LONGEST_SLUG]


def _without_marks(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The root of one normalised word."""
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    known = _known_root(word)
    if known:
        return known
    with _one_at_a_time:
        return _snowball.stemWord(word)


def _known_root(word: str) -> str | None:
    """The longest known root the word can be built on, if any."""
    found = [root for root in _peeled(word) if root in ROOTS]
    return max(found, key=len, default=None)


def _peeled(word: str) -> Iterator[str]:
    """The word without each prefix and suffix it may carry, the swallowed letter put back."""
    for prefix, swallowed in _PREFIXES.items():
        for suffix in _SUFFIXES:
            if word.startswith(prefix) and word.endswith(suffix) and len(word) > len(prefix) + len(suffix):
                core = word[len(prefix) : len(word) - len(suffix)]
                yield from (letter + core for letter in swallowed)


def terms(text: str, synonyms: Mapping[str, str]) -> list[str]:
    """What to ask the index for: stems of the words that matter, each once, at most MOST_TERMS.

    A query of stop words only asks for them as they are. Empty when there is no word at all.
    """
    said = normalise(text).split()
    meant = [word for phrase in _phrases(said, synonyms) for word in _meaning(phrase, synonyms)]
    stems = [stem(word) for word in meant if word not in STOP_WORDS]
    return list(dict.fromkeys(stems or said))[:MOST_TERMS]


def search_text(*parts: str, synonyms: Mapping[str, str]) -> str:
    """What the index holds of a text: its words, their stems, and what local names mean; each once."""
    kept: dict[str, None] = {}
    for part in parts:
        said = normalise(part).split()
        kept.update(dict.fromkeys(said))
        kept.update((stem(word), None) for word in said if word not in STOP_WORDS)
        for phrase in _phrases(said, synonyms):
            kept.update((stem(word), None) for word in _meaning(phrase, synonyms))
    return " ".join(kept)


def _phrases(said: list[str], synonyms: Mapping[str, str]) -> Iterator[str]:
    """The text cut into known phrases, the longest first, and single words."""
    at = 0
    while at < len(said):
        length = next((n for n in range(LONGEST_PHRASE, 1, -1) if " ".join(said[at : at + n]) in synonyms), 1)
        yield " ".join(said[at : at + length])
        at += length


def _meaning(phrase: str, synonyms: Mapping[str, str], met: frozenset[str] = frozenset()) -> list[str]:
    """The words a phrase stands for, followed to the end where one local name leads to another."""
    if phrase not in synonyms or phrase in met:
        return phrase.split()
    said = normalise(synonyms[phrase]).split()
    return [word for part in _phrases(said, synonyms) for word in _meaning(part, synonyms, met | {phrase})]


def mentions(text: str, names: Iterable[str]) -> bool:
    """Whether one of the names stands whole in the text, however it is written ("Karbofuran + x")."""
    said = f" {normalise(text)} "
    return any(f" {name} " in said for name in map(normalise, names) if name)


def one_slip_apart(one: str, other: str) -> bool:
    """Whether one letter added, lost, changed or swapped makes one word the other, or they are equal."""
    return _slips(one, other, 1) <= 1


def nearest(word: str, vocabulary: Iterable[str]) -> str | None:
    """The word of the vocabulary that was probably meant: one slip, or two in words of six letters or more.

    Two letters swapped are one slip. The first of equally near words wins, so bring the more
    frequent ones first. None for words under four letters: too many would do.
    """
    if len(word) < 4:
        return None
    best, allowed = None, 1 if len(word) < 6 else 2
    for candidate in vocabulary:
        slips = _slips(word, candidate, allowed)
        if slips <= allowed:
            best, allowed = candidate, slips - 1
        if allowed < 0:
            break
    return best


def _slips(one: str, other: str, allowed: int) -> int:
    """Edit distance with swaps; gives up, and says more than `allowed`, as soon as it must."""
    if abs(len(one) - len(other)) > allowed:
        return allowed + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, against in enumerate(other, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > allowed:
            return allowed + 1
    return row[-1]
