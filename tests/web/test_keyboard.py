"""The tasks with a keyboard alone: every stop seen and in order, no trap, the focus on what changed after each swap."""

import pytest

from domain import clock
from domain.complaints.models import Complaint
from domain.people.rules import Role
from tests.support.complaints import *  # noqa: F403
from tests.support.keys import Keys
from tests.support.live_site import browser, phone, site  # noqa: F401
from tests.support.market import Market

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def keys(phone):
    """`keys(somebody)`: a keyboard in front of a small window, signed in."""
    return lambda somebody: Keys(phone(somebody).new_page())


@pytest.fixture
def shop(app):
    with app.app_context():
        return Market()


def walked(keys: Keys) -> list[str]:
    """What is wrong there and back."""
    stops, there = keys.settle().walk()
    returned, back = keys.walk("Shift+Tab")
    assert len(stops) > 5
    assert set(stops) == set(returned)
    return there + back


def test_every_stop_of_the_farmers_pages_is_seen_in_order_and_left_again(keys, cast, case):
    code = case(cast.answered)
    hands = keys(cast.farmer)
    wrong = {}
    for path in (
        "/",
        "/keluhan/baru",
        "/keluhan/baru?langkah=tanaman",
        f"/keluhan/{code}",
        "/pustaka/",
        "/kabar/cara",
    ):
        wrong[path] = walked(hands.go(path))
    assert {path: found for path, found in wrong.items() if found} == {}


def test_every_stop_of_the_desk_is_seen_in_order_and_left_again(keys, cast, case):
    code = case(cast.file)
    hands = keys(cast.officer)
    wrong = {path: walked(hands.go(path)) for path in ("/kotak/", f"/kotak/{code}", f"/kotak/{code}/saran")}
    assert {path: found for path, found in wrong.items() if found} == {}


def test_every_stop_of_an_order_is_seen_in_order_and_left_again(app, keys, shop):
    with app.app_context():
        code = shop.draft()
    hands = keys(shop.people[Role.PROCURER])
    wrong = {
        path: walked(hands.go(path))
        for path in (
            "/produk/",
            f"/produk/{shop.listing}",
            "/keranjang/",
            f"/pesanan/{code}",
            f"/pesanan/{code}/isi",
        )
    }
    assert {path: found for path, found in wrong.items() if found} == {}


def test_a_trap_a_hidden_stop_and_a_wrong_order_are_noticed(keys, cast):
    hands = keys(cast.farmer).go("about:blank")
    links = "".join(f"<p><a href='#{number}'>satu lagi</a></p>" for number in range(4))
    hands.page.set_content(
        f"<style>:focus {{ outline: 3px solid }} .no:focus {{ outline: 0 }}</style>{links}<a class=no href=#>x lama</a>"
        "<a style='position:absolute;left:-99px' href=#>kiri</a><a tabindex=1 href=#>dulu</a>"
    )
    found = " ".join(hands.walk()[1])
    for fault in ("no ring", "hidden or covered", "out of order"):
        assert fault in found
    hands.page.set_content(f"{links}<input onkeydown='event.preventDefault()'>")
    assert "again" in " ".join(hands.walk()[1])


def test_a_report_is_made(keys, cast, rows):
    hands = keys(cast.farmer).go("/keluhan/baru")
    hands.press("Tab")
    assert hands.on(".skip")
    hands.press("Enter").to("[name=commodity]").press("Space", "ArrowRight")
    assert hands.page.locator("[name=commodity]:checked").count() == 1
    hands.to("#complaint-form .go").press("Enter")
    hands.page.wait_for_selector("#body-err")
    hands.lands(".note.bad").to("#body").type("Daun kuning dan kerdil.")
    hands.to("#complaint-form .go").press("Enter")
    hands.page.wait_for_url("**/terkirim")
    assert rows(Complaint) == 1


