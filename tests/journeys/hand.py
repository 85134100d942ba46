"""The hand on the glass: what a person presses and what they wait for.

On a line that comes and goes (`patient`) they do what anybody does: load the page again, press what the page
offers ("Coba lagi", "Kirim sekarang") once there is signal, and press again when nothing happened.
"""

import re
import time

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as TooLong

LOOK_EVERY, GIVE_UP_AFTER = 4_000, 300  # milliseconds, seconds
OFFERED = "#status [data-ours] button"
WAITING = "#unsent .note"
LINES: dict = {}  # page: the line it is on, for those that come and go
LAST: dict = {}  # page: what was pressed last


def patient(page, line) -> None:
    """This page is on a line with gaps."""
    LINES[page] = line
    page.add_locator_handler(page.locator("#main-frame-error"), lambda: recover(page), no_wait_after=True)
    page.add_locator_handler(page.locator(OFFERED).first, lambda: recover(page), no_wait_after=True)


def recover(page) -> None:
    """One thing a person tries when it does not go on."""
    LINES[page].wait()
    try:
        if page.url.startswith("chrome-error:"):
            page.reload()
        elif page.locator(OFFERED).first.is_visible():
            page.evaluate("what => document.querySelector(what)?.click()", OFFERED)
        elif page.locator(WAITING).is_visible():
            page.evaluate("document.querySelector('#unsent button')?.click()")
    except Error:
        page.wait_for_timeout(500)


def visit(page, address: str, wait_until: str = "load") -> None:
    """Open it by its address, again when the line failed."""
    if page not in LINES:
        page.goto(address, wait_until=wait_until)
        return
    end = time.monotonic() + GIVE_UP_AFTER
    while time.monotonic() < end:
        LINES[page].wait()
        try:
            page.goto(address, wait_until="load")
        except Error:
            page.wait_for_timeout(500)
        else:
            if not page.locator(OFFERED).count():
                return
    raise TooLong(f"no page at {address}")


def until(page, wait, instead=None) -> None:
    """Wait for what must come. `instead`: where to look once the phone's outbox has sent it by itself."""
    if page not in LINES:
        wait()
        return
    end, held, idle = time.monotonic() + GIVE_UP_AFTER, False, 0
    while time.monotonic() < end:
        try:
            wait(timeout=LOOK_EVERY)
        except Error:
            held_now = page.locator(WAITING).count() > 0
            if held and not held_now and instead:
                instead()
            elif held_now or page.url.startswith("chrome-error:") or page.locator(OFFERED).count():
                recover(page)
            elif (idle := idle + 1) % 3 == 0 and LAST[page].is_visible():
                LINES[page].wait()
                LAST[page].dispatch_event("click")
            held = held or held_now
        else:
            return
    raise TooLong("patience ended")


def arrives(page, pattern, instead=None) -> None:
    """Wait for an address."""
    until(page, lambda **how: page.wait_for_url(pattern, wait_until="domcontentloaded", **how), instead)


def says(page, text, instead=None) -> None:
    """Wait until the page says it."""
    until(page, page.locator("main").get_by_text(text).first.wait_for, instead)


def tap(page, what) -> None:
    LAST[page] = what
    what.click()


def press(page, name, role="button") -> None:
    tap(page, page.locator("main").get_by_role(role, name=name).first)


def link(page, name) -> None:
    press(page, name, "link")


def bar(page, name) -> None:
    """An item of the bar at the bottom."""
    tap(page, page.get_by_role("navigation", name="Menu utama").get_by_role("link", name=name))


def home(page) -> str:
    return re.match(r"https?://[^/]+", page.url)[0]
