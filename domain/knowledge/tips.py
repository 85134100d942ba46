"""Tips of the season as one reads and checks them: a piece of advice for a crop, and the months it is meant for. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.canonical import fingerprint
from domain.region.rows import Tip


@dataclass(frozen=True)
class SeasonTip:
    """One piece of advice with all its months (1 to 12), in the order of its season: 11, 12, 1, 2.

    `key` (64 hex) is of everything an expert vouches for: other words or months are another tip.
    `reviewer` and `reviewed_on` are what the pack brought along, empty for a draft. No commodity: every crop.
    """

    key: str
    code: str
    commodity: str
    months: tuple[int, ...]
    text: str
    source: str
    reviewer: str
    reviewed_on: date | None


def of_season(tips: Iterable[Tip]) -> list[SeasonTip]:
    """The pack's lines, one a month, put together; those of one crop stand together, for every crop last."""
    together: dict[tuple, list[Tip]] = {}
    for tip in tips:
        same = (tip.commodity, tip.text, tip.source, tip.reviewed_by, tip.reviewed_on)
        together.setdefault(same, []).append(tip)
    made = [_made(group) for group in together.values()]
    return sorted(made, key=lambda tip: not tip.commodity)


def _made(group: list[Tip]) -> SeasonTip:
    first, months = group[0], in_season({tip.month for tip in group})
    return SeasonTip(
        key=fingerprint([first.commodity, first.text, first.source, sorted(months)]),
        code=first.code,
        commodity=first.commodity,
        months=months,
        text=first.text,
        source=first.source,
        reviewer=first.reviewed_by,
        reviewed_on=first.reviewed_on,
    )


def in_season(months: Iterable[int]) -> tuple[int, ...]:
    """The months in the order of a season: it begins after the first month that is missing before it."""
    held = sorted(set(months))
    begins = next((month for month in held if (month - 2) % 12 + 1 not in held), 1)
    return tuple(sorted(held, key=lambda month: (month - begins) % 12))
