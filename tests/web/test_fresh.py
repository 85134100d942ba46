"""Public pages are kept while nothing happens, and never a moment longer."""

import gzip
from datetime import timedelta

import brotli
import pytest
from sqlalchemy import update

from domain import clock
from domain.catalogue import actions
from domain.catalogue.models import Listing
from domain.db import db
from domain.people.rules import Role
from domain.writing import write
from tests.support.listings import ADMIN, publish, seller
from tests.support.places import scope_for

LIST = "/produk/"
KEY = "c" * 64
REVIEW = "main a[href='/usaha/periksa']"


@pytest.fixture
def listing(app):
    with app.app_context():
        owner = seller()
        return owner, publish(owner, name="Keripik apel", lead_days=0)


def statements(visitor, url: str, encoding: str = "br", **headers: str):
    """How many statements an answer took, and its text."""
    answer = visitor._counted(
        lambda: visitor.client.get(url, headers={"Accept-Encoding": encoding} | headers)
    )
    assert answer.status_code == 200
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    return visitor.statements, unpack[answer.headers.get("Content-Encoding", "")](answer.data).decode()


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_page_asked_again_reads_only_whether_something_happened(visit, listing, encoding):
    first, page = statements(visit(), LIST, encoding)
    again, same = statements(visit(), LIST, encoding)
    assert page == same
    assert again < first
    assert again <= 3  # begin, read-only, the head of the journal


@pytest.mark.parametrize(
    "change",
    [
        lambda owner, number: publish(owner, name="Dodol jenang"),
        lambda owner, number: _act(actions.step_stock, owner, number, by=1),
        lambda owner, number: _act(actions.move_listing, ADMIN, number, "suspend", "Foto menyesatkan."),
    ],
    ids=["another listing", "stock", "suspended"],
)
def test_whatever_happens_is_seen_at_once(app, visit, listing, change):
    _count, before = statements(visit(), LIST)
    with app.app_context():
        change(*listing)
    _count, after = statements(visit(), LIST)
    assert before != after


def _act(action, *args, **how):
    with write():
        action(*args, **how)


def test_a_new_day_is_something_that_happened(visit, listing):
    statements(visit(), LIST)
    kept, _page = statements(visit(), LIST)
    with clock.freeze(clock.now() + timedelta(days=1)):
        made, _page = statements(visit(), LIST)
    assert made > kept


def test_each_way_of_asking_has_its_own_page(visit, listing):
    _count, whole = statements(visit(), LIST)
    _count, part = statements(visit(), LIST, **{"HX-Request": "true"})
    reader = visit()
    reader.client.set_cookie("ukuran", "large")
    _count, large = statements(reader, LIST)
    assert "<html" in whole and "<html" not in part
    assert 'class="large"' in large and 'class="large"' not in whole
    _count, plain = statements(visit(), LIST, "identity")
    assert plain == whole


def test_nothing_of_somebody_signed_in_is_kept(app, visit, person, listing):
    buyer = visit(person(Role.REQUESTER, scope=scope_for(app, Role.REQUESTER)))
    _count, own = statements(buyer, LIST)
    _count, public = statements(visit(), LIST)
    assert "csrf_token" in own and "csrf_token" not in public
    _count, own_again = statements(buyer, LIST)
    assert own != own_again  # a token is masked anew on every answer


def test_the_middle_that_is_kept_is_the_one_for_this_reader(app, visit, person, listing):
    with app.app_context(), write():
        db.session.execute(update(Listing).values(photo_key=KEY, thumb_key=KEY))
    scope = scope_for(app, Role.REQUESTER)
    buyer, saver = (visit(person(Role.REQUESTER, scope=scope)) for _ in range(2))
    farmer, admin = visit(person(Role.FARMER)), visit(person(Role.ADMIN))
    saver.client.set_cookie("hemat", "ya")
    for _made_and_kept in range(2):
        assert buyer.get(LIST).select("main .rows img") and buyer.get(LIST).select("[name=b]")
        assert not saver.get(LIST).select("main .rows img")
        assert not farmer.get(LIST).select("[name=b]")
        assert admin.get(LIST).select_one(REVIEW)
        assert not buyer.get(LIST).select_one(REVIEW)
        assert buyer.get("/produk/?dari=banyak").select_one(".err")
        assert buyer.get("/produk/?q=dodol").select_one("h1").text == buyer.get(LIST).select_one("h1").text


def test_an_answer_can_be_asked_again_by_its_tag(visit, listing):
    client = visit().client
    tag = client.get(LIST, headers={"Accept-Encoding": "br"}).headers["ETag"]
    again = client.get(LIST, headers={"Accept-Encoding": "br", "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_what_is_not_there_is_not_kept(visit):
    for _ in range(2):
        visit().get("/produk/999999", expect=404)
