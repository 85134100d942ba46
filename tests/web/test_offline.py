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
    page.evaluate("navigator.serviceWorker?.ready")


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


def test_what_waits_is_sent_once_with_its_photos_when_the_signal_is_back(phone, site, farmer, rows):
    page = phone(farmer).new_page()
    queue(page, photos=pictures(200, 300))
    assert page.input_value("#body") == ""
    assert page.locator("text=Foto 1").count() == 0
    assert rows(Complaint) == 0
    page.context.set_offline(False)
    gone(page)
    assert (rows(Complaint), rows(ComplaintPhoto)) == (1, 2)
    assert site.count("/keluhan/") == 1
    assert site.count("/keluhan/K0001/foto") == 2


def test_it_waits_through_a_reload_without_signal(phone, farmer, rows):
    page = phone(farmer).new_page()
    queue(page)
    page.reload()
    page.wait_for_selector(LINE)
    page.wait_for_selector(f"text={WORDS}")
    page.context.set_offline(False)
    page.goto("/pustaka/")
    gone(page)
    assert rows(Complaint) == 1


def test_many_tabs_send_once(phone, site, farmer, rows):
    context = phone(farmer)
    page = context.new_page()
    queue(page, photos=pictures(200))
    others = [context.new_page() for _ in range(3)]
    context.set_offline(False)
    for other in others:
        other.goto("/keluhan/baru")
    for each in (page, *others):
        gone(each)
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


def test_an_ended_sign_in_keeps_it_until_its_owner_is_back(phone, site, farmer, rows):
    page = phone(farmer).new_page()
    queue(page)
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.wait_for_selector("#unsent >> text=Masuk dulu")
    assert rows(Complaint) == 0
    page.context.add_cookies([site.cookie(farmer)])
    page.goto("/")
    gone(page)
    assert rows(Complaint) == 1


def test_it_is_never_sent_as_somebody_else(phone, site, farmer, person, rows):
    page = phone(farmer).new_page()
    queue(page)
    page.context.clear_cookies()
    page.context.add_cookies([site.cookie(person(Role.FARMER))])
    page.context.set_offline(False)
    page.goto("/keluhan/")
    page.wait_for_selector("#unsent >> text=milik orang lain")
    assert rows(Complaint) == 0
    page.goto("/luring")
    page.wait_for_selector("text=Semua sudah terkirim")
    assert page.locator(f"text={WORDS}").count() == 0


def test_a_refusal_keeps_it_and_says_why(phone, farmer, rows):
    page = phone(farmer).new_page()
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


def test_what_is_incomplete_is_said_before_it_waits(phone, farmer):
    page = phone(farmer).new_page()
    report(page, words="")
    page.context.set_offline(True)
    send(page)
    page.wait_for_selector("#status >> text=belum lengkap")
    assert page.evaluate("outbox.all()") == []
    assert page.evaluate("document.activeElement.id") == "body"


@pytest.mark.parametrize(("choice", "left"), [("Simpan, lalu keluar", 1), ("Buang, lalu keluar", 0)])
def test_leaving_asks_what_becomes_of_it(phone, farmer, rows, choice, left):
    page = phone(farmer).new_page()
    queue(page)
    page.route("**/luring/tanda*", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/akun")
    page.wait_for_selector(LINE)
    page.click("text=Keluar >> nth=0")
    page.click(f"#unsent >> text={choice}")
    page.wait_for_selector("text=Masuk >> nth=0")
    assert len(page.evaluate("new Promise((done) => { const asked = indexedDB.open('lumbung', 1); asked.onsuccess = () => asked.result.transaction('unsent').objectStore('unsent').getAll().onsuccess = (got) => done(got.target.result) })")) == left  # fmt: skip
    assert rows(Complaint) == 0


def test_leaving_can_send_first(phone, farmer, rows):
    page = phone(farmer).new_page()
    queue(page)
    page.route("**/luring/tanda*", lambda route: route.abort())
    page.context.set_offline(False)
    page.goto("/akun")
    page.wait_for_selector(LINE)
    page.click("text=Keluar >> nth=0")
    page.unroute("**/luring/tanda*")
    page.click("#unsent >> text=Kirim dulu")
    page.wait_for_selector("a:has-text('Masuk')")
    assert rows(Complaint) == 1


def test_blocked_storage_leaves_the_page_as_it_was(phone, farmer, rows):
    page = phone(farmer).new_page()
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


def test_without_script_nothing_changes(phone, farmer, rows):
    page = phone(farmer, java_script_enabled=False).new_page()
    page.goto("/keluhan/baru")
    fill(page)
    send(page)
    page.wait_for_selector("h1 >> text=Terkirim")
    assert rows(Complaint) == 1


def test_what_was_typed_is_there_again_until_it_is_sent(phone, farmer, rows):
    page = phone(farmer).new_page()
    report(page)
    page.reload()
    page.wait_for_selector("text=dikembalikan")
    assert page.input_value("#body") == WORDS
    send(page)
    page.wait_for_selector("h1 >> text=Terkirim")
    report(page)
    assert page.locator("text=dikembalikan").count() == 0
    assert rows(Complaint) == 1


def test_a_saved_page_is_read_without_signal_with_its_time_and_goes_at_sign_out(phone, farmer):
    page = phone(farmer).new_page()
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


def test_only_what_was_saved_is_kept(phone, farmer):
    page = phone(farmer).new_page()
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready")
    for path in ("/keluhan/", "/produk/", "/akun"):
        page.goto(path)
    kept = page.evaluate(
        "caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((each) => each.keys())))).then((all) => all.flat().map((each) => new URL(each.url).pathname))"
    )
    assert [path for path in kept if not path.startswith("/static/build/")] == ["/luring"]
