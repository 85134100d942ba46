"""What must agree between the files of a region folder."""

from collections.abc import Iterator
from dataclasses import fields
from enum import StrEnum
from itertools import combinations
from pathlib import Path
from string import Formatter
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain import hours
from domain.kinds import FulfilmentKind, ObjectKind
from domain.region.faults import Fault
from domain.region.rows import Category, Etalase, Review, Row, names_dose
from domain.region.rules import Bracket, Choice, Rule, RuleUnit
from domain.region.settings import Taxing
from domain.region.settings_file import Settings
from domain.region.tables import TABLES, Sheet

_RENT = {ObjectKind.MOVABLE_RENT, ObjectKind.BUILDING_RENT}


def check_together(folder: Path, sheets: dict[str, Sheet], settings: Settings) -> list[Fault]:
    """Faults no single cell can show. Sheets that could not be read are passed over."""
    found = [
        *_references(sheets),
        *_rules(sheets),
        *_villages(sheets, settings),
        *_shelves(sheets),
        *_choices(sheets),
    ]
    found += [*_words(sheets), *_ranks(sheets), *_problems(sheets)]
    _check_settings(sheets, settings)
    return [Fault(str(folder / row.at.file), row.at.line, sentence) for row, sentence in found]


Found = Iterator[tuple[Row, str]]


def _references(sheets: dict[str, Sheet]) -> Found:
    for name, kind in TABLES.items():
        for column in fields(kind):
            target = column.metadata.get("refers")
            if not target or not sheets[target].whole:
                continue
            for row in sheets[name].rows:
                for code in _codes(getattr(row, column.name)):
                    if code not in sheets[target].codes:
                        yield row, f"kolom {column.name}: “{code}” tidak ada di {TABLES[target].FILE}"


