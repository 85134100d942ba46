"""What is kept back for things that came late: worked out from a dated rule, told in words. Pure.

Source: Perpres 16/2018 Ps 79(4)-(5), a share a day of the late part's value before PPN.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from domain.catalogue.rental.rules import written
from domain.money import rupiah
from domain.region.rules import Threshold
from domain.sentences import joined, say
from domain.tax.terms import late_penalty

NO_REASON = ""


class Rule(NamedTuple):
    """The rule of the day the order was issued: a share a day, a share at most (None: no end), where it is from."""

    per_day: Fraction
    cap: Fraction | None
    source: str
    ids: tuple[str, ...] = ()


def penalty_cap(thresholds: Mapping[str, Threshold]) -> Threshold | None:
    """Where the penalty ends by the tables of a day: only while they say that it does; sources differ."""
    ends = thresholds.get("late_penalty_capped")
    return thresholds.get("late_penalty_cap") if ends is not None and ends.value else None


class Penalty(NamedTuple):
    """Whole rupiah kept back, and why in words; nothing for what came in time."""

    amount: int = 0
    why: str = NO_REASON


def penalty_of(came: Mapping[date, int], due: date | None, rule: Rule) -> Penalty:
    """`came` is the value (rupiah before PPN) of what arrived on each day; `due` the last day in time."""
    late = [(on, value) for on, value in sorted(came.items()) if due is not None and on > due and value]
    if not late or due is None:
        return Penalty()
    amounts = [late_penalty(value, (on - due).days, per_day=rule.per_day, cap=rule.cap) for on, value in late]
    told = joined(
        ", ",
        [_words(value, (on - due).days, amount) for (on, value), amount in zip(late, amounts, strict=True)],
    )
    share = f"{rule.per_day.numerator}/{rule.per_day.denominator}"
    most = say(", paling banyak {cap} dari nilai itu", cap=_percent(rule.cap)) if rule.cap is not None else ""
    return Penalty(
        sum(amounts),
        say(
            "Datang sesudah {due}: {told}. Denda {share} sehari dari nilai yang terlambat, sebelum PPN{most}. Dasar: {source}.",
            due=written(due),
            told=told,
            share=share,
            most=most,
            source=rule.source,
        ),
    )


def _words(value: int, days: int, amount: int) -> str:
    return say(
        "terlambat {days} hari senilai {rupiah}, dendanya {amount}",
        days=days,
        rupiah=rupiah(value),
        amount=rupiah(amount),
    )


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g} %".replace(".", ",")
