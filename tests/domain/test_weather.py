"""Days, risks by visible rules, and a cache that is silent when it is too old."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain import clock, region
from domain.region.rows import Risk
from domain.weather import actions, queries
from domain.weather.rules import Level, Step, days_of, in_words, risks
from domain.writing import write
from ops.weather import refresh_weather
from services.weather import SampleWeather, WeatherSilent, WeatherWrong

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)  # 12.00 in the region's zone
CODES = ["99.01.01.2001", "99.01.01.2002", "99.01.02.1001"]


def steps(*readings: tuple[float, float], rain: float = 0, start: datetime = NOON) -> list[Step]:
    return [
        Step(start + timedelta(hours=3 * at), celsius, humidity, rain, "Berawan")
        for at, (celsius, humidity) in enumerate(readings)
    ]


@pytest.fixture(scope="module")
def rule() -> Risk:
    return Risk(
        at=None, code="busuk-daun", problem="patek", title="Busuk daun", min_celsius=18, max_celsius=21,
        min_humidity=80, max_humidity=None, max_rain_mm=None, hours_some=6, hours_high=12,
        advice="Lihat bawah daun.", source="Contoh", sure="M",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("readings", "level"),
    [
        ([(18, 80)], None),  # three hours
        ([(18, 80), (21, 100)], Level.SOME),
        ([(20, 85)] * 3, Level.SOME),
        ([(20, 85)] * 4, Level.HIGH),
        ([(17.9, 85)] * 8, None),
        ([(21.1, 85)] * 8, None),
        ([(20, 79.9)] * 8, None),
        ([], None),
    ],
)
def test_a_risk_needs_its_hours_of_warmth_and_damp(rule, readings, level):
    found = risks(steps(*readings), [rule])
    assert [warned.level for warned in found] == ([level] if level else [])


def test_a_rule_for_dry_spells_ends_with_the_rain(rule):
    dry = replace(rule, min_celsius=20, max_celsius=None, min_humidity=None, max_humidity=70, max_rain_mm=2)
    assert risks(steps(*[(26, 60)] * 8, rain=0.25), [dry])  # 2 mm in all
    assert not risks(steps(*[(26, 60)] * 8, rain=0.26), [dry])


def test_the_rule_is_said_in_words(rule):
    assert (
        in_words(rule)
        == "suhu 18-21 °C dan kelembapan 80 persen ke atas, paling sedikit 6 jam (tinggi: 12 jam)"
    )


def test_days_are_those_of_the_region():
    late = datetime(2026, 11, 24, 16, tzinfo=UTC)  # 23.00
    days = days_of(steps((19, 90), (18, 95), start=late))
    assert [day.day for day in days] == [date(2026, 11, 24), date(2026, 11, 25)]


def test_the_worst_comes_first(rule):
    mild = replace(rule, code="lain", hours_high=99)
    assert [each.code for each in risks(steps(*[(20, 85)] * 4), [mild, rule])] == ["busuk-daun", "lain"]


@pytest.fixture
def kept(within):
    with clock.freeze(NOON):
        assert refresh_weather(SampleWeather(NOON)) == 3
    return CODES


def test_a_village_shows_what_is_ahead_with_its_source(kept):
    with clock.freeze(NOON + timedelta(hours=7)):
        seen = queries.of_village(CODES[0])
    assert seen.now.at == NOON + timedelta(hours=6)
    assert (seen.village, seen.attribution) == ("Hulu", region.current().weather.attribution)
    assert [warned.code for warned in seen.risks] == ["lembap"]


def test_old_news_is_no_news(kept):
    hours = region.current().weather.hide_after_hours
    with clock.freeze(NOON + timedelta(hours=hours)):
        assert queries.of_village(CODES[0]) is None
    assert queries.of_village(None) is None


def test_only_what_is_due_is_fetched_again(kept):
    again = SampleWeather(NOON)
    with clock.freeze(NOON + timedelta(hours=1)):
        assert refresh_weather(again) == 0
    with clock.freeze(NOON + timedelta(hours=4)):
        assert refresh_weather(again) == 3
    assert again.asked == CODES


def test_silence_stops_the_round_and_keeps_what_was_known(kept):
    broken = SampleWeather(NOON, {CODES[1]: WeatherSilent("no answer")})
    with clock.freeze(NOON + timedelta(hours=4)):
        assert refresh_weather(broken) == 1
        assert broken.asked == CODES[:2]
        assert queries.of_village(CODES[2]) is not None


def test_one_wrong_answer_does_not_stop_the_others_and_many_do(kept):
    one = SampleWeather(NOON, {CODES[0]: WeatherWrong("html")})
    with clock.freeze(NOON + timedelta(hours=4)):
        assert refresh_weather(one) == 2
    all_wrong = SampleWeather(NOON, {code: WeatherWrong("html") for code in CODES})
    with clock.freeze(NOON + timedelta(hours=9)):
        assert refresh_weather(all_wrong) == 0


def test_keeping_twice_keeps_one_row(within):
    for celsius in (20, 22):
        with clock.freeze(NOON), write():
            actions.keep_forecast(CODES[0], steps((celsius, 80)), "Contoh")
    with clock.freeze(NOON):
        assert queries.of_village(CODES[0]).now.celsius == 22
