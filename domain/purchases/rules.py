"""What must hold on the way of a purchase, and which steps of its table somebody may take. Pure."""

from datetime import date
from typing import NamedTuple

from domain import moves
from domain.errors import RuleBroken
from domain.kinds import FulfilmentKind
from domain.money import rupiah
from domain.moves import Move
from domain.people.rules import RIGHT_WORDS, VENDOR_HATS, Actor, Right, Role
from domain.purchases.states import FLOW, State, label
from domain.purchases.table import MOVES
from domain.sentences import say

CHANGE_VERBS = ("propose_change", "extend", "agree_change", "refuse_change", "drop_change")
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
        "pass_on",
        "stand_in",
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
