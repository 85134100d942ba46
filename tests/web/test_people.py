"""Appointing, transferring, deputising, blocking; codes on paper."""

import re

import pytest

from domain.people import queries
from domain.people.rules import Role
from tests.support.places import scope_for


@pytest.fixture
def admin(visit, person):
    return visit(person(Role.ADMIN))


@pytest.fixture
def officer(app, visit, person):
    return visit(person(Role.OFFICER, scope=scope_for(app, Role.OFFICER)))


def wearer(app, role: Role, scope: str = ""):
    with app.app_context():
        return [person.id for person in queries.wearing(role, scope)]


def test_a_ppl_registers_a_farmer_who_claims_the_account_with_a_paper_code(app, officer, visit):
    village = scope_for(app, Role.OFFICER)
    answer = officer.post("/orang/", name="Mbah Karto", phone="", village_code=village)
    address = answer.headers["Location"]
    page = officer.post(f"{address}/kode", expect=200)
    code = re.sub(r"\s", "", page.select_one(".num").text)
    phone = visit()
    phone.post("/kode", code=code.lower(), phone="0813 7777 0123", secret="592713")
    assert "Mbah Karto" in phone.get("/akun").text
    again = visit().post("/kode", expect=422, code=code, phone="0813 7777 0123", secret="592713")
    assert "sudah dipakai" in again.text


def test_a_ppl_does_not_see_other_villages(app, officer, visit, person):
    with app.app_context():
        elsewhere = queries.villages()[-1].code
    farmer = person(Role.FARMER, village=elsewhere)
    officer.get(f"/orang/{farmer.actor.person_id}", expect=404)
    officer.post(f"/orang/{farmer.actor.person_id}/kode", expect=404)


def test_a_ppl_cannot_make_a_code_for_an_official_of_the_village(app, officer, person):
    village = scope_for(app, Role.OFFICER)
    signer = person(Role.SIGNER, scope=scope_for(app, Role.SIGNER), village=village)
    officer.post(f"/orang/{signer.actor.person_id}/kode", expect=409)


@pytest.mark.parametrize("htmx", [False, True])
def test_an_admin_appoints_and_a_scope_is_asked_for(app, visit, person, htmx):
    admin, somebody = visit(person(Role.ADMIN), htmx), person(Role.EXPERT)
    address = f"/orang/{somebody.actor.person_id}/peran/signer"
    page = admin.post(address, expect=422, scope="")
    assert "Pilih kantor" in page.text
    assert (page.html is None) is htmx
    office = scope_for(app, Role.SIGNER)
    admin.post(address, scope=office, decree="SK/1/2026")
    assert somebody.actor.person_id in wearer(app, Role.SIGNER, office)


def test_a_hat_moves_to_another_person_and_is_gone_here(app, admin, person):
    office = scope_for(app, Role.TREASURER)
    old, new = person(Role.TREASURER, scope=office), person(Role.EXPERT)
    admin.post(f"/orang/{old.actor.person_id}/peran/{old.hat_id}/pindah", phone=new.phone, decree="SK/2")
    wearers = wearer(app, Role.TREASURER, office)
    assert new.actor.person_id in wearers
    assert old.actor.person_id not in wearers


def test_a_deputy_stands_in_until_a_day_and_the_hat_stays(app, admin, person):
    office = scope_for(app, Role.SIGNER)
    own, deputy = person(Role.SIGNER, scope=office), person(Role.EXPERT)
    address = f"/orang/{own.actor.person_id}/peran/{own.hat_id}/pindah"
    admin.post(address, expect=422, phone=deputy.phone, until="2020-01-01")
    admin.post(address, phone=deputy.phone, until="2999-01-01")
    assert {own.actor.person_id, deputy.actor.person_id} <= set(wearer(app, Role.SIGNER, office))


def test_a_blocked_person_is_out_at_once_and_may_come_back(admin, visit, person):
    farmer = person(Role.FARMER)
    phone = visit(farmer)
    phone.get("/akun")
    admin.post(f"/orang/{farmer.actor.person_id}/blokir")
    phone.get("/akun", expect=303)
    visit().post("/masuk", expect=422, phone=farmer.phone, secret=farmer.secret)
    admin.post(f"/orang/{farmer.actor.person_id}/buka-blokir")
    visit().post("/masuk", phone=farmer.phone, secret=farmer.secret)


def test_a_hat_taken_off_is_off_on_every_phone_at_once(app, admin, visit, person):
    somebody = person(Role.EXPERT)
    phone = visit(somebody)
    admin.post(f"/orang/{somebody.actor.person_id}/peran/{somebody.hat_id}/akhiri")
    assert "Tim ahli" not in phone.get("/akun").text


