"""The public map in one small drawing with its table; the report as a file."""

import gzip
import io
import re
import zipfile

import pytest

from domain import clock
from domain.outbreaks.publishing import half_month
from tests.support.complaints import cast  # noqa: F401
from tests.support.outbreaks import many

SVG_BYTES = 4_000


@pytest.mark.parametrize("htmx", [False, True])
def test_the_map_is_public_with_a_table_twin(app, visit, cast, htmx):
    with app.app_context():
        many(cast, 2, days_ago=0.1)
    seen = visit(None, htmx).get("/wilayah/?masalah=patek", statements=6)
    hexagons = {link["href"]: link.select_one(".n").text for link in seen.select("svg.chart a")}
    table = {f"#{row['id']}": row.select_one("td").text for row in seen.select("tr[id]")}
    assert hexagons == table
    assert "2" in hexagons.values()
    assert "Laporan bukan luas serangan." in seen.text


def test_the_drawing_is_small(visit):
    svg = re.search(r"<svg class=\"chart\".*?</svg>", visit().get("/wilayah/").response.text, re.S)[0]
    assert len(gzip.compress(svg.encode())) <= SVG_BYTES


def test_the_report_downloads_as_a_workbook_and_as_text(app, visit, cast, person):
    with app.app_context():
        many(cast, 1, days_ago=0.1)
        period = half_month(clock.today()).first
    desk = visit(cast.expert)
    assert "Patek" in desk.get("/wilayah/laporan").text
    book = desk.get(f"/wilayah/laporan/{period}.xlsx")
    assert "Patek" in zipfile.ZipFile(io.BytesIO(book.data)).read("xl/sharedStrings.xml").decode()
    assert "attachment" in book.headers["Content-Disposition"]
    assert "Patek" in desk.get(f"/wilayah/laporan/{period}.csv").text
    desk.get("/wilayah/laporan/kemarin.csv", expect=404)
    visit(cast.farmer).get("/wilayah/laporan", expect=403)


def test_the_open_table_needs_no_sign_in(visit):
    assert visit().get("/wilayah/data.csv", statements=6).mimetype == "text/csv"
