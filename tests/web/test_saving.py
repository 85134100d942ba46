"""Hemat data: no picture is fetched unasked, and each says what it costs."""

import io

import pytest
from flask import Flask

from domain.people.rules import Role
from tests.support.complaints import VILLAGE
from tests.support.media import photo
from web.saving import saves_data

REPORT = {"commodity": "padi", "body": "Daun kuning.", "village_code": VILLAGE}
PLAIN = Flask("plain")


@pytest.mark.parametrize(
    ("headers", "cookies", "saved"),
    [
        ({}, "", False),
        ({"Save-Data": "on"}, "", True),
        ({"Save-Data": "off"}, "", False),
        ({"Sec-CH-Save-Data": "?1"}, "", True),
        ({"ECT": "2g"}, "", True),
        ({"ECT": "4g"}, "", False),
        ({}, "sinyal=slow-2g", True),
        ({}, "hemat=ya", True),
        ({"Save-Data": "on"}, "hemat=tidak; sinyal=2g", False),
        ({"Save-Data": "on"}, "hemat=lain", True),
    ],
)
def test_the_switch_decides_before_the_phone_and_the_line(headers, cookies, saved):
    with PLAIN.test_request_context(headers=headers | {"Cookie": cookies}):
        assert saves_data() is saved


def test_the_photos_of_a_case_become_links_until_they_are_asked_for(visit, person):
    phone = visit(person(Role.FARMER))
    phone.post("/keluhan/", **REPORT, photos=(io.BytesIO(photo()), "a.jpg"))
    assert phone.get("/keluhan/K0001").select_one("main img")
    phone.client.set_cookie("hemat", "ya")
    page = phone.get("/keluhan/K0001")
    link = page.select_one("main a[href$='/foto/1']")
    assert not page.select("img")
    assert link.text.startswith("Lihat foto 1 (") and link.text.endswith(" kB)")
    assert phone.client.get(link["href"]).mimetype == "image/jpeg"
    assert phone.get("/keluhan/K0001?foto=1").select_one("main img")


def test_the_button_below_turns_it_on_and_off(visit):
    phone = visit()
    button = phone.get("/masuk").select_one("[name=saving]")
    assert (button.text, button["value"]) == ("Hemat data", "ya")
    phone.post("/akun/tampilan", saving="ya")
    button = phone.get("/masuk").select_one("[name=saving]")
    assert (button.text, button["value"]) == ("Tampilkan foto", "tidak")
    phone.post("/akun/tampilan", saving="entah")
    assert phone.client.get_cookie("hemat").value == "ya"


def test_a_kept_page_is_kept_for_each_wish(visit):
    usual, saving = visit(), visit()
    for each, wish in ((usual, {}), (saving, {"Save-Data": "on"})):
        answer = each.client.get("/produk/", headers={"Accept-Encoding": "br"} | wish)
        assert "Save-Data" in answer.headers["Vary"]
        each.etag = answer.headers["ETag"]
    assert usual.etag != saving.etag
    again = usual.client.get("/produk/", headers={"Accept-Encoding": "br", "If-None-Match": usual.etag})
    assert (again.status_code, again.data) == (304, b"")
    assert len(str(again.headers)) < 180  # with status, date and server: less than 250 bytes on the wire


def test_letters_grow_by_the_same_way(visit):
    phone = visit()
    assert "large" not in phone.get("/masuk").html.get("class", [])
    phone.post("/akun/tampilan", size="large")
    assert "large" in phone.get("/masuk").html["class"]
    phone.post("/akun/tampilan", size="normal")
    assert "large" not in phone.get("/masuk").html.get("class", [])
