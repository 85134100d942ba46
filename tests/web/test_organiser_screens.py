"""Packages on screen: the vendor's form, the day and the people, milestone by milestone to the last payment."""

import pytest

from domain import clock
from domain.db import db
from domain.people.models import Vendor
from domain.people.rules import SYSTEM, Role, VendorKind
from domain.purchases import milestones, queries
from domain.writing import write
from tests.support.market import Market
from tests.support.packages import organise
from tests.support.rentals import day, shelf_of

NAMED = "-outbound-sehari"


@pytest.fixture
def shop(app):
    with app.app_context():
        market = Market()
        with write():
            db.session.get_one(Vendor, market.vendor_id).kind = VendorKind.COMPANY
        return market


@pytest.fixture
def outing(app, shop):
    with app.app_context():
        return organise(shop.owner.actor)


@pytest.fixture(params=[False, True], ids=["plain", "htmx"])
def as_(request, shop, visit):
    def open_as(role: Role):
        somebody = shop.owner if role is Role.VENDOR_OWNER else shop.people[role]
        return visit(somebody, request.param)

    return open_as


def version_of(app, code: str) -> int:
    with app.app_context():
        return queries.get(SYSTEM, code).version


def form(**change) -> dict:
    said = {
        "name": "Pelatihan sehari", "category_code": shelf_of("service"), "price": "4.000.000", "unit": "kegiatan",
        "people_from": "10", "people_to": "40", "hours": "6", "inclusions": "Pengajar dan makan siang",
        "description": "Pelatihan di kelas.", "weight-0": "20", "deliverable-0": "Bahan ajar", "days-0": "-3",
        "weight-1": "80", "deliverable-1": "Acara selesai", "days-1": "0", "weight-2": "", "cancel_days": "7",
        "cancel_percent": "25", "send": "1",
    }  # fmt: skip
    return said | change


def test_a_vendor_offers_a_package_and_changes_it(as_, app):
    vendor = as_(Role.VENDOR_OWNER)
    vendor.get("/jasa/baru")
    vendor.post("/jasa/", **form())
    vendor.get("/jasa/2/ubah")
    vendor.post("/jasa/2", **form(seen="1", hours="4"))
    page = vendor.get("/produk/2-pelatihan-sehari").text
    assert "4 jam" in page and "25 %" in page and "80 %" in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"weight-0": "30"}, "weight-0"),
        ({"people_to": "5"}, "people_to"),
        ({"price": "12,5"}, "price"),
        ({"people_from": "1" + "0" * 23}, "people_from"),
        ({"deliverable-1": " "}, "deliverable-1"),
        ({"days-0": "banyak"}, "days-0"),
        ({"hours": "0"}, "hours"),
    ],
)
def test_a_wrong_package_comes_back_with_what_was_typed(as_, change, field):
    page = as_(Role.VENDOR_OWNER).post("/jasa/", expect=422, **form(**change))
    assert page.select_one(f"#{field}-err").text.strip()
    assert page.select_one("#name")["value"] == "Pelatihan sehari"
    for name, typed in change.items():
        assert page.select_one(f"#{name}")["value"] == typed


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"people": "61"}, "people"),
        ({"people": "0"}, "people"),
        ({"day": "2020-01-01"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"day": ""}, "day"),
    ],
)
def test_a_day_or_a_crowd_that_cannot_be_is_told(as_, outing, change, field):
    asked = {"listing_id": outing, "day": f"{day(9)}", "people": "30"} | change
    page = as_(Role.PROCURER).post("/keranjang/acara", expect=422, **asked)
    assert page.select_one(f"#{field}-err").text.strip()
    assert page.select_one("#people")["value"] == asked["people"]


def test_the_page_of_a_package_says_what_is_in_it(shop, outing, visit):
    page = visit().get(f"/produk/{outing}{NAMED}", statements=6)
    assert "20–60 orang" in page.text and "Dibayar per tahap" in page.text
    assert page.select_one("#event-form") is None
    assert visit(shop.people[Role.PROCURER]).get(f"/produk/{outing}{NAMED}").select_one("#event-form")


