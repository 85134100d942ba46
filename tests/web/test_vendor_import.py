"""Vendors out of a spreadsheet: nothing is written before somebody says yes; bad lines are named."""

import io

import pytest
from sqlalchemy import func, select

from domain.db import db
from domain.people import actions as people_actions
from domain.people import queries as people
from domain.people import secrets
from domain.people.models import Vendor
from domain.people.rules import Role
from domain.people.vendors import importing, queries, sheet
from domain.spreadsheets import actions as spreadsheets
from domain.spreadsheets import queries as imports
from domain.spreadsheets.models import ImportState, Outcome
from domain.writing import write
from ops import jobs
from services import sheet_reader, sheets
from tests.support.vendors import verified

GOOD = ["Dapur Satu", "perorangan", "Hulu", "Jalan 1", "081234567001", "Bu Satu", "1000000000001", "", "mikro", "",
        "0012345678", "Bu Satu"]  # fmt: skip


def line(n: int, **change) -> list[str]:
    cells = dict(zip(sheet.COLUMNS, GOOD, strict=True))
    cells |= {"nama_usaha": f"Usaha {n}", "nib": f"{n:013}", "hp": "", "pemilik": f"Pemilik {n}"} | change
    return list(cells.values())


def book(rows, kind: str = "xlsx"):
    raw = (
        sheets.as_xlsx("Usaha", sheet.COLUMNS, rows) if kind == "xlsx" else sheets.as_csv(sheet.COLUMNS, rows)
    )
    return (io.BytesIO(raw), f"usaha.{kind}")


def count(app) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Vendor))


def work(app) -> None:
    with app.app_context():
        jobs.import_sheets()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize("htmx", [False, True])
def test_nothing_is_written_before_somebody_says_yes(app, visit, person, htmx, kind):
    desk = visit(person(Role.ADMIN), htmx)
    desk.get("/periksa-usaha/impor/")
    desk.post("/periksa-usaha/impor/", file=book([line(1), line(2, desa="Nirwana"), line(3)], kind))
    assert "Sedang diperiksa" in desk.get("/periksa-usaha/impor/1").text
    work(app)
    page = desk.get("/periksa-usaha/impor/1")
    assert "Baris 3, kolom desa" in page.select_one("#salah-rows").text
    assert count(app) == 0
    desk.post("/periksa-usaha/impor/1", decision="ya")
    work(app)
    assert count(app) == 2
    assert "Selesai" in desk.get("/periksa-usaha/impor/1").text
    desk.post("/periksa-usaha/impor/1", expect=409, decision="ya")


def test_a_second_time_it_says_changed_and_unchanged(app, visit, person):
    desk = visit(person(Role.ADMIN))
    for rows in ([line(1), line(2)], [line(1), line(2, pemilik="Pak Lain"), line(3)]):
        desk.post("/periksa-usaha/impor/", file=book(rows))
        work(app)
        number = len(desk.get("/periksa-usaha/impor/").select("#import-rows li"))
        desk.post(f"/periksa-usaha/impor/{number}", decision="ya")
        work(app)
    with app.app_context():
        assert imports.counts_of(2) == {Outcome.UNCHANGED: 1, Outcome.CHANGED: 1, Outcome.CREATED: 1}
        vendor = db.session.scalar(select(Vendor).where(Vendor.nib == f"{2:013}"))
        assert vendor.owner_name == "Pak Lain"
    assert count(app) == 3


@pytest.mark.parametrize(
    ("change", "column"),
    [({"nama_usaha": ""}, "nama_usaha"), ({"bentuk": "yayasan"}, "bentuk"), ({"nib": "12"}, "nib"), ({"nib": ""}, "nib"),
     ({"npwp": "1E+15"}, "npwp"), ({"hp": "12"}, "hp"), ({"rekening": "=1+1"}, "rekening"), ({"ukuran": "raksasa"}, "ukuran"),
     ({"alamat": "x" * 201}, "alamat"), ({"nib": f"{1:013}"}, "nib")],
)  # fmt: skip
def test_a_bad_cell_is_named_by_line_and_column(app, visit, person, change, column):
    desk = visit(person(Role.ADMIN))
    desk.post("/periksa-usaha/impor/", file=book([line(1), line(2, **change)]))
    work(app)
    assert f"Baris 3, kolom {column}" in desk.get("/periksa-usaha/impor/1").select_one("#salah-rows").text


