"""The screens of control inputs, with and without htmx: ask, approve, hand over."""

import io

import pytest

from domain.db import db
from domain.inputs.models import InputRequest, InputStock
from tests.support.complaints import cast  # noqa: F401
from tests.support.media import MemoryMedia, photo

WANT = {
    "input_code": "beauveria",
    "area": "1.500",
    "area_unit": "m2",
    "quantity": "2",
    "reason": "Ulat di daun.",
}


@pytest.fixture
def filled(app, visit, cast):
    """Ten litres at the nearest place."""
    app.extensions["media"] = MemoryMedia()
    supply = {"depot_code": "bpp-hulu", "input_code": "beauveria", "quantity": "10"}
    visit(cast.coordinator).post("/bantuan/stok", **supply)


def pickup_of(app) -> str:
    with app.app_context():
        return db.session.query(InputRequest).one().pickup


@pytest.mark.parametrize("htmx", [False, True])
def test_from_the_farmers_wish_to_the_hand_over(app, visit, cast, filled, htmx):
    phone, desk = visit(cast.farmer, htmx), visit(cast.coordinator, htmx)
    assert phone.get("/bantuan/baru").select_one("[name=area_unit]")
    phone.post("/bantuan/", **WANT)
    assert "Menunggu persetujuan" in phone.get("/bantuan/").text
    assert "BPP Hulu, ada 10 liter" in desk.get("/bantuan/B0001/setujui").text
    desk.post("/bantuan/B0001/setujui", depot_code="bpp-hulu")
    code = pickup_of(app)
    assert code in phone.get("/bantuan/B0001").text
    assert code not in desk.get("/bantuan/B0001").text
    field = visit(cast.officer, htmx)
    assert field.get("/bantuan/B0001/serahkan").select_one("#receiver")["value"] == "Pak Slamet Riyadi"
    field.post("/bantuan/B0001/serahkan", receiver="Pak Slamet", pickup=code)
    assert "Sudah diterima" in phone.get("/bantuan/B0001").text
    assert "Beauveria8 liter" in desk.get("/bantuan/stok").text.replace("\n", "")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_request_beyond_the_area_keeps_what_was_typed(visit, cast, rows, htmx):
    page = visit(cast.farmer, htmx).post("/bantuan/", expect=422, **WANT | {"quantity": "4"})
    assert page.select_one("#quantity-err").text == "Untuk luas ini paling banyak 2 liter."
    assert page.select_one("#area")["value"] == "1.500"
    assert page.select_one("#reason").text.strip() == "Ulat di daun."
    assert rows(InputRequest) == 0


@pytest.mark.parametrize(
    "change",
    [
        {"area": "luas"},
        {"area": ""},
        {"area": "99.999.999"},
        {"quantity": "-1"},
        {"input_code": "tidak-ada"},
        {"quantity": "9" * 30},
    ],
)
def test_nonsense_in_the_form_is_said_at_its_field(visit, cast, rows, change):
    page = visit(cast.farmer).post("/bantuan/", expect=422, **WANT | change)
    assert page.select_one(f"#{next(iter(change))}-err")
    assert rows(InputRequest) == 0


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("area", "unit"), [("0", "m2"), ("0,00", "tumbak"), ("0,01", "tumbak"), ("0,4", "m2")]
)
def test_an_area_of_nothing_is_refused_as_it_was_typed(visit, cast, rows, htmx, area, unit):
    page = visit(cast.farmer, htmx).post(
        "/bantuan/", expect=422, **WANT | {"area": area, "area_unit": unit, "quantity": "1"}
    )
    assert page.select_one("#area-err").text == "Luas paling kecil 1 m². Periksa angka dan satuannya."
    assert page.select_one("#area")["value"] == area
    assert page.select_one("#area_unit option[selected]")["value"] == unit
    assert page.select_one("#reason").text.strip() == "Ulat di daun."
    assert rows(InputRequest) == 0


def test_an_area_in_the_local_unit_is_kept_in_square_metres(app, visit, cast):
    visit(cast.farmer).post("/bantuan/", **WANT | {"area": "100", "area_unit": "tumbak"})
    with app.app_context():
        assert db.session.query(InputRequest).one().area_m2 == 1_400


def test_a_wrong_code_is_said_and_a_photo_will_do(app, visit, cast, filled):
    visit(cast.farmer).post("/bantuan/", **WANT)
    visit(cast.coordinator).post("/bantuan/B0001/setujui", depot_code="bpp-hulu")
    field = visit(cast.officer)
    wrong = field.post("/bantuan/B0001/serahkan", expect=422, receiver="Bu Siti", pickup="99999")
    assert "Kodenya tidak cocok" in wrong.select_one("#pickup-err").text
    assert wrong.select_one("#receiver")["value"] == "Bu Siti"
    field.post("/bantuan/B0001/serahkan", receiver="Bu Siti", photos=(io.BytesIO(photo()), "a.jpg"))
    assert "Bukti: foto." in field.get("/bantuan/B0001").text
    assert field.get("/bantuan/B0001/foto").mimetype == "image/jpeg"
    assert visit(cast.farmer).get("/bantuan/B0001/foto", expect=403)


def test_a_refusal_reaches_the_farmer(visit, cast):
    visit(cast.farmer).post("/bantuan/", **WANT)
    desk = visit(cast.coordinator)
    assert desk.post("/bantuan/B0001/tolak", expect=422).select_one("#note-err")
    desk.post("/bantuan/B0001/tolak", note="Bukan musimnya.")
    assert "Bukan musimnya." in visit(cast.farmer).get("/bantuan/B0001").text
    desk.post("/bantuan/B0001/setujui", expect=422, depot_code="bpp-hulu")


def test_without_stock_approval_says_so(visit, cast, rows):
    visit(cast.farmer).post("/bantuan/", **WANT)
    assert "Stoknya tidak cukup" in visit(cast.coordinator).get("/bantuan/B0001/setujui").text
    assert rows(InputStock) == 0


def test_an_officer_asks_by_the_farmers_number(visit, cast, rows):
    desk = visit(cast.officer)
    assert desk.post("/bantuan/", expect=422, phone="0812-0000-0000", **WANT).select_one("#phone-err")
    desk.post("/bantuan/", phone=cast.farmer.phone, **WANT)
    assert "Pak Slamet" in desk.get("/bantuan/").text


ADVICE = {"problem": "tungro", "certainty": "likely", "text_0": "Cabut.", "follow_up_days": "7"}


@pytest.mark.parametrize("htmx", [False, True])
def test_an_answer_offers_what_lies_in_store_and_keeps_the_choice(app, visit, cast, filled, rows, htmx):
    with app.app_context():
        code = cast.file()
    desk = visit(cast.officer, htmx)
    offered = desk.post(f"/kotak/{code}/saran/bantuan", expect=200).select("#aid option")
    assert [each["value"] for each in offered] == ["", "beauveria|bpp-hulu"]
    wish = ADVICE | {"aid": "beauveria|bpp-hulu", "aid_quantity": "9"}
    refused = desk.post(f"/kotak/{code}/saran", expect=422, **wish)
    assert "Jatah setahun 5 liter" in refused.select_one("#aid_quantity-err").text
    assert refused.select_one("#aid [selected]")["value"] == "beauveria|bpp-hulu"
    assert rows(InputRequest) == 0
    desk.post(f"/kotak/{code}/saran", **wish | {"aid_quantity": "2"})
    assert "Kode ambil" in visit(cast.farmer).get("/bantuan/B0001").text
