"""Asking for offers and taking one on the screens of both sides, with and without htmx; what was typed stays."""

import pytest

from domain import clock
from domain.catalogue.rental.rules import DAY
from domain.people.rules import SYSTEM, Role
from domain.purchases.quotes import due, queries
from domain.purchases.quotes.states import QuoteState
from tests.support.people import make_person
from tests.support.quotes import Fair


@pytest.fixture(autouse=True)
def in_june():
    with clock.freeze(clock.now().replace(month=6, day=1)):
        yield


@pytest.fixture
def fair(app):
    with app.app_context():
        return Fair()


@pytest.fixture(params=[False, True], ids=["plain", "htmx"])
def as_(request, fair, visit):
    def open_as(role: Role, vendor: int = 0):
        who = fair.owners[vendor] if role is Role.VENDOR_OWNER else fair.people[role]
        return visit(who, request.param)

    return open_as


@pytest.fixture
def inside(app):
    """Run something in an app context of its own."""

    def run(what, *args, **how):
        with app.app_context():
            return what(*args, **how)

    return run


def asked(fair, **change) -> dict:
    return {
        "packages": [fair.packages[0], fair.packages[1]], "day": f"{fair.day}", "people": "40",
        "place": "Tepi sungai", "wishes": "Pelatihan sehari.", "answer_by": f"{fair.answer_by}",
        "budget_line_id": f"{fair.budget_id}",
    } | change  # fmt: skip


def answered(fair, version: int, **change) -> dict:
    return {
        "version": version, "name-0": "Semuanya", "quantity-0": "1", "price-0": "36.000.000", "stage-0": "Acara",
        "weight-0": "100", "deliverable-0": "Acara selesai", "days-0": "0",
        "valid_until": f"{fair.answer_by + DAY}", "note": "Sudah termasuk alat.",
    } | change  # fmt: skip


def url(fair) -> str:
    return f"/penawaran/?b={fair.packages[0]}"


def test_the_whole_way_from_a_question_to_an_order(fair, as_, inside):
    buyer, first, second = as_(Role.PROCURER), as_(Role.VENDOR_OWNER), as_(Role.VENDOR_OWNER, 1)
    assert buyer.get(f"/produk/{fair.packages[0]}-paket-0").select_one('a[href*="penawaran/baru"]')
    page = buyer.get(f"/penawaran/baru?b={fair.packages[0]}")
    assert [each["value"] for each in page.select('[name="packages"][checked]')] == [str(fair.packages[0])]
    buyer.post(url(fair), **asked(fair))
    assert "Belum menjawab" in buyer.get("/penawaran/1").text
    assert "Pelatihan sehari." in first.get("/penawaran/").text
    assert "Rp40.000.000" in first.get("/penawaran/1").text
    form = first.get("/penawaran/1/jawab")
    assert form.select_one("#weight-0")["value"] == "30"
    first.post("/penawaran/1/jawab", **answered(fair, inside(fair.version, 1)))
    assert "Rp36.000.000" in first.get("/penawaran/1").text
    second.get("/penawaran/1/tolak")
    second.post("/penawaran/1/tolak", version=inside(fair.version, 1), reason="Penuh.")
    seen = buyer.get("/penawaran/1")
    assert "Penuh." in seen.text and "Sudah termasuk alat." in seen.text
    buyer.get(f"/penawaran/1/pilih/{fair.vendors[0]}")
    buyer.post(f"/penawaran/1/pilih/{fair.vendors[0]}", version=inside(fair.version, 1))
    order = buyer.get("/pesanan/P0001")
    assert "Dari permintaan penawaran 1" in order.text and "Rp36.000.000" in order.text
    assert "Tawar harga" not in order.text
    assert "Dipilih" in first.get("/penawaran/1").text
    assert "Sudah dipilih" in buyer.get("/penawaran/").text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"packages": []}, "packages"),
        ({"packages": ["999999"]}, "packages"),
        ({"packages": ["x"]}, "packages"),
        ({"day": "besok"}, "day"),
        ({"day": "2020-01-01"}, "day"),
        ({"people": "61"}, "people"),
        ({"people": "1" + "0" * 30}, "people"),
        ({"place": ""}, "place"),
        ({"wishes": "a" * 1_001}, "wishes"),
        ({"wishes": "\x00"}, "wishes"),
        ({"answer_by": "2020-01-01"}, "answer_by"),
        ({"budget_line_id": "x"}, "budget_line_id"),
    ],
)
def test_a_wrong_question_comes_back_with_what_was_typed(fair, as_, inside, change, field):
    page = as_(Role.PROCURER).post(url(fair), expect=422, **asked(fair, **change))
    assert page.select_one(f"#{field}-err").text.strip()
    if "place" not in change:
        assert page.select_one("#place")["value"] == "Tepi sungai"
    if field in ("day", "people"):
        assert page.select_one(f"#{field}")["value"] == change[field]
    assert inside(lambda: queries.page_of(SYSTEM)) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"price-0": "40.000.001"}, "price-0"),
        ({"price-0": ""}, "price-0"),
        ({"price-0": "mahal"}, "price-0"),
        ({"quantity-0": ""}, "quantity-0"),
        ({"quantity-0": "9" * 30}, "quantity-0"),
        ({"name-0": ""}, "name-0"),
        ({"weight-0": "99"}, "weight-0"),
        ({"deliverable-0": ""}, "deliverable-0"),
        ({"days-0": "91"}, "days-0"),
        ({"valid_until": "9999-12-31"}, "valid_until"),
        ({"valid_until": ""}, "valid_until"),
        ({"note": "a" * 201}, "note"),
    ],
)
def test_a_wrong_offer_comes_back_with_what_was_typed(fair, as_, inside, change, field):
    number = inside(fair.ask)
    vendor = as_(Role.VENDOR_OWNER)
    page = vendor.post(f"/penawaran/{number}/jawab", expect=422, **answered(fair, 1, **change))
    assert page.select_one(f"#{field}-err").text.strip()
    for name, typed in change.items():
        assert (page.select_one(f"#{name}").get("value") or "") == typed
    assert inside(lambda: queries.get(SYSTEM, number).answers[0].base) == 0


