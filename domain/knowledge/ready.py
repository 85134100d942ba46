"""Ready answers and questions: what one holds, and who may keep it. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import RuleBroken
from domain.knowledge.texts import LINE_LENGTH, check_harmless
from domain.people.rules import Role
from domain.sentences import say

MOST_STEPS, MOST_NEXT_SEASON = 5, 3
STEP_KINDS = (
    "cultural",
    "mechanical",
    "biological",
    "botanical",
)  # as in advice, mildest first; no chemicals
STEP_LABELS = {
    "cultural": say("Cara tanam"),
    "mechanical": say("Cabut, kumpulkan"),
    "biological": say("Hayati"),
    "botanical": say("Ramuan tanaman"),
}
ANSWER_KINDS = {
    "words": say("Kata-kata"),
    "photo": say("Foto"),
    "number": say("Angka"),
    "date": say("Tanggal"),
}


class ReadyState(StrEnum):
    DRAFT = "draft"
    APPROVED = "approved"
    RETIRED = "retired"


READY_WORDS = {
    ReadyState.DRAFT: say("Menunggu tim ahli"),
    ReadyState.APPROVED: say("Bisa dipakai"),
    ReadyState.RETIRED: say("Tidak dipakai lagi"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """A ready answer as it is typed. `steps` are (kind, text), kinds of STEP_KINDS."""

    problem_code: str
    commodity_code: str | None
    title: str
    steps: tuple[tuple[str, str], ...]
    next_season: tuple[str, ...] = ()
    call_when: str = ""
    follow_up_days: int = 7


def check_answer(said: AnswerDraft, banned: list[str]) -> None:
    """Raises RuleBroken, naming the field. What needs a dose is never ready-made."""
    if not said.title.strip():
        raise RuleBroken("Beri judul, supaya mudah dipilih.", field="title")
    if not said.steps:
        raise RuleBroken("Tulis paling sedikit satu langkah.", field="cultural")
    if len(said.steps) > MOST_STEPS:
        raise RuleBroken(
            "Semua langkah bersama paling banyak {most_steps}.", most_steps=MOST_STEPS, field="cultural"
        )
    if len(said.next_season) > MOST_NEXT_SEASON:
        raise RuleBroken(
            "Untuk musim depan paling banyak {most_next_season} langkah.",
            most_next_season=MOST_NEXT_SEASON,
            field="next_season",
        )
    for kind, text in said.steps:
        check_line(text, kind, banned)
    for text in said.next_season:
        check_line(text, "next_season", banned)


def check_line(text: str, field: str, banned: list[str]) -> None:
    if len(text) > LINE_LENGTH:
        raise RuleBroken(
            "Satu baris terlalu panjang: {count} dari {line_length} huruf.",
            count=len(text),
            line_length=LINE_LENGTH,
            field=field,
        )
    check_harmless(text, field, banned)


def state_when_kept_by(hat: Role) -> ReadyState:
    """An expert's own words may be used at once; everybody else's wait for an expert."""
    return ReadyState.APPROVED if hat is Role.EXPERT else ReadyState.DRAFT


def check_may_change(state: ReadyState, hat: Role, is_owner: bool) -> None:
    """An expert changes any; others their own until it is approved. Raises RuleBroken."""
    if hat is not Role.EXPERT and not (is_owner and state is ReadyState.DRAFT):
        raise RuleBroken("Ini hanya bisa diubah tim ahli. Tulis usulan baru.")
