"""How evenly an office buys: each vendor's part of the year, and who is new. Told, never forbidden. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from domain.sentences import say

FEW_ORDERS = 3  # one order says nothing about habits


class Part(NamedTuple):
    """What an office bought of one vendor since the year began. Rupiah without PPN."""

    vendor_id: int
    vendor: str
    orders: int
    amount: int


@dataclass(frozen=True, slots=True)
class Rotation:
    """The parts of one office, perhaps of some categories only. `first` are vendors that never sold to it
    before this year; `limit` is the part from which on one vendor is pointed out; `capped` when only the
    newest orders were looked at."""

    parts: Mapping[int, Part]
    first: frozenset[int]
    limit: Fraction
    capped: bool = False

    @property
    def total(self) -> int:
        return sum(part.amount for part in self.parts.values())

    @property
    def orders(self) -> int:
        return sum(part.orders for part in self.parts.values())

    @property
    def top(self) -> Part | None:
        """The vendor with the largest part."""
        return max(self.parts.values(), key=lambda part: (part.amount, -part.vendor_id), default=None)

    def percent(self, vendor_id: int) -> int:
        """A vendor's part in whole percent; nought for who sold nothing."""
        part = self.parts.get(vendor_id)
        return round(100 * Fraction(part.amount, self.total)) if part and self.total else 0

    def is_heavy(self, vendor_id: int) -> bool:
        """Whether this vendor has more than its share, over enough orders to say so."""
        part = self.parts.get(vendor_id)
        enough = self.orders >= FEW_ORDERS
        return bool(part and enough and self.total and Fraction(part.amount, self.total) >= self.limit)

    def told(self, vendor_id: int) -> str:
        """A vendor's part in a few words."""
        if vendor_id not in self.parts:
            return say("belum pernah tahun ini")
        part = self.parts[vendor_id]
        new = say(", baru tahun ini") if vendor_id in self.first else ""
        return say(
            "{vendor_id} % dari {orders} pesanan{new}",
            vendor_id=self.percent(vendor_id),
            orders=part.orders,
            new=new,
        )

    def sentences(self, vendor_id: int | None = None) -> tuple[str, ...]:
        """How the office bought, and where this vendor stands in it."""
        if self.top is None:
            return (say("Kantor Anda belum membeli jenis ini tahun ini."),)
        newest = say("pesanan terbaru ") if self.capped else say("pesanan ")
        said = [
            say(
                "{orders} {newest}dari {count} penjual, {count2} di antaranya baru tahun ini.",
                orders=self.orders,
                newest=newest,
                count=len(self.parts),
                count2=len(self.first),
            ),
            say(
                "Terbesar: {vendor}, {percent} %.",
                vendor=self.top.vendor,
                percent=self.percent(self.top.vendor_id),
            ),
        ]
        if vendor_id is not None and vendor_id != self.top.vendor_id:
            said.append(say("Penjual ini: {vendor_id}.", vendor_id=self.told(vendor_id)))
        if vendor_id is not None and self.is_heavy(vendor_id):
            said.append(
                say(
                    "Sebagian besar sudah dari penjual ini. Pertimbangkan penjual lain, atau catat alasannya."
                )
            )
        return tuple(said)


def rotation(
    parts: Iterable[Part], first: Iterable[int], limit: Fraction, *, capped: bool = False
) -> Rotation:
    """The parts by vendor."""
    return Rotation({part.vendor_id: part for part in parts}, frozenset(first), limit, capped)
