"""The vendor's desk: offering, editing, counting, and the admin who publishes."""

import pytest

from domain.catalogue import queries
from domain.catalogue.rules import ListingState
from domain.people.rules import Role
from domain.writing import write
from tests.support.listings import draft, publish, seller
from tests.web.test_catalogue import shown

GOOD = {
    "name": "Keripik apel 100 g",
    "category_code": "kudapan",
    "price": "Rp12.500",
    "unit": "kotak",
    "stock": "2.400",
    "minimum_order": "40",
    "description": "Digoreng hampa, tanpa gula tambahan.",
    "is_domestic": "y",
}
BAD = [("price", "12,5"), ("stock", "9" * 23), ("name", "a\x00b"), ("name", ""), ("minimum_order", "0"),
       ("category_code", "nirwana"), ("price", "9" * 30), ("lead_days", "500"), ("unit", "gerobak"), ("unit", "")]  # fmt: skip


@pytest.fixture
def desk(app, person):
    """A verified vendor's owner hat, and the person who wears it."""
    with app.app_context():
        owner = seller()
    return owner, person(Role.VENDOR_OWNER, scope=owner.scope)


def newest(app, owner):
    with app.app_context():
        return queries.desk_of(owner, "menunggu").rows[0]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_vendor_sends_a_listing_and_the_admin_publishes_it(app, visit, person, desk, htmx):
    owner, somebody = desk
    visit(somebody).get("/usaha/barang/baru")
    visit(somebody, htmx).post("/usaha/barang", **GOOD | {"send": "1"})
    row = newest(app, owner)
    assert (row.price, row.stock, row.state) == (12_500, 2_400, ListingState.PENDING)
    admin = visit(person(Role.ADMIN), htmx)
    assert row.name in visit(person(Role.ADMIN)).get("/usaha/periksa").text
    visit(person(Role.ADMIN)).get(f"/usaha/barang/{row.id}")
    admin.post(f"/usaha/barang/{row.id}/langkah", step="tayangkan")
    assert row.name in shown(visit(), row.id).text


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(("field", "typed"), BAD)
def test_bad_input_is_refused_and_the_rest_is_kept(visit, desk, htmx, field, typed):
    page = visit(desk[1], htmx).post("/usaha/barang", expect=422, **GOOD | {field: typed})
    assert page.select_one(f"#{field}-err")
    assert page.select_one("#description").text.strip() == GOOD["description"]
    if htmx:
        assert page.find(True)["id"] == "listing-form"


def test_a_photo_a_price_and_a_unit_make_a_listing_without_a_story(app, visit, person, desk):
    owner, somebody = desk
    visit(somebody).post("/usaha/barang", **GOOD | {"description": "", "send": "1"})
    row = newest(app, owner)
    visit(person(Role.ADMIN)).post(f"/usaha/barang/{row.id}/langkah", step="tayangkan")
    assert row.name in shown(visit(), row.id).text
    assert "ceritanya pendek" in visit(somebody).get("/").text


def test_a_vendor_sees_the_own_listing_its_state_and_the_next_steps(app, visit, desk):
    with app.app_context():
        shown = publish(desk[0])
        with write():
            waiting = draft(desk[0]).id
    visitor = visit(desk[1])
    assert "Tayang" in visitor.get(f"/usaha/barang/{shown}").text
    page = visitor.get(f"/usaha/barang/{waiting}")
    assert [button["value"] for button in page.select("#move-form button")] == ["kirim", "tarik"]
    assert visitor.get("/usaha/barang?keadaan=menunggu").select_one(f"a[href='/usaha/barang/{waiting}']")
    visitor.get("/usaha/barang?keadaan=nirwana", expect=404)


def test_a_return_without_a_reason_is_refused(app, visit, person, desk):
    with app.app_context(), write():
        listing_id = draft(desk[0], send=True).id
    page = visit(person(Role.ADMIN)).post(
        f"/usaha/barang/{listing_id}/langkah", expect=422, step="kembalikan"
    )
    assert page.select_one("#reason-err")


def test_a_returned_listing_is_mended_and_sent_again_in_one_step(app, visit, person, desk):
    owner, somebody = desk
    visit(somebody).post("/usaha/barang", **GOOD | {"send": "1"})
    row = newest(app, owner)
    page = visit(somebody).get(f"/usaha/barang/{row.id}")
    assert "go" not in page.select_one("button[value=tarik]")["class"], "taking it back is not the next step"
    admin = visit(person(Role.ADMIN))
    admin.post(f"/usaha/barang/{row.id}/langkah", step="kembalikan", reason="Tulis beratnya.")
    page = visit(somebody).get(f"/usaha/barang/{row.id}/ubah")
    assert page.select_one("#listing-form button[name=send]")
    seen = page.select_one("#seen")["value"]
    visit(somebody).post(
        f"/usaha/barang/{row.id}", **GOOD | {"name": "Keripik apel 200 g", "seen": seen, "send": "1"}
    )
    assert newest(app, owner).state is ListingState.PENDING


def test_an_edit_from_an_old_page_is_refused(app, visit, desk):
    with app.app_context():
        listing_id = publish(desk[0])
    visitor = visit(desk[1])
    visitor.get(f"/usaha/barang/{listing_id}/ubah")
    visitor.post(f"/usaha/barang/{listing_id}", **GOOD | {"seen": "1", "price": "13.000"})
    visitor.post(f"/usaha/barang/{listing_id}", expect=422, **GOOD | {"seen": "1", "price": "99"})
    with app.app_context():
        assert queries.managed(desk[0], listing_id).price == 13_000


@pytest.mark.parametrize("htmx", [False, True])
def test_stock_is_stepped_and_set(app, visit, desk, htmx):
    with app.app_context():
        listing_id = publish(desk[0], stock=50)
    visitor = visit(desk[1], htmx)
    part = visitor.post(f"/usaha/barang/{listing_id}/stok", by="-1", stock="50", seen="50")
    if htmx:
        assert part.find(True)["id"] == f"stock-{listing_id}"
    visitor.post(f"/usaha/barang/{listing_id}/stok", stock="1.000", seen="49")
    refused = visitor.post(f"/usaha/barang/{listing_id}/stok", expect=422, stock="9" * 23, seen="1000")
    assert refused.select_one(".err")
    with app.app_context():
        assert queries.managed(desk[0], listing_id).stock == 1_000


def test_another_vendors_listing_is_not_there(app, visit, desk):
    with app.app_context():
        listing_id = publish(seller())
    visitor = visit(desk[1])
    visitor.get(f"/usaha/barang/{listing_id}", expect=404)
    visitor.get(f"/usaha/barang/{listing_id}/ubah", expect=404)
    visitor.post(f"/usaha/barang/{listing_id}", expect=404, **GOOD | {"seen": "1"})
    visitor.post(f"/usaha/barang/{listing_id}/stok", expect=404, by="1")
    visitor.post(f"/usaha/barang/{listing_id}/langkah", expect=404, step="tarik")


def test_the_desk_costs_the_same_at_any_length(app, visit, desk):
    counted = []
    for more in (2, 8):
        with app.app_context():
            for _ in range(more):
                publish(desk[0])
        visitor = visit(desk[1])
        visitor.get("/usaha/barang")
        counted.append(visitor.statements)
    assert counted[0] == counted[1]


def test_the_home_says_what_would_help_the_goods_to_sell(app, visit, desk):
    with app.app_context():
        publish(desk[0], stock=0)
    hints = visit(desk[1]).get("/").select("#hints li a")
    assert [hint["href"] for hint in hints] == ["/usaha/barang?keadaan=tayang"] * 3
    assert "habis" in hints[0].text
