"""Purchases of the national catalogue from a table: preview, yes, counted apart, never twice."""

import io

import pytest

from domain.db import db
from domain.people.rules import Actor, Role
from domain.purchases.external import importing
from domain.purchases.external.models import ExternalPurchase
from domain.writing import write
from tests.support.places import make_vendor
from tests.support.workbook import csv, xlsx

HEADINGS = [names[0] for names in importing.COLUMNS.values()]
ADMIN = Actor(None, Role.ADMIN)


def row(
    number="KTG-1", office="DISTAN", vendor="Dapur", npwp="", name="Kertas", value="1500000", day="2026-03-17"
):
    return [number, office, vendor, npwp, name, value, day]


def outcomes(*rows):
    return [(line.outcome.value, line.message) for line in importing.preview(ADMIN, [HEADINGS, *rows]).lines]


@pytest.mark.parametrize("write_table", [xlsx, csv])
def test_a_table_is_examined_saved_and_counted(visit, person, rows, write_table):
    desk = visit(person(Role.ADMIN))
    table = write_table(
        HEADINGS, [row(), row("KTG-2", office="dinas pertanian", value=2_000_000), row("", "X")]
    )
    desk.get("/katalog-nasional/impor")
    page = desk.post("/katalog-nasional/impor", expect=200, file=(io.BytesIO(table), "katalog"))
    assert "2 baru" in page.text and "Kolom Nomor paket kosong" in page.text
    assert rows(ExternalPurchase) == 0
    kept = page.select_one("input[name=name]")["value"]
    desk.post("/katalog-nasional/impor/simpan", name=kept)
    seen = desk.get("/katalog-nasional/?tahun=2026")
    assert "Rp3.500.000" in seen.text
    visit(person(Role.AUDITOR)).get("/katalog-nasional/")
    again = desk.post("/katalog-nasional/impor", expect=200, file=(io.BytesIO(table), "katalog"))
    assert "2 tetap" in again.text
    desk.post("/katalog-nasional/impor/simpan", expect=422, name=kept)
    assert rows(ExternalPurchase) == 2
    desk.get("/katalog-nasional/impor/contoh.xlsx")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (row(office="ENTAH"), "tidak ada di daftar"),
        (row(value="0"), "lebih dari nol"),
        (row(value="12,5"), "rupiah bulat"),
        (row(day="17 Maret"), "Tulis tanggal"),
        (row(day="2026-02-30"), "Tulis tanggal"),
        (row(day="2099-01-01"), "sesudah hari ini"),
        (row(npwp="123"), "NPWP"),
        (row(number="x" * 41), "paling panjang 40"),
        (row(vendor=""), "Kolom Penyedia kosong"),
    ],
)
def test_a_wrong_row_says_which_column(within, bad, said):
    ((outcome, message),) = outcomes(bad)
    assert outcome == "error"
    assert said in message


def test_a_changed_value_is_told_before_and_after_and_the_file_is_named(within):
    vendor = make_vendor("Dapur", npwp="0123456789012345")
    with write():
        importing.carry_out(ADMIN, [HEADINGS, row(npwp="0123456789012345")], file_sha256="a" * 64)
    assert outcomes(row(npwp="0123456789012345", value="2000000", day="17/3/2026")) == [
        ("changed", "nilai Rp1.500.000 menjadi Rp2.000.000")
    ]
    kept = db.session.query(ExternalPurchase).one()
    assert (kept.source_sha256, kept.vendor_id, str(kept.ordered_on)) == ("a" * 64, vendor, "2026-03-17")


def test_the_same_number_twice_in_a_file_counts_once(within):
    assert [outcome for outcome, _ in outcomes(row(), row(value="9"))] == ["created", "error"]


def test_only_an_admin_takes_tables_in(visit, person):
    for role in (Role.AUDITOR, Role.SIGNER):
        scope = "DISTAN" if role is Role.SIGNER else ""
        visit(person(role, scope=scope)).get("/katalog-nasional/impor", expect=403)
