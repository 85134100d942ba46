"""Goods out of a spreadsheet: what a line means, and that nothing is written before the yes."""

import json

import pytest

from domain.catalogue import importing, queries, sheet
from domain.catalogue.rules import ListingState
from domain.spreadsheets import actions
from domain.spreadsheets import queries as imports
from domain.spreadsheets.models import Outcome
from domain.spreadsheets.rules import LineWrong, as_typed
from domain.writing import write
from tests.support.listings import publish, seller

LINE = {"nama_barang": "Sambal bawang", "jenis": "kudapan", "satuan": "kotak", "harga": "12.500", "stok": "40",
        "cerita": "Pedas, botol kaca."}  # fmt: skip


@pytest.mark.parametrize(
    ("stock", "seen", "now", "left"),
    [("", "", 30, 30), ("40", "40", 30, 30), ("50", "40", 30, 40), ("0", "40", 45, 5), ("7", "", 30, 7)],
)
def test_what_was_sold_since_the_download_stays_sold(stock, seen, now, left):
    assert sheet.stock_after({"stok": stock, "stok_tadi": seen}, now) == left


def test_more_cannot_be_taken_off_than_is_there():
    with pytest.raises(LineWrong, match="stok tinggal 30"):
        sheet.stock_after({"stok": "0", "stok_tadi": "40"}, 30)


@pytest.mark.parametrize(
    ("change", "column"),
    [({"harga": "1,5"}, "harga"), ({"jenis": "roket"}, "jenis"), ({"satuan": "peti kemas"}, "satuan"),
     ({"stok": "-1"}, "stok"), ({"tkdn": "101"}, "tkdn"), ({"dalam_negeri": "mungkin"}, "dalam_negeri")],
)  # fmt: skip
def test_a_bad_cell_is_named(app, change, column):
    with pytest.raises(LineWrong) as wrong:
        sheet.read(LINE | change)
    assert wrong.value.field == column


def test_an_export_read_back_says_what_was_typed():
    assert as_typed("'=1+1") == "=1+1"
    assert as_typed("'90-an") == "'90-an"


def send(owner, *lines: dict) -> int:
    """Take in lines and have them checked; the import's number."""
    rows = [
        (1, sheet.COLUMNS),
        *((n, [line.get(c, "") for c in sheet.COLUMNS]) for n, line in enumerate(lines, 2)),
    ]
    with write():
        number = actions.take_in(owner, importing.KIND, file_name="a.csv", rows=rows).id
    actions.work([importing.KIND])
    return number


def outcomes(owner, number: int) -> list[tuple[Outcome, str]]:
    row = imports.get(owner, importing.KIND, number)
    return [(line.outcome, line.message) for line in imports.lines_of(row, None)]


def test_the_report_says_what_each_line_would_do(within):
    owner = seller()
    code = publish(owner, name="Keripik")
    same = dict(zip(sheet.COLUMNS, map(str, next(iter(importing.exported(owner)))), strict=True))
    number = send(owner, LINE, same, LINE, {**same, "kode": "999"}, {"kode": same["kode"], "harga": "13000"})
    found = outcomes(owner, number)
    assert [outcome for outcome, _message in found] == [
        Outcome.CREATED, Outcome.UNCHANGED, Outcome.WRONG, Outcome.WRONG, Outcome.WRONG,
    ]  # fmt: skip
    assert [message for _outcome, message in found][2:] == [
        "sama dengan baris 2", "bukan barang usaha ini; kosongkan untuk barang baru", "sama dengan baris 3",
    ]  # fmt: skip
    assert queries.managed(owner, code).version == 1


def test_after_the_yes_new_goods_wait_for_the_admin_and_changes_hold(within):
    owner = seller()
    code = publish(owner, name="Keripik", stock=30)
    number = send(owner, LINE, {"kode": str(code), "harga": "13.000", "stok": "35"})
    assert outcomes(owner, number)[1] == (Outcome.CHANGED, "harga Rp12.500 → Rp13.000; stok 30 → 35")
    with write():
        actions.decide(owner, importing.KIND, number, accept=True)
    actions.work([importing.KIND])
    listing = queries.managed(owner, code)
    assert (listing.price, listing.stock, listing.state) == (13_000, 35, ListingState.PUBLISHED)
    new = queries.desk_of(owner, "menunggu").rows[0]
    assert (new.name, new.state) == ("Sambal bawang", ListingState.PENDING)


def test_a_line_that_went_wrong_meanwhile_does_not_stop_the_others(within):
    owner = seller()
    code = publish(owner, name="Keripik", stock=30)
    number = send(owner, {"kode": str(code), "stok": "0", "stok_tadi": "30"}, LINE)
    with write():
        queries.managed(owner, code, lock=True).stock = 10
        actions.decide(owner, importing.KIND, number, accept=True)
    actions.work([importing.KIND])
    assert [outcome for outcome, _message in outcomes(owner, number)] == [Outcome.WRONG, Outcome.CREATED]


def test_cells_are_kept_as_they_came(within):
    owner = seller()
    row = imports.get(owner, importing.KIND, send(owner, {**LINE, "nama_barang": "'=SUM(A1)"}))
    assert json.loads(imports.lines_of(row, None)[0].cells)["nama_barang"] == "=SUM(A1)"
