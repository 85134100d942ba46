"""A business registers on a phone, page by page; bad input is told in words and what was typed stays."""

import pytest

from domain.people.rules import Role, VendorStatus
from domain.people.vendors import actions, queries
from domain.people.vendors.rules import Page
from domain.writing import write
from tests.support.media import photo
from tests.support.people import make_person
from tests.support.vendors import PDF, opened, paper, sent, told, verified

IDENTITY = {"legal_name": "Dapur Rukun", "kind": "perorangan", "village_code": "99.01.01.2001"}
PAGES = {
    "usaha": IDENTITY,
    "alamat": {"address": "Jalan Rukun 1", "phone": "0812 3456 7890", "about": "Kue basah."},
    "pemilik": {"owner_name": "Bu Siti", "owner_position": "pemilik"},
    "izin": {"nib": "0220 1028 3746 5", "size_class": "mikro"},
    "pajak": {"npwp": "01.234.567.8-901.000", "is_pkp": "tidak"},
    "rekening": {"bank_name": "Bank Rukun", "bank_account": "001-234-5678", "bank_holder": "Bu Siti"},
}


@pytest.fixture
def business(app, person):
    """Open or further a business and sign its owner in: `business(told)`."""

    def make(begin=opened):
        with app.app_context():
            owner, vendor_id = begin()
            hat = next(each for each in hats_of(owner) if each.scope == str(vendor_id))
            return Signed(owner, hat.id), vendor_id

    return make


def hats_of(owner):
    from domain.people import queries as people

    return people.hats_of(owner.person_id)


class Signed:
    def __init__(self, actor, hat_id):
        self.actor, self.hat_id = actor, hat_id


def seen(app, vendor_id):
    from domain.people.rules import SYSTEM

    with app.app_context():
        return queries.vendor_page(SYSTEM, vendor_id)


@pytest.mark.parametrize("htmx", [False, True])
def test_a_farmer_registers_a_business_page_by_page_and_sends_it(app, visit, person, htmx):
    phone = visit(person(Role.FARMER), htmx)
    phone.post("/usaha/daftar", **IDENTITY)
    for slug, fields in PAGES.items():
        phone.get(f"/usaha/data/{slug}")
        phone.post(f"/usaha/data/{slug}", **fields)
    for kind, file in (("nib", paper()), ("bank_book", paper(PDF, "buku.pdf"))):
        phone.post("/usaha/dokumen", kind=kind, file=file)
    assert "Masih kurang" not in phone.get("/usaha/data").text
    phone.post("/usaha/data/langkah", step="kirim")
    assert "Sedang diperiksa" in phone.get("/usaha/data").text
    with app.app_context():
        from domain.db import db
        from domain.people.models import Vendor

        vendor = db.session.query(Vendor).filter_by(legal_name="Dapur Rukun").one()
        assert (vendor.nib, vendor.npwp, vendor.bank_account) == (
            "0220102837465",
            "012345678901000",
            "0012345678",
        )
        assert vendor.status is VendorStatus.SUBMITTED


def test_what_somebody_told_about_themselves_is_offered_and_not_asked_twice(app, visit, business):
    from domain.people.models import Person

    somebody, _vendor_id = business()
    phone = visit(somebody)
    with app.app_context():
        from domain.db import db

        known = db.session.get(Person, somebody.actor.person_id)
        name, number, village = known.name, known.phone, known.village_code
    assert phone.get("/usaha/daftar").select_one("#village_code [selected]")["value"] == village
    assert phone.get("/usaha/data/alamat").select_one("#phone")["value"] == number
    assert phone.get("/usaha/data/pemilik").select_one("#owner_name")["value"] == name
    phone.post("/usaha/data/pemilik", owner_name="Bu Siti", owner_position="")
    assert phone.get("/usaha/data/pemilik").select_one("#owner_name")["value"] == "Bu Siti"


