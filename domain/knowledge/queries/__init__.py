"""What is asked about the library: the same for everybody, and the desk's lists for those who prepare it."""

from domain.knowledge.queries.library import Card, Found, counts_by_crop, newest, of_crop, search, suggestions
from domain.knowledge.queries.problems import (
    DeskEntry,
    DeskRow,
    ProblemPage,
    approved_texts,
    desk_entries,
    desk_entry,
    newest_version,
    problem,
    problem_page,
)

__all__ = [
    "Card",
    "DeskEntry",
    "DeskRow",
    "Found",
    "ProblemPage",
    "approved_texts",
    "counts_by_crop",
    "desk_entries",
    "desk_entry",
    "newest",
    "newest_version",
    "of_crop",
    "problem",
    "problem_page",
    "search",
    "suggestions",
]
