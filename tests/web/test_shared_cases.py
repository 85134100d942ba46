"""Other farmers' cases: read without their person, waited for together, remembered a year later."""

from datetime import timedelta

import pytest

from domain import clock
from domain.complaints import actions
from domain.complaints.models import ComplaintFollower
from domain.people.rules import Role
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import ADVICE, SPRAYED, VILLAGE, WORDS

ASKED = "/keluhan/mirip?commodity=padi&part=daun&body=daun+kuning&village_code=" + VILLAGE


@pytest.fixture
def neighbour(person):
    return person(Role.FARMER, village=VILLAGE, name="Bu Tutik Wahyuni")


def test_an_answered_case_and_an_entry_are_suggested_while_writing(visit, cast, case, neighbour):
    case(cast.answered)
    part = visit(neighbour, htmx=True).get(ASKED)
    assert part.select_one("section#similar[hx-get]")
    links = [link["href"] for link in part.select("a")]
    assert links == ["/pustaka/masalah/tungro", "/keluhan/mirip/K0001"]
    assert "Tanaman sama, kata yang sama: daun, kuning" in part.text
    for private in ("Slamet", "kerdil. Mulai", WORDS):
        assert private not in part.text


def test_ones_own_cases_and_other_crops_are_not_suggested(visit, cast, case, neighbour):
    case(cast.answered)
    assert "/keluhan/mirip/" not in str(visit(cast.farmer, htmx=True).get(ASKED))
    for other in ("cabai", "lain"):
        assert not visit(neighbour, htmx=True).get(ASKED.replace("padi", other)).select("a")


def test_a_problem_is_suggested_once_by_its_best_case(visit, cast, case, neighbour, person):
    other = person(Role.FARMER, village=VILLAGE)
    for somebody, told in ((cast.farmer, "Layu."), (other, "Daun kuning semua.")):
        code = case(cast.file, somebody, body=told)
        case(cast.act, actions.answer, cast.officer.actor, code, advice=ADVICE)
    part = visit(neighbour, htmx=True).get("/keluhan/mirip?commodity=padi&body=semua&village_code=" + VILLAGE)
    assert [link["href"] for link in part.select("a[href*=mirip]")] == ["/keluhan/mirip/K0002"]


def test_they_are_shown_before_and_after_sending_without_script(visit, cast, case, neighbour):
    case(cast.answered)
    phone = visit(neighbour)
    told = {"commodity": "padi", "body": "Daun kuning.", "village_code": VILLAGE}
    assert "Mungkin ini jawabannya" in phone.post("/keluhan/baru", expect=200, **told, ke="periksa").text
    phone.post("/keluhan/", **told)
    assert phone.get("/keluhan/K0002/terkirim").select_one("a[href='/keluhan/mirip/K0001']")


@pytest.mark.parametrize("answered", [False, True])
def test_another_farmers_case_is_read_without_the_farmer(visit, cast, case, neighbour, answered):
    case(cast.answered if answered else cast.file)
    page = visit(neighbour).get("/keluhan/mirip/K0001")
    assert ("Cabut tanaman sakit." in page.text) is answered
    for private in ("Slamet", WORDS, "Mulai sejak", cast.farmer.phone[-4:]):
        assert private not in page.text
    visit(neighbour).get("/keluhan/mirip/K0009", expect=404)
    visit(cast.officer).get("/keluhan/mirip/K0001", expect=403)


@pytest.mark.parametrize("htmx", [False, True])
def test_me_too_is_heard_of_at_home(visit, cast, case, neighbour, rows, htmx):
    case(cast.file)
    phone = visit(neighbour, htmx)
    answer = phone.post("/keluhan/mirip/K0001/ikuti")
    if htmx:
        assert "Berhenti mengikuti" in answer.select_one("#follow-K0001").text
    phone.post("/keluhan/mirip/K0001/ikuti")
    assert rows(ComplaintFollower) == 1
    assert "Saya juga" in visit(neighbour).get("/").text
    case(cast.act, answer_it, cast.officer.actor)
    assert "Sudah ada saran" in visit(neighbour).get("/").text
    phone.post("/keluhan/mirip/K0001/lepas")
    assert rows(ComplaintFollower) == 0


def answer_it(actor):
    return actions.answer(actor, "K0001", advice=ADVICE)


def test_nobody_follows_their_own_case(visit, cast, case, rows):
    case(cast.file)
    visit(cast.farmer).post("/keluhan/mirip/K0001/ikuti", expect=409)
    assert rows(ComplaintFollower) == 0


def test_the_home_says_when_to_harvest_and_when_to_go_in(visit, cast, case):
    case(cast.answered, SPRAYED)
    home = visit(cast.farmer).get("/").text
    assert "jangan panen sebelum" in home
    assert "Jangan masuk kebun sebelum" in home


def test_a_year_later_the_home_remembers_ones_own_plot(visit, cast, case, neighbour):
    case(cast.answered)
    with clock.freeze(clock.now() + timedelta(days=363)):
        assert "Tungro pada padi, di lahan Bapak/Ibu" in visit(cast.farmer).get("/").text
        assert "Tahun lalu" not in visit(neighbour).get("/").text
    with clock.freeze(clock.now() + timedelta(days=300)):
        assert "Tahun lalu" not in visit(cast.farmer).get("/").text


def test_the_village_is_remembered_only_by_enough_farmers(visit, cast, case, neighbour, person):
    case(cast.answered)
    code = case(cast.file, person(Role.FARMER, village=VILLAGE))
    case(cast.act, actions.answer, cast.officer.actor, code, advice=ADVICE)
    with clock.freeze(clock.now() + timedelta(days=363)):
        assert "Tungro pada padi, 2 petani di desa ini" in visit(neighbour).get("/").text


def test_the_answer_prints_on_its_own_sheet(visit, cast, case):
    case(cast.answered, SPRAYED)
    sheet = visit(cast.farmer).get("/keluhan/K0001/cetak")
    for words in ("Saran K0001: Tungro", "Cabut tanaman sakit.", "2 gram per liter", "Jangan panen sebelum"):
        assert words in sheet.text
    visit(cast.officer).get("/keluhan/K0001/cetak", expect=403)
