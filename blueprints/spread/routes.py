"""The public map, the open table, and the report those who handle cases download."""

from datetime import date

from flask import abort, request

from domain import clock
from domain.outbreaks import spread
from domain.outbreaks.publishing import half_months
from web.access import ANYONE, HANDLERS, Area
from web.hx import page
from web.login import actor
from web.tables import table

from .view_models import drawing

area = Area("spread", __name__, url_prefix="/wilayah")
PERIODS = 12


@area.get("/", allow=ANYONE)
def index():
    """Farmers with a complaint, by village, week and problem; small counts withheld."""
    seen = spread.spread(week=request.args.get("minggu", ""), problem=request.args.get("masalah", ""))
    return page("spread/map.html", seen=seen, drawing=drawing(seen))


@area.get("/data.csv", allow=ANYONE)
def open_table():
    """The last half year as a table anybody may use."""
    return table("csv", "Laporan desa", spread.OPEN_HEADINGS, _plain(spread.open_table()))


@area.get("/laporan", allow=HANDLERS)
def report():
    day = _day(request.args.get("periode", ""))
    period, rows = spread.half_monthly(actor(), day)
    periods = half_months(clock.today(), PERIODS)
    return page("spread/report.html", period=period, periods=periods, rows=rows)


@area.get("/laporan/<periode>.<any(xlsx, csv):kind>", allow=HANDLERS)
def report_file(periode: str, kind: str):
    """The half-monthly report as a file; no cell is a formula."""
    period, rows = spread.half_monthly(actor(), _day(periode, strict=True))
    name = f"laporan-opt-{period.first}"
    return table(kind, f"OPT {period.first}", spread.REPORT_HEADINGS, rows, name=name)


def _plain(rows: list) -> list:
    return [[value.isoformat() if isinstance(value, date) else value for value in row] for row in rows]


def _day(text: str, *, strict: bool = False) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return abort(404) if strict else clock.today()
