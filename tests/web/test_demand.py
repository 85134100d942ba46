"""The board of planned needs on screen: filled, read by everybody, watched."""

import io

from domain import clock
from domain.demand import importing
from domain.people.rules import Role
from tests.support.listings import seller
from tests.support.workbook import csv

HEADINGS = [names[0] for names in importing.COLUMNS.values()]


def lines(count: int) -> list[list]:
    year = str(clock.fiscal_year() + 1)
    return [
        [f"4123{n:04}", "", f"Snack rapat {n}", "kudapan", "", 6_000_000, "Maret", year, ""]
        for n in range(count)
    ]


def test_needs_are_filled_in_read_and_told(app, visit, person):
    with app.app_context():
        owner = seller()
    vendor = visit(person(Role.VENDOR_OWNER, scope=owner.scope))
    vendor.get("/kebutuhan/langganan")
    vendor.post("/kebutuhan/langganan", expect=422, category="", village="")
    vendor.post("/kebutuhan/langganan", category="kudapan", village="")
    buyer = visit(person(Role.PROCURER, scope="DISTAN"))
    buyer.get("/kebutuhan/impor")
    sent = (io.BytesIO(csv(HEADINGS, lines(21))), "rup.csv")
    shown = buyer.post("/kebutuhan/impor", expect=200, file=sent)
    buyer.post("/kebutuhan/impor/simpan", name=shown.select_one("input[name=name]")["value"])
    passer = visit()
    board = passer.get("/kebutuhan/", statements=6)
    assert len(board.select("#need-rows li")) == 20
    more = next(a["href"] for a in board.select("a") if "sesudah" in a["href"])
    assert len(passer.get(more, statements=6).select("#need-rows li")) == 1
    assert passer.get("/kebutuhan/?jenis=tenda&desa=x", statements=6).select("#need-rows li") == []
    passer.get("/kebutuhan/saring", statements=6)
    assert "Rp6.000.000" in passer.get("/kebutuhan/1", statements=6).text
    assert "21 kebutuhan kantor cocok" in vendor.get("/").text
    assert len(vendor.get("/kebutuhan/kabar").select(".tag.warn")) == 20
    vendor.post("/kebutuhan/kabar")
    assert vendor.get("/kebutuhan/kabar").select(".tag.warn") == []
    buyer.get("/kebutuhan/1")
    buyer.post("/kebutuhan/1/tutup")
    assert "Sudah ditutup" in passer.get("/kebutuhan/1").text
    vendor.post("/kebutuhan/langganan/hapus", watch="kudapan,")
    buyer.get("/kebutuhan/impor/contoh.xlsx")
