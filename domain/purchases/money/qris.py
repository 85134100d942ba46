"""Static QRIS codes of vendors: read, checked, and filled in with an amount. Pure.

EMVCo merchant-presented mode: tag, two-digit length, value; tag 63 is CRC-16/CCITT-FALSE over all before it
including "6304". Filling in an amount is a help for the payer, never proof of a payment.
"""

import binascii
import re
from collections.abc import Mapping
from typing import NamedTuple

from domain.errors import RuleBroken
from domain.sentences import say

LONGEST = 512
STATIC, DYNAMIC = "11", "12"
RUPIAH, INDONESIA = "360", "ID"
NATIONAL, SCHEME = "51", "ID.CO.QRIS.WWW"
MORE, BILL, BILL_LENGTH = "62", "01", 25
ASK = say("Salin ulang seluruh isi kode QRIS Anda, dari aplikasi bank atau PJP.")


class Qris(NamedTuple):
    """What a payer should see before paying: whose code it is. `nmid` is the national merchant id."""

    payload: str
    name: str
    city: str
    nmid: str
    is_static: bool


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE in four hex digits: "123456789" gives 29B1."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def read(typed: str) -> Qris:
    """A QRIS code as pasted. Raises RuleBroken, saying what is wrong with it."""
    payload = typed.strip()
    if not payload or len(payload) > LONGEST or not payload.isascii() or not payload.isprintable():
        raise RuleBroken("Ini bukan isi kode QRIS. {ask}", ask=ASK, field="payload")
    if not re.search(r"6304[0-9A-Fa-f]{4}$", payload) or crc(payload[:-4]) != payload[-4:].upper():
        raise RuleBroken("Kode ini tidak utuh. {ask}", ask=ASK, field="payload")
    tags = parts(payload)
    if tags.get("00") != "01" or tags.get("53") != RUPIAH or tags.get("58") != INDONESIA:
        raise RuleBroken("Kode ini bukan QRIS rupiah Indonesia.", field="payload")
    national = parts(tags.get(NATIONAL, ""))
    nmid = national.get("02", "")
    if nmid and national.get("00", "").upper() != SCHEME:
        raise RuleBroken("Kode ini bukan QRIS rupiah Indonesia.", field="payload")
    if not nmid or not tags.get("59"):
        raise RuleBroken("Kode ini tidak menyebut nama atau NMID pemiliknya.", field="payload")
    return Qris(payload, tags["59"], tags.get("60", ""), nmid, tags.get("01") == STATIC)


def check_static(code: Qris) -> None:
    """A code to keep has no amount and does not expire. Raises RuleBroken."""
    if not code.is_static or "54" in parts(code.payload):
        raise RuleBroken("Pakai QRIS tetap (statis), yang tanpa nominal.", field="payload")


def with_amount(code: Qris, rupiah: int, *, bill: str = "") -> str:
    """The same code with the amount filled in, and the number of a bill. Raises ValueError below one rupiah."""
    if rupiah < 1:
        raise ValueError(f"no QRIS for {rupiah} rupiah")
    tags = {**parts(code.payload), "01": DYNAMIC, "54": str(rupiah)}
    if bill:
        tags |= _billed(tags.get(MORE, ""), bill)
    body = _written({tag: value for tag, value in tags.items() if tag != "63"}) + "6304"
    return body + crc(body)


def _billed(more: str, bill: str) -> dict[str, str]:
    """What else the code says, with the bill; nothing where that has no room or is not written as the standard says."""
    try:
        filled = _written({**parts(more), BILL: bill[:BILL_LENGTH]})
    except RuleBroken:
        return {}
    return {MORE: filled} if len(filled) < 100 else {}


def _written(tags: Mapping[str, str]) -> str:
    return "".join(f"{tag}{len(tags[tag]):02}{tags[tag]}" for tag in sorted(tags))


def parts(text: str) -> dict[str, str]:
    """Tag -> value of one level. Raises RuleBroken where lengths and text do not fit."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        tag, length = text[at : at + 2], text[at + 2 : at + 4]
        if not (tag.isdigit() and length.isdigit() and len(length) == 2) or tag in found:
            raise RuleBroken("Susunan kode ini salah. {ask}", ask=ASK, field="payload")
        value = text[at + 4 : at + 4 + int(length)]
        if len(value) != int(length):
            raise RuleBroken("Kode ini terpotong. {ask}", ask=ASK, field="payload")
        found[tag] = value
        at += 4 + int(length)
    return found
