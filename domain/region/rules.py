"""The dated rules of a region: lanes, forms, thresholds, tax rates and choices of tax practice. Pure."""

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from domain.region.cells import cell
from domain.region.rows import CODE, Certainty, Row

_EVIDENCE = {"at", "valid_to", "source", "sure"}


@dataclass(frozen=True, kw_only=True)
class Rule(Row):
    """A rule and the half-open days it holds: from `valid_from` until the day before `valid_to`."""

    KEY = ("code", "valid_from")
    code: str = cell(pattern=CODE)
    valid_from: date
    valid_to: date | None
    source: str
    sure: Certainty

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    @cached_property
    def said(self) -> str:
        """What the rule says, as canonical JSON.

        When it ends, where it was read and how sure we are is left out: these may be corrected later
        without making another rule of it; anything else may not.
        """
        said = {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in _EVIDENCE}
        said["file"] = self.FILE
        return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @cached_property
    def id(self) -> str:
        """16 hex digits of what is said."""
        return hashlib.sha256(self.said.encode()).hexdigest()[:16]


class RuleUnit(StrEnum):
    """Rupiah, days and counts are whole; a share lies between 0 and 1; a factor multiplies."""

    RUPIAH = "rupiah"
    DAYS = "days"
    COUNT = "count"
    SHARE = "share"
    FACTOR = "factor"


@dataclass(frozen=True, kw_only=True)
class Threshold(Rule):
    FILE = "thresholds.csv"
    name: str
    value: Fraction
    unit: RuleUnit


@dataclass(frozen=True, kw_only=True)
class Choice(Rule):
    """How the region settles, from a day on, a point of tax practice on which sources differ.

    `code` is a field of domain.region.settings.Taxing, `value` one of what that field may be.
    """

    FILE = "tax_choices.csv"
    name: str
    value: str


class Regime(StrEnum):
    """Who collects: the treasurer (PMK 59/2022), an appointed marketplace (PMK 58/2022), or either."""

    TREASURER = "p59"
    MARKETPLACE = "p58"
    ANY = "any"


@dataclass(frozen=True, kw_only=True)
class Rate(Rule):
    """A tax rate or limit. `object_code` is the tax office's code of the object, where one is known."""

    FILE = "tax_rates.csv"
    name: str
    value: Fraction
    unit: RuleUnit
    regime: Regime
    object_code: str = cell(blank=True, pattern=r"\d\d-\d{3}-\d\d")


class LaneCode(StrEnum):
    """A: the national catalogue. B: bought directly. C: an appointed marketplace."""

    A = "A"
    B = "B"
    C = "C"


class ObjectGroup(StrEnum):
    GOODS_SERVICES = "goods_services"
    CONSTRUCTION = "construction"
    CONSULTING = "consulting"


class Executor(StrEnum):
    """Who carries the purchase out: Pejabat Pengadaan, PPK, or Pokja Pemilihan."""

    PROCURER = "procurer"
    SIGNER = "signer"
    SELECTION_GROUP = "selection_group"


@dataclass(frozen=True, kw_only=True)
class Bracket(Rule):
    """A rule for purchases above one amount, up to and including another (rupiah; no `up_to`: no end)."""

    def covers(self, rupiah: int) -> bool:
        low_enough = self.up_to is None or rupiah <= self.up_to
        return low_enough and (rupiah > self.above or self.above == 0)


@dataclass(frozen=True, kw_only=True)
class Lane(Bracket):
    """How a purchase of this size may be made, and by whom.

    `needs_external_number`: the number given by the national system must be recorded.
    `needs_hps`: an owner's estimate must be made first.
    """

    FILE = "lanes.csv"
    lane: LaneCode
    object_group: ObjectGroup
    above: int = cell(least=0)
    up_to: int | None = cell(least=1)
    needs_external_number: bool
    needs_hps: bool
    executor: Executor

    @property
    def lanes(self) -> tuple[LaneCode, ...]:
        return (self.lane,)


@dataclass(frozen=True, kw_only=True)
class Form(Bracket):
    """Which paper binds a purchase of this size in these lanes."""

    FILE = "forms.csv"
    KEY = ("code", "object_group", "valid_from")
    name: str
    lanes: tuple[LaneCode, ...]
    object_group: ObjectGroup
    above: int = cell(least=0)
    up_to: int | None = cell(least=1)


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return str(value) if isinstance(value, (Fraction, date)) else value
