"""Quantities on their way from vendor to office: what may be sent, and what may be recorded as arrived. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from domain.errors import RuleBroken
from domain.money import check_quantity
from domain.purchases.states import State
from domain.sentences import say


class LineCount(NamedTuple):
    """Quantities of one line: ordered, sent so far, and of those accepted and rejected on arrival.

    `ordered` is without what was dropped. `held` pieces are being talked about and are not sent meanwhile;
    `refused` ones were rejected and the vendor has not yet said whether they will be replaced.
    """

    ordered: int
    shipped: int = 0
    accepted: int = 0
    rejected: int = 0
    held: int = 0
    refused: int = 0

    @property
    def may_ship(self) -> int:
        """Rejected pieces may be sent again; nothing beyond the order may, nor what is being talked about."""
        return self.ordered - self.held - (self.shipped - self.rejected)

    @property
    def complete(self) -> bool:
        """Every piece the order still stands for was accepted."""
        return self.accepted >= self.ordered

    @property
    def under_way(self) -> int:
        return self.shipped - self.accepted - self.rejected


def check_ship(lines: Sequence[LineCount], now: Sequence[int]) -> None:
    """Raises RuleBroken unless each quantity sent now fits its line and something is sent at all."""
    for number, (line, quantity) in enumerate(zip(lines, now, strict=True)):
        check_quantity(quantity, least=0, field=f"quantity-{number}")
        if quantity > line.may_ship:
            sentence = say(
                "Yang masih perlu dikirim {may_ship}, bukan {quantity}.",
                may_ship=line.may_ship,
                quantity=quantity,
            )
            raise RuleBroken(sentence, field=f"quantity-{number}")
    if not any(now):
        raise RuleBroken("Isi jumlah yang dikirim, paling sedikit satu barang.", field="quantity-0")


def check_receipt(lines: Sequence[LineCount], accepted: Sequence[int], rejected: Sequence[int]) -> None:
    """Raises RuleBroken unless what arrived now was under way, and something arrived."""
    for number, (line, good, bad) in enumerate(zip(lines, accepted, rejected, strict=True)):
        check_quantity(good, least=0, field=f"accepted-{number}")
        check_quantity(bad, least=0, field=f"rejected-{number}")
        if good + bad > line.under_way:
            sentence = say(
                "Yang sedang dikirim {under_way}, tetapi dicatat {good}.",
                under_way=line.under_way,
                good=good + bad,
            )
            raise RuleBroken(sentence, field=f"accepted-{number}")
    if not any(accepted) and not any(rejected):
        raise RuleBroken("Isi jumlah yang datang, paling sedikit satu barang.", field="accepted-0")


def check_rejection(rejected: int, condition: str, *, line: int = 0) -> None:
    """A rejected piece needs its condition in words. Raises RuleBroken."""
    if rejected and not condition.strip():
        raise RuleBroken("Tulis kenapa barang ini ditolak.", field=f"condition-{line}")


def check_arrival(arrived_on: date, *, sent_on: date, today: date) -> None:
    """Things come on a day between the first shipment and today. Raises RuleBroken."""
    if not sent_on <= arrived_on <= today:
        raise RuleBroken("Tanggal datang antara hari dikirim dan hari ini.", field="arrived_on")


def still_refused(refused: int, sent: int) -> int:
    """What is sent first replaces what was rejected."""
    return max(0, refused - sent)


def partly(lines: Sequence[LineCount]) -> str:
    """How far goods under way are, in words: from quantities, as no state says it. Empty while nothing is partial."""
    if any(line.held for line in lines):
        return say("Ada yang dibicarakan")
    if any(line.accepted for line in lines) and not all(line.complete for line in lines):
        return say("Diterima sebagian")
    sent = sum(line.shipped - line.rejected for line in lines)
    return say("Dikirim sebagian") if 0 < sent < sum(line.ordered for line in lines) else ""


def after_receipt(lines: Iterable[LineCount]) -> State:
    """Where a purchase stands after an arrival: complete once every ordered piece is accepted."""
    return State.RECEIVED if all(line.complete for line in lines) else State.IN_FULFILMENT
