"""The real app behind a real port, for tests in a browser: it remembers what was posted."""

import threading
from dataclasses import dataclass, field

import pytest
from werkzeug.serving import make_server

from ops import assets
from tests.support.visitor import Visit

OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic"]
PHONE = {"width": 360, "height": 740}


@dataclass
class LiveSite:
    """`posts` are the paths posted to so far, whatever came of them."""

    app: object
    url: str = ""
    posts: list[str] = field(default_factory=list)

    def cookie(self, somebody) -> dict:
        """What signs a browser in as somebody."""
        value = Visit(self.app, somebody).client.get_cookie("lumbung").value
        return {"name": "lumbung", "value": value, "url": self.url}

    def count(self, path: str) -> int:
        return self.posts.count(path)


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=OPTIONS)
        yield running
        running.close()


@pytest.fixture
def site(app):
    assets.build()
    site = LiveSite(app)

    def counted(environ, start_response):
        if environ["REQUEST_METHOD"] == "POST":
            site.posts.append(environ["PATH_INFO"])
        return app(environ, start_response)

    server = make_server("127.0.0.1", 0, counted, threaded=True)
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def phone(browser, site):
    """`phone(somebody)` opens a browser of its own, signed in; no script of ours may fail in it."""
    opened, problems = [], []

    def open_phone(somebody=None, **options):
        context = browser.new_context(viewport=PHONE, base_url=site.url, **options)
        context.set_default_timeout(6_000)
        opened.append(context)
        if somebody:
            context.add_cookies([site.cookie(somebody)])
        context.on("weberror", lambda problem: problems.append(str(problem.error)))
        return context

    yield open_phone
    for context in opened:
        context.close()
    assert problems == []
