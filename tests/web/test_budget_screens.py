"""Budgets on screen, and the DPA from a file: preview, then yes."""

import io

import pytest

from domain.budgets import importing
from domain.budgets.models import BudgetLine
from domain.people.rules import Role
from tests.support.places import scope_for
from tests.support.workbook import csv, xlsx

HEADINGS = [names[0] for names in importing.COLUMNS.values()]
GOOD = ["DISTAN", 2026, "Rapat", "DPA/1", "X.01", "5.1.02.01.01.0052", "", 250_000_000]
WRONG = ["ENTAH", 2026, "Kertas", "DPA/1", "X.01", "5.1.02.01.01.0024", "", 1_000]


def file(write=xlsx, *rows):
    return (io.BytesIO(write(HEADINGS, rows or [GOOD, WRONG])), "dpa.xlsx")


@pytest.fixture
def desk(visit, person):
    return visit(person(Role.ADMIN))


def kept(page) -> str:
    return page.select_one("input[name=name]")["value"]


@pytest.mark.parametrize("write", [xlsx, csv])
def test_a_file_is_examined_then_saved(desk, rows, write):
    desk.get("/anggaran/impor")
    page = desk.post("/anggaran/impor", expect=200, file=file(write))
    assert "1 baru" in page.text and "1 salah" in page.text
    assert "Kantor ENTAH tidak ada di daftar" in page.text
    assert rows(BudgetLine) == 0
    desk.post("/anggaran/impor/simpan", name=kept(page))
    assert rows(BudgetLine) == 1
    assert "Rp250.000.000" in desk.get("/anggaran/?tahun=2026").text
    assert "Rapat" in desk.get("/anggaran/kantor/DISTAN?tahun=2026").text


def test_the_same_yes_twice_saves_once(desk, rows):
    page = desk.post("/anggaran/impor", expect=200, file=file())
    for _ in range(2):
        desk.post("/anggaran/impor/simpan", name=kept(page), once_key="k" * 22)
    assert rows(BudgetLine) == 1


def test_no_file_a_broken_one_and_one_that_is_gone_are_said_in_words(desk):
    assert "Pilih berkasnya" in desk.post("/anggaran/impor", expect=422).text
    broken = desk.post("/anggaran/impor", expect=422, file=(io.BytesIO(b"PK\x03\x04x"), "dpa.xlsx"))
    assert "tidak terbaca" in broken.select_one("#file-err").text
    headless = desk.post("/anggaran/impor", expect=422, file=(io.BytesIO(b"a;b\n1;2"), "dpa.csv"))
    assert "Kolom ini tidak ada" in headless.text
    assert "Pilih berkasnya lagi" in desk.post("/anggaran/impor/simpan", expect=409, name="a" * 64).text
    desk.post("/anggaran/impor/simpan", expect=409, name="../secret")


def test_offices_see_their_own_budget_only(app, visit, person, desk):
    page = desk.post("/anggaran/impor", expect=200, file=file())
    desk.post("/anggaran/impor/simpan", name=kept(page))
    own = visit(person(Role.SIGNER, scope="DISTAN"))
    assert "Rapat" in own.get("/anggaran/?tahun=2026").text
    other = visit(person(Role.SIGNER, scope="ULP"))
    assert "Rapat" not in other.get("/anggaran/?tahun=2026").text
    other.get("/anggaran/kantor/DISTAN", expect=404)
    other.get("/anggaran/impor", expect=403)
    visit(person(Role.AUDITOR)).get("/anggaran/kantor/DISTAN")
    visit(person(Role.FARMER)).get("/anggaran/", expect=403)
    assert scope_for(app, Role.SIGNER)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_lines_go_out_as_they_came_in(desk, kind):
    page = desk.post("/anggaran/impor", expect=200, file=file(xlsx, GOOD))
    desk.post("/anggaran/impor/simpan", name=kept(page))
    out = desk.get(f"/anggaran/kantor/DISTAN/anggaran.{kind}?tahun=2026").data
    again = desk.post("/anggaran/impor", expect=200, file=(io.BytesIO(out), f"dpa.{kind}"))
    assert "1 tetap" in again.text
    desk.get("/anggaran/impor/contoh.xlsx")
