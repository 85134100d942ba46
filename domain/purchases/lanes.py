"""Which lane a purchase may take and which paper binds it, read off the region's dated tables. Pure."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from domain.errors import RuleBroken
from domain.money import rupiah


class Bracket(Protocol):
    """A row that holds for purchases of one group above one amount, up to and including another."""

    @property
    def object_group(self) -> str: ...
    @property
    def lanes(self) -> tuple[str, ...]: ...
    def covers(self, rupiah: int) -> bool: ...


B = TypeVar("B", bound=Bracket)


def lane_for(value: int, object_group: str, lanes: Iterable[B], *, lane: str) -> B:
    """The row of the lane table for a purchase of `value` rupiah, tax included.

    `lanes` are the rows in force on the day. Raises RuleBroken when the lane does not reach so far.
    """
    found = _covering(value, object_group, lanes, lane)
    if found is None:
        raise RuleBroken(f"Belanja {rupiah(value)} tidak bisa lewat jalur ini. Hubungi bagian pengadaan.")
    return found


def form_for(value: int, object_group: str, forms: Iterable[B], *, lane: str) -> B:
    """The row of the form table: which paper binds a purchase of `value` rupiah in this lane.

    Raises RuleBroken when the table has none.
    """
    found = _covering(value, object_group, forms, lane)
    if found is None:
        raise RuleBroken(f"Bentuk kontrak untuk {rupiah(value)} belum diatur. Hubungi bagian pengadaan.")
    return found


def _covering(value: int, object_group: str, rows: Iterable[B], lane: str) -> B | None:
    fitting = (row for row in rows if row.object_group == object_group and lane in row.lanes)
    return next((row for row in fitting if row.covers(value)), None)
