"""Farmers and groups out of a table: looked at, saved, claimed with a code from the sheet."""

import io

import pytest

from domain.people.groups import importing, queries
from domain.people.groups.models import FarmerGroup, GroupMember
from domain.people.models import PaperCode, Person
from domain.people.parcels.models import Parcel
from domain.people.rules import Actor, Role
from domain.writing import write
from tests.support.workbook import csv, xlsx

HULU, HILIR = "99.01.01.2001", "99.01.01.2002"
HEADINGS = [names[0] for names in importing.COLUMNS.values()]
COORDINATOR = Actor(None, Role.COORDINATOR)


@pytest.fixture
def villages(app):
    from domain import region

    known = region.current().villages
    return known[HULU].name, known[HILIR].name


def outcomes(*rows, actor=COORDINATOR):
    return [(line.outcome.value, line.message) for line in importing.preview(actor, [HEADINGS, *rows]).lines]


@pytest.mark.parametrize("write_table", [xlsx, csv])
def test_a_table_is_looked_at_saved_and_claimed(visit, person, rows, villages, write_table):
    desk = visit(person(Role.OFFICER, scope=HULU, village=HULU))
    here, elsewhere = villages
    table = write_table(
        HEADINGS,
        [
            ("Bu Tutik", here, "081234567890", "Tani Makmur", "Padi, cabai"),
            ("Pak Karyo", here, "", "tani makmur", "padi"),
            ("Pak Jauh", elsewhere, "", "", ""),
            ("=HYPERLINK(1)", here, "", "", ""),
        ],
    )
    before = rows(Person)
    assert "Nama" in desk.get("/kelompok-tani/impor").text
    desk.get("/kelompok-tani/impor/contoh.xlsx")
    page = desk.post("/kelompok-tani/impor", expect=200, file=(io.BytesIO(table), "petani"))
    assert "3 baru" in page.text and "1 salah" in page.text and "desa Anda sendiri" in page.text
    assert rows(Person) == before
    kept = page.select_one("input[name=name]")["value"]
    desk.post("/kelompok-tani/impor/simpan", name=kept)
    assert (rows(Person), rows(FarmerGroup), rows(GroupMember), rows(Parcel)) == (before + 3, 1, 2, 3)
    again = desk.post("/kelompok-tani/impor", expect=200, file=(io.BytesIO(table), "petani"))
    assert "3 tetap" in again.text
    listed = desk.get("/kelompok-tani/")
    assert "2 belum punya PIN" in listed.text and "1 petani tanpa kelompok" in listed.text
    group = listed.select_one("#group-rows a")["href"]
    assert "Pak Karyo" in desk.get(group).text
    _claimed(visit, desk, group, rows)


def _claimed(visit, desk, group, rows):
    """The sheet shows each code once; one of them opens its account."""
    sheet = desk.post(f"{group}/kode", expect=200)
    codes = {part.h2.text: part.select_one(".num").text for part in sheet.select("section")}
    assert set(codes) == {"Bu Tutik", "Pak Karyo"}
    opened = {"phone": "0812 3456 7890", "secret": "583914", "secret_again": "583914"}
    visit().post("/kode", code=codes["Bu Tutik"], **opened)
    assert "1 belum punya PIN" in desk.get("/kelompok-tani/").text
    desk.post("/kelompok-tani/kode", expect=200)
    assert rows(PaperCode) == 3
    person_id = desk.get(group).select_one("#person option")["value"]
    desk.post(f"{group}/keluar", person=person_id)
    assert rows(GroupMember) == 1
    desk.post(f"{group}/keluar", expect=404, person=person_id)


def test_a_group_is_founded_and_filled_by_hand(visit, person):
    farmer, far = person(Role.FARMER, village=HULU), person(Role.FARMER, village=HILIR)
    desk = visit(person(Role.OFFICER, scope=HULU, village=HULU))
    given = {"name": "Ngudi  Luhur", "village_code": HULU}
    desk.post("/kelompok-tani/baru", expect=422, **given | {"name": "…"})
    desk.post("/kelompok-tani/baru", expect=422, **given | {"village_code": HILIR})
    desk.post("/kelompok-tani/baru", **given)
    page = desk.post("/kelompok-tani/baru", expect=422, **given | {"name": "ngudi luhur"})
    assert "sudah punya kelompok" in page.select_one("#name-err").text
    group = desk.get("/kelompok-tani/").select_one("#group-rows a")["href"]
    desk.post(f"{group}/masuk", expect=409, new=far.actor.person_id)
    desk.post(f"{group}/masuk", new=farmer.actor.person_id)
    page = desk.get(group)
    assert page.select_one("#member-rows a").text == farmer.name
    assert not page.select(f"#new option[value='{farmer.actor.person_id}']")
    desk.post(f"{group}/masuk", expect=409, new=farmer.actor.person_id)


def test_rows_that_cannot_be_told_apart_are_left_out(within, villages):
    here, _ = villages
    told = outcomes(
        ("Pak A", here, "081234567890", ""),
        ("Pak B", here, "081234567890", ""),
        ("Pak C", here, "", "Satu"),
        ("pak c", here, "", "Dua"),
        ("", here, "", ""),
        ("x" * 81, here, "", ""),
    )
    assert [outcome for outcome, _said in told] == ["created", "error", "created", "error", "error", "error"]
    assert "baris 2" in told[1][1] and "Kolom Nama kosong" in told[4][1] and "paling panjang 80" in told[5][1]


def test_what_a_farmer_told_is_never_overwritten(person, within, villages):
    known = person(Role.FARMER, village=HULU, name="Pak Slamet")
    row = ("PAK SLAMET", villages[0], known.phone, "Tani Makmur")
    assert outcomes(row) == [("changed", "masuk kelompok Tani Makmur")]
    with write():
        importing.carry_out(COORDINATOR, [HEADINGS, row], file_sha256="a" * 64)
    assert outcomes(row) == [("unchanged", "")]
    assert queries.names_of(known.actor.person_id) == ["Tani Makmur"]
    assert outcomes(("Orang lain", villages[0], known.phone, ""))[0][0] == "error"


def test_a_ppl_sees_the_own_village_only(app, visit, person, villages):
    table = [HEADINGS, ("Pak Jauh", villages[1], "", "Jauh")]
    with app.app_context():
        with write():
            importing.carry_out(COORDINATOR, table, file_sha256="a" * 64)
        (group,) = queries.page_of(COORDINATOR)
    visit(person(Role.COORDINATOR)).get(f"/kelompok-tani/{group.id}")
    desk = visit(person(Role.OFFICER, scope=HULU, village=HULU))
    assert "Jauh" not in desk.get("/kelompok-tani/").text
    for path in ("", "/kode"):
        getter = desk.post if path else desk.get
        getter(f"/kelompok-tani/{group.id}{path}", expect=404)
    visit(person(Role.FARMER)).get("/kelompok-tani/", expect=403)
