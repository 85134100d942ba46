"""What a complaint may become, and through whose hands. Pure: no database, no request."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

from domain import moves, region
from domain.complaints.states import OPEN, Outcome, Status, officer_label
from domain.errors import RuleBroken
from domain.moves import Move
from domain.people.rules import Role
from domain.sentences import say

QUESTION_LENGTH = 500
QUESTIONS_WITHOUT_COORDINATOR = 2
NOTE_LENGTH = 1_000
SERVICE_LENGTH = 300
DRAFT_LENGTH = 12_000
VIEWS_AT_MOST = 10
VIEW_NAME_LENGTH = 40
PHOTOS_AT_MOST = 5

_FARMER_SIDE = frozenset({Role.FARMER, Role.OFFICER})  # an officer may report on a farmer's behalf
_OFFICER = frozenset({Role.OFFICER})
_EXPERT = frozenset({Role.EXPERT})
_COORDINATOR = frozenset({Role.COORDINATOR})
_DESK = frozenset({Role.SYSTEM, Role.COORDINATOR})
_HANDLERS = frozenset({Role.OFFICER, Role.EXPERT, Role.COORDINATOR})
_BACK = (Status.WITH_OFFICER, Status.WITH_EXPERT)  # to whoever it belongs to; the case decides


def _move(
    verb: str,
    slug: str,
    label: str,
    by: frozenset[Role],
    source: Collection[Status],
    *targets: Status,
) -> Move[Status]:
    return Move(verb, by, frozenset(source), targets, slug, label)


MOVES: tuple[Move[Status], ...] = (
    _move("route", "serahkan", say("Serahkan ke PPL"), _DESK, {Status.FILED}, Status.WITH_OFFICER),
    _move(
        "claim", "ambil", say("Ambil keluhan ini"), _OFFICER,
        {Status.FILED, Status.WITH_OFFICER}, Status.WITH_OFFICER,
    ),
    _move(
        "claim", "ambil", say("Ambil keluhan ini"), _EXPERT,
        {Status.FILED, Status.WITH_EXPERT}, Status.WITH_EXPERT,
    ),
    _move(
        "assign", "tugaskan", say("Tugaskan orang lain"), _COORDINATOR,
        {Status.WITH_OFFICER}, Status.WITH_OFFICER,
    ),
    _move(
        "assign", "tugaskan", say("Tugaskan orang lain"), _COORDINATOR,
        {Status.WITH_EXPERT}, Status.WITH_EXPERT,
    ),
    _move(
        "answer", "jawab", say("Tulis saran"), _OFFICER,
        {Status.WITH_OFFICER, Status.VISIT_PLANNED, Status.AWAITING_FARMER}, Status.ANSWERED,
    ),
    _move(
        "answer", "jawab", say("Tulis saran"), _EXPERT,
        {Status.WITH_EXPERT, Status.VISIT_PLANNED, Status.REFERRED, Status.AWAITING_FARMER},
        Status.ANSWERED,
    ),
    _move("ask", "tanya", say("Tanya petani"), _OFFICER, {Status.WITH_OFFICER}, Status.AWAITING_FARMER),
    _move("ask", "tanya", say("Tanya petani"), _EXPERT, {Status.WITH_EXPERT}, Status.AWAITING_FARMER),
    _move("reply", "balas", say("Kirim jawaban"), _FARMER_SIDE, {Status.AWAITING_FARMER}, *_BACK),
    _move(
        "lapse", "tanpa-kabar", say("Tutup tanpa kabar"), frozenset({Role.SYSTEM}),
        {Status.AWAITING_FARMER}, Status.CLOSED,
    ),
    _move(
        "hand_up", "teruskan", say("Teruskan ke ahli"), _OFFICER,
        {Status.WITH_OFFICER, Status.VISIT_PLANNED}, Status.WITH_EXPERT,
    ),
    _move(
        "hand_up", "teruskan", say("Teruskan ke ahli"), _DESK,
        {Status.FILED, Status.WITH_OFFICER, Status.VISIT_PLANNED}, Status.WITH_EXPERT,
    ),
    _move(
        "hand_back", "kembalikan", say("Kembalikan ke PPL"), _EXPERT | _COORDINATOR,
        {Status.WITH_EXPERT}, Status.WITH_OFFICER,
    ),
    _move(
        "plan_visit", "kunjungi", say("Jadwalkan kunjungan"), _OFFICER,
        {Status.WITH_OFFICER, Status.VISIT_PLANNED}, Status.VISIT_PLANNED,
    ),
    _move(
        "plan_visit", "kunjungi", say("Jadwalkan kunjungan"), _EXPERT,
        {Status.WITH_EXPERT, Status.VISIT_PLANNED}, Status.VISIT_PLANNED,
    ),
    _move("visit", "catat-kunjungan", say("Catat kunjungan"), _OFFICER | _EXPERT, {Status.VISIT_PLANNED}, *_BACK),
    _move(
        "refer", "rujuk", say("Kirim sampel ke lab"), _EXPERT,
        {Status.FILED, Status.WITH_OFFICER, Status.WITH_EXPERT, Status.VISIT_PLANNED}, Status.REFERRED,
    ),
    _move(
        "lab_result", "catat-hasil-lab", say("Catat hasil lab"), _EXPERT, {Status.REFERRED}, Status.WITH_EXPERT
    ),
    _move("report_cured", "sembuh", say("Sembuh"), _FARMER_SIDE, {Status.ANSWERED}, Status.CLOSED),
    _move("report_improving", "membaik", say("Membaik"), _FARMER_SIDE, {Status.ANSWERED}, Status.ANSWERED),
    _move("report_unchanged", "belum-sembuh", say("Belum sembuh"), _FARMER_SIDE, {Status.ANSWERED}, *_BACK),
    _move("reopen", "buka-lagi", say("Buka lagi"), _FARMER_SIDE, {Status.CLOSED}, *_BACK),
    _move("reopen", "buka-lagi", say("Buka lagi"), _COORDINATOR, {Status.CLOSED, Status.DECLINED}, *_BACK),
    _move(
        "withdraw", "tarik", say("Tarik laporan"), frozenset({Role.FARMER}),
        OPEN, Status.CLOSED,
    ),
    _move(
        "release", "lepaskan", say("Lepaskan"), _HANDLERS | {Role.SYSTEM},
        {Status.WITH_OFFICER}, Status.WITH_OFFICER,
    ),
    _move(
        "release", "lepaskan", say("Lepaskan"), _HANDLERS | {Role.SYSTEM},
        {Status.WITH_EXPERT}, Status.WITH_EXPERT,
    ),
    _move(
        "prioritise", "utamakan", say("Utamakan"), _OFFICER | _COORDINATOR,
        {Status.WITH_OFFICER}, Status.WITH_OFFICER,
    ),
    _move(
        "prioritise", "utamakan", say("Utamakan"), _EXPERT | _COORDINATOR,
        {Status.WITH_EXPERT}, Status.WITH_EXPERT,
    ),
    _move(
        "prioritise", "utamakan", say("Utamakan"), _HANDLERS,
        {Status.AWAITING_FARMER}, Status.AWAITING_FARMER,
    ),
    _move(
        "merge", "gabungkan", say("Gabungkan dengan keluhan lain"), _HANDLERS,
        {Status.FILED, Status.WITH_OFFICER, Status.AWAITING_FARMER}, Status.MERGED,
    ),
    _move(
        "split", "bagi", say("Bagi menjadi dua"), _OFFICER | _COORDINATOR,
        {Status.WITH_OFFICER}, Status.WITH_OFFICER,
    ),
    _move(
        "split", "bagi", say("Bagi menjadi dua"), _EXPERT | _COORDINATOR,
        {Status.WITH_EXPERT}, Status.WITH_EXPERT,
    ),
    _move("unmerge", "pisahkan", say("Pisahkan lagi"), _HANDLERS, {Status.MERGED}, Status.WITH_OFFICER),
    _move("decline", "tolak", say("Bukan urusan kami"), _OFFICER | _COORDINATOR, OPEN, Status.DECLINED),
    _move("close", "tutup", say("Tutup keluhan"), _DESK, {Status.ANSWERED}, Status.CLOSED),
)  # fmt: skip

REPORTED = {
    "report_cured": Outcome.CURED,
    "report_improving": Outcome.IMPROVING,
    "report_unchanged": Outcome.UNCHANGED,
    "lapse": Outcome.NO_NEWS,
}
NEW_ATTEMPT = frozenset({"report_unchanged", "reopen"})


def moves_for(status: Status, hat: Role) -> list[Move[Status]]:
    """The buttons of a complaint in this state for this hat."""
    return moves.offered(MOVES, status, hat)


def after(status: Status, verb: str, hat: Role, *, decided: Status | None = None) -> Status:
    """The state after `verb`. `decided` is `back_to(...)` for the verbs that have two targets.

    Raises Stale when the screen was old, RuleBroken when the hat never has this verb.
    """
    move = moves.find(MOVES, status, verb, hat, now_is=officer_label(status))
    return moves.destination(move, decided)


def back_to(*, with_expert: bool, earlier_reopens: int = 0) -> Status:
    """Whose desk a reply or a reopened complaint returns to. The second reopening goes to the experts."""
    return Status.WITH_EXPERT if with_expert or earlier_reopens else Status.WITH_OFFICER


def check_may_file(open_count: int, limit: int) -> None:
    """Raises RuleBroken when the farmer already has `limit` complaints open."""
    if open_count >= limit:
        raise RuleBroken(
            "Bapak/Ibu masih punya {open_count} keluhan terbuka. Tunggu jawabannya dulu, ya.",
            open_count=open_count,
        )


def check_report(*, village: str, commodity: str, has_words: bool, has_photo: bool, has_voice: bool) -> None:
    """A report says where, which plant, and something about it. Raises RuleBroken naming the field."""
    if not village:
        raise RuleBroken("Pilih desanya.", field="village_code")
    if not commodity:
        raise RuleBroken("Pilih tanamannya.", field="commodity")
    if not (has_words or has_photo or has_voice):
        raise RuleBroken("Kirim foto, suara, atau satu kalimat tentang masalahnya.", field="body")


def check_photos(count: int) -> None:
    """A case carries at most five photos. `count` is how many there would be."""
    if count > PHOTOS_AT_MOST:
        raise RuleBroken(
            "Paling banyak {photos_at_most} foto untuk satu keluhan.",
            photos_at_most=PHOTOS_AT_MOST,
            field="photos",
        )


def check_may_add_photos(status: Status) -> None:
    """Photos help whoever still has to answer."""
    if status not in OPEN:
        raise RuleBroken("Keluhan ini sudah dijawab atau ditutup, jadi fotonya tidak bisa ditambah.")


def check_holds(holder_id: int | None, holder: str, person_id: int | None) -> None:
    """Only whoever has a case in hand works on it; one that nobody has is open to the whole desk."""
    if holder_id not in (None, person_id):
        raise RuleBroken(
            "Keluhan ini dipegang {holder}. Hubungi {holder}, atau ambil dulu kalau boleh.", holder=holder
        )


def check_may_claim(holder_id: int | None, holder: str, person_id: int | None, *, same_desk: bool) -> None:
    """Take what nobody has, or stand in for a colleague of the same village (`same_desk`)."""
    if holder_id == person_id:
        raise RuleBroken("Keluhan ini sudah Anda pegang.")
    if holder_id is not None and not same_desk:
        raise RuleBroken("Sudah diambil {holder}.", holder=holder)


def check_question(text: str, *, asked_before: int, hat: Role) -> None:
    """A question must ask something, and a farmer is asked at most twice unless the coordinator agrees."""
    if not text.strip():
        raise RuleBroken("Tulis pertanyaannya, satu kalimat cukup.", field="question")
    if len(text) > QUESTION_LENGTH:
        too_long = say(
            "Pertanyaannya terlalu panjang. Paling banyak {question_length} huruf.",
            question_length=QUESTION_LENGTH,
        )
        raise RuleBroken(too_long, field="question")
    if asked_before >= QUESTIONS_WITHOUT_COORDINATOR and hat is not Role.COORDINATOR:
        raise RuleBroken(
            "Petani sudah ditanya dua kali. Beri saran, atau teruskan ke {experts}.",
            experts=region.current().names.experts,
        )


def check_reason(reason: str, known: Collection[str], *, note: str = "", needs_note: bool = False) -> None:
    """Handing up and declining need a ready reason, some of them a few words as well."""
    if reason not in known:
        raise RuleBroken("Pilih alasannya.", field="reason")
    if needs_note and not note.strip():
        raise RuleBroken("Tulis alasannya, satu kalimat cukup.", field="note")


def may_rate(status: Status, *, answered: bool) -> bool:
    """The service is judged once it is known how the plants did and nothing is to come."""
    return answered and status is Status.CLOSED


def check_service(status: Status, *, answered: bool, words: str) -> None:
    """See `may_rate`; in a sentence at most."""
    if not may_rate(status, answered=answered):
        raise RuleBroken("Pertanyaan ini muncul sesudah ada kabar tanamannya.")
    if len(words) > SERVICE_LENGTH:
        raise RuleBroken(
            "Terlalu panjang. Paling banyak {service_length} huruf.",
            service_length=SERVICE_LENGTH,
            field="words",
        )


def check_draft(size: int, seen: int, kept: int, *, who: str, at: str) -> None:
    """A draft is saved over the version it was begun from. `seen` and `kept` are versions, `size` in letters."""
    if size > DRAFT_LENGTH:
        raise RuleBroken("Drafnya terlalu panjang. Pendekkan langkahnya dulu.")
    if seen != kept:
        raise RuleBroken(
            "{who} menyimpan draf yang lebih baru, {at}. Tulisan Anda masih ada di sini: simpan sekali lagi untuk mengganti drafnya.",
            who=who,
            at=at,
        )


def check_note(text: str) -> None:
    """A note says something, and not a whole report."""
    if not text.strip():
        raise RuleBroken("Tulis catatannya, satu kalimat cukup.", field="note")
    if len(text) > NOTE_LENGTH:
        raise RuleBroken(
            "Terlalu panjang. Paling banyak {note_length} huruf.", note_length=NOTE_LENGTH, field="note"
        )


def check_saved_view(name: str, others: Collection[str]) -> None:
    """A saved view has a name of its own, and nobody keeps more than ten. `others` are the names there are."""
    if not name.strip():
        raise RuleBroken("Beri nama, misalnya “Kentang lewat waktu”.", field="name")
    if len(name.strip()) > VIEW_NAME_LENGTH:
        raise RuleBroken(
            "Namanya paling banyak {view_name_length} huruf.", view_name_length=VIEW_NAME_LENGTH, field="name"
        )
    if name.strip() in others:
        raise RuleBroken("Nama itu sudah dipakai. Pilih nama lain.", field="name")
    if len(others) >= VIEWS_AT_MOST:
        raise RuleBroken(
            "Sudah ada {views_at_most} pandangan. Hapus satu dulu.", views_at_most=VIEWS_AT_MOST, field="name"
        )


class LateReply(StrEnum):
    """What becomes of a farmer's reply that nobody was waiting for any more."""

    KEPT = "kept"
    REOPENS = "reopens"
    NEW_CASE = "new_case"


def late_reply(status: Status, ended_at: datetime, now: datetime, *, reopen_days: int) -> LateReply:
    """Kept beside a case in hand; opens a closed one again, or starts a new one when that is too long ago.

    Raises RuleBroken for a case that was declined: nobody would read it.
    """
    if status is Status.DECLINED:
        raise RuleBroken(
            "Keluhan ini bukan urusan kami, jadi balasannya tidak dibaca. Kirim keluhan baru, ya."
        )
    if status is not Status.CLOSED:
        return LateReply.KEPT
    recent = now - ended_at <= timedelta(days=reopen_days)
    return LateReply.REOPENS if recent else LateReply.NEW_CASE


def check_may_reopen(ended_at: datetime, now: datetime, *, days: int) -> None:
    """A closed complaint may be reopened for `days`; after that a new one is filed. Aware datetimes."""
    if now - ended_at > timedelta(days=days):
        raise RuleBroken(
            "Keluhan ini sudah selesai lebih dari {days} hari. Kirim keluhan baru, ya.", days=days
        )
