"""Rupiah as whole numbers: writing, reading, sharing and rounding them. No float anywhere."""

import re
from collections.abc import Sequence
from fractions import Fraction

from domain.errors import RuleBroken
from domain.sentences import say

RUPIAH_LIMIT = 10**13
QUANTITY_LIMIT = 1_000_000
WORDS_LIMIT = 10**15

_WRITTEN = re.compile(r"(?:rp\.?)?\s*([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,00|,-)?", re.IGNORECASE | re.ASCII)
_CENTS = re.compile(r"(?:rp\.?)?\s*[0-9.]+,[0-9]+", re.IGNORECASE | re.ASCII)
_NEGATIVE = re.compile(r"(?:rp\.?)?\s*[-−]\s*(?:rp\.?)?\s*[0-9]", re.IGNORECASE | re.ASCII)
_SMALL = tuple("nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split())
_SCALES = ((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def rupiah(amount: int) -> str:
    """The amount as people write it: `Rp3.000.000`, and `−Rp45.000` below zero."""
    sign = "−" if amount < 0 else ""
    return f"{sign}Rp{dotted(abs(amount))}"


def dotted(number: int) -> str:
    """12500 as people write it, '12.500'."""
    return f"{number:,}".replace(",", ".")


def parse_rupiah(text: str, *, field: str | None = None) -> int:
    """Read an amount as typed: `12.500`, `Rp 12.500`, `12500` and `Rp12.500,00` are all 12500.

    A dot only ever parts thousands, so `12.500` is never twelve and a half.
    Raises RuleBroken for anything else, and above RUPIAH_LIMIT.
    """
    typed = text.replace("\xa0", " ").strip()
    found = _WRITTEN.fullmatch(typed)
    if found is None:
        raise RuleBroken(_why_unreadable(typed), field=field)
    digits = found[1].replace(".", "").lstrip("0") or "0"
    if len(digits) > len(str(RUPIAH_LIMIT)) or int(digits) > RUPIAH_LIMIT:
        raise RuleBroken(
            "Angkanya terlalu besar. Paling banyak {rupiah_limit}.",
            rupiah_limit=rupiah(RUPIAH_LIMIT),
            field=field,
        )
    return int(digits)


def _why_unreadable(typed: str) -> str:
    if not typed:
        return say("Isi angkanya, misalnya 12.500.")
    if _NEGATIVE.match(typed):
        return say("Angkanya tidak boleh kurang dari nol.")
    if _CENTS.fullmatch(typed):
        return say("Tulis rupiah bulat tanpa koma, misalnya 12.500.")
    return say("Tulis dengan angka saja, misalnya 12.500. Titik hanya untuk ribuan.")


def terbilang(amount: int) -> str:
    """The amount in Indonesian words, as official papers want it beside the figures.

    `terbilang(1_001_000)` is "satu juta seribu". Raises ValueError outside 0..WORDS_LIMIT.
    """
    if not 0 <= amount <= WORDS_LIMIT:
        raise ValueError(f"no words for {amount}")
    return " ".join(_words(amount)) or _SMALL[0]


def _words(n: int) -> list[str]:
    if n == 0:
        return []
    if n < 12:
        return [_SMALL[n]]
    if n < 20:
        return [_SMALL[n - 10], "belas"]
    if n < 100:
        return [_SMALL[n // 10], "puluh", *_words(n % 10)]
    if n < 200:
        return ["seratus", *_words(n - 100)]
    if n < 1000:
        return [_SMALL[n // 100], "ratus", *_words(n % 100)]
    if n < 2000:
        return ["seribu", *_words(n - 1000)]
    size, name = next(scale for scale in _SCALES if n >= scale[0])
    return [*_words(n // size), name, *_words(n % size)]


def half_up(value: Fraction) -> int:
    """The nearest whole rupiah; a half goes up. For amounts of zero or more."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def split_by_largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Share `total` rupiah by weight so that the parts sum to it exactly.

    Each part is the exact share rounded down; the rupiahs left over go to the largest
    remainders, the earlier first when two are equal. Raises ValueError for negative input,
    or when there is something to share and nobody to share it.
    """
    whole = sum(weights)
    if total < 0 or any(weight < 0 for weight in weights) or (whole == 0 and total):
        raise ValueError(f"cannot share {total} by {list(weights)}")
    if whole == 0:
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def check_quantity(
    quantity: int, *, least: int = 1, most: int = QUANTITY_LIMIT, field: str | None = "quantity"
) -> None:
    """Raises RuleBroken unless the quantity is between `least` and `most`."""
    if quantity < least:
        raise RuleBroken("Jumlahnya paling sedikit {least}.", least=dotted(least), field=field)
    if quantity > most:
        raise RuleBroken("Jumlahnya paling banyak {most}.", most=dotted(most), field=field)


def line_amount(quantity: int, unit_price: int) -> int:
    """Rupiah for `quantity` units. Raises RuleBroken above RUPIAH_LIMIT, which no column should meet."""
    amount = quantity * unit_price
    if amount > RUPIAH_LIMIT:
        raise RuleBroken(
            "Nilainya lebih dari {rupiah_limit}. Kurangi jumlahnya.",
            rupiah_limit=rupiah(RUPIAH_LIMIT),
            field="quantity",
        )
    return amount
