"""The list of things to look at on a visit: on the sheet, filled in at the plot, read by the experts."""

import pytest

from domain import clock, journal
from domain.complaints import actions, queries
from domain.complaints.models import ComplaintVisit
from domain.errors import RuleBroken
from domain.people.rules import SYSTEM
from domain.writing import write
from tests.support.complaints import *  # noqa: F403


def planned(cast, **fields) -> str:
    code = cast.file(**fields)
    return cast.act(actions.plan_visit, cast.officer.actor, code, visit_on=clock.today())


@pytest.mark.parametrize("simpan", ["", "1"])
def test_the_sheet_asks_what_fits_the_crop(visit, cast, case, simpan):
    case(planned, cast)
    case(planned, cast, commodity_code="cabai")
    fields = {"simpan": "1"} if simpan else {}
    text = visit(cast.officer).post("/kotak/kunjungan", expect=200, **fields).get_text()
    assert text.count("Dari 10 tanaman, berapa yang sakit?") == 2
    assert text.count("Saluran air lancar?") == 1  # only for rice


@pytest.mark.parametrize("htmx", [False, True])
def test_it_is_filled_in_at_the_plot_and_read_by_the_experts(visit, cast, case, htmx):
    case(planned, cast)
    officer = visit(cast.officer, htmx)
    form = officer.get("/kotak/K1/catat-kunjungan")
    assert [node["name"] for node in form.select("input[name^=check_]")] == [
        "check_plants_sick",
        "check_water",
        "check_water",
        "check_since",
    ]
    today = str(clock.today())
    said = {"done_on": today, "check_plants_sick": "4", "check_water": "Tidak", "check_since": ""}
    page = officer.post("/kotak/K1/catat-kunjungan", expect=422, findings="", **said)
    assert page.select_one("#check_plants_sick")["value"] == "4"
    assert page.select_one("input[name=check_water][value=Tidak][checked]")
    long = said | {"check_since": "x" * 141}
    page = officer.post("/kotak/K1/catat-kunjungan", expect=422, findings="Tungro.", **long)
    assert page.select_one("#check_since-err")
    officer.post("/kotak/K1/catat-kunjungan", findings="Tungro.", **said)
    facts = visit(cast.expert).get("/kotak/K1").text
    assert "Dari 10 tanaman, berapa yang sakit?" in facts
    assert "Saluran air lancar?" in facts
    assert "Sejak kapan terlihat?" not in facts  # left empty


def test_what_was_seen_is_kept_in_words_of_that_day_and_not_in_the_journal(app, cast, case):
    case(planned, cast)
    with app.app_context():
        cast.act(
            actions.record_visit,
            cast.officer.actor,
            "K0001",
            done_on=clock.today(),
            findings="Tungro.",
            checks={"since": "Sejak panen Pak Rahasia", "unknown": "x"},
        )
        (visit,) = queries.get(SYSTEM, "K0001").visits
        assert visit.checks == [["Sejak kapan terlihat?", "Sejak panen Pak Rahasia"]]
        assert "Rahasia" not in str([entry.facts for entry in journal.of("K0001")])
        with write():
            actions.forget_farmer(cast.farmer.actor)
        assert queries.get(SYSTEM, "K0001").visits[0].checks is None


def test_too_long_an_answer_changes_nothing(app, cast, case, rows):
    case(planned, cast)
    with app.app_context(), pytest.raises(RuleBroken, match="Terlalu panjang"):
        cast.act(
            actions.record_visit,
            cast.officer.actor,
            "K0001",
            done_on=clock.today(),
            findings="Tungro.",
            checks={"since": "x" * 141},
        )
    with app.app_context():
        assert queries.get(SYSTEM, "K0001").visits[0].done_on is None
    assert rows(ComplaintVisit) == 1
