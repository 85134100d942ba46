"""The map, what of it is published, the report's periods, and sheets without formulas."""

import csv
import io
import zipfile
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from blueprints.spread.view_models import broken
from domain import clock, region
from domain.errors import NotVisible
from domain.outbreaks import spread
from domain.outbreaks.hexes import HEIGHT, ROW_HEIGHT, WIDTH, layout
from domain.outbreaks.publishing import half_month, half_months, published
from services import sheets
from tests.support.complaints import OTHER_VILLAGE, VILLAGE, Cast
from tests.support.outbreaks import diagnosed, many, wednesday

CITY = Path(__file__).parents[2] / "regions" / "kota-batu"


@pytest.fixture(scope="module")
def city():
    return region.read(CITY)


def drawn(pack):
    places = {code: (row.lat, row.lng) for code, row in pack.villages.items()}
    return layout(places, [(pair.village, pair.neighbour) for pair in pack.adjacency])


def touch(one, other) -> bool:
    right, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    return (right, down) in {(WIDTH, 0), (WIDTH // 2, ROW_HEIGHT)}


def test_every_village_has_its_own_hexagon_inside_the_drawing(city):
    found = drawn(city)
    assert len(set(found.corners.values())) == len(city.villages)
    assert all(
        0 <= x <= found.width - WIDTH and 0 <= y <= found.height - HEIGHT for x, y in found.corners.values()
    )
    assert found.width <= 7 * WIDTH  # legible on a phone


def test_most_neighbours_touch_and_north_stays_above(city):
    corners = drawn(city).corners
    touching = sum(touch(corners[pair.village], corners[pair.neighbour]) for pair in city.adjacency)
    assert touching >= 0.7 * len(city.adjacency)
    north = max(city.villages.values(), key=lambda row: row.lat).code
    south = min(city.villages.values(), key=lambda row: row.lat).code
    assert corners[north][1] == 0
    assert corners[south][1] == max(y for _, y in corners.values())


def test_the_drawing_is_always_the_same(city):
    assert drawn(city) == drawn(city)


def test_one_village_alone_is_drawn_too():
    assert layout({"a": (-7.0, 110.0)}, []).corners == {"a": (0, 0)}


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Punten", ("Punten",)),
        ("Tulungrejo", ("Tulung", "rejo")),
        ("Pandanrejo", ("Pandan", "rejo")),
        ("Songgokerto", ("Songgo", "kerto")),
        ("Pesanggrahan", ("Pesang", "grahan")),
        ("Oro-oro Ombo", ("Oro-oro", "Ombo")),
    ],
)
def test_long_names_break_where_one_would_break_them(name, lines):
    assert broken(name) == lines


@pytest.mark.parametrize(
    ("farmers", "plain", "banded"),
    [
        (0, "0", "0"),
        (1, "<3", "<3"),
        (2, "<3", "<3"),
        (3, "3", "3–5"),
        (5, "5", "3–5"),
        (6, "6", "6+"),
        (40, "40", "6+"),
    ],
)
def test_small_counts_are_withheld_and_totals_come_in_bands(farmers, plain, banded):
    assert published(farmers, 3, banded=False).words == plain
    assert published(farmers, 3, banded=True).words == banded


def test_half_months_have_neither_gap_nor_overlap():
    found = half_months(date(2026, 3, 20), 6)
    assert found[0] == (date(2026, 3, 16), date(2026, 4, 1))
    assert all(later.first == earlier.until for later, earlier in pairwise(found))
    assert half_month(date(2028, 2, 29)) == (date(2028, 2, 16), date(2028, 3, 1))
    assert half_month(date(2026, 12, 31)).until == date(2027, 1, 1)


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-2", "@cmd", "\tx", "\rx"])
def test_no_cell_of_a_sheet_is_a_formula(text):
    assert sheets.neutral(text) == f"'{text}"
    lines = list(csv.reader(io.StringIO(sheets.as_csv(["a"], [[text]]).decode("utf-8-sig"), newline="")))
    assert lines[1][0].startswith("'")
    book = zipfile.ZipFile(io.BytesIO(sheets.as_xlsx("Uji", ["a"], [[text], [7]])))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<v>7</v>" in sheet


@pytest.fixture
def crew(within):
    with clock.freeze(wednesday()):
        yield Cast()


def words_of(seen) -> dict[str, str]:
    return {place.code: place.count.words for place in seen.places}


def test_the_map_counts_farmers_of_the_week_and_withholds_one(crew):
    many(crew, 2)  # the test region publishes from two on
    diagnosed(crew, village=OTHER_VILLAGE)
    diagnosed(crew, days_ago=9)
    seen = words_of(spread.spread(problem="patek"))
    assert (seen[VILLAGE], seen[OTHER_VILLAGE]) == ("2", "<2")
    assert words_of(spread.spread())[VILLAGE] == "2–3"
    last = spread.spread(problem="patek").weeks[1]
    assert words_of(spread.spread(week=last.isoformat(), problem="patek"))[VILLAGE] == "<2"


@pytest.mark.parametrize("nonsense", [{"week": "kemarin"}, {"problem": "'; --"}, {"week": "9999-99-99"}])
def test_nonsense_in_the_address_shows_the_present_week(crew, nonsense):
    assert spread.spread(**nonsense).week == spread.spread().week


def test_the_open_table_withholds_small_cells_and_the_present_week(crew):
    many(crew, 2, days_ago=9)
    diagnosed(crew, days_ago=9, village=OTHER_VILLAGE)
    many(crew, 2)
    assert [(row.village, row.farmers) for row in spread.open_table()] == [("Hulu", "2"), ("Tengah", "<2")]


def test_the_report_counts_farmers_reports_and_outcomes(crew):
    codes = many(crew, 2, days_ago=0.1)
    period, rows = spread.half_monthly(crew.expert.actor, clock.today())
    assert period.first <= clock.today() < period.until
    assert [tuple(row) for row in rows] == [("Rukun", "Hulu", "Cabai", "Patek", 2, 2, 0, 0, 0, 2)]
    assert len(rows[0]) == len(spread.REPORT_HEADINGS)
    assert codes
    with pytest.raises(NotVisible):
        spread.half_monthly(crew.farmer.actor, clock.today())
