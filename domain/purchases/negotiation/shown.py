"""A negotiation as both sides see it: every round, whose turn it is, and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from domain import region
from domain.purchases import offers
from domain.purchases.models import Purchase, PurchaseLine
from domain.purchases.negotiation.models import NegotiationRound
from domain.purchases.negotiation.queries import rounds_of
from domain.purchases.negotiation.rules import SIDE_WORDS
from domain.purchases.rented import listed_fee
from domain.purchases.states import State
from domain.sentences import say


class ShownPrice(NamedTuple):
    """One line of a round; `listed` is what the shelf asked. Rupiah for one; `fee` for bringing, None without."""

    name: str
    unit: str
    listed: int
    price: int
    listed_fee: int = 0
    fee: int | None = None


class ShownRound(NamedTuple):
    n: int
    who: str
    at: datetime
    base: int
    prices: tuple[ShownPrice, ...]
    deliver_by: date | None
    note: str
    agreed: bool


@dataclass(frozen=True)
class Negotiation:
    """`until` is when the round on the table ends (UTC), None when nothing lies there.

    `total` and `net` are what the office would pay and the vendor receive at its prices, after tax.
    """

    rounds: tuple[ShownRound, ...]
    until: datetime | None
    listed: int
    saved: int
    total: int
    net: int
    left: int


def negotiation_of(purchase: Purchase) -> Negotiation | None:
    """None when nobody haggled over this purchase."""
    rounds = rounds_of(purchase) if purchase.rounds else []
    if not rounds:
        return None
    names = {line.listing_id: (line.name, line.unit) for line in purchase.lines}
    fees = rounds[-1].listed_fees
    listed = sum(
        line.quantity * line.listed_price + fees.get(line.listing_id, line.delivery_fee)
        for line in purchase.lines
    )
    open_ = purchase.state in (State.OFFERED, State.COUNTERED)
    due = offers.taxes_of(purchase, prices=rounds[-1].offered, fees=rounds[-1].fees) if open_ else None
    return Negotiation(
        rounds=tuple(_shown(each, names, each.n == purchase.agreed_round) for each in rounds),
        until=purchase.reserved_until if open_ else None,
        listed=listed,
        saved=listed - sum(line.amount for line in purchase.lines) if purchase.agreed_round else 0,
        total=due.buyer_pays if due else 0,
        net=due.vendor_nets if due else 0,
        left=rounds_left(purchase),
    )


def fees_on_the_table(lines: Sequence[PurchaseLine], last: ShownRound | None) -> dict[int, int]:
    """Rupiah for bringing by place of the line: of the round that stands, else of the list; only where it asks any."""
    if last:
        return {n: price.fee for n, price in enumerate(last.prices) if price.fee is not None}
    return {n: fee for n, line in enumerate(lines) if (fee := listed_fee(line))}


def rounds_left(purchase: Purchase) -> int:
    """How many more prices may be named."""
    return max(region.current().purchasing.offer_rounds - purchase.rounds, 0)


def _shown(each: NegotiationRound, names: dict[int, tuple[str, str]], agreed: bool) -> ShownRound:
    prices = tuple(
        ShownPrice(*names.get(listing, (say("Barang yang sudah keluar"), "")), listed, price, *fees)
        for listing, listed, price, *fees in each.prices
    )
    who = SIDE_WORDS[each.side]
    return ShownRound(each.n, who, each.at, each.base, prices, each.deliver_by, each.note, agreed)
