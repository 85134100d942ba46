"""A vendor sends goods as a spreadsheet and takes them out again; only its own."""

import io

from domain.catalogue import sheet
from domain.people.rules import Role
from ops import jobs
from services import sheet_reader, sheets
from tests.support.listings import publish
from tests.support.vendors import verified

LINE = ["", "Sambal bawang", "kudapan", "kotak", "12.500", "40", "", "1", "2", "Pedas.", "ya", ""]


def book(rows):
    return (io.BytesIO(sheets.as_csv(sheet.COLUMNS, rows)), "barang.csv")


def test_goods_go_out_come_back_and_only_the_owner_sees_them(app, visit, person):
    with app.app_context():
        owner, vendor_id = verified()
        code = publish(owner, name="=Keripik")
        _other, other_id = verified()
    owner_on_phone = person(Role.VENDOR_OWNER, scope=str(vendor_id))
    desk = visit(owner_on_phone)
    out = sheet_reader.read_rows(desk.get("/usaha/barang/impor/barang.xlsx").data)
    assert (tuple(out[0]), out[1][0], out[1][1]) == (sheet.COLUMNS, str(code), "'=Keripik")
    desk.get("/usaha/barang/impor/templat.csv")
    desk.get("/usaha/barang/impor/")
    desk.post("/usaha/barang/impor/", file=book([*out[1:], LINE, [*LINE[:4], "gratis", *LINE[5:]]]))
    assert "Sedang diperiksa" in desk.get("/usaha/barang/impor/1").text
    with app.app_context():
        jobs.import_sheets()
    done = visit(owner_on_phone, htmx=True).get("/usaha/barang/impor/1/kemajuan", expect=204)
    assert "/usaha/barang/impor/1" in done.headers["HX-Location"]
    shown = desk.get("/usaha/barang/impor/1")
    assert "Baris 4, kolom harga" in shown.select_one("#salah-rows").text
    assert "Sambal bawang" in desk.get("/usaha/barang/impor/1?lihat=baru").select_one("#baru-rows").text
    assert "=Keripik" in desk.get("/usaha/barang/impor/1?lihat=sama").select_one("#sama-rows").text
    visit(person(Role.VENDOR_OWNER, scope=str(other_id))).get("/usaha/barang/impor/1", expect=404)
    desk.post("/usaha/barang/impor/1", decision="ya")
    with app.app_context():
        jobs.import_sheets()
    assert "Selesai" in desk.get("/usaha/barang/impor/1").text
