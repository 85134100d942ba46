"""The weather of each village, for everybody: three days, and what it may bring this week."""

from flask import request

from domain.knowledge import queries as library
from domain.people import queries as people
from domain.weather import queries
from domain.weather.rules import LEVEL_WORDS
from web.access import ANYONE, Area
from web.hx import page
from web.login import me

area = Area("weather", __name__, url_prefix="/cuaca")


@area.get("/", allow=ANYONE)
def index():
    """The village asked for, else one's own, else the list to choose from."""
    signed_in = me()
    code = request.args.get("desa") or (signed_in.village_code if signed_in else None)
    villages = people.villages()
    chosen = next((village for village in villages if village.code == code), None)
    weather = queries.of_village(chosen.code) if chosen else None
    named = [risk.problem for risk in weather.risks] if weather else []
    return page(
        "weather/index.html",
        villages=villages,
        chosen=chosen,
        weather=weather,
        readable=library.readable_problems(named) if named else frozenset(),
        levels=LEVEL_WORDS,
    )
