"""A full disk loses nothing that was typed: the main form of each area comes back, and says to send it later."""

import errno
import sqlite3

import pytest
from sqlalchemy import event, func, insert, select
from sqlalchemy.exc import OperationalError

from domain import clock
from domain.attempts import Attempt
from domain.complaints.models import Complaint
from domain.db import db
from domain.errors import StorageFull
from domain.people.rules import Role
from domain.purchases import queries
from domain.writing import is_full, write
from tests.support.complaints import Cast
from tests.support.databases import ON_POSTGRES
from tests.support.market import Market

SAID = "penyimpanan di server penuh"


class PostgresIsFull(Exception):
    sqlstate = "53100"


FAILURES = {
    "sqlite": OperationalError("COMMIT", {}, sqlite3.OperationalError("database or disk is full")),
    "postgresql": OperationalError("COMMIT", {}, PostgresIsFull("could not extend file")),
    "disk": OSError(errno.ENOSPC, "No space left on device"),
}


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.fixture
def cast(app):
    with app.app_context():
        return Cast()


def fill(monkeypatch, failure) -> None:
    """From now on no commit finds room."""

    def refuse(*_args, **_how):
        raise failure

    monkeypatch.setattr(db.session, "commit", refuse)


def given_back(page, field: str, typed: str) -> None:
    box = page.select_one(f"#{field}")
    assert (box.get_text().strip() if box.name == "textarea" else box["value"]) == typed
    assert SAID in page.get_text(" ")
    assert "tetap ada di sini" in page.get_text(" ")


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize("kind", FAILURES)
def test_a_report_comes_back_with_every_word(visit, cast, rows, monkeypatch, kind, htmx):
    farmer = visit(cast.farmer, htmx)
    fill(monkeypatch, FAILURES[kind])
    fields = {"village_code": "99.01.01.2001", "commodity": "padi", "body": "Daun kuning sejak hujan."}
    given_back(farmer.post("/keluhan/", expect=507, **fields), "body", "Daun kuning sejak hujan.")
    monkeypatch.undo()
    assert rows(Complaint) == 0
    farmer.post("/keluhan/", **fields)
    assert rows(Complaint) == 1


def test_an_order_keeps_what_the_buyer_wrote(app, visit, shop, monkeypatch):
    with app.app_context():
        code = shop.draft()
        before = queries.get(shop.actor(Role.PROCURER), code)
        version, total = before.version, before.total
    buyer = visit(shop.people[Role.PROCURER])
    fill(monkeypatch, FAILURES["sqlite"])
    page = buyer.post(
        f"/pesanan/{code}/isi", expect=507, version=version, budget_line_id=shop.budget_id,
        deliver_to="Aula timur", deliver_by=clock.today().isoformat(), payment_way="ls",
    )  # fmt: skip
    given_back(page, "deliver_to", "Aula timur")
    given_back(
        buyer.post("/keranjang/", expect=507, listing_id=shop.listing, quantity="12"), "quantity", "12"
    )
    monkeypatch.undo()
    with app.app_context():
        after = queries.get(shop.actor(Role.PROCURER), code)
        assert (after.version, after.total) == (version, total)


def test_a_step_of_an_order_is_said_on_its_page(app, visit, shop, monkeypatch):
    with app.app_context():
        code = shop.draft()
        version = queries.get(shop.actor(Role.PROCURER), code).version
    buyer = visit(shop.people[Role.PROCURER])
    fill(monkeypatch, FAILURES["sqlite"])
    assert SAID in buyer.post(f"/pesanan/{code}/ajukan", expect=507, version=version).text


def test_an_answer_of_the_inbox_comes_back(app, visit, cast, monkeypatch):
    with app.app_context():
        code = cast.file()
    officer = visit(cast.officer)
    fill(monkeypatch, FAILURES["sqlite"])
    given_back(
        officer.post(f"/kotak/{code}/tanya", expect=507, question="Sudah diberi apa?"),
        "question",
        "Sudah diberi apa?",
    )


def test_a_listing_comes_back(visit, shop, monkeypatch):
    from tests.web.test_vendor_desk import GOOD

    owner = visit(shop.owner)
    fill(monkeypatch, FAILURES["sqlite"])
    given_back(owner.post("/usaha/barang", expect=507, **GOOD | {"send": "1"}), "name", GOOD["name"])


def test_a_person_registered_by_an_officer_comes_back(visit, cast, monkeypatch):
    officer = visit(cast.officer)
    fill(monkeypatch, FAILURES["sqlite"])
    page = officer.post("/orang/", expect=507, name="Mbah Karto", phone="", village_code="99.01.01.2001")
    given_back(page, "name", "Mbah Karto")


def test_what_is_no_form_gets_a_page_that_says_what_to_do(visit, shop, monkeypatch):
    buyer = visit(shop.people[Role.PROCURER])
    fill(monkeypatch, FAILURES["disk"])
    page = buyer.post("/keranjang/hapus", expect=507, listing_id=shop.listing)
    assert "Penyimpanan penuh" in page.title.text
    assert "kirim lagi nanti" in page.text


def test_a_database_that_is_really_full_is_known(within):
    """SQLite held to the pages it has; PostgreSQL names the same by SQLSTATE 53100."""
    if ON_POSTGRES:
        assert is_full(FAILURES["postgresql"])
        return
    engine = db.engine
    db.session.remove()
    engine.dispose()
    event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA max_page_count=1"))
    many = [{"kind": "sign_in", "subject": "x" * 64, "at": clock.now()} for _ in range(5_000)]
    with pytest.raises(StorageFull), write():
        db.session.execute(insert(Attempt), many)
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_other_failures_are_not_taken_for_a_full_disk():
    assert not is_full(OSError(errno.EACCES, "Permission denied"))
    assert not is_full(OperationalError("x", {}, sqlite3.OperationalError("database is locked")))
    assert StorageFull().message.startswith("Belum tersimpan")
