"""Haggling over the price before the PPK decides: turns, limits, and what past prices say. Pure."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import NamedTuple

from domain.errors import RuleBroken
from domain.money import rupiah
from domain.sentences import say


class Side(StrEnum):
    OFFICE = "office"
    VENDOR = "vendor"


SIDE_WORDS = {Side.OFFICE: say("Kantor"), Side.VENDOR: say("Penjual")}
SPENT = say("Tawarannya sudah lewat batas waktu. Tunggu sebentar, pesanan ini kembali ke kantor.")


class Asked(NamedTuple):
    """What a line costs: rupiah for one, and for bringing it; no fee where the list has none."""

    price: int
    fee: int = 0


def check_prices(listed: Sequence[Asked], offered: Sequence[Asked], before: Sequence[Asked]) -> None:
    """What a round asks, in the order of the lines. Raises RuleBroken, naming the line's field.

    Never above the list, its fee for bringing no less than its price; and not what already lies on the
    table (`before`: the round in front, or the list when there is none).
    """
    for n, (most, asked) in enumerate(zip(listed, offered, strict=True)):
        if asked.price < 1:
            raise RuleBroken("Tulis harga paling sedikit Rp1.", field=f"price-{n}")
        if asked.price > most.price:
            highest = rupiah(most.price)
            raise RuleBroken("Paling tinggi harga etalase, {most}.", most=highest, field=f"price-{n}")
        if not 0 <= asked.fee <= most.fee:
            raise RuleBroken("Ongkos antar paling tinggi {most}.", most=rupiah(most.fee), field=f"fee-{n}")
    if list(offered) == list(before):
        raise RuleBroken(
            "Harganya masih sama dengan yang sudah ada. Tulis harga lain, atau sepakati saja.",
            field="price-0",
        )


def check_round(n: int, most: int) -> None:
    """The n-th round is still to be had. Raises RuleBroken."""
    if n > most:
        raise RuleBroken("Sudah {most} putaran. Sekarang sepakati harganya, atau hentikan.", most=most)


def check_signer(signer: int | None, bargained: Collection[int | None], decree: str) -> None:
    """Whoever haggled for the office does not sign, unless a KPA is recorded as PPK. Raises RuleBroken."""
    if signer in bargained and not decree:
        raise RuleBroken("Yang menawar harga tidak boleh menyetujuinya. Harus orang lain.")
