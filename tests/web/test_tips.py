"""Tips of the season: by crop and month, reviewed ones for farmers, drafts for the desk only."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from domain import clock, region
from tests.support.complaints import *  # noqa: F403

CITY = Path(__file__).parents[2] / "regions" / "kota-batu"
DRAFT = "Kata yang belum diperiksa."
REVIEWED = "Bersihkan saluran air sawah minggu ini."


def test_a_farmer_reads_tips_for_own_crops_only(visit, cast, case):
    farmer = visit(cast.farmer)
    assert farmer.get("/").select_one("#tips") is None
    case(cast.file)  # rice
    tips = farmer.get("/").select_one("#tips").text
    assert REVIEWED in tips
    assert "POPT contoh, 2 Okt 2026" in tips and "Buku contoh" in tips
    assert DRAFT not in tips and "cabai" not in tips
    farmer.post("/lahan/", commodity="cabai", label="Lahan", area="", area_unit="m2")
    days = []
    for ahead in (0, 1):  # one a day, in turn
        with clock.freeze(clock.now() + timedelta(days=ahead)):
            days.append(visit(cast.farmer).get("/").select_one("#tips").text)
    assert sorted("cabai." in text for text in days) == [False, True]


def test_the_library_shows_them_by_crop_and_the_desk_reads_drafts(visit, cast):
    assert REVIEWED in visit().get("/pustaka/?tanaman=padi").text
    assert DRAFT not in visit().get("/pustaka/?tanaman=padi").text
    assert "perangkap" not in visit().get("/pustaka/?tanaman=padi").text
    assert DRAFT in visit(cast.officer).get("/pustaka/?tanaman=padi").text


@pytest.mark.parametrize("htmx", [False, True])
def test_an_expert_approves_a_tip_and_takes_it_back(visit, cast, htmx):
    expert = visit(cast.expert, htmx)
    row = next(each for each in expert.get("/redaksi/tips").select("#tip-rows li") if DRAFT in each.text)
    key = row.select_one("button")["value"]
    expert.post("/redaksi/tips/setujui", tip=key)
    assert DRAFT in visit().get("/pustaka/?tanaman=padi", statements=6).text
    assert cast.expert.name in visit().get("/pustaka/?tanaman=padi").select_one("#tips").text
    expert.post("/redaksi/tips/setujui", tip=key, expect=409)
    visit(cast.coordinator, htmx).post("/redaksi/tips/tarik", tip=key)
    assert DRAFT not in visit().get("/pustaka/?tanaman=padi").text
    expert.post("/redaksi/tips/setujui", tip="x", expect=404)


def test_the_desk_of_tips_is_read_by_those_who_answer_and_decided_by_experts(visit, cast):
    officer = visit(cast.officer)
    desk = officer.get("/redaksi/tips")
    assert DRAFT in desk.text and desk.select("#tip-rows button") == []
    assert REVIEWED in officer.get("/redaksi/tips?bagian=terlihat").text
    officer.post("/redaksi/tips/setujui", tip="x", expect=403)
    visit(cast.farmer).get("/redaksi/tips", expect=403)


@pytest.mark.parametrize("mode", ["test", "demo", "production"])
def test_no_mode_shows_a_draft_to_farmers_or_the_public(visit, cast, case, app, monkeypatch, mode):
    case(cast.file)
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], mode=mode))
    pages = [visit(cast.farmer).get("/").text]
    for who in (visit(), visit(cast.farmer)):
        pages += [who.get(f"/pustaka/{asked}").text for asked in ("", "?tanaman=padi", "?tanaman=cabai")]
    assert not any(DRAFT in text for text in pages)
    assert REVIEWED in "".join(pages)


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_of_the_city_has_tips_that_name_their_source(month):
    tips = [tip for tip in region.read(CITY).tips.values() if tip.month == month]
    assert tips and all(tip.source and len(tip.text) <= 140 for tip in tips)
    assert not any(tip.reviewed_by for tip in tips)  # nobody has reviewed them yet: the desk does


def test_the_desk_shows_ten_at_a_time_and_all_in_the_end(visit, cast, monkeypatch):
    expert, address, turned = visit(cast.expert), "/redaksi/tips?bagian=terlihat", 0
    whole = re.findall(r'name="tip" value="([^"]+)"', expert.client.get(address).get_data(as_text=True))
    monkeypatch.setattr("blueprints.editors.routes.TIPS_A_PAGE", 1)
    seen = []
    while address:
        page = expert.client.get(address).get_data(as_text=True)
        seen += re.findall(r'name="tip" value="([^"]+)"', page)
        more = re.search(r'href="(/redaksi/tips\?[^"]*sesudah=\d+)"', page)
        address, turned = more[1].replace("&amp;", "&") if more else "", turned + 1
    assert seen == whole
    assert turned == len(whole) > 1
