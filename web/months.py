"""Months and days in addresses, and the grid a month is drawn on."""

import re
from calendar import Calendar
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from flask import request

from domain import clock
from web.filters import MONTHS

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONDAY_FIRST = Calendar(0)
MONTHS_SHOWN = 13  # this month and a year ahead


def day_in(name: str) -> date | None:
    """The day an address names under `name`; None when it names none or nonsense."""
    text = request.args.get(name, "")
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def month_in(name: str, otherwise: date) -> date:
    """The first day of the month an address names, from this month to a year ahead; else that of `otherwise`."""
    text = request.args.get(name, "")
    try:
        asked = date.fromisoformat(f"{text}-01") if _DAY.fullmatch(f"{text}-01") else otherwise
    except ValueError:
        asked = otherwise
    return min(max(asked, clock.today()), last_month()).replace(day=1)


def last_month() -> date:
    """The first day of the last month that is shown."""
    today = clock.today()
    return neighbour(today, MONTHS_SHOWN - 1)


def neighbour(month: date, by: int) -> date:
    """The first day of the month `by` months on."""
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def weeks(month: date) -> list[list[date | None]]:
    """The weeks of a month from Monday on; None beside the month."""
    return [
        [day if day.month == month.month else None for day in week]
        for week in _MONDAY_FIRST.monthdatescalendar(month.year, month.month)
    ]


def month_name(month: date) -> str:
    """'Desember 2026'."""
    return f"{MONTHS[month.month - 1]} {month.year}"


class MonthLink(NamedTuple):
    """A neighbouring month: its address, and its name as the button says it."""

    href: str
    label: str


def neighbours(month: date, address: Callable[[str], str]) -> list[MonthLink]:
    """The months before and after that are shown; `address` makes an address of one, '2026-12'."""
    shown = (neighbour(month, -1), neighbour(month, 1))
    return [
        MonthLink(address(f"{other:%Y-%m}"), MONTHS[other.month - 1])
        for other in shown
        if clock.today().replace(day=1) <= other <= last_month()
    ]


def span_of(month: date) -> tuple[date, date]:
    """The days [start, end) of a month."""
    return month, neighbour(month, 1)
