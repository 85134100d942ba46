"""SPP and SPM: by which papers finance asked for a payment and ordered it. Pure.

They come from the national finance system and are typed here. By LS they lie before the payment, whose proof
is the SP2D; by UP, GU, TU and KKPD they may follow it.
"""

import re
from datetime import date
from typing import Any, NamedTuple

from domain.errors import RuleBroken
from domain.sentences import say
from domain.tax.model import PaymentWay

NUMBER_LENGTH = 60
_NUMBER = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9 ./()_-]{2,59}")


class Warrant(NamedTuple):
    """Numbers and days of the SPP and the SPM of one payment."""

    spp_number: str
    spp_on: date
    spm_number: str
    spm_on: date

    def says(self) -> dict[str, Any]:
        """As a paper keeps it."""
        return {
            "spp_number": self.spp_number, "spp_on": self.spp_on.isoformat(),
            "spm_number": self.spm_number, "spm_on": self.spm_on.isoformat(),
        }  # fmt: skip


def read(
    way: PaymentWay, *, spp_number: str, spp_on: date | None, spm_number: str, spm_on: date | None,
    paid_on: date, today: date,
) -> Warrant:  # fmt: skip
    """What was typed, whole and in its order of days. Raises RuleBroken."""
    spp, spm = _number(spp_number, "SPP", "spp_number"), _number(spm_number, "SPM", "spm_number")
    first, second = _day(spp_on, "SPP", "spp_on"), _day(spm_on, "SPM", "spm_on")
    if second < first:
        raise RuleBroken("Tanggal SPM tidak boleh sebelum tanggal SPP.", field="spm_on")
    if way is PaymentWay.LS and second > paid_on:
        raise RuleBroken("Untuk LS, tanggal SPM tidak boleh sesudah tanggal bayar.", field="spm_on")
    if second > today:
        raise RuleBroken("Tanggal SPM tidak boleh sesudah hari ini.", field="spm_on")
    if spp.casefold() == spm.casefold():
        raise RuleBroken("Nomor SPM sama dengan nomor SPP. Periksa lagi.", field="spm_number")
    return Warrant(spp, first, spm, second)


def _number(typed: str, name: str, field: str) -> str:
    text = " ".join(typed.split())
    if not text:
        raise RuleBroken("Tulis nomor {name}.", name=name, field=field)
    if not _NUMBER.fullmatch(text):
        sentence = say("Salin nomor {name} dari SIPD: huruf, angka, titik, garis miring.", name=name)
        raise RuleBroken(sentence, field=field)
    return text


def _day(day: date | None, name: str, field: str) -> date:
    if day is None:
        raise RuleBroken("Pilih tanggal {name}.", name=name, field=field)
    return day
