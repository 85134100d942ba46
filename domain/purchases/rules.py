"""Who brings a purchase from where to where, and what must hold on the way. Pure.

Rows with `kinds` belong to the path of those kinds; the others to every purchase.
"""

from datetime import date
from typing import NamedTuple

from domain import moves
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import rupiah
from domain.moves import Move
from domain.people.rules import RIGHT_WORDS, VENDOR_HATS, Actor, Right, Role
from domain.purchases.states import BESIDE, FLOW, State, label
from domain.sentences import say

_BUYER = frozenset({Role.REQUESTER, Role.PROCURER})
_SIGNER = frozenset({Role.SIGNER})
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
    _move("submit", "ajukan", say("Ajukan ke PPK"), _BUYER, {State.DRAFT, State.RETURNED}, State.AWAITING_APPROVAL),
    _move(
        "offer", "tawar", say("Tawar harga"), _BUYER,
        {State.DRAFT, State.RETURNED, State.COUNTERED}, State.OFFERED,
    ),
    _move("counter", "tawar-balik", say("Tawar balik"), _VENDOR, {State.OFFERED}, State.COUNTERED),
    _move("agree", "sepakat", say("Sepakat dengan harga ini"), _VENDOR, {State.OFFERED}, State.AWAITING_APPROVAL),
    _move("agree", "sepakat", say("Sepakat dengan harga ini"), _BUYER, {State.COUNTERED}, State.AWAITING_APPROVAL),
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

CHANGE_VERBS = ("propose_change", "agree_change", "refuse_change", "drop_change")
NOT_AWAITED = frozenset(
    {
        "cancel",
        "ask_cancel",
        "resume",
        "withdraw",
        "move_event",
        "stop",
        "rate",
        "answer_rating",
        "contest",
        "close_short",
        "agree_short",
        "refuse_short",
        "waive",
        "settle",
        "reissue",
        *CHANGE_VERBS,
    }
)  # open to a hat, but nothing waits for it


AS_NEEDED = frozenset({"ship", "receive", "hand_over"})  # goods on their way: quantities say who is awaited


def is_awaited(move: Move[State]) -> bool:
    """Whether the state alone says that this step waits for its hat."""
    return move.verb not in NOT_AWAITED and not (move.verb in AS_NEEDED and move.source <= FLOW)


MONEY_VERBS = frozenset({"invoice", "confirm_paid"})


def right_for(verb: str) -> Right:
    """What a vendor's staff needs for a step."""
    return Right.MONEY if verb in MONEY_VERBS else Right.ORDERS


def has_right(actor: Actor, verb: str) -> bool:
    """Whether the owner gave this step; everybody else's steps are not the owner's to give."""
    return actor.hat not in VENDOR_HATS or actor.sells(right_for(verb))


def check_right(actor: Actor, verb: str) -> None:
    """A vendor's staff takes only the steps its owner gave. Raises RuleBroken."""
    if not has_right(actor, verb):
        words = RIGHT_WORDS[right_for(verb)].lower()
        raise RuleBroken("Pemilik usaha belum memberi Anda urusan ini: {words}.", words=words)


def moves_for(state: State, hat: Role, kind: FulfilmentKind) -> list[Move[State]]:
    """The buttons of a purchase of this kind in this state for this hat."""
    return moves.offered(MOVES, state, hat, kind)


def after(state: State, verb: str, hat: Role, kind: FulfilmentKind, *, decided: State | None = None) -> State:
    """The state after `verb`. For "receive", `decided` is `delivery.after_receipt(...)`.

    Raises Stale when the screen was old, RuleBroken when the hat never has this verb.
    """
    move = moves.find(MOVES, state, verb, hat, now_is=label(state, kind), kind=kind)
    return moves.destination(move, decided)


def move_of(slug: str) -> Move[State]:
    """The move whose address has this slug. Raises StopIteration for an unknown one."""
    return next(move for move in MOVES if move.slug == slug)


# ---- separation of duties


class Duties(NamedTuple):
    """Who did what in one purchase: person ids, None while nobody did.

    `negotiator` chose the vendor and asked for the purchase. `kpa_decree` is the number of the decree
    by which a KPA is also the PPK, the one case where negotiator and signer may be the same person.
    """

    negotiator: int | None = None
    signer: int | None = None
    receiver: int | None = None
    verifier: int | None = None
    payer: int | None = None
    kpa_decree: str | None = None


_APART = (
    ("signer", "payer", say("Yang menandatangani pesanan tidak boleh membayar.")),
    ("verifier", "payer", say("Yang memeriksa tagihan tidak boleh membayar.")),
    ("receiver", "negotiator", say("Yang mengajukan belanja tidak boleh menerima barangnya.")),
    ("negotiator", "signer", say("Yang mengajukan belanja tidak boleh menyetujuinya.")),
)


