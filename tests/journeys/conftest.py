"""Journeys are walked from outside: a running server, a real browser, no app code.

Against a server of your own: BASE_URL=http://127.0.0.1:8000 pytest --confcutdir=tests/journeys tests/journeys
"""

import fcntl
import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.server import fill, serving
from tests.journeys.walking import FLAGS


def pytest_configure(config):
    """The mark is also known where only this folder is run."""
    config.addinivalue_line("markers", "browser: walked in a real browser")


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """The address of a demo server: the one named, or one of our own."""
    if os.environ.get("BASE_URL"):
        yield os.environ["BASE_URL"]
        return
    with serving(demo_data(tmp_path_factory), tmp_path_factory.mktemp("journey")) as address:
        yield address


def demo_data(tmp_path_factory) -> Path:
    """The filled folder, made once a run for all processes of it; each server works on its own copy."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    with (root / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data, done = root / "demo", root / "demo.done"
        if not done.exists():
            fill(data)
            done.touch()
    return data


@pytest.fixture(scope="module")
def browser():
    """Started and stopped with each file: two of Playwright's loops cannot live in one process."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def as_(request, browser, base):
    """Open the demo as a hat, in a phone-sized window: `as_("Petani")`; as nobody: `as_(None)`."""
    opened = []

    def open_as(heading: str | None):
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, java_script_enabled=request.param
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"{base}/" if heading is None else f"{base}/coba/")
        if heading is None:
            return page
        row = page.locator("li", has=page.get_by_role("heading", name=heading)).first
        row.get_by_role("button").click()
        page.wait_for_load_state()
        return page

    yield open_as
    for context in opened:
        context.close()
