"""The region pack: all that belongs to one city, read from a folder of plain files."""

from domain import clock
from domain.region.faults import Fault, RegionFaulty
from domain.region.pack import RegionPack
from domain.region.reading import check, read

__all__ = ["Fault", "RegionFaulty", "RegionPack", "check", "current", "read", "use"]

_current: RegionPack | None = None


def use(pack: RegionPack) -> None:
    """Make this the region of the running program, and count days in its zone. Called once, at start-up."""
    global _current
    _current = pack
    clock.use_zone(pack.calendar.zone)


def current() -> RegionPack:
    """The region of the running program. Raises RuntimeError before `use`."""
    if _current is None:
        raise RuntimeError("no region is in use yet: call region.use(region.read(folder)) at start-up")
    return _current
