"""Papers on screen, the number of an official, and the public check."""

import pytest

from domain.papers import queries as papers
from domain.people import queries as people
from domain.people.rules import Role
from domain.purchases.actions.delivering import Arrived
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


def test_a_vendor_reads_on_each_line_why_something_is_kept_back(app, shop, visit):
    """Rp2.500.000 of goods from a vendor that is no PKP: PPh 22 of 1,5 %, Rp37.500."""
    with app.app_context():
        listing = shop.sell("Kursi lipat", price=250_000, stock=20)
        code = shop.draft(10, listing)
        for role, verb, how in (
            (Role.PROCURER, "submit", {}),
            (Role.SIGNER, "approve", {}),
            (Role.VENDOR_OWNER, "accept", {}),
            (Role.VENDOR_OWNER, "ship", {"quantities": [10]}),
            (Role.RECEIVER, "receive", {"arrived": [Arrived(10)]}),
            (Role.SIGNER, "hand_over", {}),
        ):
            shop.step(role, verb, code, **how)
    page = visit(shop.owner).get("/pesanan/uang")
    told = page.select_one("details").text
    assert "PPh 22 Rp37.500." in told
    assert "1,5 % dari harga sebelum PPN" in told


def test_the_public_check_writes_the_day_as_people_do(app, shop, visit):
    with app.app_context():
        paper = papers.of(shop.until_issued())[0]
        code, day = paper.verify_code, paper.issued_on
    text = visit().get(f"/cek/{code}").text
    assert day.isoformat() not in text
    assert f"{day.day} " in text
