"""The report form as the first page of a phone: one small script without htmx, all in 26 kB, nothing lost."""

import pytest

from domain.complaints.models import Complaint
from domain.people.rules import Role
from tests.support.live_site import browser, phone, site  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ALL_IN = 26_000
WORDS = "Daun kuning dan kerdil"


@pytest.fixture
def farmer(person):
    return person(Role.FARMER)


@pytest.fixture
def first(phone, farmer):
    """The form in a browser that has seen nothing yet, and what it fetched: address and bytes on the wire."""
    page, fetched, names = phone(farmer).new_page(), {}, {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on(
        "Network.responseReceived", lambda said: names.update({said["requestId"]: said["response"]["url"]})
    )
    wire.on(
        "Network.loadingFinished",
        lambda said: fetched.update({names.get(said["requestId"], "?"): said["encodedDataLength"]}),
    )
    page.goto("/keluhan/baru", wait_until="networkidle")
    return page, fetched


def fill(page, words=WORDS):
    page.check("[name=commodity] >> nth=0", force=True)
    page.fill("#body", words)


def send(page):
    page.click("#complaint-form .go")


def test_all_it_needs_comes_in_three_fetches_and_26_kilobytes(first):
    page, fetched = first
    page.wait_for_selector("#unsent", state="attached")
    needed = [url for url in fetched if not url.endswith((".css", ".svg"))]
    assert len(needed) <= 3, needed
    assert sum(fetched.values()) <= ALL_IN, fetched
    assert page.evaluate("typeof htmx") == "undefined"


def test_it_is_sent_and_the_next_page_has_the_whole_script(first, rows):
    page, _fetched = first
    fill(page)
    send(page)
    page.wait_for_url("**/terkirim")
    assert rows(Complaint) == 1
    assert page.evaluate("typeof htmx") == "object"


def test_what_is_refused_comes_back_with_its_words_and_the_focus(first, rows):
    page, _fetched = first
    page.fill("#body", WORDS)
    send(page)
    page.wait_for_selector(".note.bad:focus")
    assert page.input_value("#body") == WORDS
    page.check("[name=commodity] >> nth=0", force=True)
    send(page)
    page.wait_for_url("**/terkirim")
    assert rows(Complaint) == 1


def test_what_is_like_it_is_looked_up_beside_it(first):
    page, _fetched = first
    with page.expect_response("**/keluhan/mirip*") as answer:
        fill(page)
        page.locator("#body").blur()
    assert "commodity=" in answer.value.url and "csrf_token" not in answer.value.url
    assert page.locator("#similar").count() == 1


def test_without_signal_it_waits_on_the_phone_and_is_sent_once(first, rows):
    page, _fetched = first
    page.context.set_offline(True)
    fill(page)
    send(page)
    page.wait_for_selector("#unsent >> text=1 laporan belum terkirim")
    page.context.set_offline(False)
    page.wait_for_selector("#unsent >> text=1 laporan belum terkirim", state="detached")
    assert rows(Complaint) == 1


def test_four_taps_are_one_report(first, rows):
    page, _fetched = first
    fill(page)
    page.evaluate(
        "for (const wait of [0, 9, 30, 60]) setTimeout(() => document.querySelector('#complaint-form .go').click(), wait)"
    )
    page.wait_for_selector("text=K0001")
    page.wait_for_load_state("networkidle")  # closed in mid-answer, the server would leave a file open
    assert rows(Complaint) == 1
