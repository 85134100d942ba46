"""On which day a visit may be, and what is told of one. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from domain.errors import RuleBroken

FINDINGS_LENGTH = 2_000
CHECK_LENGTH = 140


def check_visit(day: date, today: date) -> None:
    """A visit is not planned for the past."""
    if day < today:
        raise RuleBroken("Tanggal kunjungan sudah lewat. Pilih hari ini atau sesudahnya.", field="visit_on")


def check_visit_promise(day: date, due_on: date | None, today: date, *, agreed: bool) -> None:
    """A visit after the promised day of the answer is meant, or another day is found.

    `due_on` is that day, None while nothing is promised; once it is over nobody is asked again.
    """
    if due_on and today <= due_on < day and not agreed:
        said = f"{due_on.day}-{due_on.month}-{due_on.year}"
        raise RuleBroken(
            "Petani dijanjikan jawaban paling lambat {said}, sebelum hari itu. Pilih hari lain, atau centang “Tetap hari itu”.",
            said=said,
            field="visit_on",
        )


def check_visited(day: date, filed_on: date, today: date, findings: str) -> None:
    """A visit happened between the report and today, and something was seen."""
    if not filed_on <= day <= today:
        raise RuleBroken("Tanggalnya antara hari lapor dan hari ini.", field="done_on")
    if not findings.strip():
        raise RuleBroken("Tulis apa yang terlihat di lahan, satu kalimat cukup.", field="findings")
    if len(findings) > FINDINGS_LENGTH:
        raise RuleBroken(
            "Terlalu panjang. Paling banyak {findings_length} huruf.",
            findings_length=FINDINGS_LENGTH,
            field="findings",
        )


class Asked(Protocol):
    """A line of the visit list: its code and its words."""

    @property
    def code(self) -> str: ...
    @property
    def text(self) -> str: ...


def said_checks(said: Mapping[str, str], asked: Sequence[Asked]) -> list[list[str]]:
    """What was asked and what was seen, in the order of the list; what was left empty is left out."""
    for code, answer in said.items():
        if len(answer) > CHECK_LENGTH:
            raise RuleBroken(
                "Terlalu panjang. Paling banyak {check_length} huruf.",
                check_length=CHECK_LENGTH,
                field=f"check_{code}",
            )
    return [[each.text, said[each.code].strip()] for each in asked if said.get(each.code, "").strip()]
