"""The script in a real browser, under the real content policy: it only ever adds."""

import io
import random

import pytest
from PIL import Image

from tests.support import script_site

pytestmark = pytest.mark.browser
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        yield running
        running.close()


@pytest.fixture
def site():
    running, stop = script_site.start()
    yield running
    stop()


@pytest.fixture
def screen(browser, site):
    """A phone at the site. No script may fail and no policy may be broken, unless the server itself did."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page, complaints = context.new_page(), []
    page.on("pageerror", lambda problem: complaints.append(str(problem)))
    page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert complaints == []


def open_form(screen, site, query, text="Daun kuning"):
    screen.goto(f"{site.url}/?{query}")
    screen.fill("#body", text)


@pytest.mark.parametrize("query", ["form=/slow", "form=/slow&plain"])
def test_four_taps_are_one_sending(screen, site, query):
    open_form(screen, site, query)
    screen.evaluate(
        "for (const wait of [0, 60, 120, 180]) setTimeout(() => document.querySelector('.go').click(), wait)"
    )
    screen.wait_for_selector("text=Terkirim")
    screen.wait_for_timeout(300)
    assert site.arrived == ["Daun kuning"]


def test_a_refused_form_comes_back_with_the_focus_on_what_is_wrong(screen, site):
    open_form(screen, site, "form=/wrong")
    screen.click(".go")
    screen.wait_for_selector(".note.bad:focus")
    screen.fill("#body", "lagi")
    screen.click(".go")
    screen.wait_for_selector(".note.bad:focus")
    assert site.arrived == ["Daun kuning", "lagi"]


def test_a_refusal_elsewhere_is_said_in_the_status_and_the_text_stays(screen, site):
    open_form(screen, site, "form=/stale")
    screen.click(".go")
    screen.wait_for_selector("#status >> text=Sudah berubah")
    assert screen.input_value("#body") == "Daun kuning"
    assert screen.get_attribute("#f", "aria-busy") is None


def test_a_broken_server_is_said_and_can_be_tried_again(screen, site):
    site.broken = True
    open_form(screen, site, "form=/breaks")
    screen.click(".go")
    screen.wait_for_selector("#status >> text=Gagal terkirim")
    assert screen.input_value("#body") == "Daun kuning"
    site.broken = False
    screen.click("#status >> text=Coba lagi")
    screen.wait_for_selector("text=Terkirim")
    assert screen.inner_text("#status") == ""


def test_no_signal_is_said_and_the_text_stays_until_it_is_back(screen, site):
    open_form(screen, site, "form=/slow")
    screen.context.set_offline(True)
    screen.click(".go")
    screen.wait_for_selector("#status >> text=Tidak ada sinyal")
    assert screen.input_value("#body") == "Daun kuning"
    screen.context.set_offline(False)
    screen.wait_for_function("document.querySelector('#status').textContent === ''")
    screen.click(".go")
    screen.wait_for_selector("text=Terkirim")
    assert site.arrived == ["Daun kuning"]


def test_moving_on_fetches_the_middle_moves_the_focus_and_marks_the_bar(screen, site):
    open_form(screen, site, "form=/on")
    screen.click(".go")
    screen.wait_for_selector("h1:focus >> text=Dua")
    assert screen.url == f"{site.url}/dua"
    assert screen.title() == "Dua"
    assert screen.get_attribute(".nav [aria-current]", "href") == "/dua"
    assert screen.locator("main").count() == 1


def test_a_part_that_comes_by_itself_leaves_the_focus_alone(screen, site):
    screen.goto(f"{site.url}/dua")
    screen.wait_for_selector("#part svg", state="attached")
    screen.wait_for_timeout(200)
    assert screen.evaluate("document.activeElement === document.body")


def test_photos_travel_small_and_one_can_be_taken_back(screen, site):
    open_form(screen, site, "form=/slow&files")
    screen.set_input_files("[type=file]", [picture("satu.png"), picture("dua.png")])
    screen.wait_for_selector("text=Foto 2")
    assert screen.locator("canvas.ph").count() == 2
    screen.click("li:first-child >> text=Buang")
    screen.set_input_files("[type=file]", [picture("tiga.png")])
    screen.wait_for_selector("text=Foto 2")
    screen.click(".go")
    screen.wait_for_selector("text=Terkirim")
    assert site.photos == [("JPEG", 1280, 960)] * 2


def test_sending_waits_for_the_photos(screen, site):
    open_form(screen, site, "form=/slow&files")
    screen.set_input_files("[type=file]", [picture("satu.png")])
    screen.evaluate(
        "document.addEventListener('htmx:beforeRequest', (e) => window.patience = e.detail.requestConfig.timeout);"
        "document.querySelector('.go').click()"
    )
    screen.wait_for_selector("text=Terkirim")
    assert site.photos == [("JPEG", 1280, 960)]
    assert screen.evaluate("window.patience") == 180_000  # a photo on a bad line


def test_what_cannot_be_shrunk_is_sent_as_it_is(screen, site):
    screen.add_init_script("window.createImageBitmap = () => { throw new Error('no memory') }")
    open_form(screen, site, "form=/slow&files")
    screen.set_input_files("[type=file]", [picture("satu.png")])
    screen.wait_for_selector("text=Foto 1")
    screen.click(".go")
    screen.wait_for_selector("text=Terkirim")
    assert site.photos == [("PNG", 1600, 1200)]


@pytest.mark.parametrize("blocked", [False, True])
def test_the_bytes_of_the_page_and_the_month_are_told(screen, site, blocked):
    if blocked:
        screen.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"
        )
    screen.goto(site.url)
    screen.wait_for_selector("#bytes >> text=kB")
    screen.wait_for_timeout(200)
    text = screen.inner_text("#bytes")
    assert text.startswith("Halaman ini ")
    assert ("bulan ini" in text) is not blocked


def picture(name):
    """A 1600 x 1200 PNG with enough noise that a JPEG of it is smaller."""
    noise = Image.frombytes("RGB", (400, 300), random.Random(name).randbytes(400 * 300 * 3)).resize(
        (1600, 1200)
    )
    file = io.BytesIO()
    noise.save(file, "PNG")
    return {"name": name, "mimeType": "image/png", "buffer": file.getvalue()}


def test_the_desk_is_worked_by_keys_unless_they_are_off(screen, site):
    screen.goto(f"{site.url}/?keys")
    focused = "document.activeElement.textContent"
    for key, where in [("j", "0"), ("j", "1"), ("j", "2"), ("j", "2"), ("k", "1")]:
        screen.keyboard.press(key)
        assert screen.evaluate(focused) == f"Kasus {where}"
    screen.focus("#q")
    screen.keyboard.press("j")
    assert screen.input_value("#q") == "j"
    screen.evaluate("document.activeElement.blur()")
    screen.keyboard.press("?")
    assert screen.is_visible("[data-keys]")
    screen.click("text=Matikan")
    screen.evaluate("document.activeElement.blur()")
    screen.keyboard.press("j")
    assert screen.evaluate("document.activeElement.tagName") == "BODY"
    screen.click("text=Nyalakan")
    screen.focus("text=Kasus 1")
    screen.keyboard.press("Enter")
    screen.wait_for_selector("text=Sampai.")
