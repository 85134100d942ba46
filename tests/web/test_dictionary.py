"""Repeat pages as differences from a dictionary of the public pages (RFC 9842), for those who hold it."""

import base64
import hashlib
import re

import brotli
import pytest
from backports import zstd

from domain.people.rules import Role
from ops import dictionary as dictionaries
from tests.support.live_site import browser, phone, site  # noqa: F401
from web import dictionary
from web.assets import assets

KNOWS = {"Sec-CH-UA": '"Chromium";v="140"', "Accept-Encoding": "gzip, br, zstd"}


@pytest.fixture
def ours(app, tmp_path):
    """The dictionary in use, made of this app's public pages."""
    file = tmp_path / "dictionary"
    file.write_bytes(dictionaries.content(app))
    dictionary.use(app, file)
    return app.extensions["dictionary"]


@pytest.fixture
def holding(ours):
    """What a browser says that holds it, made by hand from the standard."""
    digest = hashlib.sha256(ours.content).digest()
    return {
        "Accept-Encoding": "gzip, br, zstd, dcb, dcz",
        "Available-Dictionary": f":{base64.b64encode(digest).decode()}:",
    }


def unpacked(ours, body: bytes) -> str:
    assert body[:40] == bytes.fromhex("5e2a4d1820000000") + hashlib.sha256(ours.content).digest()
    return zstd.decompress(body[40:], zstd_dict=zstd.ZstdDict(ours.content, is_raw=True)).decode()


def client(visit, somebody=None):
    one = visit(somebody).client
    one.set_cookie("css", assets().css)
    return one


def plain(one, path: str) -> str:
    return one.get(path, headers={"Accept-Encoding": "identity"}).get_data(as_text=True)


@pytest.mark.parametrize("path", ["/", "/masuk", "/produk/", "/tidak-ada"])
def test_a_public_page_comes_back_whole_and_much_smaller(visit, ours, holding, path):
    one = client(visit)
    answer = one.get(path, headers=holding)
    assert answer.headers["Content-Encoding"] == "dcz"
    assert unpacked(ours, answer.data) == plain(one, path)
    assert len(answer.data) * 2 < len(one.get(path, headers={"Accept-Encoding": "br"}).data)
    assert ("Available-Dictionary" in answer.headers["Vary"]) == (
        answer.status_code == 200
    )  # the rest is not kept


def test_a_private_page_and_a_part_come_back_whole(visit, person, ours, holding):
    one = client(visit, person(Role.FARMER))
    page = one.get("/keluhan/baru", headers=holding)
    assert page.headers["Content-Encoding"] == "dcz"
    assert "<h1" in unpacked(ours, page.data)
    assert page.headers["Cache-Control"] == "no-store"
    part = one.get("/produk/", headers=holding | {"HX-Request": "true"})
    assert "<html" not in unpacked(ours, part.data)


@pytest.mark.parametrize(
    "change",
    [
        {"Available-Dictionary": ":" + base64.b64encode(bytes(32)).decode() + ":"},
        {"Accept-Encoding": "gzip, br"},
        {"Available-Dictionary": "bukan kamus"},
    ],
    ids=["another dictionary", "another coding", "nonsense"],
)
def test_whoever_holds_another_gets_brotli(visit, ours, holding, change):
    answer = client(visit).get("/masuk", headers=holding | change)
    assert answer.headers["Content-Encoding"] == "br"
    assert "<h1" in brotli.decompress(answer.data).decode()


def test_it_is_named_on_a_repeat_visit_only_to_browsers_that_know(visit, ours):
    one = client(visit)
    named = one.get("/", headers=KNOWS).headers["Link"]
    assert named == f'</kamus/{ours.name}>; rel="compression-dictionary"'
    assert "Link" not in visit().client.get("/", headers=KNOWS).headers
    assert "Link" not in one.get("/", headers={"Accept-Encoding": "br"}).headers
    assert "Link" not in one.get("/", headers=KNOWS | {"Save-Data": "on"}).headers


def test_it_is_fetched_once_and_never_asked_for_again(visit, ours):
    answer = visit().client.get(f"/kamus/{ours.name}", headers={"Accept-Encoding": "br"})
    assert brotli.decompress(answer.data) == ours.content
    assert answer.headers["Use-As-Dictionary"] == 'match="/*"'
    assert "immutable" in answer.headers["Cache-Control"]
    assert len(answer.data) < 12_000
    assert visit().client.get("/kamus/000000000000").status_code == 404


def test_without_the_setting_nothing_is_said_of_it(visit):
    answer = client(visit).get("/masuk", headers=KNOWS)
    assert "Link" not in answer.headers
    assert "Available-Dictionary" not in answer.headers.get("Vary", "")
    assert visit().client.get("/kamus/000000000000").status_code == 404


def test_it_holds_public_pages_only_and_no_keys(app, person):
    somebody = person(Role.FARMER, name="Zainab Rahasia")
    person(Role.EXPERT, name="Petugas Rahasia")
    content = dictionaries.content(app).decode()
    assert "Rahasia" not in content
    assert somebody.phone.removeprefix("+62") not in content
    assert not re.search(r"[A-Za-z0-9_-]{43}", content)
    assert "<nav" in content


def test_one_version_keeps_its_dictionary_and_another_replaces_it(app):
    settings = app.config["SETTINGS"]
    old = settings.data / "dictionary-000000000000"
    old.write_text("alt")
    file = dictionaries.build(app)
    assert not old.exists()
    file.write_bytes(b"kept")
    assert dictionaries.build(app).read_bytes() == b"kept"


def test_the_same_page_differs_in_its_token_each_time(visit, person, ours, holding):
    """Else its compressed size could be asked for the token, letter by letter."""
    one = client(visit, person(Role.FARMER))
    tokens = {
        re.search(
            r'name="csrf_token"[^>]*value="([^"]+)"', unpacked(ours, one.get("/akun", headers=holding).data)
        )[1]
        for _ in range(3)
    }
    assert len(tokens) == 3


@pytest.mark.browser
def test_chromium_takes_it_and_reads_less_off_the_wire(visit, phone, site, ours):
    page = phone(service_workers="block").new_page()  # its answers do not say what they weighed
    seen = page.context.new_cdp_session(page)
    seen.send("Network.enable")
    answers, sizes = {}, {}
    seen.on("Network.responseReceived", lambda said: answers.update({said["requestId"]: said["response"]}))
    seen.on(
        "Network.loadingFinished", lambda said: sizes.update({said["requestId"]: said["encodedDataLength"]})
    )
    page.goto("/masuk", wait_until="networkidle")
    page.goto("/", wait_until="networkidle")  # the first repeat visit names the dictionary
    for _ in range(20):  # the browser fetches it when it has time
        answers.clear()
        page.goto("/masuk", wait_until="networkidle")
        number, answer = next(each for each in answers.items() if each[1]["url"].endswith("/masuk"))
        if answer["headers"].get("Content-Encoding") == "dcz":
            break
        page.wait_for_timeout(200)
    body = visit().client.get("/masuk", headers={"Accept-Encoding": "br"}).data
    assert answer["headers"]["Content-Encoding"] == "dcz"
    assert 0 < sizes[number] < len(body) + 300  # with its headers, some 700 bytes
    assert page.get_by_role("heading", level=1).count() == 1
