"""Tips of the season: which of the region's tips somebody reads this month."""

from collections.abc import Collection
from typing import NamedTuple

from flask import current_app

from domain import clock, region
from domain.region.rows import Tip
from web.access import HANDLERS
from web.login import actor


class ShownTip(NamedTuple):
    """A tip and its crop's name, empty for every crop."""

    crop: str
    tip: Tip


def tips_for(crops: Collection[str]) -> list[ShownTip]:
    """This month's tips for these crops and for all. Drafts are read by the desk, and in a demo by everybody."""
    pack, month = region.current(), clock.today().month
    drafts = actor().hat in HANDLERS.roles or current_app.config["SETTINGS"].mode == "demo"
    found = pack.tips_of(month, crops) + (pack.drafts_of(month, crops) if drafts else [])
    return [ShownTip(pack.commodities[tip.commodity].name if tip.commodity else "", tip) for tip in found]
