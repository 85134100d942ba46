"""Renting on screen: the vendor's form and calendar, the month of links, the way to the checklists."""

from datetime import timedelta

import pytest

from domain import clock
from domain.catalogue.rental import days
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from domain.writing import write
from tests.support.market import ADMIN, Market
from tests.support.rentals import TERMS, day, from_today, rent_out, shelf_of

NAMED = "-tenda-6-x-12-m"  # how its address ends
GOOD = {"state-0": "good", "words-0": ""}


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.fixture
def tent(app, shop):
    with app.app_context():
        return rent_out(shop.owner.actor)


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
        "name": "Kursi lipat", "category_code": shelf_of("movable_rent"), "price": "5.000", "stock": "100",
        "least_days": "1", "most_days": "14", "description": "Kursi besi, bersih.", "per_week": "20.000",
        "send": "1",
    }  # fmt: skip
    return said | change


def test_a_vendor_offers_something_for_rent_and_changes_it(app, as_, shop):
    vendor = as_(Role.VENDOR_OWNER)
    vendor.get("/sewa/baru")
    vendor.post("/sewa/", **form())
    with app.app_context():
        from domain.catalogue import actions
        from domain.catalogue import queries as catalogue

        listing = catalogue.pending(ADMIN).rows[0].id
        with write():
            actions.move_listing(ADMIN, listing, "publish")
    page = vendor.get(f"/usaha/barang/{listing}")
    assert "Kalender sewa" in page.text
    vendor.get(f"/sewa/{listing}/ubah")
    vendor.post(f"/sewa/{listing}", **form(seen="1", per_week="18.000"))
    assert "Rp18.000" in vendor.get(f"/produk/{listing}-kursi-lipat").text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"price": "0"}, "price"),
        ({"price": "5,5"}, "price"),
        ({"per_week": "1" + "0" * 23}, "per_week"),
        ({"stock": "1" + "0" * 23}, "stock"),
        ({"least_days": "5", "most_days": "2"}, "most_days"),
        ({"buffer_after": "9"}, "buffer_after"),
        ({"delivery_fee": "50.000"}, "delivery_area"),
        ({"category_code": ""}, "category_code"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(as_, change, field):
    page = as_(Role.VENDOR_OWNER).post("/sewa/", expect=422, **form(**change))
    assert page.select_one(f"#{field}-err").text.strip()
    assert page.select_one("#name")["value"] == "Kursi lipat"
    for name, typed in change.items():
        if name != "category_code":
            assert page.select_one(f"#{name}")["value"] == typed


def test_the_calendar_is_a_table_of_links_and_says_what_days_cost(shop, tent, visit, app):
    buyer = visit(shop.people[Role.PROCURER])
    first, last = day(40), day(42)
    page = buyer.get(f"/produk/{tent}{NAMED}?bulan={first:%Y-%m}")
    begin = next(
        a["href"] for a in page.select(".cal a") if a["href"].split("#")[0].endswith(f"dari={first}")
    )
    page = buyer.get(begin)
    assert "1 hari × Rp2.500.000" in page.text
    page = buyer.get(f"/produk/{tent}{NAMED}?dari={first}&sampai={last}")
    assert "3 hari × Rp2.500.000" in page.text
    assert page.select_one("#rent-form input[name=last]")["value"] == str(last)
    assert (
        "Rp7.500.000" in visit().get(f"/produk/{tent}{NAMED}?dari={first}&sampai={last}", statements=6).text
    )
    assert visit().get(f"/produk/{tent}{NAMED}").select_one("#rent-form") is None


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("dari=2026-13-40", "tidak kami kenal"),
        ("dari=kemarin&sampai=besok", "tidak kami kenal"),
        ("dari={3}&sampai={2}", "lebih awal dari hari mulai"),
        ("dari={-2}&sampai={2}", "sudah lewat"),
        ("dari={2}&sampai={90}", "bukan 89 hari"),
        ("dari={600}", "satu tahun"),
        ("dari=0001-01-01&sampai=9999-12-31", "Tahunnya keliru"),
        ("dari={2}&sampai=9999-12-31", "Tahunnya keliru"),
        ("dari={5}&sampai={6}", "sudah terisi"),
    ],
)
def test_days_the_calendar_never_offered_are_refused_in_words(app, shop, tent, visit, query, words):
    with app.app_context(), write():
        days.book(SYSTEM, tent, terms=TERMS, period=from_today(6, 1), quantity=2, subject="P0009")
    for number in (-2, 2, 3, 5, 6, 90, 600):
        query = query.replace(f"{{{number}}}", str(day(number)))
    page = visit(shop.people[Role.PROCURER]).get(f"/produk/{tent}{NAMED}?{query}")
    assert words in page.select_one("#rent").text
    assert page.select_one("#rent-form") is None


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"last": "{1}"}, "last", "lebih awal"),
        ({"first": "bukan"}, "first", ""),
        ({"last": "9999-12-31"}, "first", "Tahunnya keliru"),
        ({"quantity": "0"}, "quantity", "paling sedikit 1"),
        ({"quantity": "1" + "0" * 23}, "quantity", ""),
        ({"quantity": "3"}, "quantity", "hanya 2 unit"),
        ({"hours": "4"}, "hours", "tidak disewakan per jam"),
        ({"delivered": "y"}, "delivered", "tidak diantar"),
    ],
)
def test_days_that_cannot_be_held_come_back_with_what_was_typed(as_, tent, change, field, words):
    asked = {"listing_id": tent, "first": f"{day(2)}", "last": f"{day(3)}", "quantity": "1"}
    asked |= {name: text.replace("{1}", str(day(1))) for name, text in change.items()}
    page = as_(Role.PROCURER).post("/keranjang/sewa", expect=422, **asked)
    assert words in page.select_one(f"#{field}-err").text
    assert page.select_one("#first")["value"] == asked["first"]
    assert page.select_one("#quantity")["value"] == asked["quantity"]


