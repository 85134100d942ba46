"""Bad input at the buying side: a sentence that says what to do, the words kept, nothing changed."""

import pytest

from domain.people import queries as people
from domain.people.rules import SYSTEM, Role
from domain.purchases import queries
from tests.support.market import Market


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.fixture
def code(app, shop):
    with app.app_context():
        code = shop.draft()
        shop.step(Role.PROCURER, "submit", code)
        return code


def state_of(app, code: str) -> tuple[str, int]:
    with app.app_context():
        found = queries.get(SYSTEM, code)
        return found.state, found.version


WORDS = "Jumlahnya terlalu banyak untuk satu rapat."


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_form_of_an_earlier_sign_in_is_refused_with_its_words(app, visit, shop, code, htmx):
    signer, before = visit(shop.people[Role.SIGNER], htmx), state_of(app, code)
    old = visit(shop.people[Role.SIGNER])._token()
    address = f"/pesanan/{code}/kembalikan"
    page = signer.post(address, expect=400, csrf_token=old, version=before[1], reason=WORDS)
    assert "Muat ulang" in page.text
    assert htmx or page.select_one("p.words").text == WORDS
    assert state_of(app, code) == before


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_who_was_signed_out_meanwhile_gets_the_words_back(app, visit, shop, code, htmx):
    signer, before = visit(shop.people[Role.SIGNER], htmx), state_of(app, code)
    signer.client.delete_cookie("lumbung")
    page = signer.post(f"/pesanan/{code}/kembalikan", expect=401, version=before[1], reason=WORDS)
    assert "Masuk lagi" in page.text
    if htmx:
        assert page.response.headers["HX-Retarget"] == "#status", "the form stays on the screen"
    else:
        assert page.select_one("p.words").text == WORDS
    assert state_of(app, code) == before


def test_a_post_from_elsewhere_is_not_echoed(visit, shop, code):
    signer = visit(shop.people[Role.SIGNER])
    answer = signer.client.post(
        f"/pesanan/{code}/kembalikan", data={"reason": WORDS}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 400
    assert WORDS not in answer.text


@pytest.mark.parametrize("slug", ["setujui", "kembalikan", "tolak"])
def test_another_offices_purchase_is_not_there(app, visit, person, shop, code, slug):
    with app.app_context():
        other = people.offices()[1].code
    before = state_of(app, code)
    stranger = visit(person(Role.SIGNER, scope=other))
    page = stranger.post(f"/pesanan/{code}/{slug}", expect=404, version=before[1], reason=WORDS)
    assert "tidak ada, atau bukan milik Anda" in page.text
    assert state_of(app, code) == before


def test_a_stale_refusal_keeps_its_reason(app, visit, shop, code):
    signer, (_, version) = visit(shop.people[Role.SIGNER]), state_of(app, code)
    with app.app_context():
        shop.step(Role.PROCURER, "withdraw", code)
    before = state_of(app, code)
    page = signer.post(f"/pesanan/{code}/kembalikan", expect=422, version=version, reason=WORDS)
    assert page.select_one("#reason").get_text().strip() == WORDS
    assert "Belum diajukan" in page.text
    assert state_of(app, code) == before


@pytest.mark.parametrize(("typed", "quantity"), [("12.500", 12_500), ("1.000", 1_000), ("12500", 12_500)])
def test_a_dot_means_thousands(app, visit, shop, typed, quantity):
    with app.app_context():
        listing = shop.sell("Map kertas", price=500, stock=20_000)
    buyer = visit(shop.people[Role.PROCURER])
    buyer.post("/keranjang/", listing_id=listing, quantity=typed)
    basket = buyer.get("/keranjang/")
    assert basket.select_one(f"#quantity-{listing}")["value"] == f"{quantity:,}".replace(",", ".")


@pytest.mark.parametrize("typed", ["1" + "0" * 23, "12.50", "-3", "1e3"])
def test_a_wrong_quantity_in_the_basket_changes_nothing(visit, shop, typed):
    buyer = visit(shop.people[Role.PROCURER])
    buyer.post("/keranjang/", listing_id=shop.listing, quantity="4")
    page = buyer.post("/keranjang/ubah", expect=422, listing_id=shop.listing, quantity=typed)
    assert page.select_one(f"#quantity-{shop.listing}")["value"] == typed
    assert page.select_one("#basket-rows .err").get_text(strip=True)
    assert buyer.get("/keranjang/").select_one(f"#quantity-{shop.listing}")["value"] == "4"
