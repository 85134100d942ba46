"""Reports of abuse: why, what comes of them. Pure."""

from enum import StrEnum

from domain.errors import RuleBroken, Stale
from domain.sentences import say

NOTE_LENGTH = 400


class About(StrEnum):
    LISTING = "listing"
    VENDOR = "vendor"


class Why(StrEnum):
    """What is wrong, in the words of whoever reports."""

    FAKE = "fake"
    WRONG = "wrong"
    PRICE = "price"
    FORBIDDEN = "forbidden"
    IDENTITY = "identity"
    OTHER = "other"


class State(StrEnum):
    OPEN = "open"
    ACTED = "acted"
    DISMISSED = "dismissed"


WHY_WORDS = {
    Why.FAKE: say("Barang palsu atau tidak ada"),
    Why.WRONG: say("Foto atau keterangan tidak benar"),
    Why.PRICE: say("Harga tidak wajar"),
    Why.FORBIDDEN: say("Barang terlarang"),
    Why.IDENTITY: say("Memakai nama usaha orang lain"),
    Why.OTHER: say("Lainnya"),
}
STATE_WORDS = {
    State.OPEN: say("Menunggu"),
    State.ACTED: say("Ditindak"),
    State.DISMISSED: say("Tidak terbukti"),
}


def check_report(why: Why, note: str) -> None:
    """Raises RuleBroken, naming the field."""
    if why is Why.OTHER and not note.strip():
        raise RuleBroken("Tulis apa yang salah, satu kalimat cukup.", field="note")
    if len(note) > NOTE_LENGTH:
        raise RuleBroken("Paling banyak {note_length} huruf.", note_length=NOTE_LENGTH, field="note")


def check_decision(state: State, to: State, answer: str) -> None:
    """A report is decided once, with a reason others can read. Raises Stale, RuleBroken."""
    if state is not State.OPEN:
        raise Stale("Laporan ini sudah diputuskan.")
    if to is State.OPEN:
        raise RuleBroken("Pilih ditindak atau tidak terbukti.")
    if not answer.strip():
        raise RuleBroken("Tulis alasannya.", field="answer")
    if len(answer) > NOTE_LENGTH:
        raise RuleBroken("Paling banyak {note_length} huruf.", note_length=NOTE_LENGTH, field="answer")
