"""Without signal, in a real browser against the real app: nothing typed is lost, nothing arrives twice."""

import pytest

from domain.complaints.models import Complaint, ComplaintPhoto
from domain.people.rules import Role
from tests.support.live_site import browser, phone, site  # noqa: F401
from tests.support.media import photo

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WORDS = "Daun kuning dan kerdil"
LINE = "#unsent >> text=1 laporan belum terkirim"
NO_STORAGE = "Object.defineProperty(window, 'indexedDB', { get() { throw new Error('blocked') } });"
NO_STORAGE += "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"


@pytest.fixture
def farmer(person):
    return person(Role.FARMER)


def pictures(*sides):
    return [
        {"name": f"{side}.jpg", "mimeType": "image/jpeg", "buffer": photo(size=(side, side))}
        for side in sides
    ]


def report(page, words=WORDS, photos=()):
    """Open the form and fill it in; the outbox is there."""
    page.goto("/keluhan/baru")
    ready(page)
    fill(page, words, photos)


def ready(page):
    page.wait_for_selector("#unsent", state="attached")


def served(page):
    """The worker stands behind the page."""
    page.goto("/luring")
    page.evaluate("""new Promise((done) => {
        const there = () => navigator.serviceWorker.controller && done();
        navigator.serviceWorker.addEventListener("controllerchange", there);
        there();
    })""")


def fill(page, words=WORDS, photos=()):
    page.check("[name=commodity] >> nth=0", force=True)
    page.fill("#body", words)
    if photos:
        page.set_input_files("[name=photos]", list(photos))
        page.wait_for_selector(f"text=Foto {len(photos)}")


def send(page):
    page.click("#complaint-form .go")


def queue(page, **what):
    report(page, **what)
    page.context.set_offline(True)
    send(page)
    page.wait_for_selector(LINE)


def gone(page):
    page.wait_for_selector("#unsent:empty", state="attached")


def until(page, holds):
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it did not come to that")


def test_what_waits_is_kept_through_a_reload_and_sent_once_with_its_photos(phone, site, farmer, rows):
    page = phone(farmer).new_page()
    served(page)
    queue(page, photos=pictures(200, 300))
    assert page.input_value("#body") == ""
    assert page.locator("text=Foto 1").count() == 0
    page.reload()
    page.wait_for_selector(LINE)
    page.wait_for_selector(f"text={WORDS}")
    assert rows(Complaint) == 0
    page.context.set_offline(False)
    page.goto("/pustaka/")
    until(page, lambda: rows(ComplaintPhoto) == 2)
    gone(page)
    # a page that is left while it sends may ask twice; what arrives is one report
    assert (rows(Complaint), rows(ComplaintPhoto)) == (1, 2)


def test_two_tabs_send_once(phone, site, farmer, rows):
    context = phone(farmer, service_workers="block")
    page = context.new_page()
    queue(page, photos=pictures(200))
    other = context.new_page()
    context.set_offline(False)
    other.goto("/keluhan/baru")
    until(page, lambda: rows(ComplaintPhoto) == 1)
    gone(page)
    gone(other)
    assert (rows(Complaint), rows(ComplaintPhoto)) == (1, 1)
    assert site.count("/keluhan/") == 1
    assert site.count("/keluhan/K0001/foto") == 1


def test_a_report_that_arrived_without_its_receipt_is_not_sent_again(phone, site, farmer, rows):
    page = phone(farmer, service_workers="block").new_page()
    report(page, photos=pictures(200, 300))

    def lose_the_answer(route):
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/keluhan/", lose_the_answer, times=1)
    send(page)
    until(page, lambda: page.input_value("#body") == "")
    gone(page)
    assert (rows(Complaint), rows(ComplaintPhoto)) == (1, 2)
    assert site.posts == ["/keluhan/"]


def test_a_page_closed_while_its_words_travel_loses_no_photo(phone, farmer, rows):
    context = phone(farmer, service_workers="block")
    page = context.new_page()
    queue(page, photos=pictures(200, 300))
    page.route("**/keluhan/", lambda route: route.fetch(max_redirects=0), times=1)
    context.set_offline(False)
    until(page, lambda: rows(Complaint) == 1)
    page.close()
    other = context.new_page()
    other.goto("/keluhan/baru")
    until(other, lambda: rows(ComplaintPhoto) == 2)
    gone(other)
    assert rows(Complaint) == 1


def test_a_cut_line_costs_one_photo_and_not_the_report(phone, site, farmer, rows):
    page = phone(farmer, service_workers="block").new_page()
    queue(page, photos=pictures(200, 300))
    page.route("**/foto", lambda route: route.abort(), times=1)
    page.context.set_offline(False)
    until(page, lambda: rows(Complaint) == 1)
    page.wait_for_selector(LINE)
    page.click("text=Kirim sekarang")
    gone(page)
    assert (rows(Complaint), rows(ComplaintPhoto)) == (1, 2)
    assert site.count("/keluhan/") == 1


