"""Tips of the season: which of them somebody reads this month."""

from collections.abc import Collection, Iterable

from domain import clock
from domain.knowledge import queries
from domain.knowledge.queries import ShownTip
from web.access import HANDLERS
from web.filters import MONTHS
from web.login import actor


def tips_for(crops: Collection[str]) -> list[ShownTip]:
    """This month's tips for these crops and for all. Drafts are read by those who answer, by nobody else."""
    return queries.tips_of(clock.today().month, crops, drafts=actor().hat in HANDLERS.roles)


def season(months: Iterable[int]) -> str:
    """'Nov, Des, Jan'."""
    return ", ".join(MONTHS[month - 1][:3] for month in months)
