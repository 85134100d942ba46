"""The states of a purchase, in the order of its life, with their words.

Partial delivery is never a state: it follows from quantities.
"""

from enum import StrEnum

from domain.kinds import FulfilmentKind
from domain.sentences import say


class State(StrEnum):
    DRAFT = "draft"
    OFFERED = "offered"  # the office named a price; the vendor's turn
    COUNTERED = "countered"  # the vendor named one; the office's turn
    AWAITING_APPROVAL = "awaiting_approval"
    RETURNED = "returned"
    ISSUED = "issued"  # Surat Pesanan has its number
    ACCEPTED = "accepted"  # by the vendor
    CANCEL_ASKED = "cancel_asked"  # by the office; the vendor who accepted has to consent
    IN_FULFILMENT = "in_fulfilment"
    IN_USE = "in_use"  # a rented thing is with the office
    GIVEN_BACK = "given_back"  # and with its vendor again, not yet looked at
    REPORTED = "reported"  # an organiser says that a milestone is done
    RECEIVED = "received"  # everything has arrived and was looked at
    HANDED_OVER = "handed_over"  # BAST
    INVOICED = "invoiced"
    VERIFIED = "verified"
    PAID = "paid"
    DONE = "done"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    DECLINED = "declined"


SPINE = (
    State.DRAFT,
    State.AWAITING_APPROVAL,
    State.ISSUED,
    State.ACCEPTED,
    State.IN_FULFILMENT,
    State.RECEIVED,
    State.HANDED_OVER,
    State.INVOICED,
    State.VERIFIED,
    State.PAID,
    State.DONE,
)
RENTAL_SPINE = (*SPINE[:5], State.IN_USE, State.GIVEN_BACK, *SPINE[5:])
ORGANISER_SPINE = (*SPINE[:5], State.REPORTED, *SPINE[5:])
_SPINES = {FulfilmentKind.RENTAL: RENTAL_SPINE, FulfilmentKind.ORGANISER: ORGANISER_SPINE}
ENDED = frozenset({State.DONE, State.EXPIRED, State.CANCELLED, State.DECLINED})
BESIDE = frozenset(
    {State.HANDED_OVER, State.INVOICED, State.VERIFIED}
)  # money's turn; the rest may still come
FLOW = BESIDE | {State.IN_FULFILMENT}
BUDGET_HELD = frozenset(
    {*RENTAL_SPINE[1:11], State.OFFERED, State.COUNTERED, State.REPORTED, State.CANCEL_ASKED}
)  # taken at submit or by the first offer, turned into spending by payment

LABELS = {
    State.DRAFT: say("Belum diajukan"),
    State.OFFERED: say("Ditawar kantor, menunggu jawaban penjual"),
    State.COUNTERED: say("Ditawar balik, menunggu jawaban kantor"),
    State.AWAITING_APPROVAL: say("Menunggu persetujuan PPK"),
    State.RETURNED: say("Dikembalikan, perlu diperbaiki"),
    State.ISSUED: say("Menunggu jawaban penjual"),
    State.ACCEPTED: say("Penjual menyiapkan barang"),
    State.CANCEL_ASKED: say("Kantor minta dibatalkan"),
    State.IN_FULFILMENT: say("Sedang dikirim"),
    State.IN_USE: say("Sedang disewa"),
    State.GIVEN_BACK: say("Sudah kembali, menunggu diperiksa penyedia"),
    State.REPORTED: say("Tahap dilaporkan, menunggu diperiksa"),
    State.RECEIVED: say("Barang lengkap, menunggu BAST"),
    State.HANDED_OVER: say("BAST terbit, menunggu tagihan"),
    State.INVOICED: say("Tagihan diperiksa"),
    State.VERIFIED: say("Sudah diterima, menunggu bayar"),
    State.PAID: say("Sudah dibayar"),
    State.DONE: say("Selesai"),
    State.EXPIRED: say("Kedaluwarsa, penjual tidak menjawab"),
    State.CANCELLED: say("Dibatalkan"),
    State.DECLINED: say("Ditolak"),
}

_LABELS_OF = {
    FulfilmentKind.RENTAL: {
        State.ACCEPTED: say("Penyedia menyiapkan barang sewa"),
        State.IN_FULFILMENT: say("Diserahkan, menunggu diterima kantor"),
        State.RECEIVED: say("Sewa selesai, menunggu BAST"),
    },
    FulfilmentKind.ORGANISER: {
        State.ACCEPTED: say("Penyelenggara menyiapkan"),
        State.IN_FULFILMENT: say("Tahap berikutnya dikerjakan"),
        State.RECEIVED: say("Tahap sesuai, menunggu BAST"),
        State.HANDED_OVER: say("BAST tahap terbit, menunggu tagihan"),
    },
}
_STANDS_AT = {  # beside the spine, not ended
    State.OFFERED: State.DRAFT,
    State.COUNTERED: State.DRAFT,
    State.RETURNED: State.DRAFT,
    State.CANCEL_ASKED: State.ACCEPTED,
}
_PASSED = {
    State.DRAFT: say("Disusun"),
    State.AWAITING_APPROVAL: say("Diajukan"),
    State.ISSUED: say("PPK setuju"),
    State.ACCEPTED: say("Penjual terima pesanan"),
    State.IN_FULFILMENT: say("Dikirim"),
    State.IN_USE: say("Diterima dan dipakai"),
    State.GIVEN_BACK: say("Dikembalikan"),
    State.REPORTED: say("Tahap dilaporkan"),
    State.RECEIVED: say("Diperiksa dan diterima"),
    State.HANDED_OVER: say("Berita acara serah terima (BAST)"),
    State.INVOICED: say("Ditagih"),
    State.VERIFIED: say("Tagihan benar"),
    State.PAID: say("Dibayar"),
    State.DONE: say("Selesai"),
}


_PASSED_OF = {
    FulfilmentKind.RENTAL: {
        State.IN_FULFILMENT: say("Diserahkan penyedia"),
        State.RECEIVED: say("Diperiksa sesudah kembali"),
    },
    FulfilmentKind.ORGANISER: {State.IN_FULFILMENT: say("Dikerjakan"), State.RECEIVED: say("Tahap sesuai")},
}


def label(state: State, kind: FulfilmentKind = FulfilmentKind.PRODUCT) -> str:
    """Where a purchase of this kind stands, in words for both sides."""
    return _LABELS_OF.get(kind, {}).get(state) or LABELS[state]


def step_label(state: State, kind: FulfilmentKind = FulfilmentKind.PRODUCT) -> str:
    """The step as it stands in the timeline. Raises KeyError for a state beside the spine."""
    return _PASSED_OF.get(kind, {}).get(state) or _PASSED[state]


def steps(
    state: State, kind: FulfilmentKind = FulfilmentKind.PRODUCT
) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """The timeline of a running purchase: steps behind it with the present one last, and steps to come.

    A returned purchase stands at its draft again, so does one that is haggled over, one whose cancellation is asked at the acceptance. Raises ValueError for a state that ended off the spine,
    whose timeline is what the journal tells.
    """
    spine = _SPINES.get(kind, SPINE)
    at = spine.index(_STANDS_AT.get(state, state)) + 1
    return spine[:at], spine[at:]
