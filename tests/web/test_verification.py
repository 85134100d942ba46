"""The admin's queues about vendors: look, tick, decide, with reasons; nobody else gets in."""

from datetime import date

import pytest

from domain.db import db
from domain.people.models import Vendor
from domain.people.rules import Role, VendorStatus
from domain.people.vendors import actions, queries, verifying
from domain.people.vendors.rules import CHECKLIST, Page
from domain.writing import write
from tests.support.vendors import FILE, sent, verified

ACCOUNT = {"bank_name": "Bank Baru", "bank_account": "5550001112", "bank_holder": "Bu Contoh"}


@pytest.fixture
def business(app):
    def make(begin=sent, **how):
        with app.app_context():
            return begin(**how)

    return make


def vendor(app, vendor_id):
    with app.app_context():
        return db.session.get(Vendor, vendor_id)


@pytest.mark.parametrize("htmx", [False, True])
def test_an_admin_ticks_every_point_and_verifies(app, visit, person, business, htmx):
    _owner, vendor_id = business(name="Dapur Menunggu")
    desk = visit(person(Role.ADMIN), htmx)
    assert "Dapur Menunggu" in desk.get("/periksa-usaha/").text
    desk.get(f"/periksa-usaha/{vendor_id}")
    page = desk.post(
        f"/periksa-usaha/{vendor_id}/langkah", expect=422, step="terima", checked=["name", "tax"]
    )
    assert CHECKLIST["papers"] in page.select_one("#checked-err").text
    assert page.select_one("input[value=tax]").has_attr("checked")
    desk.post(f"/periksa-usaha/{vendor_id}/langkah", step="terima", checked=list(CHECKLIST))
    assert vendor(app, vendor_id).status is VendorStatus.VERIFIED
    assert "Dapur Menunggu" in desk.get("/periksa-usaha/?keadaan=terverifikasi").text


@pytest.mark.parametrize("htmx", [False, True])
def test_a_return_needs_a_reason(app, visit, person, business, htmx):
    _owner, vendor_id = business()
    desk = visit(person(Role.ADMIN), htmx)
    page = desk.post(f"/periksa-usaha/{vendor_id}/langkah", expect=422, step="kembalikan")
    assert page.select_one("#reason-err")
    if htmx:
        assert page.find(True)["id"] == "step-form"
    desk.post(f"/periksa-usaha/{vendor_id}/langkah", step="kembalikan", reason="Foto NIB buram.")
    assert "Foto NIB buram." in desk.get(f"/periksa-usaha/{vendor_id}").text


def test_an_unknown_step_and_an_old_screen_change_nothing(app, visit, person, business):
    _owner, vendor_id = business()
    desk = visit(person(Role.ADMIN))
    desk.post(f"/periksa-usaha/{vendor_id}/langkah", expect=422, step="bubarkan")
    page = desk.post(f"/periksa-usaha/{vendor_id}/langkah", expect=422, step="hentikan", reason="X")
    assert "Sedang diperiksa" in page.text
    assert vendor(app, vendor_id).status is VendorStatus.SUBMITTED


@pytest.mark.parametrize("htmx", [False, True])
def test_a_changed_account_is_decided_by_another_and_shown_to_who_pays(app, visit, person, business, htmx):
    owner, vendor_id = business(verified)
    old = vendor(app, vendor_id).bank_account
    with app.app_context(), write():
        actions.tell(owner, Page.ACCOUNT, **ACCOUNT)
    with app.app_context():
        change = queries.waiting_change(vendor_id, Page.ACCOUNT).id
    desk = visit(person(Role.ADMIN), htmx)
    assert "Rekening" in desk.get("/periksa-usaha/perubahan").text
    page = desk.get(f"/periksa-usaha/perubahan/{change}")
    assert "1112" in page.text
    assert ACCOUNT["bank_account"] not in page.text
    desk.post(f"/periksa-usaha/perubahan/{change}", expect=422, decision="tidak", reason="")
    desk.post(f"/periksa-usaha/perubahan/{change}", decision="ya")
    desk.post(f"/periksa-usaha/perubahan/{change}", expect=422, decision="ya")
    assert vendor(app, vendor_id).bank_account == ACCOUNT["bank_account"]
    shown = desk.get(f"/periksa-usaha/{vendor_id}")
    assert "Rekening berubah tanggal" in shown.text
    assert shown.select_one(f'a[href="/periksa-usaha/perubahan/{change}"]')
    later = desk.get(f"/periksa-usaha/perubahan/{change}")
    number = later.select_one("#change-lines").find("h2", string="Nomor rekening").parent
    assert number.s.text.endswith(old[-4:]), "the account before it"
    assert not [whole for whole in (old, ACCOUNT["bank_account"]) if whole in str(later)]


