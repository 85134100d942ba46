"""Fetching forecasts that are due: outside any transaction, one village at a time, silent when nobody answers."""

import logging

from domain import region
from domain.weather import actions, queries
from domain.writing import let_go, write
from services.weather import VillageForecasts, Weather, WeatherSilent, WeatherWrong

log = logging.getLogger(__name__)
WRONG_IN_A_ROW = 3


def refresh_weather(weather: Weather | None = None) -> int:
    """Fetch what is missing or old; returns how many villages have news. May run twice without harm.

    Stops at the first silence and after WRONG_IN_A_ROW wrong answers; what was known stays until it is too old.
    """
    settings = region.current().weather
    weather = weather or VillageForecasts(settings.url)
    waiting = queries.villages_to_refresh()
    let_go()
    fetched = wrong = 0
    for code in waiting:
        try:
            steps = weather.forecast(code)
        except WeatherSilent as silent:
            log.warning("weather is silent: %s", silent)
            break
        except WeatherWrong as answer:
            log.warning("weather of %s is wrong: %s", code, answer)
            wrong += 1
            if wrong == WRONG_IN_A_ROW:
                break
            continue
        wrong = 0
        with write():
            actions.keep_forecast(code, steps, settings.attribution)
        fetched += 1
    return fetched
