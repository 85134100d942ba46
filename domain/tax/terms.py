"""Money over time: parts of a price, the tax the last part carries, late penalties, addenda, deposit days. Pure.

Sources: Perpres 16/2018 Ps 54 (addendum at most 10 %) and Ps 79(4)-(5) (1 per mille a day, before PPN),
PMK 59/2022 (tax on UP is deposited within 7 days). Whole rupiah; shares are fractions of the region's tables.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from domain.errors import RuleBroken
from domain.money import half_up, rupiah, split_by_largest_remainder
from domain.tax.model import PaymentWay


def parts(amount: int, weights: Sequence[int]) -> list[int]:
    """A price in terms by weight; they sum to it exactly. Raises ValueError unless the weights are 100."""
    if sum(weights) != 100:
        raise ValueError(f"weights of terms are {sum(weights)}, not 100")
    return split_by_largest_remainder(amount, weights)


def taxes_of_parts(whole: int, bases: Sequence[int], tax_of: Callable[[int], int]) -> list[int]:
    """The tax of each term, worked out on its own; the last carries what is left of the whole document's tax."""
    early = [tax_of(base) for base in bases[:-1]]
    return [*early, whole - sum(early)]


def tax_share(whole: int, part: int, base: int, *, given: int) -> int:
    """Of a document's tax, what a part of its base carries, when `given` of it is with other parts already."""
    return min(half_up(Fraction(whole * part, base)), whole - given) if base else 0


def base_share(base: int, part: int, whole: int, *, before: int) -> int:
    """Of a tax's base, what the next `part` of a `whole` price holds, when `before` of it is behind; all sum to it."""
    if not whole:
        return 0
    return half_up(Fraction(base * (before + part), whole)) - half_up(Fraction(base * before, whole))


def late_penalty(value: int, days: int, *, per_day: Fraction, cap: Fraction | None = None) -> int:
    """Rupiah for `days` late on `value` (the late part, before PPN); `cap` is a share of it, None when none.

    Raises ValueError for negative days.
    """
    if days < 0:
        raise ValueError(f"{days} days late")
    amount = half_up(value * per_day * days)
    return amount if cap is None else min(amount, half_up(value * cap))


def check_addendum(before: int, after: int, share: Fraction) -> None:
    """An addendum raises the first value by at most `share`. Raises RuleBroken."""
    most = before + (before * share.numerator) // share.denominator
    if after > most:
        raise RuleBroken("Nilai sesudah addendum paling banyak {most}.", most=rupiah(most), field="total")


def deposit_by(way: PaymentWay, paid_on: date, days: int) -> date:
    """The last day to deposit what was withheld: with the payment by LS, else `days` after it."""
    return paid_on if way is PaymentWay.LS else paid_on + timedelta(days=days)
