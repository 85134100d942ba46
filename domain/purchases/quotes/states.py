"""The life of a request for quotation, and of each vendor's part in it: who moves what. Pure."""

from enum import StrEnum

from domain.moves import Move
from domain.people.rules import VENDOR_HATS, Role


class QuoteState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"  # one offer became a purchase
    CLOSED = "closed"  # by the office, with a reason
    LAPSED = "lapsed"  # no offer stands any more


class AnswerState(StrEnum):
    ASKED = "asked"
    OFFERED = "offered"
    DECLINED = "declined"
    MISSED = "missed"  # did not answer in time
    LAPSED = "lapsed"  # the offer's last day has passed
    TAKEN = "taken"
    NOT_TAKEN = "not_taken"


QUOTE_WORDS = {
    QuoteState.OPEN: "Menunggu",
    QuoteState.TAKEN: "Sudah dipilih",
    QuoteState.CLOSED: "Ditutup kantor",
    QuoteState.LAPSED: "Lewat, tanpa penawaran yang berlaku",
}
READY = "Tinggal dipilih"
ANSWER_WORDS = {
    AnswerState.ASKED: "Belum menjawab",
    AnswerState.OFFERED: "Sudah menawar",
    AnswerState.DECLINED: "Tidak bisa",
    AnswerState.MISSED: "Tidak menjawab",
    AnswerState.LAPSED: "Masa berlaku habis",
    AnswerState.TAKEN: "Dipilih",
    AnswerState.NOT_TAKEN: "Tidak dipilih",
}
_BUYER = frozenset({Role.REQUESTER, Role.PROCURER})
_SYSTEM = frozenset({Role.SYSTEM})
_OPEN = frozenset({QuoteState.OPEN})
_STANDING = frozenset({AnswerState.ASKED, AnswerState.OFFERED})

QUOTE_MOVES: tuple[Move[QuoteState], ...] = (
    Move("take", _BUYER, _OPEN, (QuoteState.TAKEN,), "pilih", "Pilih penawaran ini"),
    Move("close", _BUYER, _OPEN, (QuoteState.CLOSED,), "tutup", "Tutup permintaan"),
    Move("lapse", _SYSTEM, _OPEN, (QuoteState.LAPSED,), "lewat", "Tutup karena batas waktu"),
)
ANSWER_MOVES: tuple[Move[AnswerState], ...] = (
    Move("answer", VENDOR_HATS, frozenset({AnswerState.ASKED}), (AnswerState.OFFERED,), "jawab", "Kirim penawaran"),
    Move("decline", VENDOR_HATS, _STANDING, (AnswerState.DECLINED,), "tolak", "Tidak bisa"),
    Move("miss", _SYSTEM, frozenset({AnswerState.ASKED}), (AnswerState.MISSED,), "lewat", "Tidak menjawab"),
    Move("lapse", _SYSTEM, frozenset({AnswerState.OFFERED}), (AnswerState.LAPSED,), "habis", "Masa berlaku habis"),
    Move("take", _BUYER, frozenset({AnswerState.OFFERED}), (AnswerState.TAKEN,), "pilih", "Pilih"),
    Move("pass_over", _BUYER, _STANDING, (AnswerState.NOT_TAKEN,), "lewati", "Tidak dipilih"),
)  # fmt: skip