def test_the_vendor_closes_days_and_opens_them_again(as_, tent, app):
    vendor = as_(Role.VENDOR_OWNER)
    first, last = day(40), day(41)
    vendor.get(f"/sewa/{tent}/kalender")
    vendor.post(f"/sewa/{tent}/kalender", first=f"{first}", last=f"{last}")
    assert "tutup" in vendor.get(f"/sewa/{tent}/kalender?bulan={first:%Y-%m}").select_one(".cal").text
    vendor.post(f"/sewa/{tent}/kalender", first=f"{first}", last=f"{last}", open="1")
    assert "tutup" not in vendor.get(f"/sewa/{tent}/kalender?bulan={first:%Y-%m}").select_one(".cal").text
    page = vendor.post(f"/sewa/{tent}/kalender", expect=422, first=f"{last}", last=f"{first}")
    assert "lebih awal" in page.select_one("#last-err").text


def test_others_do_not_reach_the_desk(as_, tent, visit, person, app):
    as_(Role.PROCURER).get(f"/sewa/{tent}/kalender", expect=403)
    with app.app_context():
        from tests.support.places import make_vendor

        scope = str(make_vendor("Usaha lain"))
    visit(person(Role.VENDOR_OWNER, scope=scope)).get(f"/sewa/{tent}/kalender", expect=404)
    visit(person(Role.VENDOR_OWNER, scope=scope)).get(f"/sewa/{tent}/ubah", expect=404)


def test_what_is_free_on_given_days_is_found(app, shop, tent, visit):
    with app.app_context():
        other = rent_out(shop.owner.actor, name="Tenda kecil", stock=1)
        with write():
            days.book(SYSTEM, other, terms=TERMS, period=from_today(5, 3), quantity=1, subject="P0009")
    etalase = "sewaan"
    found = visit().get(f"/produk/?etalase={etalase}&mulai={day(4)}&selesai={day(5)}", statements=6).text
    assert "Tenda 6 x 12 m" in found and "Tenda kecil" not in found
    found = visit().get(f"/produk/?etalase={etalase}&mulai={day(8)}&selesai={day(9)}").text
    assert "Tenda kecil" in found
    page = visit().get(f"/produk/?etalase={etalase}&mulai={day(5)}&selesai={day(4)}")
    assert "lebih awal" in page.select_one("#last-err, #selesai-err").text
    page = visit().get(f"/produk/?etalase={etalase}&mulai={day(5)}")
    assert "kedua tanggalnya" in page.text