def test_who_asked_is_told_that_somebody_else_decides(app, visit, business):
    owner, vendor_id = business(verified)
    with app.app_context():
        with write():
            actions.tell(owner, Page.ACCOUNT, **ACCOUNT)
        change = queries.waiting_change(vendor_id, Page.ACCOUNT).id
        both = make_admin_of(owner)
    page = visit(both).get(f"/periksa-usaha/perubahan/{change}")
    assert "Orang lain yang menyetujui" in page.text
    page = visit(both).post(f"/periksa-usaha/perubahan/{change}", expect=422, decision="ya")
    assert "Orang lain yang menyetujui" in page.text


def make_admin_of(owner):
    """The same person with an admin's hat."""
    from domain.people import actions as people
    from domain.people.rules import Actor

    with write():
        from domain.people import secrets
        from domain.people.models import Person

        db.session.get(Person, owner.person_id).secret_hash = secrets.hash_secret("sawah-hijau-2026")
        hat = people.appoint(Actor(None, Role.ADMIN), person_id=owner.person_id, role=Role.ADMIN, scope="")

        class Both:
            actor, hat_id = Actor(owner.person_id, Role.ADMIN), hat.id

    return Both


def test_a_new_paper_of_a_verified_vendor_is_decided(app, visit, person, business):
    owner, _vendor_id = business(verified)
    with app.app_context(), write():
        new = actions.add_document(owner, kind="nib", file=FILE).id
    desk = visit(person(Role.ADMIN))
    assert "Surat NIB" in desk.get("/periksa-usaha/dokumen").text
    desk.get(f"/periksa-usaha/dokumen/{new}")
    desk.post(f"/periksa-usaha/dokumen/{new}", expect=422, decision="tidak")
    desk.post(f"/periksa-usaha/dokumen/{new}", decision="ya")
    assert "Tidak ada yang menunggu" in desk.get("/periksa-usaha/dokumen").text


def test_numbers_are_masked_for_the_admin_too(app, visit, person, business):
    _owner, vendor_id = business(verified)
    known = vendor(app, vendor_id)
    desk = visit(person(Role.ADMIN))
    shown = str(desk.get(f"/periksa-usaha/{vendor_id}"))
    assert not [number for number in (known.nib, known.npwp, known.bank_account) if number in shown]
    told = desk.post(f"/periksa-usaha/{vendor_id}/tampilkan", expect=200).text
    assert all(number in told for number in (known.nib, known.npwp, known.bank_account))


def test_the_day_a_certificate_ends_is_told_as_people_write_it(app, visit, person, business):
    owner, vendor_id = business(verified)
    admin = person(Role.ADMIN)
    said = {"npwp": None, "is_pkp": True, "certificate_number": "S-1", "certificate_until": date(2030, 3, 5)}
    with app.app_context():
        with write():
            actions.tell(owner, Page.TAX, **said)
        with write():
            verifying.decide_change(admin.actor, queries.waiting_change(vendor_id, Page.TAX).id, accept=True)
    text = visit(admin).get(f"/periksa-usaha/{vendor_id}").text
    assert "5 Mar 2030" in text and "2030-03-05" not in text


def test_the_radar_says_what_is_shared_and_blocks_nothing(app, visit, person, business):
    _one, _first = business(verified, name="Toko Satu", bank_account="7770001")
    _two, second = business(name="Toko Dua", bank_account="7770001", address="JALAN RUKUN NO. 5")
    _three, third = business(name="Toko Tiga", address="Jalan rukun, no 5")
    official = person(Role.SIGNER, scope="DISTAN")
    with app.app_context(), write():
        db.session.get(Vendor, third).phone = official.phone
    desk = visit(person(Role.ADMIN))
    told = desk.get(f"/periksa-usaha/{second}").text
    assert "Rekening yang sama: Toko Satu" in told
    assert "Alamat yang sama: Toko Tiga" in told
    assert f"Nomor hp seorang pejabat: {official.name}" in desk.get(f"/periksa-usaha/{third}").text
    desk.post(f"/periksa-usaha/{second}/langkah", step="terima", checked=list(CHECKLIST))
    assert vendor(app, second).status is VendorStatus.VERIFIED


def test_a_queue_costs_the_same_at_any_length(app, visit, person, business):
    desk, counted = visit(person(Role.ADMIN)), []
    for more in (1, 4):
        for _ in range(more):
            business()
        desk.get("/periksa-usaha/")
        counted.append(desk.statements)
    assert counted[0] == counted[1]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.AUDITOR, Role.FARMER])
def test_nobody_else_gets_in(visit, person, business, role):
    _owner, vendor_id = business()
    for address in ("/periksa-usaha/", f"/periksa-usaha/{vendor_id}", "/periksa-usaha/perubahan"):
        visit(person(role)).get(address, expect=403)


def test_somebody_who_is_not_there_is_not_found(visit, person):
    desk = visit(person(Role.ADMIN))
    for address in ("/periksa-usaha/999", "/periksa-usaha/perubahan/9", "/periksa-usaha/dokumen/9"):
        desk.get(address, expect=404)
    desk.get("/periksa-usaha/?keadaan=nirwana", expect=404)
