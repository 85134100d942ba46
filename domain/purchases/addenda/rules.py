"""What an addendum may change, and by how much. Pure. Source of the limit: Perpres 16/2018 Ps 54, in the region's table."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.errors import RuleBroken
from domain.money import dotted, rupiah
from domain.sentences import say


class AddendumState(StrEnum):
    WAITING = "waiting"  # for the vendor's consent
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Terms(NamedTuple):
    """What both sides are bound to: quantity and price of each line in order, and the day. Whole rupiah.

    `until` is the last day of each rented line.
    """

    quantities: tuple[int, ...]
    prices: tuple[int, ...]
    deliver_by: date | None
    until: tuple[date | None, ...] = ()


def check_terms(before: Terms, after: Terms, listed: Sequence[int]) -> None:
    """Something changes, no line vanishes, no price passes the shelf's. Raises RuleBroken, naming the field."""
    if before == after:
        raise RuleBroken("Belum ada yang diubah.", field="reason")
    for number, (quantity, price, most) in enumerate(
        zip(after.quantities, after.prices, listed, strict=True)
    ):
        if quantity < 1:
            raise RuleBroken(
                "Paling sedikit 1. Untuk membatalkan, minta pembatalan.", field=f"quantity-{number}"
            )
        if not 0 < price <= most:
            raise RuleBroken(
                "Harganya paling tinggi harga etalase, {most}.", most=rupiah(most), field=f"price-{number}"
            )


def changes(before: Terms, after: Terms, names: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """What changes: (what, before, after) in words. `names` are name and unit of each line."""
    told = []
    for at, (name, unit) in enumerate(names):
        if before.quantities[at] != after.quantities[at]:
            told.append(
                (name, f"{dotted(before.quantities[at])} {unit}", f"{dotted(after.quantities[at])} {unit}")
            )
        if before.prices[at] != after.prices[at]:
            told.append(
                (say("{name}, harga", name=name), rupiah(before.prices[at]), rupiah(after.prices[at]))
            )
    for (name, _unit), was, now in zip(names, before.until, after.until, strict=False):
        if was != now:
            told.append((say("{name}, sampai", name=name), _said(was), _said(now)))
    if before.deliver_by != after.deliver_by:
        told.append((say("Paling lambat sampai"), _said(before.deliver_by), _said(after.deliver_by)))
    return told


def _said(day: date | None) -> str:
    return f"{day.day}-{day.month}-{day.year}" if day else say("tidak ditentukan")
