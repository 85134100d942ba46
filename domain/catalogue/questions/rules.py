"""Questions about a listing, answered for everybody: what may be asked, and by whom. Pure."""

import re
from enum import StrEnum

from domain.errors import RuleBroken, Stale
from domain.sentences import say

QUESTION_LENGTH = 300
ANSWER_LENGTH = 600
REASON_LENGTH = 200
WAITING_LIMIT = 3  # of one person's about one listing
DAY_LIMIT = 10  # of one person's in a day
_PHONE = re.compile(r"(?:\+?62|0)[\s.-]*8(?:[\s.-]*\d){7,}")


class QuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    HIDDEN = "hidden"


def check_question(body: str) -> None:
    """Raises RuleBroken, naming the field."""
    _check_words(body, QUESTION_LENGTH, "body", say("Tulis pertanyaannya."))


def check_answer(state: QuestionState, answer: str) -> None:
    """A vendor may answer, and put its answer right later; what was hidden stays hidden."""
    if state is QuestionState.HIDDEN:
        raise Stale("Pertanyaan ini sudah disembunyikan admin.")
    _check_words(answer, ANSWER_LENGTH, "answer", say("Tulis jawabannya."))


def _check_words(text: str, longest: int, field: str, sentence: str) -> None:
    if not text.strip():
        raise RuleBroken(sentence, field=field)
    if len(text) > longest:
        raise RuleBroken(
            "Terlalu panjang: {count} dari {longest} huruf.", count=len(text), longest=longest, field=field
        )
    if _PHONE.search(text):
        raise RuleBroken("Jangan tulis nomor HP: semua orang bisa membacanya di sini.", field=field)


def check_may_ask(*, waiting: int, today: int, own: bool) -> None:
    """`waiting` are the asker's unanswered questions about this listing, `today` all of theirs of the day."""
    if own:
        raise RuleBroken("Ini barang usaha Anda sendiri.")
    if waiting >= WAITING_LIMIT:
        raise RuleBroken(
            "{waiting} pertanyaan Anda di barang ini belum dijawab. Tunggu jawabannya dulu.",
            waiting=waiting,
            field="body",
        )
    if today >= DAY_LIMIT:
        raise RuleBroken(
            "Paling banyak {day_limit} pertanyaan sehari. Coba lagi besok.", day_limit=DAY_LIMIT, field="body"
        )


def check_hide(state: QuestionState, reason: str) -> None:
    """An admin takes a question away once, and says why. Raises Stale, RuleBroken."""
    if state is QuestionState.HIDDEN:
        raise Stale("Pertanyaan ini sudah disembunyikan.")
    if not reason.strip():
        raise RuleBroken("Tulis alasannya.", field="reason")
    if len(reason) > REASON_LENGTH:
        raise RuleBroken(
            "Alasan paling banyak {reason_length} huruf.", reason_length=REASON_LENGTH, field="reason"
        )
