"""The states of a complaint and the outcomes of its plants, with their words for both sides.

Two labels per state, one for farmers and one for officers. Waiting for news of the plants is not a
state of its own: a complaint stays `answered`, and monitored, until its outcome is known.
"""

from enum import StrEnum

from domain import region
from domain.sentences import say


class Status(StrEnum):
    FILED = "filed"
    WITH_OFFICER = "with_officer"
    AWAITING_FARMER = "awaiting_farmer"
    WITH_EXPERT = "with_expert"
    VISIT_PLANNED = "visit_planned"
    REFERRED = "referred"
    ANSWERED = "answered"
    CLOSED = "closed"
    MERGED = "merged"
    DECLINED = "declined"


class Outcome(StrEnum):
    """How the plants did. Kept beside the status, never instead of it."""

    CURED = "cured"
    IMPROVING = "improving"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    NO_NEWS = "no_news"
    NOT_PEST = "not_pest"


class Desk(StrEnum):
    """Whose case it is, also while a question waits for the farmer."""

    OFFICER = "officer"
    EXPERT = "expert"


class Mood(StrEnum):
    """What the farmer says of the service itself, once the outcome is known."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class MessageKind(StrEnum):
    QUESTION = "question"
    REPLY = "reply"
    REASON = "reason"


OPEN = frozenset(
    {
        Status.FILED,
        Status.WITH_OFFICER,
        Status.AWAITING_FARMER,
        Status.WITH_EXPERT,
        Status.VISIT_PLANNED,
        Status.REFERRED,
    }
)


def farmer_label(
    status: Status, *, officer: str | None = None, visit: str | None = None, merged_into: str | None = None
) -> str:
    """The state in a farmer's words. `visit` is the day as written, `merged_into` a case code."""
    named = {
        Status.WITH_OFFICER: officer and say("Ditangani {name}", name=officer),
        Status.VISIT_PLANNED: visit and say("Petugas akan datang {visit}", visit=visit),
        Status.MERGED: merged_into and say("Digabung dengan keluhan {merged_into}", merged_into=merged_into),
    }
    return named.get(status) or _with_experts(_FARMER_WORDS[status])


def officer_label(status: Status) -> str:
    """The state in an officer's words."""
    return _with_experts(_OFFICER_WORDS[status])


def _with_experts(words: str) -> str:
    """The region names its experts; every other word passes unchanged."""
    return words.format(experts=region.current().names.experts)


_FARMER_WORDS = {
    Status.FILED: say("Sudah kami terima"),
    Status.WITH_OFFICER: say("Ditangani penyuluh"),
    Status.AWAITING_FARMER: say("Kami butuh jawaban Bapak/Ibu"),
    Status.WITH_EXPERT: say("Diteruskan ke {experts}"),
    Status.VISIT_PLANNED: say("Petugas akan datang"),
    Status.REFERRED: say("Sampel dikirim ke lab"),
    Status.ANSWERED: say("Sudah ada saran"),
    Status.CLOSED: say("Selesai"),
    Status.MERGED: say("Digabung dengan keluhan lain"),
    Status.DECLINED: say("Bukan urusan kami; ini caranya"),
}
_OFFICER_WORDS = {
    Status.FILED: say("Baru"),
    Status.WITH_OFFICER: say("Ditangani PPL"),
    Status.AWAITING_FARMER: say("Menunggu petani (jam berhenti)"),
    Status.WITH_EXPERT: say("Di {experts}"),
    Status.VISIT_PLANNED: say("Kunjungan dijadwalkan"),
    Status.REFERRED: say("Rujukan lab"),
    Status.ANSWERED: say("Saran terkirim, dipantau"),
    Status.CLOSED: say("Selesai"),
    Status.MERGED: say("Duplikat"),
    Status.DECLINED: say("Ditolak dengan alasan"),
}
OUTCOME_WORDS = {
    Outcome.CURED: say("Sembuh"),
    Outcome.IMPROVING: say("Membaik"),
    Outcome.UNCHANGED: say("Belum sembuh"),
    Outcome.FAILED: say("Gagal"),
    Outcome.NO_NEWS: say("Tidak ada kabar"),
    Outcome.NOT_PEST: say("Bukan hama atau penyakit"),
}
MOOD_WORDS = {Mood.GOOD: say("Membantu"), Mood.FAIR: say("Biasa saja"), Mood.POOR: say("Mengecewakan")}
