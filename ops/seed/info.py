"""Demo prices of the last weeks, and a made-up forecast until the real one is fetched. Labelled demo."""

from datetime import timedelta
from random import Random

from domain import clock, region
from domain.people import queries as people
from domain.people.rules import Actor, Role
from domain.prices import actions as prices
from domain.prices.rules import Quote
from domain.weather import actions as weather
from domain.writing import write
from services.weather import SampleWeather

SOURCE = "Catatan PPL (contoh)"
ATTRIBUTION = "contoh, bukan prakiraan sungguhan"
RUPIAH = {
    "apel": 15_000,
    "kentang": 12_500,
    "wortel": 7_000,
    "cabai": 42_000,
    "tomat": 9_000,
    "bawang-merah": 28_000,
}
WEEKS = 8


def seed_info(rng: Random) -> None:
    """Eight weeks of prices of a few crops, and three days of weather for every village."""
    officer = Actor(people.wearing(Role.OFFICER)[0].id, Role.OFFICER)
    pack = region.current()
    market = next(iter(pack.markets))
    with write():
        for crop, usual in RUPIAH.items():
            for week in range(WEEKS):
                rupiah = round(usual * rng.uniform(0.85, 1.15), -2)
                day = clock.today() - timedelta(days=7 * (WEEKS - 1 - week) + 1)
                quote = Quote(
                    commodity_code=crop, market_code=market, unit_code="kg", rupiah=int(rupiah), day=day,
                    source=SOURCE,
                )  # fmt: skip
                prices.enter_price(officer, quote=quote, sure=True)
        start = clock.now().replace(minute=0, second=0, microsecond=0)
        for village in people.villages():
            weather.keep_forecast(village.code, SampleWeather(start).forecast(village.code), ATTRIBUTION)
