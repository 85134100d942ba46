"""The weather client against a stand-in: a good answer is read whole, every other one is refused whole."""

import time
from datetime import UTC, datetime

import pytest

from domain.weather.rules import Step
from services.weather import LARGEST, SampleWeather, VillageForecasts, WeatherSilent, WeatherWrong, read
from tests.support.forecasts import BODIES, stand_in

WRONG = sorted(set(BODIES) - {"good"})


@pytest.fixture(scope="module")
def service():
    with stand_in() as (url, asked):
        yield VillageForecasts(url, seconds=0.6), asked


def test_a_good_answer_is_read_in_order_of_time(service):
    weather, asked = service
    steps = weather.forecast("99.01.01.2001")
    assert asked[-1] == "99.01.01.2001"
    assert steps[0] == Step(datetime(2026, 11, 24, 0, tzinfo=UTC), 18.0, 95.0, 0.3, "Hujan Ringan")
    assert [step.at.hour for step in steps] == [0, 3, 6, 9]


@pytest.mark.parametrize("code", WRONG)
def test_what_is_no_forecast_is_refused(service, code):
    with pytest.raises(WeatherWrong):
        service[0].forecast(code)


@pytest.mark.parametrize("code", ["slow", "drips", "hangs-up", "500", "503", "429"])
def test_silence_is_told_from_a_wrong_answer_and_does_not_last(service, code):
    began = time.monotonic()
    with pytest.raises(WeatherSilent):
        service[0].forecast(code)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("code", ["404", "403"])
def test_a_refusal_is_wrong_for_this_village_only(service, code):
    with pytest.raises(WeatherWrong):
        service[0].forecast(code)


def test_nobody_there_is_silence():
    with pytest.raises(WeatherSilent):
        VillageForecasts("http://127.0.0.1:9/", seconds=0.5).forecast("x")


def test_the_limit_is_far_above_a_real_answer():
    assert len(BODIES["good"]) * 20 < LARGEST


def test_the_sample_keeps_the_same_promise_as_the_service(service):
    start = datetime(2026, 11, 24, tzinfo=UTC)
    for weather in (service[0], SampleWeather(start)):
        steps = weather.forecast("99.01.01.2001")
        assert steps == sorted(steps) and all(step.at.tzinfo for step in steps)
        assert all(isinstance(step, Step) for step in steps)
    assert read(BODIES["good"].encode())
