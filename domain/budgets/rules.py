"""Budget lines: what is left of a ceiling, and what may be taken from it. Pure, whole rupiah.

A purchase takes its amount at submit, gives it back on return, expiry or cancellation, and turns it
into spending when paid. The database enforces the same by a conditional update; this words it.
"""

from typing import NamedTuple

from domain.errors import RuleBroken
from domain.money import rupiah
from domain.sentences import say


class Budget(NamedTuple):
    """A line's ceiling, what running purchases hold of it, and what was paid from it."""

    ceiling: int
    held: int = 0
    spent: int = 0

    @property
    def left(self) -> int:
        return self.ceiling - self.held - self.spent

    def take(self, amount: int) -> "Budget":
        """Hold `amount` for a purchase. Raises RuleBroken when not enough is left."""
        if amount > self.left:
            short = rupiah(amount - self.left)
            raise RuleBroken(
                "Anggaran kurang {short}. Sisanya {left}.",
                short=short,
                left=rupiah(self.left),
                field="budget_line",
            )
        return self._replace(held=self.held + amount)

    def give_back(self, amount: int) -> "Budget":
        """Let go of what a purchase held. Raises ValueError when it did not hold so much."""
        if amount > self.held:
            raise ValueError(f"only {self.held} is held, not {amount}")
        return self._replace(held=self.held - amount)

    def spend(self, amount: int) -> "Budget":
        """Turn a held amount into spending. Raises ValueError when it was not held."""
        return self.give_back(amount)._replace(spent=self.spent + amount)


def check_year(line_year: int, fiscal_year: int) -> None:
    """Money of one fiscal year buys in that year only (UU 17/2003, article 4). Raises RuleBroken."""
    if line_year != fiscal_year:
        sentence = say(
            "Mata anggaran ini untuk tahun {line_year}. Pilih yang tahun {fiscal_year}.",
            line_year=line_year,
            fiscal_year=fiscal_year,
        )
        raise RuleBroken(sentence, field="budget_line_id")


def check_ceiling(ceiling: int, budget: Budget) -> None:
    """A ceiling is never lowered below what is held and spent. Raises RuleBroken."""
    bound = budget.held + budget.spent
    if ceiling < bound:
        raise RuleBroken(
            "Sudah terpakai {bound}. Pagu tidak bisa lebih kecil.", bound=rupiah(bound), field="ceiling"
        )
