"""The library as everybody reads it, and the desk where experts check it."""

import pytest

from domain.knowledge import actions, queries
from domain.people.rules import Actor, Role
from domain.writing import write


@pytest.fixture
def approved(app):
    with app.app_context(), write():
        actions.approve_problem(Actor(None, Role.EXPERT), "patek", seen=1)


def test_crops_lead_to_entries_and_entries_say_who_checked_them(approved, visit):
    page = visit().get("/pustaka/", statements=6)
    assert page.select_one("a[href='/pustaka/?tanaman=cabai']")
    crop = visit().get("/pustaka/?tanaman=cabai", statements=6)
    assert [link["href"] for link in crop.select("#library-cards h2 a")] == ["/pustaka/masalah/patek"]
    entry = visit().get("/pustaka/masalah/patek", statements=6)
    assert "Bercak basah pada buah" in entry.text and "Diperiksa oleh" in entry.text
    assert "Contoh untuk pengujian" in entry.text  # its source


def test_a_search_finds_a_local_name_and_says_what_was_meant(approved, visit):
    assert visit().get("/pustaka/?q=lombok+basah", statements=6).select("#library-cards li")
    assert "patek" in visit().get("/pustaka/?q=pattek", statements=6).select_one(".note").text
    assert visit(htmx=True).get("/pustaka/?q=zzzz", statements=6).select_one(".big")


@pytest.mark.parametrize("path", ["/pustaka/masalah/patek", "/pustaka/masalah/tidak-ada"])
def test_a_draft_and_nothing_look_the_same(visit, path):
    visit().get(path, expect=404)


@pytest.mark.parametrize("role", [Role.FARMER, Role.AUDITOR, Role.ADMIN])
def test_the_desk_is_for_those_who_answer(visit, person, role):
    visit(person(role)).get("/redaksi/", expect=403)


@pytest.mark.parametrize("htmx", [False, True])
def test_an_expert_edits_and_approves(visit, person, htmx, app):
    expert = visit(person(Role.EXPERT), htmx=htmx)
    assert expert.get("/redaksi/").select_one("a[href='/redaksi/masalah/patek']")
    form = expert.get("/redaksi/masalah/patek/ubah")
    typed = {box["name"]: box.get("value") or box.text for box in form.select("#problem-form [name]")}
    for name in ("csrf_token", "once_key"):
        typed.pop(name)
    refused = expert.post(
        "/redaksi/masalah/patek/ubah", expect=422, **typed | {"chemical": "Semprot 2 ml/liter"}
    )
    assert "Semprot 2 ml/liter" in refused.text and "takaran" in refused.text
    expert.post("/redaksi/masalah/patek/ubah", **typed | {"name": "Busuk buah", "commodities": "cabai"})
    expert.post("/redaksi/masalah/patek/setujui", seen="1", expect=422)
    visit().get("/pustaka/masalah/patek", expect=404)
    expert.post("/redaksi/masalah/patek/setujui", seen="2")
    assert visit().get("/pustaka/masalah/patek").h1.text == "Busuk buah"
    expert.post("/redaksi/masalah/patek/tarik")
    visit().get("/pustaka/masalah/patek", expect=404)


def test_an_officer_reads_drafts_and_changes_nothing(visit, person):
    officer = visit(person(Role.OFFICER, scope="99.01.01.2001"))
    page = officer.get("/redaksi/masalah/patek")
    assert not page.select("button:-soup-contains('Setujui')")
    officer.post("/redaksi/masalah/patek/setujui", seen="1", expect=403)


def test_nothing_is_lost_when_the_library_is_empty(visit, app):
    with app.app_context(), write():
        actions.withdraw_problem(Actor(None, Role.EXPERT), "tungro")
        assert queries.counts_by_crop() == {}
    assert visit().get("/pustaka/?tanaman=padi").select_one(".big")
