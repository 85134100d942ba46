"""Tables as PDF: one title, headings, rows, a page number. Rendered outside any transaction."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst

from domain import clock
from domain.money import dotted
from services.sheets import Cell

TEMPLATE = Path(__file__).resolve().parent.parent / "templates" / "documents" / "report.typ"


class TypstReports:
    """A landscape table with the fonts the engine brings along."""

    def render(self, title: str, headings: Sequence[str], rows: Sequence[Sequence[Cell]]) -> bytes:
        """PDF/A-2b. Numbers are set with dots and to the right."""
        cells = [
            [dotted(value) if isinstance(value, int) else str(value or "") for value in row] for row in rows
        ]
        numeric = [
            bool(rows) and all(isinstance(row[at], int) for row in rows) for at in range(len(headings))
        ]
        report = {
            "title": title, "headings": list(headings), "rows": cells, "numeric": numeric,
            "made": f"{clock.local(clock.now()):%d-%m-%Y %H.%M}",
        }  # fmt: skip
        return typst.compile(
            str(TEMPLATE),
            format="pdf",
            ignore_system_fonts=True,
            pdf_standards=["a-2b"],
            sys_inputs={"report": json.dumps(report, ensure_ascii=False)},
        )
