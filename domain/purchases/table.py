"""The table of a purchase's steps: verb, address, words, who, from where to where. Pure.

Rows with `kinds` belong to the path of those kinds; the others to every purchase. Who of the executors may take
a step of theirs is told by the value of the purchase: see `executing`.
"""

from domain.kinds import FulfilmentKind
from domain.moves import Move
from domain.people.rules import BUYING_HATS, Role
from domain.purchases.states import BESIDE, FLOW, State
from domain.sentences import say

_BUYER = BUYING_HATS
_SIGNER = frozenset({Role.SIGNER})
_EXECUTOR = _BUYER | _SIGNER  # the value says which
_VENDOR = frozenset({Role.VENDOR_OWNER, Role.VENDOR_STAFF})
_RECEIVER = frozenset({Role.RECEIVER})
_VERIFIER = frozenset({Role.FINANCE_VERIFIER})
_TREASURER = frozenset({Role.TREASURER})
_SYSTEM = frozenset({Role.SYSTEM})
_MEDIATOR = frozenset({Role.ADMIN})
_PRODUCT = frozenset({FulfilmentKind.PRODUCT})
_RENTAL = frozenset({FulfilmentKind.RENTAL})
_ORGANISER = frozenset({FulfilmentKind.ORGANISER})
_STAY = (
    State.HANDED_OVER,
    State.INVOICED,
    State.VERIFIED,
)  # where it stood: money goes its own way meanwhile
_FLOW = (State.IN_FULFILMENT, *_STAY)
_SETTLED = (*_FLOW, State.RECEIVED, State.PAID, State.CANCELLED)


def _move(
    verb: str,
    slug: str,
    words: str,
    by: frozenset[Role],
    source: set[State],
    *targets: State,
    kinds: frozenset[FulfilmentKind] = frozenset(),
) -> Move[State]:
    return Move(verb, by, frozenset(source), targets, slug, words, kinds)


