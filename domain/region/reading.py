"""Reads a region folder whole, or says everything that is wrong with it."""

from pathlib import Path
from types import MappingProxyType
from typing import Any

from domain.region.checking import check_together
from domain.region.faults import Fault, RegionFaulty
from domain.region.pack import RegionPack
from domain.region.settings_file import Settings, read_settings
from domain.region.tables import TABLES, Sheet, read_table


def read(folder: Path) -> RegionPack:
    """The region in the folder. Raises RegionFaulty with every fault found."""
    settings, sheets, faults = _examine(folder)
    if faults:
        raise RegionFaulty(faults)
    tables = {name: _table(name, sheet) for name, sheet in sheets.items()}
    return RegionPack(folder=folder, **settings.sections, **tables)


def check(folder: Path) -> list[Fault]:
    """Every fault of the folder, by file and line; empty when it can be used."""
    return _examine(folder)[2]


def _examine(folder: Path) -> tuple[Settings, dict[str, Sheet], list[Fault]]:
    settings = read_settings(folder)
    sheets = {name: read_table(folder, kind) for name, kind in TABLES.items()}
    between = check_together(folder, sheets, settings)
    alone = [fault for sheet in sheets.values() for fault in sheet.faults]
    return settings, sheets, sorted([*settings.faults, *alone, *between])


def _table(name: str, sheet: Sheet) -> Any:
    if TABLES[name].KEY == ("code",):
        return MappingProxyType({row.code: row for row in sheet.rows})
    return tuple(sheet.rows)