def test_the_skip_link_jumps_over_the_bar(keys, cast):
    hands = keys(cast.farmer).go("/keluhan/").press("Tab", "Enter", "Tab")
    assert not hands.on("nav *, header *, .skip")
    assert hands.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_advice_is_refused_mended_and_sent(keys, cast, case):
    code = case(cast.file)
    hands = keys(cast.officer).go("/kotak/")
    hands.to(f"main a[href$='/kotak/{code}']").press("Enter")
    hands.page.wait_for_url(f"**/kotak/{code}")
    hands.to(f"main a[href$='/kotak/{code}/saran']").press("Enter")
    hands.page.wait_for_url("**/saran")
    hands.to("main form .go").press("Enter").lands(".note.bad").to("#problem").press("ArrowDown").to(
        "[name=certainty]"
    ).press("Space")
    hands.to("#text_0").type("Cabut daun yang busuk.").press("Tab", "ArrowDown")
    hands.to("main form .go").press("Enter").lands("h1")
    assert hands.page.url.endswith(f"/kotak/{code}")


def test_an_order_goes_from_search_to_approval(app, keys, shop):
    hands = keys(shop.people[Role.PROCURER]).go("/produk/")
    hands.to("main [type=search]").type("keripik").press("Enter")
    hands.page.wait_for_url("**q=keripik**")
    hands.to(f"main a[href*='/produk/{shop.listing}-']").press("Enter")
    hands.page.wait_for_url(f"**/produk/{shop.listing}-*")
    hands.to("main form [name=quantity]").press("Control+a").type("4")
    hands.to("main form[action='/keranjang/'] .go").press("Enter")
    hands.page.wait_for_url("**/keranjang/")
    hands.to("main form[action*='/keranjang/pesan/'] button").press("Enter")
    hands.page.wait_for_url("**/pesanan/P0001")
    hands.to("main a[href$='/isi']").press("Enter")
    hands.page.wait_for_url("**/isi")
    hands.to("#budget_line_id").press("ArrowDown").to("#deliver_to").type("Ruang rapat")
    hands.to("#deliver_by").type(f"{clock.today():%m%d%Y}")  # the order of an English browser
    hands.to("#draft-form .go").press("Enter")
    hands.page.wait_for_url("**/pesanan/P0001")
    hands.to("main form[action$='/ajukan'] button").press("Enter")
    hands.page.wait_for_selector("text=Menunggu persetujuan PPK")
    signer = keys(shop.people[Role.SIGNER]).go("/pesanan/")
    signer.to("main a[href$='/pesanan/P0001']").press("Enter")
    signer.page.wait_for_url("**/pesanan/P0001")
    signer.to("main a[href$='/setujui']").press("Enter")
    signer.page.wait_for_url("**/setujui")
    signer.to("#approve-form .go").press("Enter").lands("h1")
    signer.page.wait_for_selector("text=Menunggu jawaban penjual")


def test_the_report_without_script_one_question_a_page(phone, cast, rows):
    """Plain forms only: each page carries the answers on, the last one sends."""
    page = phone(cast.farmer, java_script_enabled=False).new_page()
    page.goto("/keluhan/baru")
    page.get_by_role("link", name="Satu pertanyaan per halaman").click()
    page.get_by_role("button", name="Lanjut").click()
    assert page.locator("#commodity-err").count() == 1
    page.get_by_label("Padi").check(force=True)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Lanjut").click()
    page.locator("#body").fill("Daun kuning dan kerdil.")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_role("button", name="Lanjut").click()
    assert "Daun kuning dan kerdil" in page.inner_text("main")
    assert rows(Complaint) == 0
    page.get_by_role("button", name="Kirim").click()
    page.wait_for_url("**/terkirim")
    assert rows(Complaint) == 1


def test_what_the_status_bar_says_is_announced(keys, cast):
    """A live region speaks only if it was there before its words: it must be the same element before and after."""
    hands = keys(cast.farmer).go("/keluhan/")
    bar = hands.page.get_by_role("status")
    assert bar.inner_text() == ""
    bar.evaluate("bar => { bar.there = true }")
    hands.page.context.set_offline(True)
    hands.page.wait_for_selector("#status >> text=Tidak ada sinyal")
    hands.page.context.set_offline(False)
    hands.page.wait_for_selector("#status >> text=Tidak ada sinyal", state="detached")
    assert bar.evaluate("bar => bar.there")


def test_the_status_bar_stays_the_same_element_through_a_swap(keys, cast, case):
    code = case(cast.file)
    hands = keys(cast.officer).go(f"/kotak/{code}/saran")
    bar = hands.page.get_by_role("status")
    bar.evaluate("bar => { bar.there = true }")
    hands.to("main form .go").press("Enter").lands(".note.bad")
    assert bar.evaluate("bar => bar.there")
