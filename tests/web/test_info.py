"""Prices and weather as everybody sees them, and as officers enter them."""

import io
import re
from datetime import date, timedelta

import pytest

from domain import clock
from domain.people.rules import Role
from domain.weather import actions
from domain.writing import write
from services.weather import SampleWeather
from web.chart import price_chart, thousands

VILLAGE = "99.01.01.2001"


@pytest.fixture
def officer(visit, person):
    return visit(person(Role.OFFICER, scope=VILLAGE))


def price(**change) -> dict:
    said = {"commodity_code": "padi", "market_code": "pasar", "unit_code": "kg", "rupiah": "6.500",
            "day": clock.today().isoformat(), "source": "PPL di lapak"}  # fmt: skip
    return said | change


def test_a_price_is_entered_and_read_with_day_source_and_chart(officer, visit):
    officer.post("/harga/isi", **price(day=(clock.today() - timedelta(days=3)).isoformat()))
    asked = officer.post("/harga/isi", expect=422, **price(rupiah="65.000"))
    assert asked.select_one("#sure") and asked.select_one("#rupiah")["value"] == "65.000"
    officer.post("/harga/isi", **price(rupiah="65.000", sure="y"))
    board = visit().get("/harga/", statements=6)
    assert "Rp65.000" in board.text and "PPL di lapak" in board.text
    page = visit().get("/harga/padi", statements=6)
    assert page.select_one("svg.chart[role=img]") and len(page.select("table.x tr")) == 3
    assert not page.select("form[action$=hapus]")


def test_a_spreadsheet_is_reported_and_taken_only_after_a_yes(officer, visit):
    day = clock.today().strftime("%d/%m/%Y")
    text = f"tanggal;tanaman;tempat;satuan;harga;sumber\n{day};padi;pasar;kg;6500;PPL\n{day};durian;pasar;kg;1;PPL\n"
    sent = officer.post("/harga/impor", file=(io.BytesIO(text.encode()), "harga.csv"))
    report = officer.get(sent.headers["Location"])
    assert "Baris 3" in report.text and "1 baris terbaca" in report.h1.text
    assert "padi" not in visit().get("/harga/").text.lower().split("pemerintah")[0].replace("harga hasil", "")
    officer.post(sent.headers["Location"])
    assert visit().get("/harga/").select("#price-rows li")
    officer.post(sent.headers["Location"], expect=409)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\x00", b"a;b\n1;2\n"])
def test_a_file_that_is_none_says_what_to_do(officer, content):
    page = officer.post("/harga/impor", expect=422, file=(io.BytesIO(content), "x.csv"))
    assert page.select(".note.bad")


@pytest.mark.parametrize("path", ["/harga/isi", "/harga/impor", "/harga/impor/1"])
def test_entering_is_for_those_who_answer(visit, person, path):
    visit(person(Role.FARMER)).get(path, expect=403)
    visit().get("/harga/tebu", expect=404)


@pytest.fixture
def forecast(app):
    with app.app_context(), write():
        start = clock.now().replace(minute=0, second=0, microsecond=0)
        actions.keep_forecast(VILLAGE, SampleWeather(start).forecast(VILLAGE), "Badan Contoh")


def test_the_weather_names_its_source_its_age_and_its_rules(forecast, visit, person):
    page = visit().get(f"/cuaca/?desa={VILLAGE}", statements=6)
    assert "Badan Contoh" in page.text and "diperbarui" in page.text
    assert "Aturannya: suhu" in page.text and page.select("table.x tr")
    home = visit(person(Role.FARMER, village=VILLAGE)).get("/")
    assert "Badan Contoh" in home.select_one("#weather-today").text


@pytest.mark.parametrize("query", ["", f"?desa={VILLAGE}", "?desa=x", "?desa=99.01.01.9999"])
def test_without_a_forecast_the_page_is_calm(visit, person, query):
    visit().get(f"/cuaca/{query}", statements=6)
    assert not visit(person(Role.FARMER)).get("/").select("#weather-today")


@pytest.mark.parametrize("count", [0, 1, 2, 8, 30])
def test_a_chart_is_small_and_starts_at_zero(count):
    points = [(date(2026, 11, 1) + timedelta(days=n), 9_876_543 - n) for n in range(count)]
    drawn = price_chart(points, "Apel <b>")
    assert len(drawn) < 1_024 and "<b>" not in drawn
    assert len(re.findall("<text", drawn)) == 2 * min(count, 8)


@pytest.mark.parametrize(
    ("value", "shown"), [(12_500, "12,5"), (800, "0,8"), (12_000, "12"), (123_456, "123"), (49, "0")]
)
def test_rupiah_in_thousands(value, shown):
    assert thousands(value) == shown
