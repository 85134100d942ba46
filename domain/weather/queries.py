"""The weather of a village, while it is fresh enough; silence otherwise."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from domain import clock, region
from domain.db import db
from domain.people.models import Village
from domain.weather.models import Forecast
from domain.weather.rules import STEP_HOURS, Day, Step, Warned, days_of, from_json, risks


@dataclass(frozen=True)
class VillageWeather:
    """What is ahead of a village from now on. `attribution` must stand beside it."""

    village_code: str
    village: str
    now: Step
    days: tuple[Day, ...]
    risks: tuple[Warned, ...]
    fetched_at: datetime
    attribution: str


def of_village(village_code: str | None) -> VillageWeather | None:
    """The forecast, or None when there is none that is fresh enough. One statement."""
    row = db.session.execute(
        select(Forecast, Village.name)
        .join(Village, Village.code == Forecast.village_code)
        .where(Forecast.village_code == village_code, Forecast.fetched_at > _oldest_shown())
    ).first()
    if row is None:
        return None
    forecast, name = row
    running = clock.now() - timedelta(hours=STEP_HOURS)
    steps = [step for step in map(from_json, forecast.steps) if step.at > running]
    if not steps:
        return None
    return VillageWeather(
        village_code=forecast.village_code,
        village=name,
        now=steps[0],
        days=tuple(days_of(steps)),
        risks=tuple(risks(steps, region.current().risks.values())),
        fetched_at=forecast.fetched_at,
        attribution=forecast.attribution,
    )


def villages_to_refresh() -> list[str]:
    """Codes of villages in use whose forecast is missing or old, the oldest first."""
    fresh = clock.now() - timedelta(hours=region.current().weather.refresh_hours)
    found = (
        select(Village.code)
        .outerjoin(Forecast, Forecast.village_code == Village.code)
        .where(Village.retired.is_(False), Forecast.fetched_at.is_(None) | (Forecast.fetched_at < fresh))
        .order_by(Forecast.fetched_at.is_not(None), Forecast.fetched_at, Village.code)
    )
    return list(db.session.scalars(found))


def _oldest_shown() -> datetime:
    return clock.now() - timedelta(hours=region.current().weather.hide_after_hours)
