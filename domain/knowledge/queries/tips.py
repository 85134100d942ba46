"""Tips of the season: what is read this month, and the desk where experts vouch for them."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from domain import region
from domain.db import db
from domain.errors import NotVisible
from domain.knowledge.models import TipReview
from domain.knowledge.rules import APPROVERS, WITHDRAWERS, check_may_prepare
from domain.knowledge.tips import SeasonTip, of_season
from domain.people.rules import Actor


class ShownTip(NamedTuple):
    """A tip as it is read. `crop` is a name, empty for every crop; without a reviewer it is a draft."""

    crop: str
    text: str
    source: str
    reviewer: str
    reviewed_on: date | None


class DeskTip(NamedTuple):
    """A tip on the desk: its crop's name, whether everybody reads it, and who said so."""

    tip: SeasonTip
    crop: str
    shown: bool
    reviewer: str
    reviewed_on: date | None


class TipDesk(NamedTuple):
    """The desk of tips, with what this hat may do to them."""

    rows: tuple[DeskTip, ...]
    may_approve: bool
    may_withdraw: bool


def tips_of(month: int, commodities: Collection[str], *, drafts: bool = False) -> list[ShownTip]:
    """A month's tips for these crops and for all: those somebody vouches for; the others only as `drafts`."""
    fitting = [
        tip
        for tip in of_season(region.current().tips.values())
        if month in tip.months and (not tip.commodity or tip.commodity in commodities)
    ]
    found = [row for row in _reviewed(fitting) if row.shown or drafts]
    return [
        ShownTip(row.crop, row.tip.text, row.tip.source, row.reviewer, row.reviewed_on)
        for row in sorted(found, key=lambda row: not row.shown)
    ]


def crops_with_tips(month: int) -> set[str]:
    """Codes of the crops that have a tip somebody vouches for this month; "" when one is for every crop."""
    fitting = [tip for tip in of_season(region.current().tips.values()) if month in tip.months]
    return {row.tip.commodity for row in _reviewed(fitting) if row.shown}


def tip_desk(actor: Actor, *, drafts: bool) -> TipDesk:
    """Tips that wait for an expert, or those everybody reads. For whoever prepares."""
    check_may_prepare(actor.hat)
    rows = [row for row in _reviewed(of_season(region.current().tips.values())) if row.shown != drafts]
    return TipDesk(tuple(rows), drafts and actor.hat in APPROVERS, not drafts and actor.hat in WITHDRAWERS)


def tip_by_key(key: str) -> DeskTip:
    """One tip as the pack words it now. Raises NotVisible when it says something else, or nothing."""
    found = [tip for tip in of_season(region.current().tips.values()) if tip.key == key]
    if not found:
        raise NotVisible(key[:16])
    return _reviewed(found)[0]


def _reviewed(tips: Collection[SeasonTip]) -> list[DeskTip]:
    """Each with what the desk decided, else with what the pack brought along; in one statement."""
    decided = _decisions({tip.key for tip in tips}) if tips else {}
    return [_row(tip, decided.get(tip.key)) for tip in tips]


def _decisions(keys: Iterable[str]) -> dict[str, TipReview]:
    found = select(TipReview).where(TipReview.key.in_(sorted(keys)))
    return {row.key: row for row in db.session.scalars(found)}


def _row(tip: SeasonTip, decided: TipReview | None) -> DeskTip:
    crop = region.current().commodities[tip.commodity].name if tip.commodity else ""
    if decided is None:
        return DeskTip(tip, crop, bool(tip.reviewer), tip.reviewer, tip.reviewed_on)
    shown = decided.shown
    return DeskTip(
        tip, crop, shown, decided.reviewer if shown else "", decided.reviewed_on if shown else None
    )
