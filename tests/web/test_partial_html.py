"""One address, two sizes: with `HX-Request: true` only the piece that is swapped, without it the whole page."""

import re

import pytest
from bs4 import BeautifulSoup

from domain.people.rules import Role
from tests.support.complaints import Cast
from tests.support.market import Market


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


@pytest.fixture
def cast(app):
    with app.app_context():
        return Cast()


@pytest.fixture
def case(app, cast):
    with app.app_context():
        return cast.file()


def text_of(answer) -> str:
    return answer.response.get_data(as_text=True)


def root_of(answer) -> str:
    """The id of the one element the fragment is made of."""
    text = text_of(answer)
    assert "<html" not in text and "<head" not in text and 'class="nav"' not in text
    kept = answer.response.request.method == "GET"  # no cache keeps the answer of a POST
    assert ("HX-Request" in answer.response.headers.get("Vary", "")) == kept
    roots = BeautifulSoup(re.sub(r"<title>.*?</title>", "", text, flags=re.DOTALL), "html.parser").find_all(
        recursive=False
    )
    swapped = [root for root in roots if not root.get("hx-swap-oob")]
    assert len(swapped) == 1, [root.name for root in swapped]
    return swapped[0]["id"]


def whole(answer) -> None:
    assert "<html" in text_of(answer) and answer.select_one("nav.nav") and answer.select_one("main h1")


LISTS = [
    ("/keluhan/", "farmer"),
    ("/keluhan/baru", "farmer"),
    ("/kotak/", "officer"),
    ("/produk/", None),
    ("/keranjang/", "buyer"),
    ("/pesanan/", "buyer"),
]


@pytest.mark.parametrize(("address", "who"), LISTS, ids=[address for address, _ in LISTS])
def test_a_list_is_its_middle_for_htmx_and_a_page_without(visit, shop, cast, case, address, who):
    somebody = {
        "farmer": cast.farmer, "officer": cast.officer, "buyer": shop.people[Role.PROCURER], None: None
    }[who]  # fmt: skip
    assert root_of(visit(somebody, htmx=True).get(address)) == "main"
    whole(visit(somebody).get(address))


def test_a_refused_report_is_the_form_that_sent_it(visit, cast):
    fields = {"commodity": "", "body": ""}
    form = visit(cast.farmer).get("/keluhan/baru").select_one("form[hx-post='/keluhan/']")
    assert root_of(visit(cast.farmer, htmx=True).post("/keluhan/", expect=422, **fields)) == form["id"]
    whole(visit(cast.farmer).post("/keluhan/", expect=422, **fields))


def test_a_refused_question_of_the_inbox_is_the_form_that_sent_it(visit, cast, case):
    address = f"/kotak/{case}/tanya"
    form = visit(cast.officer).get(address).select_one(f"form[hx-post='{address}']")
    assert root_of(visit(cast.officer, htmx=True).post(address, expect=422, question="")) == form["id"]
    whole(visit(cast.officer).post(address, expect=422, question=""))


def test_a_refused_quantity_of_the_catalogue_is_the_form_that_sent_it(visit, shop):
    buyer, htmx = visit(shop.people[Role.PROCURER]), visit(shop.people[Role.PROCURER], htmx=True)
    form = buyer.get(f"/produk/{shop.listing}-keripik-apel").select_one("form[hx-post='/keranjang/']")
    fields = {"listing_id": shop.listing, "quantity": "banyak"}
    assert root_of(htmx.post("/keranjang/", expect=422, **fields)) == form["id"]
    whole(buyer.post("/keranjang/", expect=422, **fields))


def test_a_changed_basket_stays_and_is_the_list_it_changes(visit, shop):
    buyer, htmx = visit(shop.people[Role.PROCURER]), visit(shop.people[Role.PROCURER], htmx=True)
    buyer.post("/keranjang/", listing_id=shop.listing, quantity="4")
    form = buyer.get("/keranjang/").select_one("form[hx-post='/keranjang/ubah']")
    target = form["hx-target"].removeprefix("#")
    fields = {"listing_id": shop.listing, "quantity": "6"}
    done = htmx.post("/keranjang/ubah", **fields)
    assert root_of(done) == target
    assert "Lumbung-Receipt" in done.response.headers
    assert root_of(htmx.post("/keranjang/ubah", expect=422, **fields | {"quantity": "0"})) == target
    assert buyer.post("/keranjang/ubah", **fields).location == "/keranjang/"
    whole(buyer.post("/keranjang/ubah", expect=422, **fields | {"quantity": "0"}))


def test_what_is_done_elsewhere_leaves_by_a_header(visit, shop):
    htmx = visit(shop.people[Role.PROCURER], htmx=True)
    done = htmx.post("/keranjang/", listing_id=shop.listing, quantity="4")
    assert done.status_code == 204
    assert '"target": "#main"' in done.headers["HX-Location"]


def test_what_is_missing_is_a_notice_for_the_status_line(visit, cast):
    answer = visit(cast.farmer, htmx=True).get("/keluhan/K9999", expect=404)
    assert "<html" not in text_of(answer)
    assert answer.response.headers["HX-Retarget"] == "#status"
    whole(visit(cast.farmer).get("/keluhan/K9999", expect=404))


def test_going_back_by_htmx_history_gives_the_whole_page(visit, cast):
    farmer = visit(cast.farmer)
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert b"<html" in farmer.client.get("/keluhan/", headers=headers).data
