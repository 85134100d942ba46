"""Signing in and out, with and without script."""

import pytest

from domain import attempts
from domain.people.rules import Role


@pytest.mark.parametrize("role", [Role.FARMER, Role.ADMIN])
def test_it_signs_in_by_phone_and_secret(visit, person, role):
    somebody = person(role)
    phone = visit()
    phone.get("/masuk")
    phone.post("/masuk", phone=somebody.phone, secret=somebody.secret)
    assert somebody.name in phone.get("/akun").text


@pytest.mark.parametrize("typed", ["0812", "halo", "+12025550123", "", "081\x00234567890"])
def test_it_says_how_a_phone_number_looks(visit, typed):
    page = visit().post("/masuk", expect=422, phone=typed, secret="482915")
    assert page.select_one("#phone-err").text.strip()
    assert page.select_one("#phone")["value"] == typed.replace("\x00", "")


def test_it_refuses_a_wrong_pin_and_keeps_the_number(visit, person):
    farmer = person(Role.FARMER)
    page = visit().post("/masuk", expect=422, phone=farmer.phone, secret="111222")
    assert "tidak cocok" in page.text
    assert page.select_one("#phone")["value"] == farmer.phone


def test_five_wrong_pins_close_the_door_for_a_while(visit, person):
    farmer = person(Role.FARMER)
    phone = visit()
    for _ in range(5):
        phone.post("/masuk", expect=422, phone=farmer.phone, secret="999111")
    phone.post("/masuk", expect=429, phone=farmer.phone, secret=farmer.secret)


def test_an_old_cookie_is_worth_nothing_after_signing_out(visit, person):
    phone = visit(person(Role.FARMER))
    phone.get("/akun")
    kept = phone.client.get_cookie("lumbung").value
    phone.post("/keluar")
    phone.client.set_cookie("lumbung", kept)
    phone.get("/akun", expect=303)


def test_signing_out_everywhere_ends_the_other_phone_too(visit, person):
    farmer = person(Role.FARMER)
    one, other = visit(farmer), visit(farmer)
    one.post("/keluar/semua")
    other.get("/akun", expect=303)


@pytest.mark.parametrize(
    "target", ["//evil.id", "/\\evil.id", "https://evil.id", "/\tevil.id", "javascript:x"]
)
def test_it_never_goes_to_another_site(visit, person, target):
    farmer = person(Role.FARMER)
    answer = visit().post("/masuk", phone=farmer.phone, secret=farmer.secret, next=target)
    assert answer.headers["Location"] == "/"


def test_registration_is_one_screen_and_signs_in(visit):
    phone = visit()
    village = phone.get("/daftar").select("#village_code option")[1]["value"]
    phone.post("/daftar", name="Pak Tani", phone="0813 5555 0199", village_code=village, secret="592713")
    assert "Pak Tani" in phone.get("/akun").text


@pytest.mark.parametrize("pin", ["123456", "000000", "121212", "123123", "12345", "abcdef", "654321"])
def test_it_refuses_a_pin_anybody_guesses(visit, pin):
    phone = visit()
    village = phone.get("/daftar").select("#village_code option")[1]["value"]
    fields = {"name": "Bu Tani", "phone": "0813 5555 0188", "village_code": village, "secret": pin}
    page = phone.post("/daftar", expect=422, **fields)
    assert page.select_one("#secret-err")
    assert page.select_one("#name")["value"] == "Bu Tani"


def test_a_pin_tried_from_many_addresses_closes_the_door_for_the_day(app, visit, person):
    farmer, official = person(Role.FARMER), person(Role.ADMIN)
    with app.app_context():
        for somebody in (farmer, official):
            attempts.note("sign_in", *[somebody.phone] * 100)
    visit().post("/masuk", expect=429, phone=farmer.phone, secret=farmer.secret)
    visit().post("/masuk", phone=official.phone, secret=official.secret)


def test_asking_which_numbers_are_registered_is_counted(visit, person):
    farmer, phone = person(Role.FARMER), visit()
    village = phone.get("/daftar").select("#village_code option")[1]["value"]
    fields = {"name": "Siapa", "phone": farmer.phone, "village_code": village, "secret": "592713"}
    for _ in range(20):
        phone.post("/daftar", expect=422, **fields)
    phone.post("/daftar", expect=429, **fields)


def test_guessing_the_old_pin_of_a_signed_in_phone_is_counted(visit, person):
    farmer = person(Role.FARMER)
    phone = visit(farmer)
    for _ in range(5):
        phone.post("/akun/sandi", expect=422, old="111222", secret="592713")
    phone.post("/akun/sandi", expect=429, old=farmer.secret, secret="592713")


def test_registering_leads_back_to_what_was_wanted(visit):
    phone = visit()
    page = phone.get("/masuk?next=/keluhan/baru")
    page = phone.get(next(a["href"] for a in page.select("main a") if "/daftar" in a["href"]))
    village = page.select("#village_code option")[1]["value"]
    wanted = page.select_one("[name=next]")["value"]
    fields = {"name": "Bu Tani", "phone": "0813 5555 0177", "village_code": village, "secret": "592713"}
    answer = phone.post("/daftar", **fields, next=wanted)
    assert answer.headers["Location"] == "/keluhan/baru"
