"""Publishing a case on screen, reading it, and asking under it."""

import pytest

from domain.people.rules import Role
from tests.support.complaints import case, cast  # noqa: F401

STORY = {"title": "Padi kuning dan kerdil", "words": "Daun kuning sejak hujan."}


@pytest.mark.parametrize("htmx", [False, True])
def test_from_the_desk_to_everybody_and_back_as_a_question(visit, cast, case, htmx):
    code = case(cast.answered)
    expert = visit(cast.expert, htmx=htmx)
    assert expert.get(f"/kotak/{code}").select_one(f"a[href='/pustaka/kasus/terbitkan/{code}']")
    form = expert.get(f"/pustaka/kasus/terbitkan/{code}")
    assert form.select_one("#words").text.strip() and "Kecamatan" in form.text
    refused = expert.post(f"/pustaka/kasus/terbitkan/{code}", expect=422, **STORY | {"words": "Pak Slamet"})
    assert "Slamet" in refused.select_one("#words").text
    expert.post(f"/pustaka/kasus/terbitkan/{code}", **STORY)
    page = visit().get("/pustaka/kasus/1", statements=6)
    assert "Jawaban resmi" in page.text and "Slamet" not in page.text
    assert visit().get("/pustaka/?q=padi+kerdil").select("a[href='/pustaka/kasus/1']")
    farmer = visit(cast.farmer, htmx=htmx)
    farmer.post("/pustaka/kasus/1/tanya", question="", expect=422)
    asked = farmer.post("/pustaka/kasus/1/tanya", question="Umur dua bulan bagaimana?")
    assert "/keluhan/K" in (asked.headers.get("Location") or asked.headers.get("HX-Location"))
    expert.post("/pustaka/kasus/1/tarik")
    visit().get("/pustaka/kasus/1", expect=404)


def test_farmers_and_officers_do_not_publish(visit, cast, case):
    code = case(cast.answered)
    for somebody in (cast.farmer, cast.officer):
        visit(somebody).get(f"/pustaka/kasus/terbitkan/{code}", expect=403)


def test_an_unanswered_case_says_so(visit, cast, case, person):
    code = case(cast.file)
    visit(person(Role.EXPERT)).get(f"/pustaka/kasus/terbitkan/{code}", expect=409)
