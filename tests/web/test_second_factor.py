"""The code at the door, and again before money or people are touched; with and without script."""

import re
from datetime import timedelta

import pytest

from domain import clock
from domain.db import db
from domain.people.factor import actions, keys, queries, totp
from domain.people.factor.models import SecondFactor
from domain.people.models import SignIn
from domain.people.rules import Role
from domain.writing import write
from tests.support.places import scope_for


def code_of(app, somebody, ahead: int = 0) -> str:
    with app.app_context():
        factor = db.session.get(SecondFactor, somebody.actor.person_id)
        return totp.code_at(keys.secret_of(factor.seed), totp.step_of(clock.now()) + ahead)


def enrol(app, somebody) -> None:
    with app.app_context(), write():
        actions.enrol(somebody.actor)


def age(app, somebody, minutes: int) -> None:
    """The last code was given so long ago."""
    with app.app_context(), write():
        for row in db.session.query(SignIn).filter_by(person_id=somebody.actor.person_id):
            row.checked_at = clock.now() - timedelta(minutes=minutes)


@pytest.fixture
def signer(app, person):
    return person(Role.SIGNER, scope=scope_for(app, Role.SIGNER))


@pytest.mark.parametrize("role", [Role.SIGNER, Role.TREASURER, Role.FINANCE_VERIFIER, Role.ADMIN])
def test_hats_that_bind_or_move_money_wait_at_the_door(app, visit, person, role):
    somebody = person(role, scope=scope_for(app, role))
    phone = visit(somebody, checked=False)
    for address in ("/", "/pesanan/", "/produk/"):
        assert phone.get(address, expect=303).location.startswith("/masuk/kode")
    phone.get("/akun")


@pytest.mark.parametrize("role", [Role.PROCURER, Role.RECEIVER, Role.EXPERT])
def test_other_hats_need_no_code(app, visit, person, role):
    visit(person(role, scope=scope_for(app, role)), checked=False).get("/akun")
    visit(person(role, scope=scope_for(app, role)), checked=False).get("/")


def test_it_is_set_up_once_with_a_picture_words_and_recovery_codes(app, visit, signer):
    phone = visit(signer, checked=False)
    assert phone.get("/masuk/kode", expect=303).location == "/akun/kode-kedua?next="
    phone.get("/akun/kode-kedua")
    page = phone.post("/akun/kode-kedua", expect=200)
    assert page.select_one("main svg path") and re.fullmatch(r"([A-Z2-7]{4} ){7}[A-Z2-7]{4}", page.code.text)
    wrong = phone.post("/akun/kode-kedua/pasang", expect=422, code="000000")
    assert wrong.select_one("#code-err").text and wrong.code.text == page.code.text
    done = phone.post("/akun/kode-kedua/pasang", expect=200, code=code_of(app, signer), next="/pesanan/")
    assert len(done.select("ol.rows li")) == 8
    assert done.select_one("a.go")["href"] == "/pesanan/"
    phone.get("/")
    phone.post("/akun/kode-kedua", expect=409)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_code_opens_the_page_that_was_wanted(app, visit, signer, htmx):
    enrol(app, signer)
    phone = visit(signer, checked=False)
    assert phone.get("/pesanan/", expect=303).location == "/masuk/kode?next=/pesanan/"
    assert phone.get("/masuk/kode?next=/pesanan/").select_one("input[name=next]")["value"] == "/pesanan/"
    phone.post("/masuk/kode", code="12 34", expect=422)
    assert phone.post("/masuk/kode", code=code_of(app, signer), next="/pesanan/").location == "/pesanan/"
    phone.get("/pesanan/")
    if htmx:
        stale = visit(signer, htmx=True, checked=False)
        answer = stale.client.get("/pesanan/", headers={"HX-Request": "true"})
        assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, "/masuk/kode?next=/pesanan/")


def test_it_never_leads_to_another_site(app, visit, signer):
    enrol(app, signer)
    phone = visit(signer, checked=False)
    assert phone.post("/masuk/kode", code=code_of(app, signer), next="//evil.id").location == "/"


def test_five_wrong_codes_close_the_door_for_a_while(app, visit, signer):
    enrol(app, signer)
    phone = visit(signer, checked=False)
    for _ in range(5):
        phone.post("/masuk/kode", expect=422, code="000000")
    visit(signer, checked=False).post("/masuk/kode", expect=429, code=code_of(app, signer))


def test_an_old_code_is_asked_again_before_people_are_touched(app, visit, person):
    admin, other = person(Role.ADMIN), person(Role.FARMER)
    enrol(app, admin)
    desk = visit(admin)
    here = f"/orang/{other.actor.person_id}"
    age(app, admin, minutes=11)
    desk.get(here)
    assert desk.get(f"{here}/peran/officer", expect=303).location == f"/masuk/kode?next={here}/peran/officer"
    desk.post(f"{here}/blokir")  # a page opened in time may still be sent
    age(app, admin, minutes=26)
    page = desk.post(f"{here}/buka-blokir", expect=428)
    assert "Masukkan kode" in page.text
    desk.post("/masuk/kode", code=code_of(app, admin))
    desk.post(f"{here}/buka-blokir")


def test_what_was_typed_comes_back_when_the_code_is_too_old(app, visit, person):
    admin, other = person(Role.ADMIN), person(Role.FARMER)
    enrol(app, admin)
    desk = visit(admin)
    age(app, admin, minutes=60)
    address = f"/orang/{other.actor.person_id}/peran/officer"
    page = desk.post(address, expect=428, decree="SK nomor tujuh", scope="x")
    assert "SK nomor tujuh" in page.text


def test_two_admins_reset_on_screen_and_the_person_sets_up_anew(app, visit, person, signer):
    enrol(app, signer)
    one, two = visit(person(Role.ADMIN)), visit(person(Role.ADMIN))
    here = f"/orang/{signer.actor.person_id}"
    one.post(f"{here}/kode-kedua/minta")
    assert "Menunggu admin lain" in one.get(here).text
    one.post(f"{here}/kode-kedua/setuju", expect=409)
    page = two.post(f"{here}/kode-kedua/setuju", expect=200)
    code = page.select_one(".num").text
    phone = visit(signer, checked=False)
    assert phone.post("/masuk/kode", code=code).location == "/akun/kode-kedua"
    phone.post("/akun/kode-kedua", expect=200)
    phone.post("/akun/kode-kedua/pasang", expect=200, code=code_of(app, signer))
    with app.app_context():
        assert queries.is_enrolled(signer.actor.person_id)


def test_the_code_is_on_the_screen_in_the_demo_only(app, visit, signer):
    enrol(app, signer)
    assert "Hanya di demo" not in visit(signer, checked=False).get("/masuk/kode").text