def test_it_is_sent_only_as_its_owner_and_an_ended_sign_in_keeps_it(phone, site, farmer, person, rows):
    page = phone(farmer, service_workers="block").new_page()
    queue(page)
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.wait_for_selector("#unsent >> text=Masuk dulu")
    page.context.add_cookies([site.cookie(person(Role.FARMER))])
    page.goto("/luring")
    page.wait_for_selector("#unsent >> text=milik orang lain")
    assert page.locator(f"text={WORDS}").count() == 0
    assert rows(Complaint) == 0
    page.context.add_cookies([site.cookie(farmer)])
    page.goto("/")
    until(page, lambda: rows(Complaint) == 1)
    gone(page)


def test_a_refusal_keeps_it_and_says_why(phone, farmer, rows):
    page = phone(farmer, service_workers="block").new_page()
    queue(page)
    page.evaluate("""async () => {
        const [item] = await outbox.all();
        item.fields = item.fields.map(([name, text]) => [name, name === "age" ? "muda sekali" : text]);
        await outbox.add(item);
    }""")
    page.context.set_offline(False)
    page.wait_for_selector("#unsent >> text=Belum bisa diterima")
    assert "umur" in page.inner_text("#unsent").lower()
    page.click("#unsent >> text=Lihat")
    page.wait_for_selector(f"text={WORDS}")
    page.click("text=Buang")
    gone(page)
    assert rows(Complaint) == 0


def test_leaving_asks_what_becomes_of_it(phone, site, farmer, rows):
    page = phone(farmer, service_workers="block").new_page()
    queue(page)
    page.route("**/luring/tanda*", lambda route: route.abort())
    page.context.set_offline(False)
    leave(page, "Simpan, lalu keluar")
    page.context.add_cookies([site.cookie(farmer)])
    leave(page, "Kirim dulu", first=lambda: page.unroute("**/luring/tanda*"))
    assert rows(Complaint) == 1


def leave(page, choice, first=lambda: None):
    page.goto("/akun")
    page.wait_for_selector(LINE)
    page.click("text=Keluar >> nth=0")
    page.wait_for_selector(f"#unsent >> text={choice}")
    first()
    page.click(f"#unsent >> text={choice}")
    page.wait_for_url(lambda url: not url.endswith("/akun"))


def test_a_full_phone_is_said_and_what_was_typed_stays(phone, farmer, rows):
    page = phone(farmer, service_workers="block").new_page()
    report(page)
    page.evaluate("() => { outbox.add = () => Promise.reject(new DOMException('', 'QuotaExceededError')) }")
    page.context.set_offline(True)
    send(page)
    page.wait_for_selector("#status >> text=tidak bisa menyimpan")
    assert page.input_value("#body") == WORDS
    assert rows(Complaint) == 0


def test_what_is_incomplete_is_said_and_a_draft_comes_back(phone, farmer, rows):
    page = phone(farmer, service_workers="block").new_page()
    report(page, words="")
    page.context.set_offline(True)
    send(page)
    page.wait_for_selector("#status >> text=belum lengkap")
    assert page.evaluate("outbox.all()") == []
    assert page.evaluate("document.activeElement.id") == "body"
    page.context.set_offline(False)
    page.fill("#body", WORDS)
    page.reload()
    page.wait_for_selector("text=dikembalikan")
    assert page.input_value("#body") == WORDS
    send(page)
    page.wait_for_selector("h1 >> text=Terkirim")
    page.goto("/keluhan/baru")
    ready(page)
    assert page.locator("text=dikembalikan").count() == 0


def test_blocked_storage_leaves_the_page_as_it_was(phone, farmer, rows):
    page = phone(farmer, service_workers="block").new_page()
    page.add_init_script(NO_STORAGE)
    page.goto("/keluhan/baru")
    fill(page)
    page.context.set_offline(True)
    send(page)
    page.wait_for_selector("#status >> text=Tidak ada sinyal")
    assert page.input_value("#body") == WORDS
    page.context.set_offline(False)
    send(page)
    page.wait_for_selector("h1 >> text=Terkirim")
    assert rows(Complaint) == 1


def test_a_saved_page_is_read_without_signal_with_its_time_and_goes_at_sign_out(phone, farmer):
    page = phone(farmer).new_page()
    served(page)
    report(page, photos=pictures(200))
    send(page)
    page.wait_for_selector("h1 >> text=Terkirim")
    page.goto("/keluhan/K0001")
    page.click("text=Simpan untuk dibaca tanpa sinyal")
    page.wait_for_selector("button >> text=Tersimpan, data jam")
    page.context.set_offline(True)
    page.goto("/keluhan/K0001")
    page.wait_for_selector("#status >> text=/Data jam .*belum ada sinyal/")
    page.wait_for_selector(f"text={WORDS}")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 0
    page.goto("/keluhan/")
    page.wait_for_selector("#status >> text=belum tersimpan di HP")
    page.wait_for_selector("[data-saved] a[href='/keluhan/K0001']")
    page.context.set_offline(False)
    page.goto("/akun")
    page.click("text=Keluar >> nth=0")
    page.wait_for_selector("a:has-text('Masuk')")
    assert [name for name in page.evaluate("caches.keys()") if not name.startswith("shell-")] == []
