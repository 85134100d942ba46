"""Prices of crops: read by everybody, entered one by one or from a spreadsheet by those who answer farmers."""

from domain import clock
from domain.prices import actions, queries
from domain.prices.rules import COLUMNS
from web.access import ANYONE, HANDLERS, Area
from web.carry import carry_out
from web.chart import price_chart
from web.hx import again, go, page
from web.login import actor

from .forms import PriceForm, SheetForm

area = Area("prices", __name__, url_prefix="/harga")


@area.get("/", allow=ANYONE)
def index():
    return page(
        "prices/index.html", rows=queries.board(), oldest=queries.oldest_shown(), may_enter=_may_enter()
    )


@area.get("/<commodity>", allow=ANYONE)
def show(commodity: str):
    return page(
        "prices/show.html", seen=queries.of_crop(commodity), chart=price_chart, may_enter=_may_enter()
    )


@area.get("/isi", allow=HANDLERS)
def new():
    return page("prices/new.html", form=PriceForm(data={"day": clock.today(), "unit_code": "kg"}).offer())


@area.post("/isi", allow=HANDLERS)
def create():
    form = PriceForm().offer()
    shown = lambda row: (".show", {"commodity": row.commodity_code})  # noqa: E731
    if form.carry_out(actions.enter_price, actor(), to=shown) is None:
        return again("prices/new.html", "prices/_form.html", form=form)
    return go()


@area.post("/<int:price_id>/hapus", allow=HANDLERS)
def remove(price_id: int):
    carry_out(
        actions.remove_price, actor(), price_id, to=lambda row: (".show", {"commodity": row.commodity_code})
    )
    return go()


@area.get("/impor", allow=HANDLERS)
def choose_sheet():
    return page("prices/sheet.html", form=SheetForm(), columns=COLUMNS)


@area.post("/impor", allow=HANDLERS)
def read_sheet():
    form = SheetForm()
    if form.carry_out(actions.keep_import, actor(), to=lambda row: (".report", {"code": row.id})) is None:
        return again("prices/sheet.html", "prices/_sheet_form.html", form=form, columns=COLUMNS)
    return go()


@area.get("/impor/<int:code>", allow=HANDLERS)
def report(code: int):
    """What was read of a spreadsheet, line by line; nothing counts yet."""
    return page("prices/report.html", seen=queries.import_page(actor(), code))


@area.post("/impor/<int:code>", allow=HANDLERS)
def take_sheet(code: int):
    carry_out(actions.take_import, actor(), code, to=lambda _row: (".index", {}))
    return go()


def _may_enter() -> bool:
    return actor().hat in HANDLERS.roles
