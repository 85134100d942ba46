"""What is wrong with a line of a spreadsheet, and what a spreadsheet would take for a formula. Pure."""

from domain.errors import RuleBroken

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class LineWrong(RuleBroken):
    """A line cannot be taken over; `field` names the column."""


def as_typed(text: str) -> str:
    """A cell without the apostrophe our own exports put before what looks like a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(STARTS_A_FORMULA) else text
