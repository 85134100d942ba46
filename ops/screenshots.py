"""Pictures of the main screens at 360 px, light and dark, into docs/screenshots.

`make screenshots` against the running demo (BASE_URL=http://127.0.0.1:8000). Chromium is started with the
development packages. A screen that is not as its name says stops the run: no picture of the wrong thing.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
FARMER, OFFICER, VENDOR = "Petani", "Penyuluh", "Pemilik usaha"
PROCURER, SIGNER = "Pejabat Pengadaan", "Pejabat Pembuat Komitmen"
RICH = ("Sedang dikirim", "Barang lengkap", "Penjual menyiapkan", "BAST terbit", "menunggu bayar")
FIRST_ROW = "ul.rows li a"


class Screen(NamedTuple):
    """A picture: its name, who looks (None: anybody), where they start, how they go on, what must be there."""

    name: str
    role: str | None
    address: str
    on: Callable[[Page], None]
    shows: str


def stay(_page: Page) -> None:
    """The address itself is the screen."""


def first(page: Page) -> None:
    """On to the first of the list."""
    page.locator(FIRST_ROW).first.click()


def under_way(page: Page) -> None:
    """On to a purchase in the middle of its life, one with several things if there is one."""
    rows = page.locator("ul.rows li")
    for state in RICH:
        found = rows.filter(has_text=state)
        if found.count():
            several = found.filter(has_text="lagi")
            (several if several.count() else found).first.locator("a").first.click()
            return
    raise LookupError("no purchase is under way")


def to_sign(page: Page) -> None:
    """On to the approval of the first order that waits for it."""
    page.locator("ul.rows li").filter(has_text="Menunggu persetujuan PPK").first.locator("a").first.click()
    page.get_by_role("link", name="Setujui").first.click()


def paper(page: Page) -> None:
    """On to the Surat Pesanan of the newest purchase that has one."""
    orders = page.locator("ul.rows li a").evaluate_all("links => links.map(link => link.href)")
    for order in orders:
        page.goto(order)
        named = page.locator("section[id$=papers] h3 a", has_text="Surat Pesanan")
        if named.count():
            named.first.click()
            return
    raise LookupError("no purchase has its Surat Pesanan yet")


SCREENS = [
    Screen("home", None, "/", stay, "main h1"),
    Screen("farmer-home", FARMER, "/", stay, "main h1"),
    Screen("report", FARMER, "/keluhan/baru", stay, "textarea"),
    Screen("answer", FARMER, "/keluhan/", lambda page: page.locator(FIRST_ROW).last.click(), "main h1"),
    Screen("inbox", OFFICER, "/kotak/", stay, FIRST_ROW),
    Screen("catalogue", None, "/produk/?q=kopi", stay, FIRST_ROW),
    Screen("listing", PROCURER, "/produk/?q=kopi", first, "#basket-form"),
    Screen("basket", PROCURER, "/keranjang/", stay, "#basket-rows li"),
    Screen("purchase", PROCURER, "/pesanan/", under_way, "section[id$=papers] li"),
    Screen("approval", SIGNER, "/pesanan/perlu-saya", to_sign, "#approve-form button"),
    Screen("vendor-home", VENDOR, "/", stay, "#waiting-rows li a"),
    Screen("paper", SIGNER, "/pesanan/", paper, "main table"),
]


def enter(page: Page, base: str, role: str) -> None:
    """Sign in by the demo page."""
    page.goto(f"{base}/coba/")
    row = page.locator("li", has=page.get_by_role("heading", name=role)).first
    row.get_by_role("button").click()
    page.wait_for_load_state()


def take(browser: Browser, base: str, screen: Screen, scheme: str, width: int = 360) -> None:
    """One picture in a window of its own. Raises when the screen is not there."""
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(10_000)
    if screen.role:
        enter(page, base, screen.role)
    page.goto(base + screen.address)
    screen.on(page)
    page.wait_for_load_state()
    page.locator(screen.shows).first.wait_for()
    page.screenshot(path=FOLDER / f"{screen.name}-{scheme}.png")
    context.close()


def main() -> int:
    base = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
    browser_path = shutil.which("chromium")
    if browser_path is None:
        sys.exit("Chromium is missing. As root: apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=FLAGS)
        for scheme in ("light", "dark"):
            for screen in SCREENS:
                take(browser, base, screen, scheme)
                print(f"{screen.name} {scheme}", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
