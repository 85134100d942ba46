"""An officer reports for a farmer: known by number, met just now, or chosen from the list of people."""

from domain.complaints import queries
from domain.complaints.models import Complaint
from domain.people import queries as people
from domain.people.models import Person
from domain.people.rules import Role
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import OTHER_VILLAGE, VILLAGE

HERE = "/keluhan/untuk-petani"
REPORT = {"commodity": "padi", "body": "Daun kuning.", "village_code": VILLAGE}


def test_a_farmer_known_by_number_gets_the_case(app, visit, cast, rows):
    visit(cast.officer).post(HERE, **REPORT, phone=cast.farmer.phone)
    with app.app_context():
        case = queries.get(cast.officer.actor, "K0001")
        assert (case.farmer_id, case.filed_by) == (cast.farmer.actor.person_id, cast.officer.actor.person_id)
    assert visit(cast.farmer).get("/keluhan/K0001").select_one("h1")


def test_a_farmer_met_now_is_registered_with_the_report(app, visit, cast, rows):
    before = rows(Person)
    visit(cast.officer, htmx=True).post(HERE, **REPORT, phone="081399990000", name="Pak Sarmin")
    with app.app_context():
        met = people.by_phone("+6281399990000")
        assert (met.name, met.village_code, met.secret_hash) == ("Pak Sarmin", VILLAGE, None)
    assert (rows(Person), rows(Complaint)) == (before + 1, 1)


def test_a_number_nobody_knows_asks_for_a_name_and_keeps_the_words(visit, cast, rows):
    page = visit(cast.officer).post(HERE, expect=422, **REPORT, phone="081399990000")
    assert page.select_one("#name-err").text == "Nomor ini belum terdaftar. Tulis nama petaninya."
    assert page.select_one("#body").text.strip() == "Daun kuning."
    assert rows(Complaint) == 0


def test_a_farmer_of_another_village_is_left_to_its_officer(person, visit, cast, rows):
    stranger = person(Role.FARMER, village=OTHER_VILLAGE)
    page = visit(cast.officer).post(HERE, expect=422, **REPORT, phone=stranger.phone)
    assert "desa lain" in page.select_one("#phone-err").text
    assert rows(Complaint) == 0
    visit(cast.officer).get(f"{HERE}?petani={stranger.actor.person_id}", expect=404)


def test_the_list_of_people_leads_here(visit, cast):
    page = visit(cast.officer).get(f"/orang/{cast.farmer.actor.person_id}")
    link = page.select_one("a[href*='untuk-petani']")
    shown = visit(cast.officer).get(link["href"])
    assert cast.farmer.name in shown.select_one("#assisted-form").text
    assert visit(cast.farmer).get(HERE, expect=403)