def test_the_whole_way_of_a_package_through_the_screens(app, shop, as_, outing):
    buyer = as_(Role.PROCURER)
    buyer.post("/keranjang/acara", listing_id=outing, day=f"{day(9)}", people="30")
    assert "untuk 30 orang" in buyer.get("/keranjang/").text
    buyer.post(f"/keranjang/pesan/{shop.vendor_id}")
    code, today = "P0001", clock.today().isoformat()
    buyer.post(
        f"/pesanan/{code}/isi", version=version_of(app, code), budget_line_id=shop.budget_id,
        deliver_to="Tepi sungai", deliver_by=today, payment_way="ls", external_number="SPSE-12345678",
        hps="45.000.000", hps_source="Survei",
    )  # fmt: skip

    def step(role, slug, **fields):
        as_(role).post(f"/pesanan/{code}/{slug}", version=version_of(app, code), **fields)

    step(Role.PROCURER, "ajukan")
    step(Role.SIGNER, "setujui")
    step(Role.VENDOR_OWNER, "terima")
    for through in (1, 2, 3):
        as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}/lapor-tahap")
        step(Role.VENDOR_OWNER, "lapor-tahap", through=str(through), words="Sudah jalan")
        assert code in as_(Role.RECEIVER).get("/pesanan/perlu-saya").text
        step(Role.RECEIVER, "terima-tahap")
        step(Role.SIGNER, "serah-terima")
        step(Role.VENDOR_OWNER, "tagih")
        step(Role.FINANCE_VERIFIER, "periksa")
        with app.app_context():
            purchase = queries.get(SYSTEM, code)
            net = milestones.running_term(purchase, milestones.of(purchase)).net
        page = as_(Role.TREASURER).get(f"/pesanan/{code}/bayar")
        assert page.select_one("#amount")["value"].replace(".", "") == str(net)
        step(Role.TREASURER, "bayar", amount=str(net), proof_number=f"SP2D-{through}", paid_on=today)
    step(Role.VENDOR_OWNER, "uang-masuk")
    assert "Selesai" in as_(Role.PROCURER).get(f"/pesanan/{code}").text


def test_a_report_that_says_nothing_comes_back(app, shop, as_, outing):
    with app.app_context():
        from tests.domain.test_organising import accepted

        code = accepted(shop, outing)
    page = as_(Role.VENDOR_OWNER).post(
        f"/pesanan/{code}/lapor-tahap", expect=422, version=version_of(app, code), words="Sudah"
    )
    assert page.select_one("#words").text.strip() == "Sudah"
    assert page.select_one("#through-err")


def test_an_event_is_moved_on_screen_and_the_addendum_says_so(app, shop, outing, visit):
    from tests.domain.test_organising import accepted

    with app.app_context():
        code = accepted(shop, outing)
    other = next(each for each in (day(15), day(9), day(11)) if each.year == day(10).year)
    ppk = visit(shop.people[Role.SIGNER])
    assert "tanpa biaya" in ppk.get(f"/pesanan/{code}").text
    ppk.get(f"/pesanan/{code}/pindah-tanggal")
    seen = {"version": version_of(app, code), "reason": "Hujan."}
    late = ppk.post(f"/pesanan/{code}/pindah-tanggal", expect=422, day=day(2).isoformat(), **seen)
    assert "paling dekat 7 hari" in late.select_one("#day-err").text
    ppk.post(f"/pesanan/{code}/pindah-tanggal", day=other.isoformat(), **seen)
    page = ppk.get(f"/pesanan/{code}")
    assert "Pindah tanggal acara" not in [link.text for link in page.select("a.btn")]
    paper = next(link["href"] for link in page.select("a") if "Addendum" in link.text)
    assert "Hujan." in visit(shop.owner).get(paper).text
