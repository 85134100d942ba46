"""What each payment that was made carries: its part of price, taxes and things, of whole orders and of parts."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from domain.kinds import ObjectKind
from domain.purchases import handovers, milestones
from domain.purchases.handovers import Handover
from domain.purchases.milestones import PurchaseMilestone
from domain.purchases.models import Purchase, PurchaseTax
from domain.tax.terms import base_share

Key = tuple[int, int]  # the order's id, and which of its payments: 0 for one of the whole


class Thing(NamedTuple):
    """A line of what a payment is for; whole rupiah for one."""

    name: str
    kind: ObjectKind
    price: int
    quantity: int

    @property
    def amount(self) -> int:
        return self.price * self.quantity


class PaidPart(NamedTuple):
    """`base` of the order's price after `before` was paid by earlier parts; whole rupiah by tax."""

    base: int
    before: int
    taxes: dict[str, int]
    things: tuple[Thing, ...]

    def base_of(self, tax: PurchaseTax, whole: int) -> int:
        """The part of a tax's base, so that all parts of an order worth `whole` sum to it."""
        return base_share(tax.base, self.base, whole, before=self.before)


def parts_of(made: Iterable[tuple[Purchase, int]]) -> dict[Key, PaidPart]:
    """For these payments, by order and number. Two statements when any is of a part."""
    rows = list(made)
    ids = {row.id for row, n in rows if n}
    planned = milestones.of_many(ids) if ids else {}
    billed = handovers.of_many(ids) if ids else {}
    return {(row.id, n): _part(row, n, planned.get(row.id), billed.get(row.id, ())) for row, n in rows}


def _part(
    row: Purchase, n: int, planned: Sequence[PurchaseMilestone] | None, made: Sequence[Handover]
) -> PaidPart:
    if not n:
        return PaidPart(row.base, 0, {tax.code: tax.amount for tax in row.taxes}, tuple(_things(row)))
    if planned:
        terms = [milestones.term_of(row, planned, each) for each in range(1, n + 1)]
        this, kind = terms[-1], row.lines[0].object_kind
        things = tuple(Thing(f"{each.name}, {each.weight} %", kind, each.amount, 1) for each in this.parts)
        return PaidPart(this.base, sum(term.base for term in terms[:-1]), this.taxes, things)
    mine = [each for each in made if each.bill == n]
    counted = Counter[int]()
    for each in mine:
        counted.update({line.line_id: line.quantity for line in each.lines})
    return PaidPart(
        sum(each.base for each in mine),
        sum(each.base for each in made if each.bill is not None and each.bill < n),
        dict(handovers.given(mine)),
        tuple(
            Thing(line.name, line.object_kind, line.price, counted[line.id])
            for line in row.lines
            if counted[line.id]
        ),
    )


def _things(row: Purchase) -> Iterable[Thing]:
    """What stands in an order at its end; what bringing costs is a line of its own."""
    for line in row.lines:
        yield Thing(line.name, line.object_kind, line.price, line.quantity - line.dropped)
        if line.delivery_fee:
            yield Thing(f"Antar {line.name}", line.object_kind, line.delivery_fee, 1)
