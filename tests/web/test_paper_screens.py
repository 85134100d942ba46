"""Papers on screen, the number of an official, and the public check."""

import pytest

from domain.papers import queries as papers
from domain.people import queries as people
from domain.people.rules import Role
from tests.support.market import Market


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.mark.parametrize("htmx", [False, True])
def test_an_admin_notes_a_nip_and_it_is_refused_when_it_is_not_one(app, shop, person, visit, htmx):
    official = shop.people[Role.SIGNER].actor.person_id
    desk = visit(person(Role.ADMIN), htmx)
    page = desk.post(f"/orang/{official}/nip", expect=422, nip="12")
    assert page.select_one("#nip-err").text.strip() == "NIP terdiri dari 18 angka."
    assert page.select_one("#nip")["value"] == "12"
    desk.post(f"/orang/{official}/nip", expect=204 if htmx else 303, nip="19800101 200501 1 001")
    with app.app_context():
        assert people.get(person(Role.ADMIN).actor, official).nip == "198001012005011001"


def test_nobody_else_notes_a_nip(shop, visit):
    official = shop.people[Role.SIGNER].actor.person_id
    visit(shop.people[Role.PROCURER]).get(f"/orang/{official}/nip", expect=403)


def test_the_screen_says_what_the_sheet_says(app, shop, visit):
    with app.app_context():
        code = shop.until_invoiced()
        found = papers.of(code)
        sheets = {paper.id: papers.sheet(papers.get(code, paper.id)) for paper in found}
    seer = visit(shop.people[Role.SIGNER])
    for paper_id, sheet in sheets.items():
        text = " ".join(seer.get(f"/pesanan/{code}/surat/{paper_id}").text.split())
        for group in sheet.groups:
            for name, value in group.rows:
                assert name in text and " ".join(value.split()) in text
        for each in sheet.amounts:
            assert each.amount in text
        for clause in sheet.clauses + sheet.notes:
            assert clause in text


def test_the_public_check_writes_the_day_as_people_do(app, shop, visit):
    with app.app_context():
        paper = papers.of(shop.until_issued())[0]
        code, day = paper.verify_code, paper.issued_on
    text = visit().get(f"/cek/{code}").text
    assert day.isoformat() not in text
    assert f"{day.day} " in text
