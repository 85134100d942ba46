"""Numbers of public law: checked by length and digits only, kept as text, masked on every screen. Pure.

Lengths: NIB 13 (OSS), NPWP 15 or 16 (PMK 112/2022; 16 for a person is the NIK).
"""

import re

from domain.errors import RuleBroken

NIB_LENGTH = 13
NPWP_LENGTHS = (15, 16)
ACCOUNT_LENGTHS = range(6, 21)
SHOWN = 4
_SPACING = re.compile(r"[\s.\-/]")


def parse_nib(text: str) -> str:
    """'9120 1028 3746 5' becomes '9120102837465'. Raises RuleBroken."""
    digits = _digits(text)
    if len(digits) != NIB_LENGTH:
        raise RuleBroken(
            "NIB terdiri dari {nib_length} angka. Lihat di surat NIB dari OSS.",
            nib_length=NIB_LENGTH,
            field="nib",
        )
    return digits


def parse_npwp(text: str) -> str:
    """'01.234.567.8-901.000' becomes '012345678901000'. Raises RuleBroken."""
    digits = _digits(text)
    if len(digits) not in NPWP_LENGTHS:
        raise RuleBroken("NPWP terdiri dari 15 atau 16 angka. Lihat di kartu NPWP.", field="npwp")
    return digits


def parse_account(text: str) -> str:
    """A bank account's digits, without spaces and dashes. Raises RuleBroken."""
    digits = _digits(text)
    if len(digits) not in ACCOUNT_LENGTHS:
        raise RuleBroken("Nomor rekening 6 sampai 20 angka. Lihat di buku tabungan.", field="bank_account")
    return digits


def masked(number: str) -> str:
    """Only the last four digits: '•••• 7465'. Nothing for nothing."""
    return f"•••• {number[-SHOWN:]}" if number else ""


def _digits(text: str) -> str:
    """The digits of a number as people write it; nothing when anything else stands in it."""
    plain = _SPACING.sub("", text)
    return plain if plain.isascii() and plain.isdigit() and len(plain) <= 30 else ""
