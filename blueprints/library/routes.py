"""The library: pests and diseases by crop and by words, for everybody; only what was approved."""

from flask import request, url_for

from domain import region
from domain.knowledge import queries
from domain.words import normalise
from web.access import ANYONE, HANDLERS, Area
from web.cards import READING
from web.hx import page
from web.login import actor
from web.tips import tips_for
from web.uploads import hand_out

area = Area("library", __name__, url_prefix="/pustaka")
LONGEST_SEARCH = 100
MOST_TEXTS = 40


@area.get("/", allow=ANYONE)
def index():
    """By words when some were typed, else by crop, else the crops themselves."""
    asked = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    crop = region.current().commodities.get(request.args.get("tanaman", ""))
    if asked:
        found = queries.search(asked, commodity=crop.code if crop else "")
        return page("library/found.html", asked=asked, crop=crop, found=found)
    if crop:
        tips = tips_for([crop.code])
        return page("library/crop.html", crop=crop, cards=queries.of_crop(crop.code), tips=tips)
    counts = queries.counts_by_crop()
    crops = [(each, counts.get(each.code, 0)) for each in region.current().commodities_by_rank()]
    return page(
        "library/index.html",
        crops=crops,
        tips=tips_for([]),
        cards=queries.newest(READING, limit=4),
        may_write=actor().hat in HANDLERS.roles,
    )


@area.get("/masalah/<code>", allow=ANYONE)
def problem(code: str):
    return page("library/problem.html", seen=queries.problem_page(code))


@area.get("/bacaan", allow=ANYONE)
def texts():
    return page("library/texts.html", cards=queries.newest(READING, limit=MOST_TEXTS))


@area.get("/bacaan/<int:code>", allow=ANYONE)
def text(code: int):
    seen = queries.article_page(code)
    file_url = url_for(".file", code=code) if seen.file_bytes else None
    return page("library/text.html", text=seen, file_url=file_url)


@area.get("/bacaan/<int:code>.pdf", allow=ANYONE)
def file(code: int):
    """The file of a published text, to be saved."""
    key, title = queries.article_file(code)
    return hand_out(key, normalise(title).replace(" ", "-")[:60] or str(code))