def check_separation(duties: Duties) -> None:
    """Raises RuleBroken when one person holds two duties that must be apart. Persons count, not hats."""
    for one, other, sentence in _APART:
        person = getattr(duties, one)
        if person is None or person != getattr(duties, other):
            continue
        if (one, other) == ("negotiator", "signer") and duties.kpa_decree:
            continue
        raise RuleBroken("{sentence} Harus orang lain.", sentence=sentence)


def check_mediator(duties: Duties, person: int | None) -> None:
    """Whoever settles a dispute has no other part in the order. Raises RuleBroken."""
    if person is not None and person in duties[:5]:
        raise RuleBroken("Anda ikut dalam pesanan ini. Penengah harus orang lain.")


# ---- words and money at the doors


def check_reason(reason: str, *, field: str = "reason") -> None:
    """Returning, refusing and cancelling need a reason. Raises RuleBroken."""
    if not reason.strip():
        raise RuleBroken("Tulis alasannya, satu kalimat cukup.", field=field)


def check_payment(paid: int, net: int) -> None:
    """The vendor is paid the invoice without the withheld tax, to the rupiah. Raises RuleBroken."""
    if paid != net:
        raise RuleBroken(
            "Yang dibayar ke penjual harus {net}, sudah dikurangi pajak.", net=rupiah(net), field="amount"
        )


def check_lane(lane: object | None, value: int) -> None:
    """`lane` is what the region's table says for `value` rupiah, None when it closes the lane to it."""
    if lane is None:
        raise RuleBroken(
            "Belanja {rupiah} tidak bisa lewat jalur ini. Hubungi bagian pengadaan.", rupiah=rupiah(value)
        )


def check_form(form: object | None, value: int) -> None:
    """`form` is what the region's table says for `value` rupiah, None when it lays none down."""
    if form is None:
        raise RuleBroken(
            "Bentuk kontrak untuk {rupiah} belum diatur. Hubungi bagian pengadaan.", rupiah=rupiah(value)
        )


def check_external_number(needed: bool, number: str) -> None:
    """Above the lane's limit the number given by the national system must be noted. Raises RuleBroken."""
    if needed and not number.strip():
        raise RuleBroken(
            "Belanja sebesar ini harus lewat SPSE. Tulis nomor paketnya.", field="external_number"
        )


def check_hps(*, needed: bool, hps: int | None, source: str, total: int, ceiling: int) -> None:
    """The owner's estimate where the dated rule asks for one: there, with its source, within the ceiling, not exceeded.

    Rupiah with taxes. An estimate nobody had to make is held to the same. Raises RuleBroken, naming the field.
    """
    if hps is None:
        if needed:
            raise RuleBroken(
                "Belanja sebesar ini harus punya HPS. Tulis nilainya, termasuk pajak.", field="hps"
            )
        return
    if not source.strip():
        raise RuleBroken("Tulis dari mana angka HPS-nya, misalnya survei tiga toko.", field="hps_source")
    if hps > ceiling:
        raise RuleBroken("HPS melebihi pagu anggarannya, {ceiling}.", ceiling=rupiah(ceiling), field="hps")
    if total > hps:
        raise RuleBroken(
            "Nilainya {total}, lebih tinggi dari HPS {hps}.",
            total=rupiah(total),
            hps=rupiah(hps),
            field="hps",
        )


def check_ready(*, has_lines: bool, has_budget: bool, deliver_to: str) -> None:
    """What a purchase must say before it is submitted. Raises RuleBroken, naming the field."""
    if not has_lines:
        raise RuleBroken("Pesanan ini kosong. Tambah barang dulu.")
    if not has_budget:
        raise RuleBroken("Pilih mata anggarannya.", field="budget_line_id")
    if not deliver_to.strip():
        raise RuleBroken("Tulis ke mana barang dikirim.", field="deliver_to")


def check_deliver_by(day: date | None, today: date) -> None:
    """The delivery day is named, not past, and inside the fiscal year. Raises RuleBroken."""
    if day is None or day < today:
        raise RuleBroken("Pilih tanggal kirim, hari ini atau sesudahnya.", field="deliver_by")
    if day.year != today.year:
        raise RuleBroken("Tanggal kirim harus di tahun anggaran ini.", field="deliver_by")


def check_days_ahead(start: date, last: date, today: date) -> None:
    """Days in an order lie ahead, and end in this fiscal year. Raises RuleBroken."""
    if start < today:
        raise RuleBroken("Hari mulainya sudah lewat. Pilih tanggal lain, lalu buat pesanan baru.")
    if last.year != today.year:
        raise RuleBroken("Harinya harus selesai di tahun anggaran ini. Pilih tanggal lain.")


def check_proof(number: str, paid_on: date, *, today: date) -> None:
    """A payment has a proof and a day that is not to come. Raises RuleBroken."""
    if not number.strip():
        raise RuleBroken("Tulis nomor bukti bayar, misalnya nomor SP2D.", field="proof_number")
    if paid_on > today:
        raise RuleBroken("Tanggal bayar tidak boleh sesudah hari ini.", field="paid_on")
