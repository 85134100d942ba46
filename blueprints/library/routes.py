"""The library: pests and diseases by crop and by words, for everybody; only what was approved."""

from flask import request, url_for

from domain import region
from domain.knowledge import queries
from domain.knowledge.rules import EntryKind
from web.access import ANYONE, HANDLERS, Area
from web.hx import page
from web.login import actor

area = Area("library", __name__, url_prefix="/pustaka")
LONGEST_SEARCH = 100
PAGES = {EntryKind.PROBLEM: ("library.problem", "code")}


@area.get("/", allow=ANYONE)
def index():
    """By words when some were typed, else by crop, else the crops themselves."""
    asked = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    crop = region.current().commodities.get(request.args.get("tanaman", ""))
    if asked:
        found = queries.search(asked, commodity=crop.code if crop else "")
        return page("library/found.html", asked=asked, crop=crop, found=found, link=link)
    if crop:
        return page("library/crop.html", crop=crop, cards=queries.of_crop(crop.code), link=link)
    counts = queries.counts_by_crop()
    crops = [(each, counts.get(each.code, 0)) for each in region.current().commodities_by_rank()]
    return page("library/index.html", crops=crops, may_write=actor().hat in HANDLERS.roles)


@area.get("/masalah/<code>", allow=ANYONE)
def problem(code: str):
    return page("library/problem.html", seen=queries.problem_page(code))


def link(card: queries.Card) -> str:
    """Where a card leads."""
    endpoint, name = PAGES[card.kind]
    return url_for(endpoint, **{name: card.ref})