def test_a_stale_or_nonsense_version_changes_nothing(fair, as_, inside):
    number = inside(fair.ask)
    vendor = as_(Role.VENDOR_OWNER)
    for version in ("7", "", "x", "9" * 30):
        vendor.post(f"/penawaran/{number}/jawab", expect=422, **answered(fair, version))
    assert inside(lambda: queries.get(SYSTEM, number).answers[0].base) == 0


def test_others_do_not_find_it(fair, as_, inside, visit):
    number = inside(fair.ask, [fair.packages[0]])
    as_(Role.VENDOR_OWNER, 1).get(f"/penawaran/{number}", expect=404)
    as_(Role.VENDOR_OWNER, 1).post(f"/penawaran/{number}/jawab", expect=404, **answered(fair, 1))
    as_(Role.SIGNER).get(f"/penawaran/{number}")
    as_(Role.SIGNER).post(f"/penawaran/{number}/tutup", expect=403, version=1, reason="x")
    elsewhere = inside(make_person, Role.PROCURER, scope=inside(_other_office, fair))
    visit(elsewhere).get(f"/penawaran/{number}", expect=404)
    visit(elsewhere).post(f"/penawaran/{number}/pilih/{fair.vendors[0]}", expect=404, version=1)
    as_(Role.PROCURER).get(f"/penawaran/{number}/pilih/999999", expect=404)
    as_(Role.PROCURER).get("/penawaran/99999999999999999999", expect=404)


def _other_office(fair) -> str:
    from domain.people import queries as people

    return next(office.code for office in people.offices() if office.code != fair.office)


def test_another_than_the_cheapest_is_asked_why(fair, as_, inside):
    number = inside(fair.ask, fair.packages[:2])
    from domain.purchases.quotes.rules import OfferLine

    inside(fair.offer, number, 0)
    inside(fair.offer, number, 1, lines=[OfferLine("Semua", 1, 30_000_000)])
    buyer = as_(Role.PROCURER)
    address, version = f"/penawaran/{number}/pilih/{fair.vendors[0]}", inside(fair.version, number)
    assert buyer.post(address, expect=422, version=version).select_one("#reason-err")
    buyer.post(address, version=version, reason="Bersertifikat.")
    buyer.post(address, expect=422, version=version, reason="Lagi.")
    assert "Bersertifikat." in buyer.get(f"/penawaran/{number}").text


def test_a_buyer_closes_with_a_reason(fair, as_, inside):
    number = inside(fair.ask)
    buyer = as_(Role.PROCURER)
    buyer.get(f"/penawaran/{number}/tutup")
    assert buyer.post(f"/penawaran/{number}/tutup", expect=422, version=1, reason="").select_one(
        "#reason-err"
    )
    buyer.post(f"/penawaran/{number}/tutup", version=1, reason="Acaranya batal.")
    assert inside(lambda: queries.get(SYSTEM, number).state) is QuoteState.CLOSED
    assert "Ditutup kantor" in buyer.get(f"/penawaran/{number}").text


def test_after_the_deadline_the_vendor_finds_no_button(fair, as_, inside):
    number = inside(fair.ask)
    with clock.freeze(clock.now() + 6 * DAY):
        inside(due.run_due)
        page = as_(Role.VENDOR_OWNER).get(f"/penawaran/{number}")
        assert "Tidak menjawab" in page.text and page.select_one('a[href$="/jawab"]') is None


def test_the_vendors_home_tells_what_waits_and_until_when(fair, as_, inside):
    vendor, other = as_(Role.VENDOR_OWNER), as_(Role.VENDOR_OWNER, 2)
    assert not vendor.get("/").select_one("#quotes-asked")
    buyer = as_(Role.PROCURER)
    buyer.post(url(fair), **asked(fair, answer_by=f"{fair.answer_by - DAY}"))
    buyer.post(url(fair), **asked(fair))
    told = vendor.get("/").select_one("#quotes-asked")
    days = (fair.answer_by - clock.today()).days
    assert "2 permintaan belum Anda jawab" in told.text
    assert told.select_one("a")["href"] == "/penawaran/" and f"Batas jawab {days - 1} hari lagi" in told.text
    assert not other.get("/").select_one("#quotes-asked")
    vendor.post("/penawaran/1/tolak", version=inside(fair.version, 1), reason="Penuh.")
    told = vendor.get("/").select_one("#quotes-asked")
    assert "1 permintaan" in told.text and f"Batas jawab {days} hari lagi" in told.text
    with clock.freeze(clock.now() + DAY * (days + 1)):
        assert not vendor.get("/").select_one("#quotes-asked")


def test_pages_without_anything_say_so(as_):
    as_(Role.PROCURER).get("/penawaran/")
    as_(Role.PROCURER).get("/penawaran/baru?b=99999999999&b=x")
    as_(Role.VENDOR_OWNER).get("/penawaran/")