MOVES: tuple[Move[State], ...] = (
    _move("submit", "ajukan", say("Ajukan ke PPK"), _EXECUTOR, {State.DRAFT, State.RETURNED}, State.AWAITING_APPROVAL),
    _move(
        "offer", "tawar", say("Tawar harga"), _EXECUTOR,
        {State.DRAFT, State.RETURNED, State.COUNTERED}, State.OFFERED,
    ),
    _move("counter", "tawar-balik", say("Tawar balik"), _VENDOR, {State.OFFERED}, State.COUNTERED),
    _move("agree", "sepakat", say("Sepakat dengan harga ini"), _VENDOR, {State.OFFERED}, State.AWAITING_APPROVAL),
    _move("agree", "sepakat", say("Sepakat dengan harga ini"), _EXECUTOR, {State.COUNTERED}, State.AWAITING_APPROVAL),
    _move(
        "decline_offer", "tidak-cocok", say("Tidak bisa dengan harga ini"), _VENDOR,
        {State.OFFERED}, State.RETURNED,
    ),
    _move("stop", "berhenti-tawar", say("Berhenti menawar"), _BUYER, {State.OFFERED, State.COUNTERED}, State.DRAFT),
    _move(
        "lapse", "tawaran-lewat", say("Tutup tawaran karena batas waktu"), _SYSTEM,
        {State.OFFERED, State.COUNTERED}, State.RETURNED,
    ),
    _move("withdraw", "tarik", say("Tarik kembali"), _BUYER, {State.AWAITING_APPROVAL}, State.DRAFT),
    _move("pass_on", "serahkan-ke", say("Serahkan ke yang menjalankan"), _BUYER, {State.DRAFT}, State.DRAFT),
    _move("pass_on", "serahkan-ke", say("Serahkan ke yang menjalankan"), _BUYER, {State.RETURNED}, State.RETURNED),
    _move("stand_in", "gantikan", say("Jalankan sebagai PPK"), _SIGNER, {State.DRAFT}, State.DRAFT),
    _move("stand_in", "gantikan", say("Jalankan sebagai PPK"), _SIGNER, {State.RETURNED}, State.RETURNED),
    _move("approve", "setujui", say("Setujui"), _SIGNER, {State.AWAITING_APPROVAL}, State.ISSUED),
    _move(
        "return", "kembalikan", say("Kembalikan, minta perbaikan"), _SIGNER,
        {State.AWAITING_APPROVAL}, State.RETURNED,
    ),
    _move("reject", "tolak", say("Tolak"), _SIGNER, {State.AWAITING_APPROVAL}, State.DECLINED),
    _move(
        "release", "lepas", say("Lepas karena batas waktu"), _SYSTEM,
        {State.AWAITING_APPROVAL}, State.RETURNED,
    ),
    _move("accept", "terima", say("Terima pesanan"), _VENDOR, {State.ISSUED}, State.ACCEPTED),
    _move("refuse", "tidak-sanggup", say("Tidak sanggup"), _VENDOR, {State.ISSUED}, State.DECLINED),
    _move("expire", "kedaluwarsa", say("Tutup karena batas waktu"), _SYSTEM, {State.ISSUED}, State.EXPIRED),
    _move(
        "reissue", "pesan-lagi", say("Pesan lagi ke penjual yang sama"), _BUYER, {State.EXPIRED}, State.EXPIRED,
    ),
    _move("discard", "hapus", say("Hapus pesanan ini"), _BUYER, {State.DRAFT, State.RETURNED}, State.CANCELLED),
    _move("cancel", "batalkan", say("Batalkan pesanan"), _SIGNER, {State.ISSUED}, State.CANCELLED),
    _move(
        "ask_cancel", "minta-batal", say("Minta pembatalan"), _SIGNER, {State.ACCEPTED}, State.CANCEL_ASKED,
    ),
    _move(
        "agree_cancel", "setuju-batal", say("Setuju dibatalkan"), _VENDOR, {State.CANCEL_ASKED}, State.CANCELLED,
    ),
    _move(
        "keep", "tetap-jalan", say("Tidak setuju, tetap jalan"), _VENDOR, {State.CANCEL_ASKED}, State.ACCEPTED,
    ),
    _move("resume", "jadi-lanjut", say("Tidak jadi dibatalkan"), _SIGNER, {State.CANCEL_ASKED}, State.ACCEPTED),
    _move(
        "ship", "kirim", say("Kirim barang"), _VENDOR,
        {State.ACCEPTED, State.IN_FULFILMENT}, State.IN_FULFILMENT, kinds=_PRODUCT,
    ),
    _move("ship", "kirim", say("Kirim barang"), _VENDOR, set(BESIDE), *_STAY, kinds=_PRODUCT),
    _move(
        "receive", "catat-datang", say("Catat barang datang"), _RECEIVER,
        {State.IN_FULFILMENT}, State.IN_FULFILMENT, State.RECEIVED, kinds=_PRODUCT,
    ),
    _move("receive", "catat-datang", say("Catat barang datang"), _RECEIVER, set(BESIDE), *_STAY, kinds=_PRODUCT),
    _move("contest", "sengketa", say("Minta ditengahi"), _VENDOR, set(FLOW), *_FLOW, kinds=_PRODUCT),
    _move("contest", "sengketa", say("Minta ditengahi"), _SIGNER, set(FLOW), *_FLOW, kinds=_PRODUCT),
    _move("settle", "putuskan", say("Putuskan sengketa"), _MEDIATOR, set(FLOW), *_SETTLED, kinds=_PRODUCT),
    _move("close_short", "tutup-sisa", say("Sisanya tidak saya kirim"), _VENDOR, set(FLOW), *_FLOW, kinds=_PRODUCT),
    _move(
        "agree_short", "setuju-tutup-sisa", say("Setuju, sisanya ditutup"), _SIGNER, set(FLOW), *_SETTLED,
        kinds=_PRODUCT,
    ),
    _move(
        "refuse_short", "tetap-minta-sisa", say("Tidak setuju, tetap minta dikirim"), _SIGNER, set(FLOW), *_FLOW,
        kinds=_PRODUCT,
    ),
    _move(
        "waive", "tanpa-denda", say("Tiadakan denda"), _SIGNER, {State.RECEIVED, *FLOW}, State.RECEIVED, *_FLOW,
        kinds=_PRODUCT,
    ),
    _move(
        "waive", "tanpa-denda", say("Tiadakan denda"), _SIGNER, {State.RECEIVED}, State.RECEIVED,
        kinds=_RENTAL | _ORGANISER,
    ),
    _move(
        "hand_out", "serahkan", say("Serahkan barang sewa"), _VENDOR,
        {State.ACCEPTED}, State.IN_FULFILMENT, kinds=_RENTAL,
    ),
    _move(
        "take_over", "terima-sewa", say("Terima barang sewa"), _RECEIVER,
        {State.IN_FULFILMENT}, State.IN_USE, kinds=_RENTAL,
    ),
    _move(
        "give_back", "kembalikan-sewa", say("Kembalikan barang sewa"), _RECEIVER,
        {State.IN_USE}, State.GIVEN_BACK, kinds=_RENTAL,
    ),
    _move(
        "check_back", "periksa-kembali", say("Periksa barang yang kembali"), _VENDOR,
        {State.GIVEN_BACK}, State.RECEIVED, kinds=_RENTAL,
    ),
    _move(
        "report", "lapor-tahap", say("Laporkan tahap selesai"), _VENDOR,
        {State.ACCEPTED, State.IN_FULFILMENT}, State.REPORTED, kinds=_ORGANISER,
    ),
    _move(
        "approve_stage", "terima-tahap", say("Tahap ini sesuai"), _RECEIVER,
        {State.REPORTED}, State.RECEIVED, kinds=_ORGANISER,
    ),
    _move(
        "return_stage", "tahap-belum-sesuai", say("Belum sesuai, minta perbaikan"), _RECEIVER,
        {State.REPORTED}, State.IN_FULFILMENT, kinds=_ORGANISER,
    ),
    _move(
        "move_event", "pindah-tanggal", say("Pindah tanggal acara"), _SIGNER,
        {State.ACCEPTED, State.IN_FULFILMENT}, State.ACCEPTED, State.IN_FULFILMENT, kinds=_ORGANISER,
    ),
    _move("propose_change", "ubah-pesanan", say("Ubah pesanan (addendum)"), _SIGNER,
          {State.ACCEPTED}, State.ACCEPTED),
    _move("agree_change", "setuju-ubah", say("Setuju dengan perubahan"), _VENDOR,
          {State.ACCEPTED}, State.ACCEPTED),
    _move("refuse_change", "tolak-ubah", say("Tidak setuju perubahan"), _VENDOR,
          {State.ACCEPTED}, State.ACCEPTED),
    _move("drop_change", "batal-ubah", say("Tidak jadi mengubah"), _SIGNER,
          {State.ACCEPTED}, State.ACCEPTED),
    _move("extend", "perpanjang-sewa", say("Perpanjang sewa"), _SIGNER, {State.IN_USE}, State.IN_USE, kinds=_RENTAL),
    _move("agree_change", "setuju-ubah", say("Setuju dengan perubahan"), _VENDOR,
          {State.IN_USE}, State.IN_USE, kinds=_RENTAL),
    _move("refuse_change", "tolak-ubah", say("Tidak setuju perubahan"), _VENDOR,
          {State.IN_USE}, State.IN_USE, kinds=_RENTAL),
    _move("drop_change", "batal-ubah", say("Tidak jadi mengubah"), _SIGNER,
          {State.IN_USE}, State.IN_USE, kinds=_RENTAL),
    _move("hand_over", "serah-terima", say("Buat BAST"), _SIGNER, {State.RECEIVED}, State.HANDED_OVER),
    _move(
        "hand_over", "serah-terima", say("Buat BAST"), _SIGNER,
        {State.IN_FULFILMENT}, State.HANDED_OVER, kinds=_PRODUCT,
    ),
    _move(
        "hand_over", "serah-terima", say("Buat BAST"), _SIGNER,
        set(BESIDE), *_STAY, kinds=_PRODUCT,
    ),
    _move("invoice", "tagih", say("Kirim tagihan"), _VENDOR, {State.HANDED_OVER}, State.INVOICED),
    _move("verify", "periksa", say("Tagihan benar"), _VERIFIER, {State.INVOICED}, State.VERIFIED),
    _move(
        "send_back", "kembalikan-tagihan", say("Kembalikan ke penjual"), _VERIFIER,
        {State.INVOICED}, State.HANDED_OVER,
    ),
    _move(
        "pay", "bayar", say("Catat pembayaran"), _TREASURER, {State.VERIFIED},
        State.PAID, State.IN_FULFILMENT, State.RECEIVED, State.HANDED_OVER, kinds=_PRODUCT,
    ),
    _move("pay", "bayar", say("Catat pembayaran"), _TREASURER, {State.VERIFIED}, State.PAID, kinds=_RENTAL),
    _move(
        "pay", "bayar", say("Catat pembayaran"), _TREASURER,
        {State.VERIFIED}, State.IN_FULFILMENT, State.PAID, kinds=_ORGANISER,
    ),
    _move("confirm_paid", "uang-masuk", say("Uang sudah masuk"), _VENDOR, {State.PAID}, State.DONE),
    _move("finish", "selesaikan", say("Selesai karena batas waktu"), _SYSTEM, {State.PAID}, State.DONE),
    _move("rate", "nilai", say("Nilai pesanan ini"), _SIGNER, {State.DONE}, State.DONE),
    _move("answer_rating", "jawab-nilai", say("Jawab nilai ini"), _VENDOR, {State.DONE}, State.DONE),
)  # fmt: skip
