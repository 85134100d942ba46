"""What a kind of spreadsheet has to know of itself, so that it can be taken in, checked and written."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.errors import RuleBroken
from domain.people.rules import Actor
from domain.spreadsheets.models import SheetImport, SheetImportLine


class SheetKind(ABC):
    """One kind: its columns, who may send it, and what a line does.

    `title` is the column a line is called by, `matched` the one that tells two lines are about the same
    thing; `longest` cuts what a cell may hold, in letters.
    """

    name: str
    columns: Sequence[str]
    needed: Sequence[str]
    title: str
    matched: str
    most_rows = 5_000
    longest = 400

    @abstractmethod
    def scope_of(self, actor: Actor) -> str:
        """Whose spreadsheets this actor handles. Raises NotVisible."""

    @abstractmethod
    def prepare(self, row: SheetImport, batch: Sequence[Mapping[str, str]]) -> Any:
        """What the lines of a batch need, fetched once. `batch` are their cells."""

    @abstractmethod
    def judge(self, line: SheetImportLine, cells: Mapping[str, str], known: Any) -> None:
        """Set `key`, `target_id`, `outcome` and `message`; nothing else is written. Raises RuleBroken."""

    @abstractmethod
    def take_over(self, actor: Actor, line: SheetImportLine, cells: Mapping[str, str], known: Any) -> None:
        """Write one line; what was checked may have moved since and is asked again. Raises RuleBroken."""

    def check_headings(self, headings: Sequence[str]) -> dict[str, int]:
        """Where each column stands. Raises RuleBroken, field `file`, naming what is missing."""
        found = {name.strip().lower(): at for at, name in enumerate(headings)}
        missing = [name for name in self.needed if name not in found]
        if missing:
            raise RuleBroken(
                "Kolom {missing} tidak ada di baris pertama. Pakai contoh kami.",
                missing=", ".join(missing),
                field="file",
            )
        return {name: at for name, at in found.items() if name in self.columns}


def by_name(kinds: Iterable[SheetKind]) -> dict[str, SheetKind]:
    """The kinds by their names."""
    return {kind.name: kind for kind in kinds}
