"""The admin lands on what waits; rules in force are read with their source; a vendor sees what is due."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain import clock
from domain.db import db
from domain.journal import JournalEntry
from domain.people.models import Vendor
from domain.people.rules import Role, VendorStatus
from domain.people.vendors import actions, verifying
from domain.people.vendors.reminding import due_days, remind
from domain.writing import write
from tests.support.listings import draft, publish, seller
from tests.support.market import Market
from tests.support.people import make_person
from tests.support.vendors import FILE, sent, verified


def test_an_admin_lands_on_what_waits(app, visit, person):
    with app.app_context():
        sent()
        owner = seller()
        with write():
            draft(owner, send=True)
    page = visit(person(Role.ADMIN)).get("/")
    assert page.select_one("h1").text == "2 menunggu Anda"
    counts = {row.a["href"]: row.b.text for row in page.select("#desk-rows li")}
    assert counts["/periksa-usaha/"] == counts["/usaha/periksa"] == "1"
    assert counts["/laporkan/"] == "0"


@pytest.mark.parametrize("table", ["batas", "pajak", "jalur", "nirwana"])
def test_rules_are_read_with_value_day_and_source(visit, person, table):
    page = visit(person(Role.AUDITOR)).get(f"/aturan/?tabel={table}")
    assert page.select("table.x tbody tr")
    assert not page.select("main form")


def test_categories_and_offices_are_read(visit, person):
    reader = visit(person(Role.ADMIN))
    assert "Kudapan" in reader.get("/aturan/kategori").text
    assert "DISTAN" in reader.get("/aturan/kantor").text
    visit(person(Role.FARMER)).get("/aturan/", expect=403)


def test_shared_data_is_listed_for_admin_and_auditor(app, visit, person):
    with app.app_context():
        for name in ("Toko Satu", "Toko Dua"):
            verified(name=name, bank_account="7770001")
    for role in (Role.ADMIN, Role.AUDITOR):
        told = visit(person(role)).get("/periksa-usaha/kesamaan").text
        assert "Rekening yang sama: Toko Dua" in told
        assert "7770001" not in told


@pytest.mark.parametrize(
    ("left", "reminded", "due"),
    [(40, None, None), (30, None, 30), (29, 30, None), (8, 30, None), (7, 30, 7), (7, 7, None), (5, None, 7),
     (1, 7, 1), (0, 1, None), (-3, None, 1), (-3, 1, None)],
)  # fmt: skip
def test_each_reminder_is_given_once_also_after_a_gap(left, reminded, due):
    assert due_days(left, (30, 7, 1), reminded) == due


def test_an_ending_paper_is_in_the_journal_once_and_on_the_home(app, visit):
    with app.app_context():
        owner, vendor_id = verified()
        admin = make_person(Role.ADMIN).actor
        with write():
            paper = actions.add_document(
                owner, kind="pirt", file=FILE, valid_through=clock.today() + timedelta(days=4)
            ).id
        with write():
            verifying.decide_document(admin, paper, accept=True)
        assert (remind(), remind()) == (1, 0)
        found = select(JournalEntry).where(JournalEntry.event == "vendor.document_ending")
        assert [entry.subject for entry in db.session.scalars(found)] == [f"vendor:{vendor_id}"]
        with clock.freeze(clock.now() + timedelta(days=5)):
            assert remind() == 0


@pytest.fixture
def market(app):
    with app.app_context():
        return Market()


def test_a_vendors_home_says_what_is_due(app, visit, market):
    with app.app_context():
        publish(market.owner.actor, name="Hampir habis", stock=3, minimum_order=1)
        code = market.until_issued()
    page = visit(market.owner).get("/")
    assert "paling lambat" in page.select_one("#waiting-rows").text
    assert code in page.select_one("#waiting-rows").text
    assert "Hampir habis" in page.text


def test_the_order_due_first_stands_first(app, visit, market):
    with app.app_context():
        later = market.until_issued()
        sooner = market.until_issued()
        with write():
            from domain.purchases.models import Purchase

            row = db.session.get(Purchase, int(sooner[1:]))
            row.accept_by = clock.now() + timedelta(hours=1)
            row = db.session.get(Purchase, int(later[1:]))
            row.accept_by = clock.now() + timedelta(days=3)
    shown = visit(market.owner).get("/").select_one("#waiting-rows").text
    assert shown.index(sooner) < shown.index(later)


def test_an_unverified_vendor_reads_its_standing(app, visit, market):
    with app.app_context(), write():
        vendor = db.session.get(Vendor, market.vendor_id)
        vendor.status, vendor.reason = VendorStatus.SUSPENDED, "Barang tidak sesuai."
    assert "Barang tidak sesuai." in visit(market.owner).get("/").text
