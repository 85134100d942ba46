"""The states of a complaint and the outcomes of its plants, with their words for both sides.

Two labels per state, one for farmers and one for officers. Waiting for news of the plants is not a
state of its own: a complaint stays `answered`, and monitored, until its outcome is known.
"""

from enum import StrEnum


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
        Status.WITH_OFFICER: officer and f"Ditangani {officer}",
        Status.VISIT_PLANNED: visit and f"Petugas akan datang {visit}",
        Status.MERGED: merged_into and f"Digabung dengan keluhan {merged_into}",
    }
    return named.get(status) or _FARMER_WORDS[status]


def officer_label(status: Status) -> str:
    """The state in an officer's words."""
    return _OFFICER_WORDS[status]


_FARMER_WORDS = {
    Status.FILED: "Sudah kami terima",
    Status.WITH_OFFICER: "Ditangani penyuluh",
    Status.AWAITING_FARMER: "Kami butuh jawaban Bapak/Ibu",
    Status.WITH_EXPERT: "Diteruskan ke Tim Ahli",
    Status.VISIT_PLANNED: "Petugas akan datang",
    Status.REFERRED: "Sampel dikirim ke lab",
    Status.ANSWERED: "Sudah ada saran",
    Status.CLOSED: "Selesai",
    Status.MERGED: "Digabung dengan keluhan lain",
    Status.DECLINED: "Bukan urusan kami; ini caranya",
}
_OFFICER_WORDS = {
    Status.FILED: "Baru",
    Status.WITH_OFFICER: "Ditangani PPL",
    Status.AWAITING_FARMER: "Menunggu petani (jam berhenti)",
    Status.WITH_EXPERT: "Di Tim Ahli",
    Status.VISIT_PLANNED: "Kunjungan dijadwalkan",
    Status.REFERRED: "Rujukan lab",
    Status.ANSWERED: "Saran terkirim, dipantau",
    Status.CLOSED: "Selesai",
    Status.MERGED: "Duplikat",
    Status.DECLINED: "Ditolak dengan alasan",
}
OUTCOME_WORDS = {
    Outcome.CURED: "Sembuh",
    Outcome.IMPROVING: "Membaik",
    Outcome.UNCHANGED: "Belum sembuh",
    Outcome.FAILED: "Gagal",
    Outcome.NO_NEWS: "Tidak ada kabar",
    Outcome.NOT_PEST: "Bukan hama atau penyakit",
}
MOOD_WORDS = {Mood.GOOD: "Membantu", Mood.FAIR: "Biasa saja", Mood.POOR: "Mengecewakan"}
