"""Tables that people send: headings by their many names, rows compared with what is there, and the report. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from domain.errors import RuleBroken
from domain.sentences import say


class Outcome(StrEnum):
    """What an import makes of a row."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ERROR = "error"


WORDS = {
    Outcome.CREATED: say("Baru"),
    Outcome.CHANGED: say("Berubah"),
    Outcome.UNCHANGED: say("Tetap"),
    Outcome.ERROR: say("Salah"),
}


class Line(NamedTuple):
    """One row of the report. `number` is the row in the file, headings being row 1."""

    number: int
    outcome: Outcome
    title: str
    message: str = ""
    fields: Mapping[str, Any] = {}
    target: int | None = None


class Report(NamedTuple):
    """Every row of a file, in its order."""

    lines: tuple[Line, ...]

    def count(self, outcome: Outcome) -> int:
        return sum(line.outcome == outcome for line in self.lines)

    @property
    def writes(self) -> list[Line]:
        """The rows that change something."""
        return [line for line in self.lines if line.outcome in (Outcome.CREATED, Outcome.CHANGED)]

    @property
    def counted(self) -> dict[str, int]:
        """How many rows came out how, as the journal notes it."""
        return {outcome.value: self.count(outcome) for outcome in Outcome}

    def check_writes(self) -> None:
        """Raises RuleBroken when no row would change anything."""
        if not self.writes:
            raise RuleBroken("Tidak ada baris yang perlu disimpan.")

    def shown(self, most: int) -> list[Line]:
        """What to look at first: errors, then changes, then what is new."""
        order = [Outcome.ERROR, Outcome.CHANGED, Outcome.CREATED, Outcome.UNCHANGED]
        return sorted(self.lines, key=lambda line: (order.index(line.outcome), line.number))[:most]


def by_heading(
    rows: Sequence[Sequence[str]], columns: Mapping[str, Sequence[str]], needed: Iterable[str]
) -> list[tuple[int, dict[str, str]]]:
    """Rows as {column: text} with their number in the file. `columns` gives each column's known headings.

    Raises RuleBroken when a needed column is missing.
    """
    places = _places(rows[0], columns)
    missing = [columns[name][0] for name in needed if name not in places]
    if missing:
        raise RuleBroken(
            "Kolom ini tidak ada: {missing}. Pakai contoh tabelnya.", missing=", ".join(missing), field="file"
        )
    found = []
    for number, row in enumerate(rows[1:], start=2):
        if any(row):
            named = {name: row[at] if at < len(row) else "" for name, at in places.items()}
            found.append((number, {**dict.fromkeys(columns, ""), **named}))
    return found


def check_cells(
    cells: Mapping[str, str],
    columns: Mapping[str, Sequence[str]],
    needed: Iterable[str],
    lengths: Mapping[str, int],
) -> None:
    """Raises RuleBroken, naming the column, for one that is empty or holds too many letters."""
    for name in needed:
        if not cells[name]:
            raise RuleBroken("Kolom {name} kosong.", name=columns[name][0])
    for name, most in lengths.items():
        if len(cells[name]) > most:
            raise RuleBroken("Kolom {name} paling panjang {most} huruf.", name=columns[name][0], most=most)


def _places(headings: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    known = {_plain(heading): name for name, headings in columns.items() for heading in headings}
    places: dict[str, int] = {}
    for at, heading in enumerate(headings):
        name = known.get(_plain(heading))
        if name is not None:
            places.setdefault(name, at)
    return places


def _plain(heading: str) -> str:
    return "".join(letter for letter in heading.casefold() if letter.isalnum())
