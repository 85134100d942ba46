"""The life of a request for quotation, and of each vendor's part in it: who moves what. Pure."""

from enum import StrEnum

from domain.moves import Move
from domain.people.rules import BUYING_HATS, VENDOR_HATS, Role
from domain.sentences import say


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
    QuoteState.OPEN: say("Menunggu"),
    QuoteState.TAKEN: say("Sudah dipilih"),
    QuoteState.CLOSED: say("Ditutup kantor"),
    QuoteState.LAPSED: say("Lewat, tanpa penawaran yang berlaku"),
}
READY = say("Tinggal dipilih")
ANSWER_WORDS = {
    AnswerState.ASKED: say("Belum menjawab"),
    AnswerState.OFFERED: say("Sudah menawar"),
    AnswerState.DECLINED: say("Tidak bisa"),
    AnswerState.MISSED: say("Tidak menjawab"),
    AnswerState.LAPSED: say("Masa berlaku habis"),
    AnswerState.TAKEN: say("Dipilih"),
    AnswerState.NOT_TAKEN: say("Tidak dipilih"),
}
_BUYER = BUYING_HATS
_SYSTEM = frozenset({Role.SYSTEM})
_OPEN = frozenset({QuoteState.OPEN})
_STANDING = frozenset({AnswerState.ASKED, AnswerState.OFFERED})

QUOTE_MOVES: tuple[Move[QuoteState], ...] = (
    Move("take", _BUYER, _OPEN, (QuoteState.TAKEN,), "pilih", say("Pilih penawaran ini")),
    Move("close", _BUYER, _OPEN, (QuoteState.CLOSED,), "tutup", say("Tutup permintaan")),
    Move("lapse", _SYSTEM, _OPEN, (QuoteState.LAPSED,), "lewat", say("Tutup karena batas waktu")),
)
ANSWER_MOVES: tuple[Move[AnswerState], ...] = (
    Move("answer", VENDOR_HATS, frozenset({AnswerState.ASKED}), (AnswerState.OFFERED,), "jawab", say("Kirim penawaran")),
    Move("decline", VENDOR_HATS, _STANDING, (AnswerState.DECLINED,), "tolak", say("Tidak bisa")),
    Move("miss", _SYSTEM, frozenset({AnswerState.ASKED}), (AnswerState.MISSED,), "lewat", say("Tidak menjawab")),
    Move("lapse", _SYSTEM, frozenset({AnswerState.OFFERED}), (AnswerState.LAPSED,), "habis", say("Masa berlaku habis")),
    Move("take", _BUYER, frozenset({AnswerState.OFFERED}), (AnswerState.TAKEN,), "pilih", say("Pilih")),
    Move("pass_over", _BUYER, _STANDING, (AnswerState.NOT_TAKEN,), "lewati", say("Tidak dipilih")),
)  # fmt: skip