def test_the_home_of_a_new_business_says_the_next_step(visit, business):
    somebody, _vendor_id = business()
    home = visit(somebody).get("/")
    assert home.h1.text == "Lengkapi data usaha"
    assert home.select_one(".pan a.go")["href"] == "/usaha/data"
    somebody, _vendor_id = business(sent)
    home = visit(somebody).get("/")
    assert home.h1.text == "Usaha sedang diperiksa"
    assert home.select_one(".pan a.go")["href"] == "/usaha/barang/baru"
    somebody, _vendor_id = business(verified)
    assert "perlu dijawab" in visit(somebody).get("/").h1.text


def test_papers_are_asked_one_after_another_and_then_the_step_to_send(visit, business):
    somebody, _vendor_id = business()
    page = visit(somebody).get("/usaha/dokumen")
    assert page.select_one("#kind [selected]")["value"] == "nib"
    assert not page.select_one('a[href="/usaha/data#kirim"]')
    somebody, _vendor_id = business(told)
    phone = visit(somebody)
    assert phone.get("/usaha/dokumen").select_one('a[href="/usaha/data#kirim"]')
    assert phone.get("/usaha/data").select_one("section").h2.text.strip() == "Kirim"


def test_the_draft_is_kept_page_by_page(app, visit, business):
    somebody, _vendor_id = business()
    visit(somebody).post("/usaha/data/izin", nib="", size_class="kecil")
    visit(somebody).post("/usaha/data/pemilik", owner_name="Bu Siti", owner_position="")
    later = visit(somebody)
    assert later.get("/usaha/data/pemilik").select_one("#owner_name")["value"] == "Bu Siti"
    assert later.get("/usaha/data/izin").select_one("input[value=kecil]").has_attr("checked")
    assert "NIB" in later.get("/usaha/data").text


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("slug", "field", "typed"),
    [
        ("izin", "nib", "12345"),
        ("izin", "nib", "9" * 3_000),
        ("pajak", "npwp", "12.345"),
        ("rekening", "bank_account", "BCA 12"),
        ("alamat", "phone", "12"),
        ("alamat", "address", "x" * 201),
        ("usaha", "village_code", "99.99.99.9999"),
        ("usaha", "legal_name", "a\x00b"),
        ("usaha", "kind", "yayasan"),
    ],
)
def test_bad_input_is_refused_in_words_and_the_rest_stays(app, visit, business, htmx, slug, field, typed):
    somebody, _vendor_id = business()
    page = visit(somebody, htmx).post(f"/usaha/data/{slug}", expect=422, **PAGES[slug] | {field: typed})
    assert page.select_one(f"#{field}-err")
    other = next(name for name, value in PAGES[slug].items() if name != field and value and name != "kind")
    kept = page.select_one(f"#{other}") or page.select_one(f"input[name={other}][checked]")
    assert kept is not None
    assert (kept.get("value") or kept.text or kept.select_one("[selected]")) != ""
    if htmx:
        assert page.find(True)["id"] == "ask-form"


def test_a_certificate_needs_number_and_day(visit, business):
    somebody, _vendor_id = business()
    page = visit(somebody).post(
        "/usaha/data/pajak", expect=422, **PAGES["pajak"] | {"certificate_number": "S-12"}
    )
    assert page.select_one("#certificate_until-err")


def test_numbers_are_masked_everywhere_and_whole_only_on_request(app, visit, person, business):
    somebody, vendor_id = business(verified)
    with app.app_context():
        vendor = seen(app, vendor_id).vendor
        numbers = (vendor.nib, vendor.npwp, vendor.bank_account)
    phone = visit(somebody)
    pages = ["/usaha/data", "/usaha/dokumen", *(f"/usaha/data/{slug}" for slug in PAGES)]
    for address in pages:
        text = str(phone.get(address))
        assert not [number for number in numbers if number in text], address
    told = phone.post("/usaha/data/tampilkan", expect=200)
    assert all(number in told.text for number in numbers)
    assert told.response.headers["Cache-Control"] == "no-store"


def test_a_number_left_empty_stays_as_it_is(app, visit, business):
    somebody, vendor_id = business(told)
    before = seen(app, vendor_id).vendor.nib
    visit(somebody).post("/usaha/data/izin", nib="", size_class="kecil")
    after = seen(app, vendor_id).vendor
    assert (after.nib, after.size_class) == (before, "kecil")


