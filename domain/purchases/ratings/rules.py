"""A mark for a finished order, 1 to 5, and when the marks of a vendor are told. Pure."""

from typing import NamedTuple

from domain.errors import RuleBroken
from domain.sentences import say

WORST, BEST = 1, 5
SCORE_WORDS = {
    5: say("5, sangat baik"),
    4: say("4, baik"),
    3: say("3, cukup"),
    2: say("2, kurang"),
    1: say("1, buruk"),
}
FEWEST_TOLD = 5  # orders; below this a mean would tell who said it, and weigh one bad day too much
TEXT_LENGTH = 400


class Marks(NamedTuple):
    """How many orders of a vendor were marked, and the sum of their marks."""

    count: int
    total: int

    @property
    def words(self) -> str:
        """'4,6 dari 5, menurut 12 pesanan'; nothing while there are too few."""
        if self.count < FEWEST_TOLD:
            return ""
        tenths = (self.total * 20 + self.count) // (2 * self.count)  # half up
        return say(
            "{tenths},{tenths2} dari {best}, menurut {count} pesanan",
            tenths=tenths // 10,
            tenths2=tenths % 10,
            best=BEST,
            count=self.count,
        )


def check_score(score: int, words: str) -> None:
    """Low marks say why. Raises RuleBroken."""
    if not WORST <= score <= BEST:
        raise RuleBroken("Pilih nilai {worst} sampai {best}.", worst=WORST, best=BEST, field="score")
    if score < 3 and not words.strip():
        raise RuleBroken("Tulis apa yang kurang, satu kalimat cukup.", field="words")


def check_once(done: bool) -> None:
    """An order is marked once, and answered once. Raises RuleBroken."""
    if done:
        raise RuleBroken("Sudah pernah dikirim, cukup satu kali.")


def check_answer(words: str) -> None:
    """Raises RuleBroken when nothing was written."""
    if not words.strip():
        raise RuleBroken("Tulis jawabannya, satu kalimat cukup.", field="words")
