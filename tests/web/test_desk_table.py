"""The desk's cases as a file: filtered like the list, and without people."""

from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import OTHER_VILLAGE


def test_the_filtered_cases_come_as_a_table_without_people(case, cast, visit):
    near, far = case(cast.file), case(cast.file, village_code=OTHER_VILLAGE, commodity_code="cabai")
    desk = visit(cast.coordinator)
    whole = desk.get("/kotak/daftar.csv").text
    assert near in whole and far in whole
    assert cast.farmer.name not in whole and "Daun" not in whole
    narrowed = desk.get(f"/kotak/daftar.csv?desa={OTHER_VILLAGE}").text
    assert far in narrowed and near not in narrowed
    assert "spreadsheetml" in desk.get("/kotak/daftar.xlsx").headers["Content-Type"]
    visit(cast.farmer).get("/kotak/daftar.csv", expect=403)
