"""A strict policy on every answer, whatever went wrong."""

import base64
import hashlib
import re

import pytest

from domain.people.rules import Role
from web import icons
from web.assets import assets, needs_whole_sheet


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/tidak-ada", 404), ("/akun", 303), ("/masuk", 200), ("/healthz", 200), ("/keluar", 405)],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_every_answer_is_protected(app, visit, address, status, htmx):
    visitor = visit(htmx=htmx)
    answer = visitor.client.get(address, headers=visitor._headers())
    assert answer.status_code == (401 if htmx and status == 303 else status)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if htmx:  # a fragment lives under the policy of the page that asked for it
        assert "Content-Security-Policy" not in answer.headers
        return
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_private_pages_are_not_kept_and_public_ones_are_asked_again(visit, person):
    private = visit(person(Role.FARMER)).client.get("/akun")
    assert private.headers["Cache-Control"] == "no-store"
    public = visit().client.get("/masuk")
    assert public.headers["Cache-Control"] == "private, no-cache"
    again = visit().client.get("/masuk", headers={"If-None-Match": public.headers["ETag"]})
    assert again.status_code == 304
    assert again.data == b""


def test_one_address_two_bodies_says_so(visit):
    for address in ("/", "/masuk", "/tidak-ada"):
        assert "HX-Request" in visit().client.get(address).headers["Vary"]


def test_public_pages_are_the_same_bytes_every_time(visit):
    assert visit().client.get("/").data == visit().client.get("/").data


@pytest.mark.parametrize("status_address", ["/", "/tidak-ada"])
def test_answers_are_compressed_also_refusals(visit, status_address):
    answer = visit().client.get(status_address, headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"


def test_the_cookie_is_http_only_and_same_site(visit, person):
    farmer = person(Role.FARMER)
    answer = visit().client.post("/masuk", data={"phone": farmer.phone, "secret": farmer.secret})
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert farmer.phone not in cookie


def test_the_policy_allows_the_inlined_style_and_nothing_when_it_is_linked(visit):
    visitor = visit()
    first = visitor.client.get("/masuk")
    inlined = re.search(r"<style>(.*?)</style>", first.text, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(inlined.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in first.headers["Content-Security-Policy"]
    visitor.client.set_cookie("css", assets().css)
    again = visitor.client.get("/masuk")
    assert "<style>" not in again.text
    assert "sha256" not in again.headers["Content-Security-Policy"]


def test_after_the_first_visit_drawings_are_named_not_drawn(visit):
    visitor = visit()
    assert "<use" not in visitor.client.get("/").text
    visitor.client.set_cookie("css", assets().css)
    text = visitor.client.get("/").text
    assert f"/static/build/{assets().drawings}#hill-near" in text
    named = set(re.findall(r"#([a-z]+-[a-z-]+)\"/>", text))
    known = set(re.findall(r'id="([a-z-]+)"', icons.sheet()))
    assert named
    assert named <= known


def test_a_page_with_a_comparison_waits_for_the_whole_sheet(app):
    with app.test_request_context():
        assert needs_whole_sheet('<table class="x cmp">')
        assert not needs_whole_sheet('<div class="duo"><p class="s">')