def test_a_verified_vendor_is_not_overwritten(app, visit, person):
    with app.app_context():
        _owner, _vendor_id = verified(nib="5" * 13)
    desk = visit(person(Role.ADMIN))
    desk.post("/periksa-usaha/impor/", file=book([line(1, nib="5" * 13)]))
    work(app)
    assert "ubah lewat halaman usahanya" in desk.get("/periksa-usaha/impor/1").text
    desk.post("/periksa-usaha/impor/1", expect=409, decision="ya")


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [(b"", "kosong"), (b"PK\x03\x04 no book", "tidak terbaca"), (b"a,b\n1,2\n", "Kolom nama_usaha"),
     (b"\x89PNG\x00", "tidak terbaca"), (sheets.as_csv(sheet.COLUMNS, []), "Belum ada baris")],
)  # fmt: skip
def test_a_file_that_is_none_is_refused_in_words(visit, person, raw, sentence):
    page = visit(person(Role.ADMIN)).post(
        "/periksa-usaha/impor/", expect=422, file=(io.BytesIO(raw), "a.xlsx")
    )
    assert sentence in page.select_one("#file-err").text


def test_five_thousand_lines_with_thirty_bad_ones(app, visit, person):
    bad = set(range(100, 5_000, 163))
    rows = [line(n, desa="Nirwana" if n in bad else "Hulu") for n in range(1, 5_001)]
    desk = visit(person(Role.ADMIN))
    desk.post("/periksa-usaha/impor/", file=book(rows))
    assert desk.get("/periksa-usaha/impor/1").select_one("progress")["max"] == "5000"
    with app.app_context():
        assert spreadsheets.check_batch(importing.KIND, 1) == spreadsheets.BATCH
    assert desk.get("/periksa-usaha/impor/1").select_one("progress")["value"] == "100"
    work(app)
    with app.app_context():
        assert imports.counts_of(1) == {Outcome.CREATED: 5_000 - len(bad), Outcome.WRONG: len(bad)}
    assert len(bad) >= 30
    assert count(app) == 0


def test_an_imported_owner_opens_the_account_with_a_paper_code(app, visit, person):
    desk = visit(person(Role.ADMIN))
    desk.post("/periksa-usaha/impor/", file=book([line(1, hp="081234567001")]))
    work(app)
    desk.post("/periksa-usaha/impor/1", decision="ya")
    work(app)
    with app.app_context():
        vendor = db.session.scalar(select(Vendor))
        owner = queries.owners_of(vendor.id)[0]
        admin = people_actions.Actor(people.wearing(Role.ADMIN)[0].id, Role.ADMIN)
        code = secrets.new_paper_code()
        with write():
            people_actions.hand_out_code(admin, person_id=owner.id, code=code)
        with write():
            people_actions.use_code(
                code=code, phone="+6281234567001", secret_hash=secrets.hash_secret("482915")
            )
        assert {hat.role for hat in people.hats_of(owner.id)} == {Role.VENDOR_OWNER}


def test_template_and_report_can_be_opened_and_hold_no_formula(app, visit, person):
    desk = visit(person(Role.ADMIN))
    template = sheet_reader.read_rows(desk.get("/periksa-usaha/impor/templat.xlsx").data)
    assert tuple(template[0]) == sheet.COLUMNS
    desk.post("/periksa-usaha/impor/", file=book([line(1, desa='=HYPERLINK("http://x")')]))
    work(app)
    raw = desk.get("/periksa-usaha/impor/1/laporan.xlsx").data
    report = sheet_reader.read_rows(raw)
    assert report[1][:4] == ["2", "Usaha 1", "salah", "desa"]
    assert b"<f>" not in raw


def test_the_template_itself_is_taken(app, visit, person):
    desk = visit(person(Role.ADMIN))
    raw = desk.get("/periksa-usaha/impor/templat.xlsx").data
    desk.post("/periksa-usaha/impor/", file=(io.BytesIO(raw), "templat.xlsx"))
    work(app)
    with app.app_context():
        assert imports.counts_of(1) == {Outcome.CREATED: 1}


def test_a_dropped_import_writes_nothing(app, visit, person):
    desk = visit(person(Role.ADMIN))
    desk.post("/periksa-usaha/impor/", file=book([line(1)]))
    work(app)
    desk.post("/periksa-usaha/impor/1", decision="tidak")
    work(app)
    assert count(app) == 0
    with app.app_context():
        assert (
            imports.latest(people_actions.Actor(None, Role.ADMIN), importing.KIND)[0].state
            is ImportState.DROPPED
        )
