"""How money went, and the numbers that prove that tax was deposited. Pure."""

import re
from datetime import date
from enum import StrEnum

from domain.errors import RuleBroken
from domain.sentences import say

NTPN = re.compile(r"[0-9A-Z]{16}")
BILLING = re.compile(r"[0-9]{15}")
INCOME_TAXES = frozenset({"pph22", "pph23", "pph4_2", "pph_final"})


class Channel(StrEnum):
    """By which road the treasurer sent the money; the app itself moves none."""

    TRANSFER = "transfer"
    CMS = "cms"
    SP2D = "sp2d"
    CARD = "card"
    QRIS = "qris"
    CASH = "cash"


CHANNEL_WORDS = {
    Channel.SP2D: say("SP2D ke rekening penjual"),
    Channel.TRANSFER: say("Transfer bank"),
    Channel.CMS: say("CMS bank daerah"),
    Channel.CARD: say("Kartu kredit pemerintah (KKPD)"),
    Channel.QRIS: say("QRIS"),
    Channel.CASH: say("Tunai"),
}


def read_ntpn(typed: str) -> str:
    """The 16 letters and digits the state's cash office gives. Raises RuleBroken."""
    return _read(typed, NTPN, say("NTPN terdiri dari 16 huruf dan angka."), "ntpn")


def read_billing(typed: str) -> str:
    """The 15 digits of an ID billing. Raises RuleBroken."""
    return _read(typed, BILLING, say("ID billing terdiri dari 15 angka."), "billing_id")


def check_deposit(tax: str, *, bupot_number: str, deposited_on: date, paid_on: date, today: date) -> None:
    """A deposit lies between payment and today, and income tax has its e-Bupot. Raises RuleBroken."""
    if not paid_on <= deposited_on <= today:
        raise RuleBroken("Tanggal setor antara tanggal bayar dan hari ini.", field="deposited_on")
    if tax in INCOME_TAXES and not bupot_number.strip():
        raise RuleBroken("Tulis nomor bukti potong (e-Bupot).", field="bupot_number")


def _read(typed: str, shape: re.Pattern[str], sentence: str, field: str) -> str:
    text = "".join(sign for sign in typed.upper() if not sign.isspace() and sign not in "-.")
    if not shape.fullmatch(text):
        raise RuleBroken(sentence, field=field)
    return text
