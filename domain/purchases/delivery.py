"""Quantities on their way from vendor to office: what may be sent, and what may be recorded as arrived. Pure."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from domain.errors import RuleBroken
from domain.money import check_quantity
from domain.purchases.states import State


class LineCount(NamedTuple):
    """Quantities of one line: ordered, sent so far, and of those accepted and rejected on arrival."""

    ordered: int
    shipped: int = 0
    accepted: int = 0
    rejected: int = 0

    @property
    def may_ship(self) -> int:
        """Rejected pieces may be sent again; nothing beyond the order may."""
        return self.ordered - (self.shipped - self.rejected)

    @property
    def under_way(self) -> int:
        return self.shipped - self.accepted - self.rejected


def check_ship(lines: Sequence[LineCount], now: Sequence[int]) -> None:
    """Raises RuleBroken unless each quantity sent now fits its line and something is sent at all."""
    for number, (line, quantity) in enumerate(zip(lines, now, strict=True)):
        check_quantity(quantity, least=0, field=f"quantity-{number}")
        if quantity > line.may_ship:
            sentence = f"Yang masih perlu dikirim {line.may_ship}, bukan {quantity}."
            raise RuleBroken(sentence, field=f"quantity-{number}")
    if not any(now):
        raise RuleBroken("Isi jumlah yang dikirim, paling sedikit satu barang.", field="quantity-0")


def check_receipt(lines: Sequence[LineCount], accepted: Sequence[int], rejected: Sequence[int]) -> None:
    """Raises RuleBroken unless what arrived now was under way, and something arrived."""
    for number, (line, good, bad) in enumerate(zip(lines, accepted, rejected, strict=True)):
        check_quantity(good, least=0, field=f"accepted-{number}")
        check_quantity(bad, least=0, field=f"rejected-{number}")
        if good + bad > line.under_way:
            sentence = f"Yang sedang dikirim {line.under_way}, tetapi dicatat {good + bad}."
            raise RuleBroken(sentence, field=f"accepted-{number}")
    if not any(accepted) and not any(rejected):
        raise RuleBroken("Isi jumlah yang datang, paling sedikit satu barang.", field="accepted-0")


def check_rejection(rejected: int, condition: str, *, line: int = 0) -> None:
    """A rejected piece needs its condition in words. Raises RuleBroken."""
    if rejected and not condition.strip():
        raise RuleBroken("Tulis kenapa barang ini ditolak.", field=f"condition-{line}")


def after_receipt(lines: Iterable[LineCount]) -> State:
    """Where a purchase stands after an arrival: complete once every ordered piece is accepted."""
    complete = all(line.accepted >= line.ordered for line in lines)
    return State.RECEIVED if complete else State.IN_FULFILMENT
