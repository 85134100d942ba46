"""The coordinator's board and the quality sample; the promise meter is everybody's."""

from domain.oversight import actions, queries
from domain.oversight.board import board
from domain.oversight.rules import QUESTIONS
from web.access import ANYONE, COORDINATOR, Area
from web.hx import again, go, page
from web.login import actor

from .forms import ReviewForm
from .view_models import line_of, percent

area = Area("coordinator", __name__)


@area.get("/koordinator/", allow=COORDINATOR)
def index():
    return page("coordinator/board.html", board=board(actor()), questions=QUESTIONS)


@area.get("/koordinator/mutu", allow=COORDINATOR)
def sample():
    marked, shares = queries.quality()
    scores = tuple(zip(QUESTIONS, shares, strict=True)) if marked else ()
    return page("coordinator/sample.html", rows=queries.sample(actor()), marked=marked, scores=scores)


@area.get("/koordinator/mutu/<int:answer_id>", allow=COORDINATOR)
def read(answer_id: int):
    return page("coordinator/review.html", seen=queries.sampled(actor(), answer_id), form=ReviewForm())


@area.post("/koordinator/mutu/<int:answer_id>", allow=COORDINATOR)
def review(answer_id: int):
    form = ReviewForm()
    if form.carry_out(actions.review, actor(), answer_id, to=(".sample", {})) is None:
        seen = queries.sampled(actor(), answer_id)
        return again("coordinator/review.html", "coordinator/_review_form.html", form=form, seen=seen)
    return go()


@area.get("/janji", allow=ANYONE)
def promise():
    """Was the promise kept? Replayed from the journal every hour, for everybody to see."""
    seen = queries.meter()
    share = percent(seen.recent.kept, seen.recent.owed) if seen.recent else 0
    return page("coordinator/promise.html", seen=seen, line=line_of(seen.months), share=share)
