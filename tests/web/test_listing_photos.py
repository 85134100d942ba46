"""A vendor's one photo: taken with the form, kept over a refusal, seen by everybody once on sale."""

import io
import os
import re
from dataclasses import replace

import brotli
import pytest

from domain.catalogue import actions, queries
from domain.people.rules import Role
from domain.writing import write
from ops import jobs
from services import media as folder
from services.media import Media
from tests.support.listings import ADMIN, OFFER, publish, seller
from tests.support.media import lively_photo, photo
from tests.support.places import scope_for
from tests.web.test_catalogue import shown
from tests.web.test_vendor_desk import GOOD
from web.uploads import gallery, media

IMAGE = re.compile(r'<img[^>]* src="([^"]+)"')
MODERN = {"Accept": "image/avif,image/webp,image/*"}


def shot(content: bytes | None = None, name: str = "IMG_1.jpg"):
    return (io.BytesIO(photo(size=(1600, 1200)) if content is None else content), name)


@pytest.fixture
def desk(app, person):
    with app.app_context():
        owner = seller()
    return owner, person(Role.VENDOR_OWNER, scope=owner.scope)


def row_of(app, owner, group="menunggu"):
    with app.app_context():
        return queries.desk_of(owner, group).rows[0]


@pytest.fixture
def on_sale(app, visit, desk):
    """A published listing with a photo; its row."""
    visit(desk[1]).post("/usaha/barang", **GOOD | {"send": "1"}, photo=shot())
    row = row_of(app, desk[0])
    with app.app_context(), write():
        actions.move_listing(ADMIN, row.id, "publish")
    return row


@pytest.mark.parametrize("htmx", [False, True])
def test_a_refused_form_gives_the_photo_back(app, visit, desk, htmx):
    phone = visit(desk[1], htmx)
    page = phone.post("/usaha/barang", expect=422, **GOOD | {"price": ""}, photo=shot())
    kept = page.select_one("input[name=photo-kept]")
    assert kept.has_attr("checked")
    phone.post("/usaha/barang", **GOOD, **{"photo-kept": kept["value"]})
    assert row_of(app, desk[0]).photo


def test_a_new_photo_takes_the_place_of_the_kept_one(app, visit, desk):
    phone = visit(desk[1])
    page = phone.post("/usaha/barang", expect=422, **GOOD | {"price": ""}, photo=shot())
    kept = page.select_one("input[name=photo-kept]")["value"]
    phone.post("/usaha/barang", **GOOD, **{"photo-kept": kept}, photo=shot(photo(size=(800, 600))))
    with app.app_context():
        assert row_of(app, desk[0]).photo_bytes == len(media().read(row_of(app, desk[0]).photo_key)) < 5_000


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "bukan foto yang kami kenal"),
        (b"<html><script>alert(1)</script></html>", "bukan foto yang kami kenal"),
        (b"%PDF-1.7 not a photo", "bukan foto yang kami kenal"),
        (photo()[:700], "rusak atau terpotong"),
        (b"\xff" * 60_001, "lebih dari 8 MB"),
    ],
    ids=["svg", "html", "pdf", "truncated", "too large"],
)  # fmt: skip
def test_a_hostile_file_is_refused_and_the_rest_is_kept(app, visit, desk, monkeypatch, content, sentence):
    monkeypatch.setattr(folder, "LARGEST", 60_000)  # tests/services read real megabytes
    page = visit(desk[1]).post("/usaha/barang", expect=422, **GOOD, photo=shot(content, "../../a.svg"))
    assert f"Fotonya {sentence}" in page.select_one("#photo-err").text
    assert page.select_one("#description").text.strip() == GOOD["description"]
    with app.app_context():
        assert queries.desk_of(desk[0], "menunggu").rows == ()


def test_a_changed_photo_is_looked_at_again(app, visit, desk, on_sale):
    visit(desk[1]).post(f"/usaha/barang/{on_sale.id}", **GOOD | {"seen": "1"}, photo=shot(photo()))
    row = row_of(app, desk[0])
    assert (row.state, row.version) == ("pending", 2)
    assert row.photo != on_sale.photo


def test_an_edit_without_a_photo_keeps_the_one_there_is(app, visit, desk, on_sale):
    visit(desk[1]).post(f"/usaha/barang/{on_sale.id}", **GOOD | {"seen": "1", "price": "13.000"})
    assert row_of(app, desk[0], "tayang").photo == on_sale.photo


