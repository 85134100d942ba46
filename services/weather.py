"""The village forecast of the national weather service: one call, one village, never trusted blindly.

The address is the region's. The answer is JSON with three days in steps of three hours; what does not
look like that is refused whole, so that nothing half-read is ever shown.
"""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from http.client import HTTPException
from typing import Any, Protocol

from domain.weather.rules import Step

LARGEST = 300_000  # bytes; a real answer has about 15,000
MOST_STEPS = 80
CHUNK = 16_384
AGENT = "Lumbung (layanan pertanian daerah)"
SAMPLE_DAY = (
    (18.0, 92.0, 1.2, "Hujan Ringan"),
    (19.0, 90.0, 0.0, "Berawan"),
    (23.0, 75.0, 0.0, "Cerah Berawan"),
    (26.0, 62.0, 0.0, "Cerah"),
    (25.0, 68.0, 0.0, "Cerah Berawan"),
    (22.0, 80.0, 0.4, "Berawan"),
    (20.0, 88.0, 2.0, "Hujan Ringan"),
    (19.0, 91.0, 0.6, "Berawan"),
)


class WeatherSilent(Exception):
    """No answer in time, or none at all: the others will not answer either. The message is for the log."""


class WeatherWrong(Exception):
    """An answer that is no forecast. The message is for the log."""


class Weather(Protocol):
    """What fetches a village's forecast. Raises WeatherSilent or WeatherWrong."""

    def forecast(self, village_code: str) -> list[Step]: ...


class VillageForecasts:
    """Asks the service at `url` for `adm4=<code>`; the whole answer must be there within `seconds`."""

    def __init__(self, url: str, seconds: float = 10):
        self.url, self.seconds = url, seconds

    def forecast(self, village_code: str) -> list[Step]:
        return read(self._fetch(village_code))

    def _fetch(self, village_code: str) -> bytes:
        ends = time.monotonic() + self.seconds
        address = f"{self.url}?{urllib.parse.urlencode({'adm4': village_code})}"
        request = urllib.request.Request(address, headers={"Accept": "application/json", "User-Agent": AGENT})
        try:
            with urllib.request.urlopen(request, timeout=self.seconds) as answer:
                return _body(answer, ends)
        except urllib.error.HTTPError as refused:
            if refused.code >= 500 or refused.code == 429:
                raise WeatherSilent(f"answered {refused.code}") from refused
            raise WeatherWrong(f"answered {refused.code}") from refused
        except (OSError, HTTPException) as silent:
            raise WeatherSilent(str(silent)) from silent


def _body(answer: Any, ends: float) -> bytes:
    body = b""
    while chunk := answer.read1(CHUNK):
        body += chunk
        if len(body) > LARGEST:
            raise WeatherWrong("answer too large")
        if time.monotonic() > ends:
            raise WeatherSilent("answer too slow")
    return body


def read(body: bytes) -> list[Step]:
    """The steps of an answer, in order of time. Raises WeatherWrong."""
    try:
        said = json.loads(body)
        steps = sorted(_steps(said))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as wrong:
        raise WeatherWrong(f"not a forecast: {type(wrong).__name__} {wrong}"[:200]) from wrong
    if not steps or len(steps) > MOST_STEPS:
        raise WeatherWrong(f"{len(steps)} steps")
    return steps


def _steps(said: Mapping[str, Any]) -> Iterator[Step]:
    for day in said["data"][0]["cuaca"]:
        for step in day:
            yield Step(
                at=_moment(step),
                celsius=_number(step["t"], -30, 60),
                humidity=_number(step["hu"], 0, 100),
                rain=_number(step.get("tp", 0) or 0, 0, 1_000),
                words=str(step["weather_desc"])[:40],
            )


def _moment(step: Mapping[str, Any]) -> datetime:
    """`utc_datetime` is '2026-11-24 06:00:00', `datetime` the same with T and Z."""
    said = step.get("utc_datetime") or step["datetime"].rstrip("Z")
    return datetime.fromisoformat(said).replace(tzinfo=UTC)


def _number(said: Any, least: float, most: float) -> float:
    value = float(said)
    if not least <= value <= most:
        raise ValueError(f"{value} is no such number")
    return value


class SampleWeather:
    """A made-up forecast for tests and the demo: cool, damp nights and warm noons, the same every time."""

    def __init__(self, start: datetime, fails: Mapping[str, Exception] | None = None):
        self.start, self.fails, self.asked = start, fails or {}, []

    def forecast(self, village_code: str) -> list[Step]:
        self.asked.append(village_code)
        if village_code in self.fails:
            raise self.fails[village_code]
        return [
            Step(self.start + timedelta(hours=3 * at), *SAMPLE_DAY[at % len(SAMPLE_DAY)]) for at in range(24)
        ]
