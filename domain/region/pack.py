"""A region as the program uses it: names, places, words and the rules of a given day. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain import hours
from domain.region import rows, settings
from domain.region.rules import Choice, Form, Lane, LaneCode, ObjectGroup, Rate, Rule, Threshold

R = TypeVar("R", bound=Rule)


@dataclass(frozen=True)
class RegionPack:
    """Everything that is one region's and no code. Mappings are keyed by code and keep the file's order."""

    folder: Path
    identity: settings.Identity
    names: settings.Names
    duties: settings.Duties
    calendar: settings.Calendar
    contact: settings.Contact
    clocks: settings.Clocks
    limits: settings.Limits
    vendors: settings.Vendors
    purchasing: settings.Purchasing
    numbers: settings.NumberFormats
    security: settings.Security
    publishing: settings.Publishing
    outbreaks: settings.Outbreaks
    handing_out: settings.HandingOut
    prices: settings.Prices
    weather: settings.WeatherSource
    desk: settings.Desk
    alerts: settings.Alerts
    villages: Mapping[str, rows.Village]
    adjacency: tuple[rows.Adjacency, ...]
    commodities: Mapping[str, rows.Commodity]
    plant_parts: Mapping[str, rows.PlantPart]
    signs: Mapping[str, rows.Sign]
    problems: Mapping[str, rows.Problem]
    synonyms: tuple[rows.Synonym, ...]
    etalase: Mapping[str, rows.Etalase]
    units: Mapping[str, rows.Unit]
    area_units: Mapping[str, rows.AreaUnit]
    categories: Mapping[str, rows.Category]
    offices: Mapping[str, rows.Office]
    vendor_documents: Mapping[str, rows.VendorDocument]
    lanes: tuple[Lane, ...]
    forms: tuple[Form, ...]
    thresholds: tuple[Threshold, ...]
    rates: tuple[Rate, ...]
    choices: tuple[Choice, ...]
    holidays: tuple[rows.Holiday, ...]
    banned_ingredients: Mapping[str, rows.BannedIngredient]
    inputs: Mapping[str, rows.Input]
    depots: Mapping[str, rows.Depot]
    reasons: Mapping[str, rows.Reason]
    questions: Mapping[str, rows.Question]
    ready_answers: Mapping[str, rows.ReadyAnswer]
    markets: Mapping[str, rows.Market]
    risks: Mapping[str, rows.Risk]
    visit_checks: Mapping[str, rows.VisitCheck]
    tips: Mapping[str, rows.Tip]

    @property
    def code(self) -> str:
        return self.identity.code

    @property
    def agriculture_office(self) -> rows.Office:
        return self.offices[self.duties.agriculture]

    @property
    def procurement_office(self) -> rows.Office:
        return self.offices[self.duties.procurement]

    @cached_property
    def meanings(self) -> dict[str, str]:
        """What people say -> the term it stands for, as search wants it."""
        return {synonym.word: synonym.term for synonym in self.synonyms}

    @property
    def banned_names(self) -> list[str]:
        """Names of active ingredients nobody may recommend, other spellings included."""
        return [name for row in self.banned_ingredients.values() for name in (row.name, *row.aliases)]

    def rates_on(self, day: date) -> dict[str, Rate]:
        """The tax rates and limits in force that day, by code."""
        return {rate.code: rate for rate in _in_force(self.rates, day)}

    def taxing_on(self, day: date) -> settings.Taxing:
        """How points of tax practice are settled that day; before the first line of a point, by that line."""
        begun = sorted(self.choices, key=lambda choice: choice.valid_from)
        settled = {choice.code: choice.value for choice in reversed(begun)}
        settled |= {choice.code: choice.value for choice in _in_force(begun, day)}
        return settings.Taxing.of(settled)

    def thresholds_on(self, day: date) -> dict[str, Threshold]:
        return {threshold.code: threshold for threshold in _in_force(self.thresholds, day)}

    def lanes_on(self, day: date) -> tuple[Lane, ...]:
        return tuple(_in_force(self.lanes, day))

    def lane_for(self, lane: LaneCode, group: ObjectGroup, rupiah: int, day: date) -> Lane | None:
        """The rule of a lane for a purchase of `rupiah` that day; None when the lane is closed to it."""
        rules = (rule for rule in self.lanes_on(day) if rule.lane == lane and rule.object_group == group)
        return next((rule for rule in rules if rule.covers(rupiah)), None)

    def form_for(self, lane: LaneCode, group: ObjectGroup, rupiah: int, day: date) -> Form | None:
        """The paper that binds a purchase of `rupiah` that day; None when no form is laid down."""
        rules = (
            rule for rule in _in_force(self.forms, day) if lane in rule.lanes and rule.object_group == group
        )
        return next((rule for rule in rules if rule.covers(rupiah)), None)

    def neighbours(self, village: str) -> frozenset[str]:
        """Codes of the villages that border this one."""
        return frozenset(code for pair in self.adjacency for code in _other_end(pair, village))

    def commodities_by_rank(self) -> list[rows.Commodity]:
        """The crops, most likely first."""
        return sorted(self.commodities.values(), key=lambda commodity: commodity.rank)

    def shelves(self, etalase: str) -> list[rows.Category]:
        """The categories of an etalase that listings may stand in: those without categories below them."""
        parents = {category.parent for category in self.categories.values()}
        return [
            shelf
            for shelf in self.categories.values()
            if shelf.etalase == etalase and shelf.code not in parents
        ]

    def reasons_for(self, kind: rows.ReasonKind) -> list[rows.Reason]:
        return [reason for reason in self.reasons.values() if reason.kind == kind]

    def questions_for(self, commodity: str) -> list[rows.Question]:
        """The ready questions that fit a crop, general ones included."""
        return [q for q in self.questions.values() if not q.commodities or commodity in q.commodities]

    def checks_for(self, commodity: str) -> list[rows.VisitCheck]:
        """What to look at on a visit to this crop, general things included."""
        checks = self.visit_checks.values()
        return [check for check in checks if not check.commodities or commodity in check.commodities]

    @property
    def close_photo(self) -> str:
        """The ready question that asks for a photo whatever the crop; empty when there is none."""
        asked = (q for q in self.questions.values() if q.answer is rows.Answer.PHOTO and not q.commodities)
        return next((question.text for question in asked), "")

    def is_working_day(self, day: date) -> bool:
        return day.isoweekday() in self.calendar.working_weekdays and day not in self._days_off

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `day` itself for 0. Raises ValueError below 0."""
        if count < 0:
            raise ValueError(count)
        while count:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def promise_calendar(self, village: str) -> hours.Calendar:
        """The hours a promise to a farmer of this village counts."""
        places = hours.parse(self.desk.counted_hours)
        known = self.villages.get(village)
        periods = places.get(known.district if known else "") or places.get("")
        if not periods:
            return hours.ALL_HOURS
        return hours.OfficeHours(periods, ZoneInfo(self.calendar.zone), self.is_working_day)

    @cached_property
    def _days_off(self) -> frozenset[date]:
        return frozenset(holiday.date for holiday in self.holidays)


def _in_force(rules: Iterable[R], day: date) -> Iterable[R]:
    return (rule for rule in rules if rule.holds_on(day))


def _other_end(pair: rows.Adjacency, village: str) -> tuple[str, ...]:
    ends = (pair.village, pair.neighbour)
    return tuple(end for end in ends if end != village) if village in ends else ()