def test_everybody_sees_it_in_the_kind_the_phone_takes(app, visit, on_sale):
    address = f"/produk/foto/{on_sale.photo}-160"
    before = visit().client.get(address, headers=MODERN)
    assert (before.mimetype, before.headers["Cache-Control"]) == ("image/jpeg", "public, max-age=300")
    with app.app_context():
        jobs.make_pictures()
    for accepts, kind in (
        (MODERN, "image/avif"),
        ({"Accept": "image/webp"}, "image/webp"),
        ({}, "image/jpeg"),
    ):
        answer = visit().client.get(address, headers=accepts)
        assert answer.mimetype == kind
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Vary"].startswith("Accept,")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_photo_costs_one_statement_and_few_headers(visit, on_sale):
    phone = visit()
    answer = phone.get(f"/produk/foto/{on_sale.photo}-160", statements=3)  # begin, read-only, select
    assert sum(len(name) + len(value) + 4 for name, value in answer.headers.items()) < 400


def test_before_and_after_the_sale_only_the_own_and_the_admin_see_it(app, visit, person, desk, on_sale):
    address = f"/produk/foto/{on_sale.photo}-320"
    with app.app_context(), write():
        actions.move_listing(ADMIN, on_sale.id, "suspend", "Foto menyesatkan.")
    visit().get(address, expect=404)
    visit(person(Role.VENDOR_OWNER, scope=scope_for(app, Role.VENDOR_OWNER))).get(address, expect=404)
    for somebody in (desk[1], person(Role.ADMIN)):
        assert visit(somebody).get(address).headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize(
    "address", ["0" * 22 + "-160", "g" * 22 + "-160", "%" * 22 + "-160", "../media-160", "0" * 22 + "-161"]
)
def test_no_other_address_leads_anywhere(visit, on_sale, address):
    visit().get(f"/produk/foto/{address}", expect=404)


def test_the_photo_stands_in_the_lists(app, visit, person, desk, on_sale):
    source = f"/produk/foto/{on_sale.photo}-160"
    with app.app_context():
        other = publish(desk[0])
    assert visit().get("/produk/").select_one(f"img[src='{source}'][width][height][loading=lazy]")
    assert visit().get(f"/produk/banding?b={on_sale.id}&b={other}").select_one(f"img[src='{source}']")
    assert shown(visit(), on_sale.id).select_one("img.pic[srcset][width][height]")
    assert visit(desk[1]).get(f"/usaha/barang/{on_sale.id}").select_one("img.pic")
    assert visit(desk[1]).get(f"/usaha/barang/{on_sale.id}/ubah").select_one("#listing-form img")
    buyer = visit(person(Role.REQUESTER, scope=scope_for(app, Role.REQUESTER)))
    buyer.post("/keranjang/", listing_id=str(on_sale.id), quantity="40")
    assert buyer.get("/keranjang/").select_one(f"img[src='{source}']")


def test_the_hourly_sweep_spares_every_photo_a_row_names(app, visit, person, on_sale):
    farmer = visit(person(Role.FARMER, village="99.01.01.2001"))
    report = {"commodity": "padi", "body": "Daun kuning.", "village_code": "99.01.01.2001"}
    farmer.post("/keluhan/", **report, photos=[shot()])
    with app.app_context():
        stray = media().keep(io.BytesIO(photo(size=(91, 71))))
        for file in media().folder.glob("??/*"):
            os.utime(file, (1, 1))
        jobs.sweep_media()
        assert not media().has(stray.large)
        assert isinstance(media(), Media)
    farmer.get("/keluhan/K1/foto/1")
    visit().get(f"/produk/foto/{on_sale.photo}-160")


def wire(response) -> int:
    """Bytes of an answer with its headers; those of the server in front are counted as 120."""
    return (
        sum(len(name) + len(value) + 4 for name, value in response.headers.items()) + 120 + len(response.data)
    )


def test_a_first_visit_to_a_list_of_twenty_photos_is_forty_kilobytes(app, visit):
    with app.app_context():
        owner = seller("Dapur Berkah Sejahtera")
        pictures = [media().keep(io.BytesIO(lively_photo(n))) for n in range(4)]  # each is weighed five times
        for n in range(20):
            picture = pictures[n % 4]
            gallery().want(picture.large)
            offer = replace(OFFER, name=f"Barang nomor {n} {chr(97 + n) * 9}", price=1_000 + 777 * n)
            with write():
                listing = actions.draft_listing(owner, offer=offer, picture=picture, send=True)
                actions.move_listing(ADMIN, listing.id, "publish")
        assert gallery().make_wanted() == 4
    phone = visit().client
    page = phone.get("/produk/", headers={"Accept-Encoding": "br"})
    sources = IMAGE.findall(brotli.decompress(page.data).decode())
    assert len(sources) == 20
    assert wire(page) + sum(wire(phone.get(source, headers=MODERN)) for source in sources) <= 40_000