def test_a_buffer_counts_when_searching_by_days(app, shop, visit):
    from dataclasses import replace

    with app.app_context():
        terms = replace(TERMS, buffer_before=2, buffer_after=1)
        listing = rent_out(shop.owner.actor, terms, name="Panggung", stock=1)
        with write():
            days.book(SYSTEM, listing, terms=terms, period=from_today(10, 1), quantity=1, subject="P0009")
    for first, there in ((6, True), (7, False), (12, False), (13, False), (14, True)):
        text = visit().get(f"/produk/?etalase=sewaan&mulai={day(first)}&selesai={day(first)}").text
        assert ("Panggung" in text) is there, first


def test_the_whole_way_of_a_rental_through_the_screens(app, shop, as_, tent, visit):
    buyer = as_(Role.PROCURER)
    buyer.post("/keranjang/sewa", listing_id=tent, first=f"{day(2)}", last=f"{day(4)}", quantity="1")
    basket = buyer.get("/keranjang/").text
    assert "3 hari × Rp2.500.000" in basket and "Rp7.500.000" in basket
    buyer.post("/keranjang/ubah", listing_id=tent, quantity="2")
    buyer.post(f"/keranjang/pesan/{shop.vendor_id}")
    code = "P0001"
    today = clock.today().isoformat()
    buyer.post(
        f"/pesanan/{code}/isi", version=version_of(app, code), budget_line_id=shop.budget_id,
        deliver_to="Lapangan", deliver_by=today, payment_way="ls",
    )  # fmt: skip

    def step(role, slug, **fields):
        as_(role).post(f"/pesanan/{code}/{slug}", version=version_of(app, code), **fields)

    step(Role.PROCURER, "ajukan")
    step(Role.SIGNER, "setujui")
    step(Role.VENDOR_OWNER, "terima")
    assert "Serahkan barang sewa" in as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}").text
    as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}/serahkan")
    refused = as_(Role.VENDOR_OWNER).post(
        f"/pesanan/{code}/serahkan", expect=422, version=version_of(app, code), **{"state-0": "flawed"}
    )
    assert "Tulis apa yang cacat" in refused.select_one("#words-0-err").text
    step(Role.VENDOR_OWNER, "serahkan", **GOOD)
    assert code in as_(Role.RECEIVER).get("/pesanan/perlu-saya").text
    step(Role.RECEIVER, "terima-sewa", **GOOD)
    assert "Sedang disewa" in as_(Role.SIGNER).get(f"/pesanan/{code}").text
    step(Role.RECEIVER, "kembalikan-sewa", **{"state-0": "flawed", "words-0": "Tiang bengkok"})
    as_(Role.VENDOR_OWNER).get(f"/pesanan/{code}/periksa-kembali")
    step(Role.VENDOR_OWNER, "periksa-kembali", **GOOD)
    assert "Tiang bengkok" in as_(Role.SIGNER).get(f"/pesanan/{code}").text
    step(Role.SIGNER, "serah-terima")
    step(Role.VENDOR_OWNER, "tagih")
    step(Role.FINANCE_VERIFIER, "periksa")
    with app.app_context():
        net = queries.get(SYSTEM, code).net
        assert net == 15_000_000 - 300_000
    step(Role.TREASURER, "bayar", amount=str(net), proof_number="SP2D-1", paid_on=today)
    step(Role.VENDOR_OWNER, "uang-masuk")
    page = as_(Role.PROCURER).get(f"/pesanan/{code}")
    assert "Selesai" in page.text and "Berita Acara Pemeriksaan" in page.text
    paper = next(a["href"] for a in page.select("a") if a.text == "Surat Pesanan")
    assert "3 hari" in visit(shop.people[Role.PROCURER]).get(paper).text


def test_a_hold_that_is_over_is_let_go_by_the_job(app, shop, tent, visit):
    from ops import jobs

    visit(shop.people[Role.PROCURER]).post(
        "/keranjang/sewa", listing_id=tent, first=f"{day(2)}", last=f"{day(4)}", quantity="2"
    )
    assert "terisi" in visit().get(f"/produk/{tent}{NAMED}?bulan={day(3):%Y-%m}").select_one(".cal").text
    with clock.freeze(clock.now() + timedelta(hours=1)):
        assert jobs.run_due(app, [jobs.move_what_is_due]) == 0
    assert "terisi" not in visit().get(f"/produk/{tent}{NAMED}?bulan={day(3):%Y-%m}").select_one(".cal").text
