"""Pictures of the main screens at 360 px, light and dark, into docs/screenshots.

`make screenshots` against the running demo (BASE_URL=http://127.0.0.1:8000). Chromium is started with the
development packages.
"""

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screenshots"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
ROLES = {
    "farmer": "Petani",
    "officer": "Penyuluh",
    "procurer": "Pejabat Pengadaan",
    "signer": "Pejabat Pembuat Komitmen",
    "vendor": "Pemilik usaha",
}
FIRST_ROW = "ul.rows li a"
SCREENS = [
    ("home", None, "/", None),
    ("farmer-home", "farmer", "/", None),
    ("report", "farmer", "/keluhan/baru", None),
    ("answer", "farmer", "/keluhan/", FIRST_ROW + ":last-of-type"),
    ("inbox", "officer", "/kotak/", None),
    ("catalogue", None, "/produk/?q=kopi", None),
    ("listing", "procurer", "/produk/?q=kopi", FIRST_ROW),
    ("basket", "procurer", "/keranjang/", None),
    ("purchase", "procurer", "/pesanan/", FIRST_ROW),
    ("approval", "signer", "/pesanan/perlu-saya", FIRST_ROW),
    ("vendor-home", "vendor", "/", None),
    ("paper", "signer", "/pesanan/", FIRST_ROW),
]


def enter(page: Page, base: str, role: str) -> None:
    """Sign in by the demo page."""
    page.goto(f"{base}/coba/")
    row = page.locator("li", has=page.get_by_role("heading", name=ROLES[role])).first
    row.get_by_role("button").click()
    page.wait_for_load_state()


def visit(page: Page, base: str, name: str, address: str, follow: str | None) -> None:
    """Go to a screen; `follow` is the link to take from there."""
    page.goto(base + address)
    if follow and page.locator(follow).count():
        page.locator(follow).first.click()
        page.wait_for_load_state()
    if name == "approval" and page.get_by_role("link", name="Setujui").count():
        page.get_by_role("link", name="Setujui").first.click()
    if name == "paper" and page.locator("section[id$=papers] h3 a").count():
        page.locator("section[id$=papers] h3 a").first.click()
    page.wait_for_load_state()


def main() -> int:
    base = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
    browser_path = shutil.which("chromium")
    if browser_path is None:
        sys.exit("Chromium is missing. As root: apt-get install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=browser_path, args=FLAGS)
        for scheme in ("light", "dark"):
            for name, role, address, follow in SCREENS:
                context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme)
                page = context.new_page()
                if role:
                    enter(page, base, role)
                visit(page, base, name, address, follow)
                page.screenshot(path=FOLDER / f"{name}-{scheme}.png")
                context.close()
                print(f"{name} {scheme}", flush=True)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