def test_after_verification_a_change_waits_and_can_be_taken_back(app, visit, business):
    somebody, _vendor_id = business(verified)
    phone = visit(somebody)
    assert "menunggu persetujuan" in phone.get("/usaha/data/rekening").text
    phone.post("/usaha/data/rekening", **PAGES["rekening"])
    page = phone.get("/usaha/data")
    assert "Perubahan menunggu admin" in page.text
    assert "5678" not in page.text
    action = page.select_one("form[action*=batal]")["action"]
    phone.post(action)
    assert "Perubahan menunggu admin" not in phone.get("/usaha/data").text


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.pdf", "kosong"),
        (b"%PDF-1.7 cut", "a.pdf", "terpotong"),
        (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "a.pdf", "program"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.pdf", "bukan foto"),
        (b"PK\x03\x04", "a.jpg", "bukan foto"),
        (photo()[:500], "a.jpg", "rusak"),
    ],
    ids=["empty", "cut", "script", "svg", "zip", "torn"],
)
def test_a_hostile_paper_is_refused_and_the_rest_stays(visit, business, content, name, sentence):
    somebody, _vendor_id = business()
    page = visit(somebody).post(
        "/usaha/dokumen", expect=422, kind="nib", number="12/AB", file=paper(content, name)
    )
    assert sentence in page.select_one("#file-err").text
    assert page.select_one("#number")["value"] == "12/AB"


def test_a_paper_survives_a_refused_form(app, visit, business):
    somebody, vendor_id = business()
    phone = visit(somebody)
    page = phone.post("/usaha/dokumen", expect=422, kind="pirt", file=paper(PDF, "pirt.pdf"))
    assert page.select_one("#valid_through-err")
    kept = page.select_one("input[name=file-kept]")["value"]
    phone.post("/usaha/dokumen", **{"kind": "pirt", "valid_through": "2031-01-02", "file-kept": kept})
    assert [each.kind for each in seen(app, vendor_id).documents] == ["pirt"]


def test_a_paper_is_only_for_its_people(app, visit, person, business):
    somebody, vendor_id = business()
    visit(somebody).post("/usaha/dokumen", kind="nib", file=paper(PDF, "nib.pdf"))
    address = f"/usaha/dokumen/{seen(app, vendor_id).documents[0].id}"
    answer = visit(somebody).get(address)
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    visit(person(Role.ADMIN)).get(address)
    stranger, _other = business()
    visit(stranger).get(address, expect=404)
    visit(person(Role.FARMER)).get(address, expect=403)
    visit().get(address, expect=303)


def test_papers_are_spared_by_the_sweep(app, visit, business):
    import os

    from ops import jobs
    from web.attachments import attachments

    somebody, vendor_id = business()
    visit(somebody).post("/usaha/dokumen", kind="nib", file=paper(PDF, "nib.pdf"))
    with app.app_context():
        for file in attachments().folder.glob("??/*"):
            os.utime(file, (1, 1))
        jobs.sweep_media()
    visit(somebody).get(f"/usaha/dokumen/{seen(app, vendor_id).documents[0].id}")


def test_a_vendor_that_was_returned_reads_why(app, visit, business):
    somebody, vendor_id = business(sent)
    with app.app_context():
        admin = make_person(Role.ADMIN).actor
        with write():
            actions.step(admin, vendor_id, "return", reason="Foto NIB buram.")
    assert "Foto NIB buram." in visit(somebody).get("/usaha/data").text


def test_the_overview_costs_the_same_however_much_happened(app, visit, business):
    somebody, _vendor_id = business(verified)
    phone = visit(somebody)
    phone.get("/usaha/data")
    first = phone.statements
    with app.app_context():
        for account in ("5550001112", "5550001113", "5550001114"):
            with write():
                actions.tell(
                    somebody.actor, Page.ACCOUNT, bank_name="B", bank_account=account, bank_holder="C"
                )
    phone.get("/usaha/data")
    assert phone.statements == first
