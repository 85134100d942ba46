"""The question about the service: after the outcome only, one tap, counted without names."""

import pytest

from domain import journal
from domain.complaints import actions
from domain.complaints.models import ComplaintService
from domain.db import db
from domain.oversight.service import opinion
from domain.people.rules import Role
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import ADVICE, VILLAGE
from tests.support.people import PIN, make_person


@pytest.mark.parametrize("htmx", [False, True])
def test_it_comes_with_the_outcome_and_takes_one_tap(visit, cast, case, rows, htmx):
    case(cast.answered)
    farmer = visit(cast.farmer, htmx)
    assert "Bagaimana layanan kami?" not in farmer.get("/keluhan/K1").text
    assert "sesudah ada kabar" in farmer.post("/keluhan/K1/layanan", expect=422, mood="good").text
    farmer.post("/keluhan/K1/sembuh")
    asked = farmer.get("/keluhan/K1").select_one("#complaint-K0001-service")
    assert [button.text for button in asked.select("button")] == ["Membantu", "Biasa saja", "Mengecewakan"]
    answer = farmer.post("/keluhan/K1/layanan", mood="fair", words="Agak lama.")
    page = answer if htmx else farmer.get("/keluhan/K1")
    assert "Biasa saja." in page.select_one("#complaint-K0001-service").text
    assert rows(ComplaintService) == 1


def test_too_long_a_sentence_is_given_back(visit, cast, case, rows):
    case(cast.answered)
    farmer = visit(cast.farmer)
    farmer.post("/keluhan/K1/sembuh")
    page = farmer.post("/keluhan/K1/layanan", expect=422, mood="good", words="x" * 301)
    assert page.select_one("#words").text.strip() == "x" * 301
    farmer.post("/keluhan/K1/layanan", expect=422, mood="bagus", words="")
    farmer.post("/keluhan/K1/layanan", expect=422, words="")
    assert rows(ComplaintService) == 0


def test_only_the_own_farmer_is_asked(visit, cast, case, person):
    case(cast.answered)
    visit(cast.farmer).post("/keluhan/K1/sembuh")
    visit(person(Role.FARMER)).post("/keluhan/K1/layanan", expect=404, mood="good")
    visit(cast.officer).post("/keluhan/K1/layanan", expect=403, mood="good")


def rated(cast, farmer, mood, words=""):
    code = cast.file(farmer)
    cast.act(actions.answer, cast.officer.actor, code, advice=ADVICE)
    cast.act(actions.report, farmer.actor, code, verb="report_cured")
    cast.act(actions.rate_service, farmer.actor, code, mood=mood, words=words)


def test_fewer_farmers_than_k_are_withheld(app, visit, cast, case):
    with app.app_context():
        alone = make_person(Role.FARMER, village=VILLAGE)  # the region withholds fewer than two
        rated(cast, alone, "good", "Cepat.")
        rated(cast, alone, "poor", "Kata satu orang.")
        seen = opinion()
        assert (seen.places, seen.withheld, seen.words) == ((), 1, ())
    page = visit(cast.coordinator).get("/koordinator/").text
    assert "penjawabnya masih terlalu sedikit" in page and "Kata satu orang." not in page
    with app.app_context():
        rated(cast, make_person(Role.FARMER, village=VILLAGE), "fair")
        seen = opinion()
        assert [row.counts for row in seen.places] == [(1, 1, 1)]
        assert seen.words == ("Cepat.", "Kata satu orang.")
    page = visit(cast.coordinator).get("/koordinator/").text
    assert "Cepat." in page and cast.officer.name not in page.split("Layanan menurut petani")[1]


def test_said_again_it_replaces_and_the_journal_holds_no_words(app, cast, case):
    with app.app_context():
        rated(cast, cast.farmer, "good", "Kata rahasia.")
        cast.act(actions.rate_service, cast.farmer.actor, "K0001", mood="poor")
        (row,) = db.session.query(ComplaintService)
        assert (row.mood, row.words) == ("poor", "")
        assert "rahasia" not in str([entry.facts for entry in journal.of("K0001")])


def test_who_leaves_takes_the_sentence_along(app, visit, cast, case):
    with app.app_context():
        rated(cast, cast.farmer, "good", "Kata rahasia.")
    data = visit(cast.farmer).get("/akun/data/unduh", statements=30).get_data(as_text=True)
    assert "Kata rahasia." in data
    visit(cast.farmer).post("/akun/data/hapus", secret=PIN)
    with app.app_context():
        (row,) = db.session.query(ComplaintService)
        assert (row.mood, row.words) == ("good", "")
