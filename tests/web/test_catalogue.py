"""The catalogue as everybody sees it: search, filters, pages, one listing, a comparison."""

import pytest

from domain.catalogue import actions
from domain.people.rules import Role
from domain.writing import write
from tests.support.listings import ADMIN, draft, publish, seller
from tests.support.places import scope_for


@pytest.fixture
def shop(app):
    """Publish so many listings of one vendor; returns their ids."""

    def make(count: int = 1, **fields) -> list[int]:
        with app.app_context():
            owner = seller()
            return [publish(owner, **fields) for _ in range(count)]

    return make


def shown(visitor, listing_id: int, **how):
    """The page of a listing, by way of its bare number."""
    moved = visitor.get(f"/produk/{listing_id}", expect=301)
    return visitor.get(moved.headers["Location"], **how)


def names(page) -> list[str]:
    return [link.text for link in page.select("ul.rows h2 a")]


def test_a_search_finds_by_stem_beginning_and_slip(shop, visit):
    shop(name="Keripik apel manalagi")
    for asked, most in (("keripik", 6), ("ker", 6), ("kerpik", 7)):  # one of them opens the reading
        assert names(visit().get(f"/produk/?q={asked}", statements=most)) == ["Keripik apel manalagi"]


def test_a_slip_is_said(shop, visit):
    shop(name="Keripik apel manalagi")
    assert "keripik" in visit().get("/produk/?q=kerpik").select_one(".note").text


def test_nothing_found_helps_on(visit):
    page = visit().get("/produk/?q=zzzzqq")
    assert page.select_one("#listing-rows a[href='/produk/?etalase=barang']")


def test_the_list_costs_the_same_statements_at_any_length(shop, visit):
    shop(10)
    few = visit()
    few.get("/produk/", statements=6)
    shop(40)
    many = visit()
    many.get("/produk/", statements=6)
    assert few.statements == many.statements


def test_the_next_page_is_a_link_and_a_fragment(shop, visit):
    shop(25)
    page = visit().get("/produk/")
    assert len(names(page)) == 20
    more = page.select_one("a[href*=sesudah]")["href"]
    assert len(names(visit().get(more))) == 5
    part = visit(htmx=True).get(more)
    assert part.find(True)["id"].startswith("listing-rows")
    assert not part.select("html, main, h1")
    assert len(names(part)) == 5


@pytest.mark.parametrize(
    "query", ["dari=abc&sampai=99999999999999999999", "q=%00", "urut=acak", "sesudah=x", "etalase=nirwana"]
)
def test_nonsense_in_the_address_still_answers(shop, visit, query):
    shop()
    visit().get(f"/produk/?{query}")


def test_prices_are_read_as_typed(shop, visit):
    shop(name="Murah", price=5_000)
    shop(name="Mahal", price=50_000)
    assert names(visit().get("/produk/?dari=Rp12.500")) == ["Mahal"]


@pytest.mark.parametrize("htmx", [False, True])
def test_the_filters_are_fetched_when_wanted_and_count_what_is_where(shop, visit, htmx):
    shop(2)
    shop(3, category_code="beras")
    link = visit().get("/produk/?q=keripik").select_one("#listing-filters a")["href"]
    page = visit(htmx=htmx).get(link, statements=6)
    labels = [option.text for option in page.select("#listing-filters option")]
    assert {"Kudapan (2)", "Beras (3)"} <= set(labels)
    if htmx:
        assert page.find(True)["id"] == "listing-filters"


def test_a_filter_that_cannot_be_read_says_so_and_keeps_what_was_typed(shop, visit):
    shop()
    page = visit().get("/produk/?dari=12,5")
    assert page.select_one("#dari-err")
    assert page.select_one("#dari")["value"] == "12,5"


@pytest.mark.parametrize("role", [None, Role.REQUESTER])
def test_a_full_list_with_many_drawings_is_a_small_fragment(app, visit, person, role):
    with app.app_context():
        owner = seller("Dapur Berkah Sejahtera")
        for n in range(22):
            name = f"Barang nomor {n} {chr(97 + n) * 9}"
            publish(owner, name=name, price=1_000 + 777 * n, stock=40 * n, lead_days=n % 4)
    somebody = person(role, scope=scope_for(app, role)) if role else None
    page = visit(somebody, htmx=True).get("/produk/")
    assert page.select_one("main#main")
    assert len(names(page)) == 20


def test_ids_and_numbers_beyond_any_column_are_not_found(visit):
    for address in (f"/produk/{10**25}", f"/produk/penjual/{10**25}"):
        visit().get(address, expect=404)
    visit().get(f"/produk/banding?b={10**25}&b={'9' * 3000}")


def test_an_official_reads_about_tax_and_may_buy_where_others_only_look(app, shop, visit, person):
    [listing_id] = shop()
    buyer = visit(person(Role.REQUESTER, scope=scope_for(app, Role.REQUESTER)))
    page = shown(buyer, listing_id)
    assert page.select_one("#basket-form #quantity")["value"] == "40"
    assert "PBJT makanan" in page.text
    assert not shown(visit(), listing_id).select_one("#basket-form")


def test_one_listing_shows_price_and_earlier_prices(shop, visit):
    [listing_id] = shop()
    page = shown(visit(), listing_id, statements=6)
    assert "Rp12.500" in page.text


def test_an_address_says_the_name_and_old_ones_lead_to_it(app, shop, visit):
    [listing_id] = shop(name="Keripik Apel & Nangka, 100 g")
    here = f"/produk/{listing_id}-keripik-apel-nangka-100-g"
    assert visit().get("/produk/").select_one("ul.rows h2 a")["href"] == here
    visit().get(here)
    for old in (listing_id, f"{listing_id}-", f"{listing_id}-nama-lama", f"000{listing_id}-keripik"):
        moved = visit().get(f"/produk/{old}", expect=301)
        assert moved.headers["Location"] == here
        assert moved.headers["Cache-Control"] == "no-store"
    visit().get("/produk/999999-keripik-apel", expect=404)


def test_a_draft_is_not_there_for_others(app, visit, person):
    with app.app_context():
        owner = seller()
        with write():
            listing_id = draft(owner, send=True).id
    visit().get(f"/produk/{listing_id}", expect=404)
    shown(visit(person(Role.ADMIN)), listing_id)


def test_a_suspended_listing_leaves_list_and_page(app, shop, visit):
    [listing_id] = shop()
    with app.app_context(), write():
        actions.move_listing(ADMIN, listing_id, "suspend", "Foto menyesatkan.")
    assert names(visit().get("/produk/")) == []
    visit().get(f"/produk/{listing_id}", expect=404)


def test_a_comparison_says_why_one_is_best(shop, visit):
    [cheap], [dear] = shop(price=1_000), shop(price=2_000)
    page = visit().get(f"/produk/banding?b={cheap}&b={dear}&b=x", statements=6)
    assert page.select_one("td.best")["data-b"] == "termurah"
    visit().get("/produk/banding")


def test_what_is_sold_out_is_never_the_best(shop, visit):
    [gone], [dear] = shop(price=1_000, stock=0), shop(price=2_000)
    page = visit().get(f"/produk/banding?b={gone}&b={dear}")
    assert [cell.text for cell in page.select("td.best[data-b=termurah]")] == ["2.000"]


def test_a_vendor_page_lists_what_it_sells(app, visit):
    with app.app_context():
        owner = seller("Dapur Sari")
        publish(owner, name="Nasi kotak")
    assert names(visit().get(f"/produk/penjual/{owner.scope}", statements=6)) == ["Nasi kotak"]
    visit().get("/produk/penjual/999999", expect=404)
