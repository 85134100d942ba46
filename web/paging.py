"""Keyset pages: no COUNT, no OFFSET. A query fetches one row more than it shows."""

from typing import Any, Generic, NamedTuple, TypeVar

from flask import request

Row = TypeVar("Row")


class Page(NamedTuple, Generic[Row]):
    rows: list[Row]
    after: Any | None


def page_of(found: list[Row], size: int, key: str = "id") -> Page[Row]:
    """Split `size + 1` fetched rows into the shown ones and the key the next page starts after."""
    shown = found[:size]
    return Page(shown, getattr(shown[-1], key) if len(found) > size else None)


def after() -> int:
    """Where the page asked for starts: ?sesudah=, 0 when absent or nonsense."""
    text = request.args.get("sesudah", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
