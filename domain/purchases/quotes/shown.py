"""Offers side by side, as whoever chooses reads them on a phone."""

from datetime import date
from typing import NamedTuple

from domain.catalogue.packages.rules import shares
from domain.purchases.quotes.models import Quote, QuoteAnswer
from domain.purchases.quotes.states import AnswerState

_SHOWN = (AnswerState.OFFERED, AnswerState.TAKEN, AnswerState.NOT_TAKEN, AnswerState.LAPSED)


class ShownMilestone(NamedTuple):
    """A payment of an offer: its share in rupiah before tax and its day."""

    name: str
    deliverable: str
    weight: int
    amount: int
    due: date


class Compared(NamedTuple):
    """One vendor's offer in the comparison. `before` is paid before the event. `may_take` while it stands and nobody is waited for."""

    answer: QuoteAnswer
    saved: int
    cheapest: bool
    each: int
    before: int
    milestones: tuple[ShownMilestone, ...]
    may_take: bool


class Comparison(NamedTuple):
    offers: tuple[Compared, ...]
    others: tuple[QuoteAnswer, ...]
    waiting: bool


def comparison(quote: Quote) -> Comparison:
    """Every offer made, the cheapest first, and beside them who made none."""
    made = sorted((each for each in quote.answers if each.base and each.state in _SHOWN), key=_price)
    least = min(
        (each.base for each in made if each.state in (AnswerState.OFFERED, AnswerState.TAKEN)), default=0
    )
    waiting = quote.in_time and any(each.state is AnswerState.ASKED for each in quote.answers)
    offers = tuple(
        Compared(
            each, each.listed - each.base, each.base == least and len(made) > 1, each.base // quote.people,
            sum(one.amount for one in milestones_of(each) if one.due < quote.day), milestones_of(each),
            each.state is AnswerState.OFFERED and not waiting,
        )
        for each in made
    )  # fmt: skip
    return Comparison(offers, tuple(each for each in quote.answers if each not in made), waiting)


def _price(each: QuoteAnswer) -> tuple[int, int]:
    return each.base, each.position


def milestones_of(each: QuoteAnswer) -> tuple[ShownMilestone, ...]:
    """The payments of an offer in rupiah; the last carries the difference."""
    planned = each.offer_milestones
    if not planned:
        return ()
    amounts = shares(each.base, [one.weight for one in planned])
    return tuple(
        ShownMilestone(one.name, one.deliverable, one.weight, amount, one.due(each.quote.day))
        for one, amount in zip(planned, amounts, strict=True)
    )
