"""Who hears of which event in which words. Pure; one table, and beside it the events nobody hears of.

Words name a case or an order by its code and nobody by name: they are shown on locked screens and carried by
others. `{code}` is the code of what the event is about. A law compares both tables with what the journal says.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from domain.alerts.states import Hearer, Place, Weight
from domain.sentences import say

PLAIN, NEEDED, URGENT = Weight.PLAIN, Weight.NEEDED, Weight.URGENT


class Telling(NamedTuple):
    """One sentence for one kind of hearer. `only` is a fact of the entry and the value it must have."""

    hearer: Hearer
    words: str
    place: Place
    weight: Weight = PLAIN
    only: tuple[str, Any] | None = None

    def holds(self, facts: Mapping[str, Any]) -> bool:
        return self.only is None or facts.get(self.only[0]) == self.only[1]


def _desk(words: str, weight: Weight = NEEDED) -> Telling:
    return Telling(Hearer.HOLDER, words, Place.DESK, weight)


def _farmer(words: str, weight: Weight = PLAIN) -> Telling:
    return Telling(Hearer.FARMER, words, Place.CASE, weight)


def _order(
    hearer: Hearer, words: str, weight: Weight = PLAIN, only: tuple[str, Any] | None = None
) -> Telling:
    return Telling(hearer, words, Place.ORDER, weight, only)


_FARMING: dict[str, tuple[Telling, ...]] = {
    "complaint.filed": (
        Telling(Hearer.UNROUTED, say("Keluhan {code} belum punya penyuluh."), Place.DESK, NEEDED),
    ),
    "complaint.route": (_desk(say("Keluhan baru {code} di desa Anda.")),),
    "complaint.assign": (_desk(say("Keluhan {code} diserahkan kepada Anda.")),),
    "complaint.release": (_desk(say("Keluhan {code} dilepas, belum ada yang memegang."), PLAIN),),
    "complaint.answer": (
        _farmer(say("Keluhan {code} sudah dijawab."), NEEDED),
        Telling(Hearer.FOLLOWERS, say("Keluhan {code} yang Anda tunggu sudah dijawab."), Place.SHARED_CASE),
    ),
    "complaint.voice_added": (_farmer(say("Saran untuk keluhan {code} kini ada suaranya.")),),
    "complaint.ask": (_farmer(say("Ada pertanyaan tentang keluhan {code}. Jawab, ya."), NEEDED),),
    "complaint.reply": (_desk(say("Petani menjawab pertanyaan di keluhan {code}.")),),
    "complaint.replied_late": (_desk(say("Petani menulis lagi di keluhan {code}."), PLAIN),),
    "complaint.photos_added": (_desk(say("Ada foto baru di keluhan {code}."), PLAIN),),
    "complaint.lapse": (_farmer(say("Keluhan {code} ditutup karena belum dijawab. Bisa dibuka lagi.")),),
    "complaint.close": (_farmer(say("Keluhan {code} selesai. Bila sakit lagi, bisa dibuka lagi.")),),
    "complaint.hand_up": (_desk(say("Keluhan {code} diteruskan ke tim ahli.")),),
    "complaint.hand_back": (_desk(say("Keluhan {code} dikembalikan ke penyuluh.")),),
    "complaint.plan_visit": (_farmer(say("Petugas akan datang untuk keluhan {code}.")),),
    "complaint.refer": (_farmer(say("Sampel tanaman dari keluhan {code} dikirim ke lab.")),),
    "complaint.report_cured": (_desk(say("Tanaman di keluhan {code} sembuh."), PLAIN),),
    "complaint.report_improving": (_desk(say("Tanaman di keluhan {code} membaik."), PLAIN),),
    "complaint.report_unchanged": (_desk(say("Tanaman di keluhan {code} belum sembuh.")),),
    "complaint.reopen": (_desk(say("Keluhan {code} dibuka lagi.")),),
    "complaint.withdraw": (_desk(say("Keluhan {code} ditarik oleh petaninya."), PLAIN),),
    "complaint.split_off": (_farmer(say("Laporan Anda dibagi dua. Yang kedua: keluhan {code}.")),),
    "complaint.merge": (_farmer(say("Keluhan {code} digabung dengan keluhan lain yang sama.")),),
    "complaint.unmerge": (_farmer(say("Keluhan {code} dipisah lagi dan ditangani sendiri.")),),
    "complaint.decline": (_farmer(say("Keluhan {code} bukan urusan kami. Caranya ada di sana."), NEEDED),),
    "complaint.due_half": (_desk(say("Janji keluhan {code}: separuh waktunya sudah lewat.")),),
    "complaint.due_nearly": (
        _desk(say("Janji keluhan {code} hampir habis. Jawab segera.")),
        Telling(Hearer.COORDINATORS, say("Janji keluhan {code} hampir habis."), Place.DESK, NEEDED),
    ),
    "input.requested": (
        Telling(Hearer.COORDINATORS, say("Permintaan bantuan {code} menunggu."), Place.AID, NEEDED),
    ),
    "input.approve": (
        Telling(Hearer.ASKED_FOR_AID, say("Bantuan {code} disetujui. Silakan diambil."), Place.AID, NEEDED),
    ),
    "input.reserved": (
        Telling(Hearer.ASKED_FOR_AID, say("Bantuan {code} disiapkan. Silakan diambil."), Place.AID, NEEDED),
    ),
    "input.refuse": (Telling(Hearer.ASKED_FOR_AID, say("Bantuan {code} tidak disetujui."), Place.AID),),
    "input.lapse": (
        Telling(Hearer.ASKED_FOR_AID, say("Bantuan {code} tidak diambil, jadi dilepas."), Place.AID),
    ),
    "notice.sent": (
        Telling(
            Hearer.READERS,
            say("Ada peringatan hama untuk tanaman Anda."),
            Place.HOME,
            URGENT,
            ("kind", "warning"),
        ),
        Telling(
            Hearer.READERS, say("Ada kabar untuk tanaman Anda."), Place.HOME, PLAIN, ("kind", "broadcast")
        ),
    ),
    "tip.week": (Telling(Hearer.TIP_READERS, say("Ada tips musim ini untuk tanaman Anda."), Place.HOME),),
    "outbreak.raised": (
        Telling(Hearer.EXPERTS, say("Ada calon peringatan baru untuk diputuskan."), Place.OUTBREAK, NEEDED),
        Telling(
            Hearer.COORDINATORS, say("Ada calon peringatan baru untuk diputuskan."), Place.OUTBREAK, NEEDED
        ),
    ),
}

_ORDERING: dict[str, tuple[Telling, ...]] = {
    "purchase.offer": (_order(Hearer.VENDOR_ORDERS, say("Kantor menawar harga pesanan {code}."), NEEDED),),
    "purchase.counter": (_order(Hearer.BUYER, say("Penjual menawar balik pesanan {code}."), NEEDED),),
    "purchase.agree": (
        _order(Hearer.SIGNER, say("Pesanan {code} menunggu persetujuan Anda."), NEEDED),
        _order(Hearer.BUYER, say("Penjual setuju dengan harga pesanan {code}.")),
        _order(Hearer.VENDOR_ORDERS, say("Kantor setuju dengan harga pesanan {code}.")),
    ),
    "purchase.decline_offer": (
        _order(Hearer.BUYER, say("Penjual tidak bisa dengan harga pesanan {code}."), NEEDED),
    ),
    "purchase.stop": (_order(Hearer.VENDOR_ORDERS, say("Kantor berhenti menawar pesanan {code}.")),),
    "purchase.lapse": (
        _order(Hearer.BUYER, say("Tawaran pesanan {code} lewat batas waktu."), NEEDED),
        _order(Hearer.VENDOR_ORDERS, say("Tawaran pesanan {code} lewat batas waktu.")),
    ),
    "purchase.pass_on": (
        _order(Hearer.EXECUTOR, say("Belanja {code} diserahkan kepada Anda untuk diajukan."), NEEDED),
    ),
    "purchase.submit": (_order(Hearer.SIGNER, say("Pesanan {code} menunggu persetujuan Anda."), NEEDED),),
    "purchase.approve": (
        _order(Hearer.VENDOR_ORDERS, say("Pesanan baru {code}. Jawab sebelum batas waktunya."), NEEDED),
        _order(Hearer.BUYER, say("Pesanan {code} disetujui dan sudah ke penjual.")),
    ),
    "purchase.return": (_order(Hearer.BUYER, say("Pesanan {code} dikembalikan, perlu diperbaiki."), NEEDED),),
    "purchase.reject": (_order(Hearer.BUYER, say("Pesanan {code} ditolak.")),),
    "purchase.release": (
        _order(Hearer.BUYER, say("Pesanan {code} lewat batas persetujuan. Ajukan lagi."), NEEDED),
    ),
    "purchase.accept": (
        _order(Hearer.BUYER, say("Penjual menerima pesanan {code}.")),
        _order(Hearer.SIGNER, say("Penjual menerima pesanan {code}.")),
    ),
    "purchase.refuse": (
        _order(Hearer.BUYER, say("Penjual tidak sanggup memenuhi pesanan {code}."), NEEDED),
        _order(Hearer.SIGNER, say("Penjual tidak sanggup memenuhi pesanan {code}.")),
    ),
    "purchase.expire": (
        _order(Hearer.BUYER, say("Penjual tidak menjawab pesanan {code}. Pesanan ditutup."), NEEDED),
        _order(Hearer.VENDOR_ORDERS, say("Pesanan {code} ditutup karena tidak dijawab.")),
    ),
    "purchase.cancel": (
        _order(Hearer.VENDOR_ORDERS, say("Kantor membatalkan pesanan {code}."), NEEDED),
        _order(Hearer.BUYER, say("Pesanan {code} dibatalkan.")),
    ),
    "purchase.ask_cancel": (
        _order(Hearer.VENDOR_ORDERS, say("Kantor minta pesanan {code} dibatalkan."), NEEDED),
    ),
    "purchase.agree_cancel": (
        _order(Hearer.SIGNER, say("Penjual setuju pesanan {code} dibatalkan.")),
        _order(Hearer.BUYER, say("Pesanan {code} dibatalkan.")),
    ),
    "purchase.propose_change": (
        _order(Hearer.VENDOR_ORDERS, say("Kantor minta pesanan {code} diubah."), NEEDED),
    ),
    "purchase.extend": (
        _order(Hearer.VENDOR_ORDERS, say("Kantor minta sewa pesanan {code} diperpanjang."), NEEDED),
    ),
    "purchase.agree_change": (_order(Hearer.SIGNER, say("Penjual setuju pesanan {code} diubah.")),),
    "purchase.refuse_change": (
        _order(Hearer.SIGNER, say("Penjual tidak setuju pesanan {code} diubah."), NEEDED),
    ),
    "purchase.keep": (_order(Hearer.SIGNER, say("Penjual ingin pesanan {code} tetap jalan."), NEEDED),),
    "purchase.resume": (_order(Hearer.VENDOR_ORDERS, say("Pesanan {code} tidak jadi dibatalkan."), NEEDED),),
    "purchase.ship": (_order(Hearer.RECEIVER, say("Barang pesanan {code} dikirim."), NEEDED),),
    "purchase.receive": (
        _order(
            Hearer.SIGNER, say("Barang pesanan {code} lengkap. Buat BAST."), NEEDED, ("after", "received")
        ),
        _order(Hearer.SIGNER, say("Sebagian barang pesanan {code} datang.")),
        _order(Hearer.VENDOR_ORDERS, say("Kantor mencatat barang pesanan {code} datang.")),
    ),
    "purchase.contest": (
        _order(Hearer.ADMINS, say("Sengketa pesanan {code} menunggu ditengahi."), NEEDED),
        _order(Hearer.SIGNER, say("Penjual minta pesanan {code} ditengahi."), NEEDED),
        _order(Hearer.VENDOR_ORDERS, say("Kantor minta pesanan {code} ditengahi."), NEEDED),
    ),
    "purchase.settle": (
        _order(Hearer.SIGNER, say("Sengketa pesanan {code} sudah diputuskan."), NEEDED),
        _order(Hearer.VENDOR_ORDERS, say("Sengketa pesanan {code} sudah diputuskan."), NEEDED),
    ),
    "purchase.close_short": (
        _order(Hearer.SIGNER, say("Penjual ingin menutup sisa pesanan {code}."), NEEDED),
    ),
    "purchase.agree_short": (
        _order(Hearer.VENDOR_ORDERS, say("Kantor setuju sisa pesanan {code} ditutup.")),
    ),
    "purchase.refuse_short": (
        _order(Hearer.VENDOR_ORDERS, say("Kantor tetap minta sisa pesanan {code}."), NEEDED),
    ),
    "purchase.waive": (_order(Hearer.VENDOR_ORDERS, say("Denda pesanan {code} ditiadakan.")),),
    "purchase.hand_out": (_order(Hearer.RECEIVER, say("Barang sewa pesanan {code} diserahkan."), NEEDED),),
    "purchase.take_over": (_order(Hearer.VENDOR_ORDERS, say("Kantor menerima barang sewa pesanan {code}.")),),
    "purchase.give_back": (
        _order(Hearer.VENDOR_ORDERS, say("Barang sewa pesanan {code} kembali. Periksa."), NEEDED),
    ),
    "purchase.check_back": (
        _order(Hearer.SIGNER, say("Barang sewa pesanan {code} sudah diperiksa. Buat BAST."), NEEDED),
    ),
    "purchase.report": (
        _order(Hearer.RECEIVER, say("Satu tahap pesanan {code} dilaporkan selesai."), NEEDED),
    ),
    "purchase.approve_stage": (
        _order(Hearer.SIGNER, say("Satu tahap pesanan {code} sesuai. Buat BAST."), NEEDED),
        _order(Hearer.VENDOR_ORDERS, say("Satu tahap pesanan {code} diterima.")),
    ),
    "purchase.return_stage": (
        _order(Hearer.VENDOR_ORDERS, say("Satu tahap pesanan {code} perlu diperbaiki."), NEEDED),
    ),
    "purchase.move_event": (
        _order(Hearer.VENDOR_ORDERS, say("Tanggal acara pesanan {code} dipindah."), NEEDED),
    ),
    "purchase.hand_over": (
        _order(Hearer.VENDOR_MONEY, say("BAST pesanan {code} terbit. Kirim tagihan."), NEEDED),
    ),
    "purchase.invoice": (_order(Hearer.VERIFIER, say("Tagihan pesanan {code} menunggu diperiksa."), NEEDED),),
    "purchase.verify": (_order(Hearer.TREASURER, say("Pesanan {code} menunggu dibayar."), NEEDED),),
    "purchase.send_back": (
        _order(Hearer.VENDOR_MONEY, say("Tagihan pesanan {code} perlu diperbaiki."), NEEDED),
    ),
    "purchase.pay": (_order(Hearer.VENDOR_MONEY, say("Pesanan {code} dibayar. Periksa rekening."), NEEDED),),
    "purchase.confirm_paid": (_order(Hearer.BUYER, say("Penjual mencatat uang pesanan {code} masuk.")),),
    "purchase.finish": (_order(Hearer.VENDOR_MONEY, say("Pesanan {code} selesai.")),),
    "purchase.rate": (_order(Hearer.VENDOR_ORDERS, say("Kantor menilai pesanan {code}.")),),
    "purchase.answer_rating": (_order(Hearer.SIGNER, say("Penjual menjawab nilai pesanan {code}.")),),
}


def _shop(words: str, weight: Weight = PLAIN) -> Telling:
    return Telling(Hearer.VENDOR_OWNER, words, Place.SHOP, weight)


def _quoted(hearer: Hearer, words: str, weight: Weight = PLAIN) -> Telling:
    return Telling(hearer, words, Place.QUOTE, weight)


def _goods(words: str, weight: Weight = PLAIN) -> Telling:
    return Telling(Hearer.VENDOR_LISTINGS, words, Place.LISTING, weight)


_SELLING: dict[str, tuple[Telling, ...]] = {
    "vendor.submit": (
        Telling(Hearer.ADMINS, say("Usaha baru menunggu diperiksa."), Place.CHECK_SHOP, NEEDED),
    ),
    "vendor.change_asked": (
        Telling(Hearer.ADMINS, say("Perubahan data usaha menunggu diperiksa."), Place.CHECK_SHOP, NEEDED),
    ),
    "vendor.verify": (_shop(say("Usaha Anda sudah terverifikasi."), NEEDED),),
    "vendor.return": (_shop(say("Data usaha Anda perlu diperbaiki."), NEEDED),),
    "vendor.suspend": (_shop(say("Usaha Anda dihentikan sementara. Baca alasannya."), NEEDED),),
    "vendor.reinstate": (_shop(say("Usaha Anda dipulihkan.")),),
    "vendor.document_accepted": (_shop(say("Satu dokumen usaha Anda diterima.")),),
    "vendor.document_refused": (_shop(say("Satu dokumen usaha Anda ditolak. Kirim lagi."), NEEDED),),
    "vendor.document_ending": (_shop(say("Dokumen usaha Anda hampir atau sudah habis masanya."), NEEDED),),
    "vendor.change_approved": (_shop(say("Perubahan data usaha Anda disetujui.")),),
    "vendor.change_refused": (_shop(say("Perubahan data usaha Anda ditolak."), NEEDED),),
    "listing.submit": (
        Telling(Hearer.ADMINS, say("Barang baru menunggu diperiksa."), Place.CHECK_LISTING, NEEDED),
    ),
    "listing.publish": (_goods(say("Barang Anda sudah tayang.")),),
    "listing.return": (_goods(say("Barang Anda perlu diperbaiki sebelum tayang."), NEEDED),),
    "listing.suspend": (_goods(say("Barang Anda dihentikan sementara. Baca alasannya."), NEEDED),),
    "listing.restore": (_goods(say("Barang Anda tayang lagi.")),),
    "question.asked": (
        Telling(Hearer.VENDOR_LISTINGS, say("Ada pertanyaan tentang barang Anda."), Place.QUESTIONS, NEEDED),
    ),
    "question.answered": (
        Telling(Hearer.ASKER, say("Pertanyaan Anda tentang barang dijawab."), Place.MY_QUESTIONS),
    ),
    "needs.imported": (
        Telling(Hearer.NEEDED_VENDORS, say("Ada kebutuhan kantor yang cocok untuk Anda."), Place.NEEDS),
    ),
    "abuse.reported": (
        Telling(Hearer.ADMINS, say("Ada laporan tentang barang atau usaha."), Place.REPORTS, NEEDED),
    ),
}

_QUOTING: dict[str, tuple[Telling, ...]] = {
    "quote.asked": (
        _quoted(Hearer.QUOTE_VENDOR, say("Kantor minta penawaran harga acara. Jawab, ya."), NEEDED),
    ),
    "quote.answered": (_quoted(Hearer.QUOTE_ASKER, say("Ada penawaran baru untuk acara Anda.")),),
    "quote.declined": (_quoted(Hearer.QUOTE_ASKER, say("Satu penyedia tidak bisa memberi penawaran.")),),
    "quote.due": (
        _quoted(Hearer.QUOTE_ASKER, say("Semua penawaran sudah masuk. Bandingkan dan pilih."), NEEDED),
    ),
    "quote.lapsed": (
        _quoted(Hearer.QUOTE_ASKER, say("Permintaan penawaran ditutup: tidak ada yang berlaku."), NEEDED),
    ),
    "quote.missed": (_quoted(Hearer.QUOTE_VENDOR, say("Batas waktu menawar sudah lewat.")),),
    "quote.offer_lapsed": (_quoted(Hearer.QUOTE_VENDOR, say("Penawaran Anda habis masa berlakunya.")),),
    "quote.taken": (
        _quoted(Hearer.QUOTE_VENDOR, say("Penawaran Anda dipilih. Tunggu surat pesanannya."), NEEDED),
    ),
    "quote.not_taken": (_quoted(Hearer.QUOTE_VENDOR, say("Kali ini kantor memilih penawaran lain.")),),
    "quote.closed": (_quoted(Hearer.QUOTE_VENDOR, say("Kantor menutup permintaan penawaran.")),),
}

_ONESELF: dict[str, tuple[Telling, ...]] = {
    "hat.appointed": (Telling(Hearer.ONESELF, say("Anda mendapat peran baru."), Place.ACCOUNT),),
    "hat.rights_given": (
        Telling(Hearer.ONESELF, say("Urusan Anda di usaha diubah oleh pemilik."), Place.ACCOUNT),
    ),
    "alert.address_given": (
        Telling(Hearer.ONESELF, say("Pastikan alamat surel Anda."), Place.ADDRESS, NEEDED),
    ),
}

TOLD: dict[str, tuple[Telling, ...]] = _FARMING | _ORDERING | _SELLING | _QUOTING | _ONESELF
CONFIRMING = "alert.address_given"  # goes to an address nobody confirmed yet, and to oneself


def key_of(event: str, telling: Telling) -> str:
    """How an alert names its telling."""
    return f"{event}/{telling.hearer}/{telling.weight}"


TELLINGS: dict[str, Telling] = {key_of(event, each): each for event, some in TOLD.items() for each in some}


def words_of(key: str, subject: str) -> str:
    """The sentence of an alert; a plain one when its telling is no longer known."""
    telling = TELLINGS.get(key)
    return telling.words.format(code=subject) if telling else say("Ada kabar.")
