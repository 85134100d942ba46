"""From the text of one spreadsheet cell to a value, by the type its column declares."""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from types import UnionType
from typing import Any, get_args


class CellWrong(ValueError):
    """The cell's text cannot be what its column wants. The message is an Indonesian sentence."""


def cell(
    *,
    refers: str = "",
    pattern: str = "",
    blank: bool = False,
    longest: int = 0,
    least: float | None = None,
    most: float | None = None,
) -> Any:
    """Declare what a column may hold, beyond its type.

    `refers` names the table whose codes it must be found in; `pattern` must match whole;
    `blank` allows an empty cell; `longest` is the most characters of a text (of each part, in a list);
    `least` and `most` bound a number, both included.
    """
    texts = {"refers": refers, "pattern": pattern, "blank": blank, "longest": longest}
    bounds = {"least": least, "most": most}
    given = {name: value for name, value in texts.items() if value}
    return field(metadata=given | {name: value for name, value in bounds.items() if value is not None})


def convert(text: str, kind: Any, wants: Mapping[str, Any]) -> Any:
    """The value of `text` for a column of type `kind`. Raises CellWrong."""
    if not text:
        return _empty(kind, wants)
    if isinstance(kind, UnionType):
        kind = next(part for part in get_args(kind) if part is not type(None))
    if getattr(kind, "__origin__", None) is tuple:
        parts = [part.strip() for part in text.split("|")]
        if not all(parts):
            raise CellWrong("ada bagian kosong di antara tanda |")
        return tuple(convert(part, get_args(kind)[0], wants) for part in parts)
    value = _enum(text, kind) if issubclass(kind, StrEnum) else _READERS[kind](text)
    _check(text, value, wants)
    return value


def _empty(kind: Any, wants: Mapping[str, Any]) -> Any:
    if isinstance(kind, UnionType):
        return None
    if not wants.get("blank"):
        raise CellWrong("tidak boleh kosong")
    return () if getattr(kind, "__origin__", None) is tuple else kind()


def _enum(text: str, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(text)
    except ValueError:
        raise CellWrong(f"“{text}” tidak dikenal; pilih salah satu: {', '.join(kind)}") from None


def _check(text: str, value: Any, wants: Mapping[str, Any]) -> None:
    if "pattern" in wants and not re.fullmatch(wants["pattern"], text, re.ASCII):
        raise CellWrong(f"“{text}” bentuknya salah")
    if len(text) > wants.get("longest", len(text)):
        raise CellWrong(f"terlalu panjang: {len(text)} huruf, paling banyak {wants['longest']}")
    if "least" in wants and value < wants["least"]:
        raise CellWrong(f"{text} terlalu kecil; paling sedikit {wants['least']}")
    if "most" in wants and value > wants["most"]:
        raise CellWrong(f"{text} terlalu besar; paling banyak {wants['most']}")


def _whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise CellWrong(f"“{text}” bukan bilangan bulat; tulis angka saja, tanpa titik ribuan")
    return int(text)


def _decimal(text: str) -> float:
    if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,9})?", text):
        raise CellWrong(f"“{text}” bukan bilangan; pakai titik untuk desimal, misalnya -7.881")
    return float(text)


def _fraction(text: str) -> Fraction:
    if not re.fullmatch(r"[0-9]{1,15}(/0*[1-9][0-9]{0,14})?", text):
        raise CellWrong(f"“{text}” bukan pecahan; tulis misalnya 11/12 atau 2000000")
    return Fraction(text)


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise CellWrong(f"“{text}” bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-09-01") from None


def _yes(text: str) -> bool:
    if text not in ("ya", "tidak"):
        raise CellWrong(f"“{text}” harus ya atau tidak")
    return text == "ya"


_READERS: dict[type, Callable[[str], Any]] = {
    str: str,
    int: _whole,
    float: _decimal,
    Fraction: _fraction,
    date: _day,
    bool: _yes,
}
