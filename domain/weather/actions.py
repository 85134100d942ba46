"""Keeping what was fetched. Does not commit. Nothing goes into the journal: it is not ours and nobody did it."""

from collections.abc import Sequence

from domain import clock
from domain.db import db
from domain.people import queries as people
from domain.weather.models import Forecast
from domain.weather.rules import Step


def keep_forecast(village_code: str, steps: Sequence[Step], attribution: str) -> Forecast:
    """Put these steps in the place of what was known of a village. Raises NotVisible for an unknown one."""
    people.village(village_code)
    forecast = db.session.get(Forecast, village_code) or Forecast(village_code=village_code)
    forecast.steps = [step.to_json() for step in steps]
    forecast.fetched_at, forecast.attribution = clock.now(), attribution
    db.session.add(forecast)
    return forecast
