"""Lahan saya: noted in the unit people use, taken away again, and only one's own."""

import pytest

from domain.errors import RuleBroken
from domain.people.parcels import rules
from domain.people.parcels.models import Parcel
from domain.people.rules import Role

GIVEN = {"commodity": "padi", "label": "Sawah timur", "area": "2", "area_unit": "tumbak"}


@pytest.mark.parametrize(
    ("commodity", "area_m2", "have", "field"),
    [("durian", None, 0, "commodity"), ("padi", 10_000_001, 0, "area"), ("padi", None, 12, None)],
)
def test_what_cannot_be_is_refused(commodity, area_m2, have, field):
    rules.check_parcel("padi", None, {"padi"}, 11)
    with pytest.raises(RuleBroken) as refused:
        rules.check_parcel(commodity, area_m2, {"padi"}, have)
    assert refused.value.field == field


def test_a_farmer_notes_a_parcel_and_takes_it_away(visit, person, rows):
    farmer = visit(person(Role.FARMER))
    page = farmer.post("/lahan/", expect=422, **GIVEN | {"area": "luas"})
    assert page.select_one("#label")["value"] == "Sawah timur" and "angkanya saja" in page.text
    page = farmer.post("/lahan/", expect=422, **GIVEN | {"area": "0"})
    assert "paling kecil 1 m²" in page.select_one("#area-err").text
    assert page.select_one("#label")["value"] == "Sawah timur"
    farmer.post("/lahan/", **GIVEN)
    page = farmer.get("/lahan/")
    assert "Sawah timur · 28 m²" in page.text
    number = page.select_one("button[name=parcel]")["value"]
    visit(person(Role.FARMER)).post("/lahan/hapus", expect=404, parcel=number)
    assert rows(Parcel) == 1
    farmer.post("/lahan/hapus", parcel=number)
    assert rows(Parcel) == 0
