"""What is wrong with a region folder, and where."""

from typing import NamedTuple


class Place(NamedTuple):
    """A line of a file of the region folder. Line 0 means the file as a whole."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file} baris {self.line}" if self.line else self.file


class Fault(NamedTuple):
    """One mistake, said so that whoever edits the spreadsheet can mend it.

    `file` is the path as the reader was given it; `line` counts from 1, 0 means the whole file.
    """

    file: str
    line: int
    sentence: str

    def __str__(self) -> str:
        return f"{Place(self.file, self.line)}: {self.sentence}"


class RegionFaulty(Exception):
    """The folder cannot be used. Holds every fault found, not only the first."""

    def __init__(self, faults: list[Fault]):
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