def _codes(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if value else ()


def _rules(sheets: dict[str, Sheet]) -> Found:
    for name, kind in TABLES.items():
        if not issubclass(kind, Rule):
            continue
        for row in sheets[name].rows:
            yield from ((row, sentence) for sentence in _rule_alone(row))
        for one, other in combinations(sheets[name].rows, 2):
            if _same_days(one, other) and (sentence := _clash(one, other)):
                yield other, f"{sentence} dengan baris {one.at.line}"


def _rule_alone(row: Any) -> Iterator[str]:
    if row.valid_to is not None and row.valid_to <= row.valid_from:
        yield "valid_to harus sesudah valid_from"
    if isinstance(row, Bracket):
        if row.up_to is not None and row.up_to <= row.above:
            yield "up_to harus lebih besar dari above"
    elif isinstance(row, Choice):
        yield from _choice_alone(row)
    elif row.unit is RuleUnit.SHARE and row.value > 1:
        yield f"bagian tidak boleh lebih dari 1; {row.value} mungkin maksudnya {row.value}/100"
    elif row.unit in (RuleUnit.RUPIAH, RuleUnit.DAYS, RuleUnit.COUNT) and row.value.denominator != 1:
        yield f"nilai {row.unit} harus bulat"


def _choice_alone(row: Choice) -> Iterator[str]:
    kind = get_type_hints(Taxing).get(row.code)
    if kind is None:
        yield f"“{row.code}” tidak dikenal; pilih salah satu: {', '.join(get_type_hints(Taxing))}"
    elif issubclass(kind, StrEnum) and row.value not in set(kind):
        yield f"“{row.value}” tidak dikenal; pilih salah satu: {', '.join(kind)}"


def _choices(sheets: dict[str, Sheet]) -> Found:
    """Every point is settled without a gap: each line begins when the one before ends, the last has no end."""
    rows: list[Any] = sorted(sheets["choices"].rows, key=lambda row: row.valid_from)
    last = {row.code: row for row in rows}
    if (
        rows
        and sheets["choices"].whole
        and (missing := get_type_hints(Taxing).keys() - sheets["choices"].codes)
    ):
        yield rows[-1], f"belum ada baris untuk {', '.join(sorted(missing))}"
    begins = {(row.code, row.valid_from) for row in rows}
    for row in rows:
        if (row.code, row.valid_to) not in begins and (row.valid_to or row is not last[row.code]):
            yield row, f"sesudah {row.valid_to} tidak ada yang berlaku untuk {row.code}"


def _same_days(one: Any, other: Any) -> bool:
    return _overlap(one.valid_from, one.valid_to, other.valid_from, other.valid_to)


def _overlap(a: Any, a_end: Any, b: Any, b_end: Any) -> bool:
    """Whether two spans meet; an end of None is open. Each holds its start or its end, not both."""
    return (b_end is None or a < b_end) and (a_end is None or b < a_end)


def _clash(one: Any, other: Any) -> str:
    if not isinstance(one, Bracket):
        return f"masa berlaku {one.code} bertumpuk" if one.code == other.code else ""
    together = one.object_group is other.object_group and set(one.lanes) & set(other.lanes)
    if together and _overlap(one.above, one.up_to, other.above, other.up_to):
        return "batas nilai pada masa yang sama bertumpuk"
    return ""


def _villages(sheets: dict[str, Sheet], settings: Settings) -> Found:
    area = getattr(settings.sections.get("identity"), "area_code", "")
    for village in sheets["villages"].rows:
        if not village.code.startswith(area):
            yield village, f"kode desa {village.code} tidak diawali {area} (identity.area_code)"
    yield from _pairs(sheets["adjacency"].rows)
    if sheets["adjacency"].whole and sheets["villages"].whole:
        yield from _cut_off(sheets)


def _pairs(pairs: list[Any]) -> Found:
    seen: dict[frozenset[str], int] = {}
    for pair in pairs:
        ends = frozenset((pair.village, pair.neighbour))
        if len(ends) == 1:
            yield pair, f"desa {pair.village} bertetangga dengan dirinya sendiri"
        elif ends in seen:
            yield pair, f"pasangan ini sudah ada di baris {seen[ends]}; cukup sekali saja"
        seen.setdefault(ends, pair.at.line)


def _cut_off(sheets: dict[str, Sheet]) -> Found:
    """Villages that cannot be reached from the first one, going from neighbour to neighbour."""
    roads = [{pair.village, pair.neighbour} for pair in sheets["adjacency"].rows]
    reached = {village.code for village in sheets["villages"].rows[:1]}
    while more := {code for road in roads if road & reached for code in road} - reached:
        reached |= more
    for village in sheets["villages"].rows:
        if village.code not in reached:
            yield village, f"desa {village.code} tidak tersambung ke desa lain di adjacency.csv"


def _shelves(sheets: dict[str, Sheet]) -> Found:
    shelves: dict[str, Any] = {row.code: row for row in sheets["categories"].rows}
    etalase: dict[str, Any] = {row.code: row for row in sheets["etalase"].rows}
    for shelf in shelves.values():
        parent = shelves.get(shelf.parent)
        if _circular(shelf, shelves):
            yield shelf, f"induk {shelf.code} berputar kembali ke dirinya sendiri"
        elif parent and parent.etalase != shelf.etalase:
            yield shelf, f"induknya {parent.code} ada di etalase lain"
        if shelf.etalase in etalase and _misfit(shelf, etalase[shelf.etalase]):
            yield shelf, f"{shelf.object_kind} tidak cocok di etalase {shelf.etalase}"


def _circular(shelf: Category, shelves: dict[str, Category]) -> bool:
    above, walked = shelf.parent, set()
    while above in shelves and above not in walked:
        walked.add(above)
        above = shelves[above].parent
    return shelf.code in walked


def _misfit(shelf: Category, etalase: Etalase) -> bool:
    """Rent is sold in rental etalase and only there: the tax follows the object, the calendar the etalase."""
    return (shelf.object_kind in _RENT) is not (etalase.fulfilment is FulfilmentKind.RENTAL)


def _words(sheets: dict[str, Sheet]) -> Found:
    words = {row.word: row for row in sheets["synonyms"].rows}
    for row in words.values():
        if row.term == row.word:
            yield row, f"“{row.word}” menunjuk dirinya sendiri"
        elif row.term in words:
            line = words[row.term].at.line
            yield row, f"“{row.term}” juga ada di kolom word baris {line}; tunjuk istilah akhirnya"


def _problems(sheets: dict[str, Sheet]) -> Found:
    parts = sheets["plant_parts"].codes
    for row in sheets["problems"].rows:
        for sign in row.signs:
            part, colon, seen = sign.partition(":")
            if not colon or not seen.strip():
                yield row, f"kolom signs: tulis “bagian: gejala”, bukan “{sign}”"
            elif sheets["plant_parts"].whole and part.strip() not in parts:
                yield row, f"kolom signs: “{part.strip()}” tidak ada di plant_parts.csv"
        for line in (*row.prevention, *row.mechanical, *row.biological, *row.chemical, row.threshold):
            if names_dose(line):
                yield row, f"takaran tidak ditulis di sini: “{line}”"
        if row.status is Review.APPROVED and not (row.reviewer and row.reviewed_on):
            yield row, "isi reviewer dan reviewed_on untuk yang sudah disetujui"


def _ranks(sheets: dict[str, Sheet]) -> Found:
    seen: dict[int, int] = {}
    for row in sheets["commodities"].rows:
        if row.rank in seen:
            yield row, f"rank {row.rank} sudah dipakai di baris {seen[row.rank]}"
        seen.setdefault(row.rank, row.at.line)


def _check_settings(sheets: dict[str, Sheet], settings: Settings) -> None:
    read = settings.sections
    if "calendar" in read:
        _check_calendar(settings)
    _check_hours(sheets, settings)
    _check_quiet_hours(settings)
    if "duties" in read and sheets["offices"].whole:
        for key, code in vars(read["duties"]).items():
            if code not in sheets["offices"].codes:
                settings.blame("duties", key, f"“{code}” tidak ada di offices.csv")
    if "numbers" in read:
        for kind, shape in vars(read["numbers"]).items():
            if sentence := _bad_format(shape):
                settings.blame("numbers", kind, sentence)


def _check_calendar(settings: Settings) -> None:
    calendar = settings.sections["calendar"]
    try:
        ZoneInfo(calendar.zone)
    except (ZoneInfoNotFoundError, ValueError):
        settings.blame("calendar", "zone", f"zona waktu “{calendar.zone}” tidak dikenal")
    if not set(calendar.working_weekdays) <= set(range(1, 8)):
        settings.blame("calendar", "working_weekdays", "hari kerja ditulis 1 (Senin) sampai 7 (Minggu)")


def _check_hours(sheets: dict[str, Sheet], settings: Settings) -> None:
    if "desk" not in settings.sections or not sheets["villages"].whole:
        return None
    try:
        places = hours.parse(settings.sections["desk"].counted_hours)
    except ValueError as wrong:
        return settings.blame("desk", "counted_hours", str(wrong))
    districts = {village.district for village in sheets["villages"].rows}
    if unknown := places.keys() - districts - {""}:
        settings.blame("desk", "counted_hours", f"“{min(unknown)}” bukan kecamatan di villages.csv")
    elif places and "" not in places:
        settings.blame("desk", "counted_hours", "tulis juga jam untuk kecamatan yang lain, tanpa nama")
    return None


def _check_quiet_hours(settings: Settings) -> None:
    if "alerts" not in settings.sections:
        return
    for key in ("quiet_from", "quiet_to"):
        try:
            hours.hour_of(getattr(settings.sections["alerts"], key))
        except ValueError as wrong:
            settings.blame("alerts", key, str(wrong))


def _bad_format(shape: str) -> str:
    """Why two papers could get one number under this shape, or nothing."""
    try:
        blanks = {name for _, name, _, _ in Formatter().parse(shape) if name is not None}
        shape.format(seq=1, owner="X", month="I", year=2026)
    except (ValueError, LookupError, AttributeError, TypeError):
        return "isian yang boleh hanya {seq}, {owner}, {month}, {year}"
    missing = {"seq", "owner", "year"} - blanks
    return f"kurang {{{'}, {'.join(sorted(missing))}}}; tanpa itu nomor bisa kembar" if missing else ""
