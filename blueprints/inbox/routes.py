"""The desk's lists: what waits by time left, narrowed as one likes; what was answered. Other screens beside."""

from urllib.parse import parse_qsl

from flask import request

from domain import clock
from domain.complaints import actions, queries
from web import tables
from web.access import HANDLERS
from web.carry import carry_out
from web.hx import again, go, page, parts, wants_fragment
from web.login import actor
from web.paging import after, page_of

from . import advising, cases, spraying, tying, visiting, voicing  # noqa: F401 (their routes)
from .area import area
from .filters import FilterForm, ViewForm


@area.get("/", allow=HANDLERS)
def index():
    wanted, tab = FilterForm.asked().wanted, request.args.get("bagian", "")
    cursor = request.args.get("sesudah", "")
    seen = queries.inbox(actor(), tab=tab, after=cursor, wanted=wanted)
    if cursor and wants_fragment():
        return parts("inbox/_rows.html", seen=seen)
    return page("inbox/index.html", seen=seen)


@area.get("/daftar.<any(xlsx, csv):kind>", allow=HANDLERS)
def table(kind: str):
    """The filtered cases as a file; no cell is a formula, none names a person."""
    rows = queries.case_table(actor(), FilterForm.asked().wanted)
    return tables.table(kind, "Keluhan", queries.HEADINGS, rows, name=f"keluhan-{clock.today():%Y-%m-%d}")


@area.get("/saring", allow=HANDLERS)
def filters():
    return page("inbox/filters.html", form=FilterForm.asked(), view=ViewForm(), **_filters())


@area.post("/pandangan", allow=HANDLERS)
def save_view():
    form = ViewForm()
    view = form.carry_out(actions.save_view, actor(), to=lambda row: (".index", _address(row.query)))
    if view is None:
        asked = FilterForm.asked(form.query.data or "")
        return again(
            "inbox/filters.html", "inbox/_view_form.html", form=asked, view=form, **_filters(form.query.data)
        )
    return go()


@area.post("/pandangan/<int:view_id>/hapus", allow=HANDLERS)
def drop_view(view_id: int):
    carry_out(actions.drop_view, actor(), view_id, to=lambda _row: (".index", {}))
    return go()


@area.get("/dijawab", allow=HANDLERS)
def answered():
    found = page_of(queries.answered(actor(), after=after()), queries.PAGE, key="answer_id")
    return page("inbox/answered.html", found=found)


def _filters(query: str | None = None) -> dict:
    here = FilterForm.asked(query).wanted.address
    return {"here": here, "saved": queries.saved_views(actor())}


def _address(query: str) -> dict[str, str]:
    return dict(parse_qsl(query))
