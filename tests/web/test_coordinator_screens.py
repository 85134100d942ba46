"""The board, the quality sample and the public promise, with and without htmx."""

from datetime import timedelta

import pytest

from domain import clock
from domain.oversight import actions
from domain.oversight.models import QualityReview
from tests.support.outbreaks import cast_of_last_month

MARKS = {"score_1": "2", "score_2": "1", "score_3": "2", "score_4": "0"}


@pytest.fixture
def cast(app):
    with app.app_context():
        return cast_of_last_month()


def test_the_board_shows_what_needs_the_coordinator(app, visit, cast):
    with app.app_context(), clock.freeze(clock.now() - timedelta(hours=80)):
        cast.file()
    seen = visit(cast.coordinator).get("/koordinator/")
    assert seen.select_one("#breach-rows a")["href"] == "/kotak/K0001"
    assert "1 lewat janji" in seen.text
    assert visit(cast.expert).get("/koordinator/", expect=403)


@pytest.mark.parametrize("htmx", [False, True])
def test_an_answer_is_marked(app, visit, cast, rows, htmx):
    with app.app_context(), clock.freeze(clock.now() - timedelta(days=8)):
        cast.answered()
    desk = visit(cast.coordinator, htmx)
    link = desk.get("/koordinator/mutu").select_one("#sample-rows a")["href"]
    assert "Cabut tanaman sakit." in desk.get(link).text
    refused = desk.post(link, expect=422, **MARKS | {"score_3": ""})
    assert refused.select_one("#score_3-err")
    assert refused.select_one("#score_1 [checked]")["value"] == "2"
    desk.post(link, **MARKS)
    assert rows(QualityReview) == 1
    assert "50 %" in desk.get("/koordinator/mutu").text


def test_the_promise_is_everybodys(app, visit, cast):
    assert "Belum ada angka" in visit().get("/janji", statements=6).text
    with app.app_context():
        cast.answered()
        actions.count_promises()
    page = visit().get("/janji", statements=6)
    assert "1 dari 1" in page.text
    assert page.select_one("svg.chart")["aria-label"].endswith("100 persen")
