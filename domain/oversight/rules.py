"""The quality sample: four questions about an answer that was sent, each scored 0, 1 or 2. Pure.

After the quality reviews of plant clinics (Danielsen and others, 2013): could the diagnosis be
validated, was the advice effective, was it safe, could a farmer follow it.
"""

from collections.abc import Sequence

from domain.errors import RuleBroken
from domain.sentences import say

QUESTIONS = (
    say("Masalahnya cocok dengan foto dan ceritanya?"),
    say("Sarannya manjur menurut pedoman PHT?"),
    say("Aman bagi orang, panen, dan lingkungan?"),
    say("Mudah diikuti petani?"),
)
SCORES = {2: say("Ya"), 1: say("Sebagian"), 0: say("Tidak")}
SAMPLE = 5


def check_scores(scores: Sequence[int]) -> None:
    for number, score in enumerate(scores):
        if score not in SCORES:
            raise RuleBroken("Pilih Ya, Sebagian, atau Tidak.", field=f"score_{number + 1}")


def check_reviewer(author_id: int, reviewer_id: int | None) -> None:
    """Nobody marks the own answer. Compared by person, never by hat."""
    if author_id == reviewer_id:
        raise RuleBroken("Jawaban ini Anda sendiri yang menulis. Biar orang lain yang menilai.")


def shares(rows: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """Percent of the points each question could have got, rounded; nothing for no reviews."""
    best = max(SCORES)
    return tuple(round(100 * sum(column) / (best * len(rows))) for column in zip(*rows, strict=True))
