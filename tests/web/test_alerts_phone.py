"""In a browser: what is pushed is shown and opens its page; numbers and lists are asked for only while one looks."""

import json
import re

import pytest
from playwright.sync_api import expect

from domain.alerts import reading
from domain.people.rules import Role
from tests.support.channels import *  # noqa: F403
from tests.support.complaints import *  # noqa: F403
from tests.support.live_site import *  # noqa: F403
from tests.web.test_vendor_import import book, line, work

pytestmark = pytest.mark.browser
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map((each) => [each.title, each.body, each.tag, each.data])"""
HIDE = "Object.defineProperty(document, '{0}', {{ get: () => {1}, configurable: true }})"


def hide(page, hidden: bool) -> None:
    page.evaluate(HIDE.format("hidden", str(hidden).lower()))
    page.evaluate(HIDE.format("visibilityState", "'hidden'" if hidden else "'visible'"))


@pytest.fixture
def pushed(site):
    """Hand a message to the worker of a page, as the browser does when the push service brings one."""

    def deliver(page, said: str) -> None:
        devtools, registrations = page.context.new_cdp_session(page), []
        devtools.on(
            "ServiceWorker.workerRegistrationUpdated",
            lambda told: registrations.extend(told["registrations"]),
        )
        devtools.send("ServiceWorker.enable")
        page.wait_for_timeout(200)
        number = registrations[-1]["registrationId"]
        devtools.send(
            "ServiceWorker.deliverPushMessage", {"origin": site.url, "registrationId": number, "data": said}
        )

    return deliver


def test_what_is_pushed_is_shown_once_for_each_tag(phone, cast, case, pushed):
    case(cast.file)
    page = phone(cast.farmer, permissions=["notifications"]).new_page()
    page.goto("/keluhan/")
    page.evaluate("navigator.serviceWorker.ready")
    said = {"t": "Layanan", "b": "Keluhan K0001 sudah dijawab.", "u": "/keluhan/K0001", "k": "kabar-1"}
    for _ in range(2):
        pushed(page, json.dumps(said))
    pushed(page, "bukan json")
    page.wait_for_timeout(500)
    shown = sorted(page.evaluate(SHOWN))
    assert shown == [
        ["Kabar", "Ada kabar untuk Bapak/Ibu.", "", None],
        ["Layanan", "Keluhan K0001 sudah dijawab.", "kabar-1", "/keluhan/K0001"],
    ]


def test_the_button_is_there_and_a_no_is_said(phone, senders, cast, case):
    case(cast.file)
    page = phone(cast.farmer).new_page()
    page.goto("/kabar/cara")
    page.evaluate("Notification.requestPermission = async () => 'denied'")
    page.get_by_role("button", name="Kabari HP ini").click()
    expect(page.locator("#phone-form [role=status]")).to_contain_text("Belum diizinkan")
    expect(page.get_by_role("button", name="Kabari HP ini")).to_be_enabled()


def test_the_number_is_asked_for_each_minute_only_while_one_looks(app, phone, cast, case):
    page = phone(cast.farmer).new_page()
    page.clock.install()
    asked: list[str] = []
    page.on("request", lambda request: "/kabar/jumlah" in request.url and asked.append(request.url))
    page.goto("/kabar/")
    expect(page.locator(".nav b")).to_have_count(0)
    hide(page, True)
    page.clock.run_for(180_000)
    assert asked == []
    case(cast.answered)
    with app.app_context():
        made = reading.read_journal(())
    assert made
    hide(page, False)
    page.clock.run_for(61_000)
    expect(page.locator(".nav b")).to_have_text(re.compile(r"\d+"))
    assert len(asked) == 1


def test_a_table_being_examined_is_asked_about_only_while_one_looks_and_until_it_is_done(
    app, phone, visit, person
):
    admin = person(Role.ADMIN)
    visit(admin).post("/periksa-usaha/impor/", file=book([line(1), line(2)]))
    page = phone(admin).new_page()
    asked: list[str] = []
    page.on("request", lambda request: "kemajuan" in request.url and asked.append(request.url))
    page.goto("/periksa-usaha/impor/1")
    hide(page, True)
    page.wait_for_timeout(4_000)
    assert asked == []
    work(app)
    hide(page, False)
    expect(page.locator("#import-progress progress")).to_have_count(0)
    many = len(asked)
    page.wait_for_timeout(4_000)
    assert many == len(asked) == 1
