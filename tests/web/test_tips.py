"""Tips of the season: by crop and month, reviewed ones for farmers, drafts for the desk only."""

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


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_of_the_city_has_tips_that_name_their_source(month):
    pack = region.read(CITY)
    drafts = pack.drafts_of(month, set(pack.commodities))
    assert drafts and all(tip.source and len(tip.text) <= 140 for tip in drafts)
    assert pack.tips_of(month, set(pack.commodities)) == []  # nobody has reviewed them yet


def test_another_month_has_other_tips(app):
    with app.app_context():
        pack = region.current()
        tip = replace(pack.tips["padi-1"], month=2)
        changed = replace(pack, tips={"padi-1": tip})
        assert changed.tips_of(1, {"padi"}) == []
        assert changed.tips_of(2, {"padi"}) == [tip]
        assert clock.today().month in range(1, 13)
