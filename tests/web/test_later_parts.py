"""The photo of an arrival and the voice of an answer, added afterwards: once, by who recorded it, also without signal."""

import io

import pytest
from sqlalchemy import select

from domain import journal
from domain.complaints import actions as complaints
from domain.complaints.models import AnswerVoice
from domain.db import db
from domain.people.rules import Role
from domain.purchases.models import Receipt
from tests.support.complaints import *  # noqa: F403
from tests.support.live_site import *  # noqa: F403
from tests.support.market import Market
from tests.support.media import photo, sound
from tests.support.people import make_person

PHOTO_AT = "/pesanan/P0001/datang/1/foto"
VOICE_AT = "/kotak/K0001/suara-susulan"


@pytest.fixture
def shop(app):
    """An order whose goods came, recorded without a photo."""
    with app.app_context():
        market = Market()
        market.until_received(4)
        market.colleague = make_person(Role.RECEIVER, scope=market.office)
        return market


@pytest.fixture
def answered(cast, case) -> str:
    return case(cast.answered)


def picture():
    return (io.BytesIO(photo()), "a.jpg")


def spoken():
    return (io.BytesIO(sound()), "s.webm")


def kept(app) -> list[str | None]:
    with app.app_context():
        return list(db.session.scalars(select(Receipt.photo_key)))


@pytest.mark.parametrize("htmx", [False, True])
def test_an_arrival_gets_its_photo_once(app, visit, shop, htmx):
    receiver = visit(shop.people[Role.RECEIVER], htmx)
    link = receiver.get("/pesanan/P0001").select_one(f'a[href="{PHOTO_AT}"]')
    assert link.text == "Tambah foto"
    page = receiver.post(PHOTO_AT, expect=422)
    assert "Pilih fotonya" in page.select_one("#photo-err").text
    first = receiver.post(PHOTO_AT, photo=picture(), once_key="k1")
    again = receiver.post(PHOTO_AT, photo=picture(), once_key="k1")
    assert first.headers["Lumbung-Receipt"] == again.headers["Lumbung-Receipt"] == "k1 P0001"
    assert "sudah ada fotonya" in receiver.post(PHOTO_AT, expect=422, photo=picture()).text
    page = receiver.get("/pesanan/P0001")
    assert page.select_one(f'a[href="{PHOTO_AT}"]') is None
    assert page.select_one('a[href="/pesanan/P0001/datang/1"]')
    with app.app_context():
        entries = [entry.facts for entry in journal.of("P0001") if entry.event == "purchase.photo_added"]
        assert len(entries) == 1 and kept(app)[0] in entries[0]


def test_only_who_recorded_an_arrival_adds_to_it_and_not_after_its_bast(app, visit, shop):
    assert visit(shop.colleague).get("/pesanan/P0001").select_one(f'a[href="{PHOTO_AT}"]') is None
    assert "yang mencatat" in visit(shop.colleague).post(PHOTO_AT, expect=422, photo=picture()).text
    visit(shop.owner).post(PHOTO_AT, expect=403, photo=picture())
    visit(shop.people[Role.RECEIVER]).post("/pesanan/P0001/datang/9/foto", expect=404, photo=picture())
    with app.app_context():
        shop.step(Role.SIGNER, "hand_over", "P0001")
    page = visit(shop.people[Role.RECEIVER]).post(PHOTO_AT, expect=422, photo=picture())
    assert "BAST-nya sudah terbit" in page.text
    assert kept(app) == [None]


@pytest.mark.parametrize("htmx", [False, True])
def test_an_answer_gets_its_voice_once(visit, cast, answered, rows, htmx):
    officer = visit(cast.officer, htmx)
    assert officer.get("/kotak/K0001").select_one(f'a[href="{VOICE_AT}"]')
    page = officer.post(VOICE_AT, expect=422)
    assert "Rekam atau pilih" in page.select_one("#voice-err").text
    first = officer.post(VOICE_AT, voice=spoken(), once_key="k2")
    again = officer.post(VOICE_AT, voice=spoken(), once_key="k2")
    assert first.headers["Lumbung-Receipt"] == again.headers["Lumbung-Receipt"] == "k2 K0001"
    assert "sudah ada suaranya" in officer.post(VOICE_AT, expect=422, voice=spoken()).text
    assert rows(AnswerVoice) == 1
    assert visit(cast.farmer).get("/keluhan/K0001").select_one("audio")


def test_nobody_speaks_for_another_or_to_a_case_that_went_on(visit, cast, case, answered, rows):
    assert "yang menulis saran" in visit(cast.expert).post(VOICE_AT, expect=422, voice=spoken()).text
    visit(cast.farmer).post(VOICE_AT, expect=403, voice=spoken())
    case(cast.act, complaints.report, cast.farmer.actor, "K0001", verb="report_cured")
    assert "sudah berlanjut" in visit(cast.officer).post(VOICE_AT, expect=422, voice=spoken()).text
    assert rows(AnswerVoice) == 0


@pytest.mark.browser
def test_a_photo_waits_for_signal_and_arrives_once(app, phone, site, shop):
    context = phone(shop.people[Role.RECEIVER])
    page = context.new_page()
    page.goto(PHOTO_AT)
    page.wait_for_selector("#unsent", state="attached")
    page.set_input_files("[name=photo]", [{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photo()}])
    context.set_offline(True)
    page.click("#arrival-photo-form .go")
    page.wait_for_selector("#unsent >> text=1 foto bukti belum terkirim")
    assert kept(app) == [None]
    context.set_offline(False)
    page.wait_for_selector("#unsent .note", state="detached")
    assert kept(app)[0]
    assert site.count(PHOTO_AT) == 1


@pytest.mark.browser
def test_a_voice_waits_for_signal_and_arrives_once(phone, site, cast, answered, rows):
    context = phone(cast.officer)
    page = context.new_page()
    page.goto(VOICE_AT)
    page.wait_for_selector("#unsent", state="attached")
    page.set_input_files("[name=voice]", [{"name": "s.webm", "mimeType": "audio/webm", "buffer": sound()}])
    context.set_offline(True)
    page.click("#voice-form .go")
    page.wait_for_selector("#unsent >> text=1 suara belum terkirim")
    context.set_offline(False)
    page.wait_for_selector("#unsent .note", state="detached")
    assert rows(AnswerVoice) == 1
    assert site.count(VOICE_AT) == 1