def test_a_coordinator_does_not_make_admins(visit, person):
    boss, somebody = visit(person(Role.COORDINATOR)), person(Role.EXPERT)
    page = boss.get(f"/orang/{somebody.actor.person_id}")
    offered = {link["href"].rsplit("/", 1)[1] for link in page.select("a[href*='/peran/']")}
    assert {"officer", "expert"} <= offered
    assert "admin" not in offered
    refused = boss.post(f"/orang/{somebody.actor.person_id}/peran/admin", expect=422)
    assert "tidak bisa Anda berikan" in refused.text
    boss.get(f"/orang/{somebody.actor.person_id}/peran/raja", expect=404)


def test_an_owner_adds_and_ends_staff_of_the_own_business_only(app, visit, person):
    mine, theirs = scope_for(app, Role.VENDOR_OWNER), scope_for(app, Role.VENDOR_OWNER)
    owner, helper = visit(person(Role.VENDOR_OWNER, scope=mine)), person(Role.FARMER)
    owner.post("/orang/pegawai-usaha", phone=helper.phone, rights=["orders"])
    assert helper.name in owner.get("/orang/pegawai-usaha").text
    other = person(Role.VENDOR_STAFF, scope=theirs)
    owner.post(f"/orang/pegawai-usaha/{other.hat_id}/akhiri", expect=404)
    staff = wearer(app, Role.VENDOR_STAFF, mine)
    assert staff == [helper.actor.person_id]


def test_search_finds_by_name_and_by_the_end_of_the_number(admin, person):
    farmer = person(Role.FARMER, name="Bu Langka Sekali")
    assert "Bu Langka Sekali" in admin.get("/orang/?cari=langka").text
    assert "Bu Langka Sekali" in admin.get(f"/orang/?cari={farmer.phone[-6:]}").text
    assert "Tidak ada yang cocok" in admin.get("/orang/?cari=%25%25%25").text


def code_for(giver, somebody) -> str:
    """A fresh paper code, off the page that shows it."""
    page = giver.post(f"/orang/{somebody.actor.person_id}/kode", expect=200)
    return re.sub(r"\s", "", page.select_one(".num").text)


def test_an_official_cannot_turn_the_password_into_a_pin_with_a_paper_code(app, admin, visit, person):
    signer = person(Role.SIGNER, scope=scope_for(app, Role.SIGNER))
    code = code_for(admin, signer)
    page = visit().post("/kode", expect=422, code=code, phone=signer.phone, secret="592713")
    assert "kata sandi" in page.select_one("#secret-err").text
    visit().post("/kode", code=code, phone=signer.phone, secret="padi-menguning-9")


def test_somebody_with_a_pin_gets_no_office_until_it_is_a_password(app, admin, visit, person):
    farmer, office = person(Role.FARMER), scope_for(app, Role.SIGNER)
    address = f"/orang/{farmer.actor.person_id}/peran/signer"
    assert "kata sandi" in admin.post(address, expect=422, scope=office).text
    visit(farmer).post("/akun/sandi", old=farmer.secret, secret="padi-menguning-9")
    admin.post(address, scope=office)
    assert farmer.actor.person_id in wearer(app, Role.SIGNER, office)


def test_only_the_newest_paper_code_opens(app, officer, visit, person):
    farmer = person(Role.FARMER, village=scope_for(app, Role.OFFICER))
    older, newer = code_for(officer, farmer), code_for(officer, farmer)
    visit().post("/kode", expect=422, code=older, phone=farmer.phone, secret="592713")
    visit().post("/kode", code=newer, phone=farmer.phone, secret="592713")


def test_a_code_of_a_ppl_does_not_open_the_account_of_a_fresh_official(app, admin, officer, visit, person):
    farmer = person(Role.FARMER, village=scope_for(app, Role.OFFICER))
    visit(farmer).post("/akun/sandi", old=farmer.secret, secret="padi-menguning-9")
    code = code_for(officer, farmer)
    admin.post(f"/orang/{farmer.actor.person_id}/peran/signer", scope=scope_for(app, Role.SIGNER))
    visit().post("/kode", expect=422, code=code, phone=farmer.phone, secret="sawah-hijau-2027")


def test_a_business_is_found_by_its_name_not_by_scrolling(admin, app, person):
    somebody, vendor = person(Role.EXPERT), scope_for(app, Role.VENDOR_OWNER)
    address = f"/orang/{somebody.actor.person_id}/peran/vendor_owner"
    assert "Tidak ada usaha" in admin.get(f"{address}?cari=zzz").text
    offered = {option["value"] for option in admin.get(address).select("#scope option")}
    assert vendor in offered
    assert len(offered) <= 31
