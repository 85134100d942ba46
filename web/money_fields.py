"""Fields for rupiah and counted things: `12.500`, `Rp12.500` and `12500` are the same; what was typed stays."""

import re
from functools import partial
from typing import Any

from domain.errors import RuleBroken
from domain.money import QUANTITY_LIMIT, check_quantity, dotted, parse_rupiah
from web.forms import ParsedField

_COUNTED = re.compile(r"[0-9]+|[0-9]{1,3}(\.[0-9]{3})+", re.ASCII)
_TOO_MANY = QUANTITY_LIMIT * 10


class _NumberField(ParsedField):
    """Shown with dots between thousands, asked for with the keyboard of numbers."""

    def __init__(self, label: str, validators: Any = None, **kw: Any):
        kw["render_kw"] = {"inputmode": "numeric", "autocomplete": "off"} | kw.get("render_kw", {})
        super().__init__(label, validators, **kw)

    def _value(self) -> str:
        if self.typed is not None:
            return self.typed
        return dotted(self.data) if isinstance(self.data, int) else ""


class RupiahField(_NumberField):
    """Whole rupiah; its data is an int."""

    def __init__(self, label: str, validators: Any = None, **kw: Any):
        super().__init__(label, validators, parse=parse_rupiah, **kw)


class QuantityField(_NumberField):
    """A count from `least` to `most`; its data is an int."""

    def __init__(
        self, label: str, validators: Any = None, *, least: int = 1, most: int = QUANTITY_LIMIT, **kw: Any
    ):
        super().__init__(label, validators, parse=partial(parse_quantity, least=least, most=most), **kw)


def parse_quantity(text: str, *, least: int = 1, most: int = QUANTITY_LIMIT) -> int:
    """Read a count as typed: `2.400` is two thousand four hundred. Raises RuleBroken."""
    if not _COUNTED.fullmatch(text):
        raise RuleBroken("Tulis dengan angka bulat saja, misalnya 240.")
    digits = text.replace(".", "").lstrip("0") or "0"
    quantity = int(digits) if len(digits) <= len(str(_TOO_MANY)) else _TOO_MANY
    check_quantity(quantity, least=least, most=most, field=None)
    return quantity
