"""Journeys are walked from outside: a running server, a real browser, no app code.

Against a server of your own: BASE_URL=http://127.0.0.1:8000 pytest --confcutdir=tests/journeys tests/journeys
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking",
    "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
]  # fmt: skip


def pytest_configure(config):
    """The mark is also known where only this folder is run."""
    config.addinivalue_line("markers", "browser: walked in a real browser")


@pytest.fixture(scope="session")
def base(tmp_path_factory):
    """The address of a demo server: the one named, or one of our own."""
    if os.environ.get("BASE_URL"):
        yield os.environ["BASE_URL"]
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = tmp_path_factory.mktemp("journey")
    shutil.copytree(demo_data(tmp_path_factory), data, dirs_exist_ok=True)
    settings, python = settings_for(data), Path(sys.executable)
    server = subprocess.Popen(
        [python.parent / "gunicorn", "-k", "gthread", "--threads", "8", "-b", f"127.0.0.1:{port}", "app:create_app()"],
        cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    wait_for(address)
    yield address
    server.terminate()
    server.wait(20)


def settings_for(data: Path) -> dict[str, str]:
    return os.environ | {"LUMBUNG_MODE": "demo", "LUMBUNG_DATA": str(data)}


def demo_data(tmp_path_factory) -> Path:
    """The filled folder, made once a run for all processes of it; each server works on its own copy."""
    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    with (root / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        data, done = root / "demo", root / "demo.done"
        if not done.exists():
            subprocess.run(
                [sys.executable, "-m", "flask", "--app", "app", "prepare"],
                cwd=ROOT, env=settings_for(data), check=True, capture_output=True,
            )  # fmt: skip
            done.touch()
    return data


def wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start")


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
