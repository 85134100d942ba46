"""The only place that asks what time it is.

Moments are aware UTC datetimes; days, fiscal years and working days are counted in the
region's zone. A seed or a test may `freeze` the clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_zone = ZoneInfo("Asia/Jakarta")


def use_zone(name: str) -> None:
    """Count days in this zone from now on. Raises ZoneInfoNotFoundError."""
    global _zone
    _zone = ZoneInfo(name)


def now() -> datetime:
    return _frozen.get() or datetime.now(UTC)


def local(moment: datetime) -> datetime:
    return moment.astimezone(_zone)


def today() -> date:
    return local(now()).date()


def start_of(day: date) -> datetime:
    """The first moment of a local day, in UTC."""
    return datetime.combine(day, time(), _zone).astimezone(UTC)


def fiscal_year() -> int:
    return today().year


@contextmanager
def freeze(moment: datetime) -> Iterator[None]:
    """Hold the clock at `moment` (aware) inside the block."""
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
