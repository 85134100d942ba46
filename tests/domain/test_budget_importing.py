"""A DPA taken in from a table: row by row, nothing before the yes, no ceiling below what is bound."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from domain import journal
from domain.budgets import actions, importing
from domain.budgets.models import BudgetLine
from domain.db import db
from domain.errors import RuleBroken
from domain.imports import Outcome
from domain.people.rules import SYSTEM, Actor, Role
from domain.writing import write

HEADINGS = [names[0] for names in importing.COLUMNS.values()]
ADMIN = Actor(None, Role.ADMIN)
FILE = "f" * 64


def row(office="DISTAN", year="2026", name="Rapat", account="5.1.02.01.01.0052", ceiling="250000000", **more):
    return [office, year, name, "DPA/1", more.get("work", "X.01"), account, more.get("rup", ""), ceiling]


def take_in(*rows, actor=ADMIN):
    with write():
        return importing.carry_out(actor, [HEADINGS, *rows], file_sha256=FILE)


def outcomes(*rows, actor=ADMIN):
    return [line.outcome for line in importing.preview(actor, [HEADINGS, *rows]).lines]


def lines() -> list[BudgetLine]:
    db.session.rollback()
    return list(db.session.query(BudgetLine).order_by(BudgetLine.id))


def test_looking_writes_nothing(within):
    before = journal.head()
    report = importing.preview(ADMIN, [HEADINGS, row(), row(account="5.1.02.01.01.0024")])
    assert report.count(Outcome.CREATED) == 2
    assert lines() == []
    assert journal.head() == before


def test_the_same_table_twice_changes_nothing_the_second_time(within):
    take_in(row(), row(account="5.1.02.01.01.0024", ceiling="Rp1.500.000"))
    assert [(line.name, line.ceiling, line.held) for line in lines()] == [
        ("Rapat", 250_000_000, 0),
        ("Rapat", 1_500_000, 0),
    ]
    assert outcomes(row(), row(account="5.1.02.01.01.0024", ceiling="1.500.000")) == ["unchanged"] * 2
    with pytest.raises(RuleBroken, match="Tidak ada baris"):
        take_in(row())


def test_a_name_and_a_ceiling_may_change_and_the_report_says_how(within):
    take_in(row())
    report = importing.preview(ADMIN, [HEADINGS, row(ceiling="300000000")])
    assert report.lines[0].message == "pagu Rp250.000.000 menjadi Rp300.000.000"
    take_in(row(ceiling="300000000", name="Rapat dinas"))
    assert [(line.name, line.ceiling) for line in lines()] == [("Rapat dinas", 300_000_000)]


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (row(office="ENTAH"), "tidak ada di daftar"),
        (row(year="26"), "Tahun empat angka"),
        (row(name=""), "Kolom Nama kosong"),
        (row(name="x" * 161), "paling panjang 160"),
        (row(account="belanja"), "Kode rekening seperti"),
        (row(rup="RUP-1"), "Kode RUP berisi angka"),
        (row(ceiling="banyak"), "angka saja"),
        (row(ceiling="-5"), "kurang dari nol"),
        (row(ceiling="0"), "lebih dari nol"),
        (row(ceiling="9" * 20), "terlalu besar"),
        (row(ceiling="=1+1"), "angka saja"),
    ],
)
def test_a_wrong_row_is_named_and_left_out_the_others_go_in(within, bad, said):
    report = take_in(row(), bad)
    wrong = report.lines[1]
    assert (wrong.number, wrong.outcome) == (3, Outcome.ERROR)
    assert said in wrong.message
    assert len(lines()) == 1


def test_a_row_twice_in_one_file_counts_once(within):
    assert outcomes(row(), row(ceiling="1")) == ["created", "error"]


def test_a_table_without_its_columns_says_which(within):
    with pytest.raises(RuleBroken, match="Kode kantor, Pagu"):
        importing.preview(ADMIN, [["Nama", "Tahun", "Sub kegiatan", "Rekening"], ["x"]])


def test_headings_may_be_written_as_offices_write_them(within):
    table = [["SKPD", "TAHUN ANGGARAN", "uraian", "Kode Sub-Kegiatan", "kode_rekening", "PAGU"]]
    report = importing.preview(ADMIN, [*table, ["distan", "2026", "Rapat", "X", "5.1.02.01", "1000"]])
    assert report.lines[0].fields["office_code"] == "DISTAN"


def test_a_finance_verifier_takes_in_the_own_office_only(within):
    own = Actor(1, Role.FINANCE_VERIFIER, "DISTAN")
    assert outcomes(row(), row(office="ULP"), actor=own) == ["created", "error"]


def test_a_ceiling_never_falls_below_what_is_bound(within):
    take_in(row(ceiling="1000000"))
    line = lines()[0].id
    with write():
        actions.take(SYSTEM, line, 600_000, subject="P0001")
    report = importing.preview(ADMIN, [HEADINGS, row(ceiling="599999")])
    assert "Sudah terpakai Rp600.000" in report.lines[0].message
    assert outcomes(row(ceiling="600000")) == ["changed"]


@pytest.mark.parallel
def test_lowering_a_ceiling_while_forty_take_from_it_never_overdraws(within):
    take_in(row(ceiling="4000000"))
    line = lines()[0].id

    def take(_n) -> bool:
        with within.app_context():
            try:
                with write():
                    actions.take(SYSTEM, line, 100_000, subject="P0001")
            except RuleBroken:
                return False
            return True

    def lower(ceiling) -> bool:
        with within.app_context():
            try:
                with write():
                    importing.carry_out(ADMIN, [HEADINGS, row(ceiling=str(ceiling))], file_sha256=FILE)
            except RuleBroken:
                return False
            return True

    with ThreadPoolExecutor(16) as pool:
        taken = [pool.submit(take, n) for n in range(40)]
        lowered = [pool.submit(lower, ceiling) for ceiling in (2_000_000, 1_000_000, 500_000)]
    held, ceiling = lines()[0].held, lines()[0].ceiling
    assert held == 100_000 * sum(one.result() for one in taken)
    assert held <= ceiling
    assert any(one.result() for one in taken)
    assert [one.result() for one in lowered].count(True) <= 3
