"""Anybody reports what is wrong; a few times an hour; an admin decides with a reason."""

import pytest

from domain.moderation.models import AbuseReport
from domain.people.rules import Role
from tests.support.listings import publish, seller


@pytest.fixture
def listing(app):
    with app.app_context():
        return publish(seller("Toko Dilaporkan"))


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("signed_in", [False, True])
def test_somebody_reports_and_the_admin_decides(app, visit, person, rows, listing, htmx, signed_in):
    reporter = visit(person(Role.FARMER) if signed_in else None, htmx)
    assert reporter.get(f"/produk/{listing}", follow_redirects=True).select_one(
        f"a[href='/laporkan/barang/{listing}']"
    )
    reporter.get(f"/laporkan/barang/{listing}")
    reporter.post(f"/laporkan/barang/{listing}", why="price", note="Dua kali harga pasar.")
    desk = visit(person(Role.ADMIN), htmx)
    assert "Toko Dilaporkan" in desk.get("/laporkan/").text
    assert "Dua kali harga pasar." in desk.get("/laporkan/1").text
    assert desk.post("/laporkan/1", expect=422, decision="tindak").select_one("#answer-err")
    desk.post("/laporkan/1", expect=422, decision="bubarkan", answer="x")
    desk.post("/laporkan/1", decision="tidak-terbukti", answer="Harganya sama dengan pasar.")
    desk.post("/laporkan/1", expect=422, decision="tindak", answer="Lagi.")
    assert "Harganya sama dengan pasar." in desk.get("/laporkan/1").text
    assert "Toko Dilaporkan" in desk.get("/laporkan/?keadaan=tidak-terbukti").text


@pytest.mark.parametrize(
    ("fields", "field"), [({}, "why"), ({"why": "nirwana"}, "why"), ({"why": "other"}, "note"),
                          ({"why": "fake", "note": "x" * 401}, "note")],
)  # fmt: skip
def test_bad_input_is_refused_and_words_stay(visit, rows, listing, fields, field):
    page = visit().post(f"/laporkan/barang/{listing}", expect=422, **{"note": ""} | fields)
    assert page.select_one(f"#{field}-err")
    assert page.select_one("#note").text.strip() == fields.get("note", "")
    assert rows(AbuseReport) == 0


def test_a_sixth_report_within_the_hour_waits(visit, rows, listing):
    for _ in range(5):
        visit().post(f"/laporkan/barang/{listing}", why="fake")
    visit().post(f"/laporkan/barang/{listing}", expect=429, why="fake")
    assert rows(AbuseReport) == 5


def test_a_vendor_is_reported_from_its_page(app, visit, person, listing):
    page = visit().get(f"/produk/{listing}", follow_redirects=True)
    vendor = page.select_one("a[href^='/produk/penjual/']")["href"]
    link = visit().get(vendor).select_one("a[href^='/laporkan/penjual/']")["href"]
    visit().post(link, why="identity")
    assert "tentang penjual" in visit(person(Role.ADMIN)).get("/laporkan/").text


def test_what_nobody_sees_cannot_be_reported(visit):
    for address in ("/laporkan/barang/999", "/laporkan/penjual/999", "/laporkan/orang/1"):
        visit().get(address, expect=404)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR, Role.VENDOR_OWNER])
def test_only_an_admin_reads_reports(app, visit, person, role):
    from tests.support.places import scope_for

    somebody = visit(person(role, scope=scope_for(app, role)))
    somebody.get("/laporkan/", expect=403)
    somebody.get("/laporkan/1", expect=403)
