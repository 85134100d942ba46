"""A line of the spreadsheet of vendors: what its cells may hold, and what they mean. Pure but for the region's words."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain.errors import RuleBroken
from domain.people.phones import parse_phone
from domain.people.vendors.identifiers import parse_account, parse_nib, parse_npwp
from domain.people.vendors.rules import Page, SizeClass
from domain.spreadsheets.rules import LineWrong

COLUMNS = (
    "nama_usaha", "bentuk", "desa", "alamat", "hp", "pemilik", "nib", "npwp", "ukuran", "bank", "rekening",
    "atas_nama",
)  # fmt: skip
EXAMPLE = (
    "Dapur Contoh", "perorangan", "", "Jalan Contoh 1", "081234567890", "Bu Contoh", "0220102837465",
    "0012345678901000", "mikro", "Bank Contoh", "0012345678", "Bu Contoh",
)  # fmt: skip
LONGEST = {"nama_usaha": 120, "alamat": 200, "pemilik": 120, "bank": 40, "atas_nama": 120}
UNSTORABLE = re.compile("[\x00-\x08\ud800-\udfff]")
KINDS = ("perorangan", "badan")
NEEDED = ("nama_usaha", "bentuk", "desa", "nib")
SAID_BY = {
    "legal_name": "nama_usaha", "kind": "bentuk", "village_code": "desa", "address": "alamat", "phone": "hp",
    "owner_name": "pemilik", "size_class": "ukuran", "bank_name": "bank", "bank_account": "rekening",
    "bank_holder": "atas_nama",
}  # fmt: skip


def example(village: str) -> list[str]:
    """A line to write over, of a village of this region."""
    return [village if name == "desa" else text for name, text in zip(COLUMNS, EXAMPLE, strict=True)]


def read(cells: Mapping[str, str], villages: Mapping[str, str]) -> dict[Page, dict[str, Any]]:
    """What a line says, by page. `villages` maps a village's name in small letters, and its code, to the code.

    Raises LineWrong.
    """
    for name, text in cells.items():
        if UNSTORABLE.search(text):
            raise LineWrong("ada huruf yang tidak bisa disimpan", field=name)
    for name, longest in LONGEST.items():
        if len(cells.get(name, "")) > longest:
            raise LineWrong("paling banyak {longest} huruf", longest=longest, field=name)
    return {
        Page.IDENTITY: {
            "legal_name": _needed(cells, "nama_usaha"),
            "kind": _one_of(cells, "bentuk", KINDS),
            "village_code": _village(cells, villages),
        },
        Page.CONTACT: {
            "address": cells.get("alamat", ""),
            "phone": _parsed(cells, "hp", parse_phone) or "",
            "about": "",
        },
        Page.OWNER: {"owner_name": cells.get("pemilik", ""), "owner_position": ""},
        Page.LICENCE: {
            "nib": _parsed(cells, "nib", parse_nib) or _needed(cells, "nib"),
            "size_class": _one_of(cells, "ukuran", [size.value for size in SizeClass], "mikro"),
        },
        Page.TAX: {
            "npwp": _parsed(cells, "npwp", parse_npwp),
            "is_pkp": False, "certificate_number": "", "certificate_until": None,
        },
        Page.ACCOUNT: {
            "bank_name": cells.get("bank", ""),
            "bank_account": _parsed(cells, "rekening", parse_account),
            "bank_holder": cells.get("atas_nama", ""),
        },
    }  # fmt: skip


def _needed(cells: Mapping[str, str], name: str) -> str:
    if not cells.get(name):
        raise LineWrong("tidak boleh kosong", field=name)
    return cells[name]


def _one_of(cells: Mapping[str, str], name: str, known: Sequence[str], silent: str = "") -> str:
    said = cells.get(name, "").lower() or silent
    if said not in known:
        raise LineWrong("pilih salah satu: {known}", known=", ".join(known), field=name)
    return said


def _village(cells: Mapping[str, str], villages: Mapping[str, str]) -> str:
    said = _needed(cells, "desa")
    code = villages.get(said.lower())
    if code is None:
        raise LineWrong("“{said}” tidak ada di daftar desa", said=said[:40], field="desa")
    return code


def _parsed(cells: Mapping[str, str], name: str, parse) -> str | None:
    if not cells.get(name):
        return None
    try:
        return parse(cells[name])
    except RuleBroken as broken:
        raise LineWrong(broken.message, field=name) from broken
