"""Photos of a report: taken, kept over a refusal, seen only by those who may see the case."""

import errno
import io
import os

import pytest

from domain.complaints.models import Complaint, ComplaintPhoto
from domain.people.rules import Role
from services import media
from tests.support.media import photo

VILLAGE = "99.01.01.2001"
REPORT = {"commodity": "padi", "body": "Daun kuning.", "village_code": VILLAGE}


def shot(content: bytes | None = None, name: str = "IMG_1.jpg"):
    return (io.BytesIO(photo() if content is None else content), name)


def case_of(answer) -> str:
    """The address of the case that was just sent."""
    return answer.headers["Location"].removesuffix("/terkirim")


@pytest.fixture
def farmer(person):
    return person(Role.FARMER, village=VILLAGE)


@pytest.fixture
def phone(visit, farmer):
    return visit(farmer)


def test_a_report_with_two_photos(phone, rows):
    answer = phone.post("/keluhan/", **REPORT, photos=[shot(), shot(photo("PNG"), "b.png")])
    assert rows(ComplaintPhoto) == 2
    page = phone.get(case_of(answer))
    assert len(page.select("img.ph")) == 2


def test_a_photo_alone_is_enough(phone, rows):
    phone.post("/keluhan/", **REPORT | {"body": ""}, photos=[shot()])
    assert rows(Complaint) == 1


@pytest.mark.parametrize("htmx", [False, True])
def test_a_refused_form_gives_the_photo_back(visit, farmer, rows, htmx):
    phone = visit(farmer, htmx)
    page = phone.post("/keluhan/", expect=422, **REPORT | {"commodity": ""}, photos=[shot()])
    assert page.select_one("#body").text.strip() == "Daun kuning."
    kept = page.select_one("input[name=photos-kept]")
    assert kept.has_attr("checked")
    phone.post("/keluhan/", **REPORT, **{"photos-kept": kept["value"]})
    assert rows(ComplaintPhoto) == 1


def test_somebody_elses_upload_key_is_worth_nothing(phone, visit, person, rows):
    page = phone.post("/keluhan/", expect=422, **REPORT | {"commodity": ""}, photos=[shot()])
    key = page.select_one("input[name=photos-kept]")["value"]
    other = visit(person(Role.FARMER, village=VILLAGE))
    other.post("/keluhan/", expect=422, **REPORT, **{"photos-kept": key})
    other.post("/keluhan/", expect=422, **REPORT, **{"photos-kept": key[:-3] + "abc"})
    assert rows(Complaint) == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg/>", "bukan foto yang kami kenal"),
        (photo()[:700], "rusak atau terpotong"),
        (b"\xff" * 60_001, "lebih dari 8 MB"),
    ],
    ids=["svg", "truncated", "too large"],
)
def test_a_bad_photo_keeps_the_words_and_the_good_photo(phone, rows, monkeypatch, content, sentence):
    monkeypatch.setattr(media, "LARGEST", 60_000)  # tests/services read real megabytes
    page = phone.post("/keluhan/", expect=422, **REPORT, photos=[shot(), shot(content)])
    assert f"Foto 2 {sentence}" in page.select_one("#photos-err").text
    assert page.select_one("#body").text.strip() == "Daun kuning."
    assert len(page.select("input[name=photos-kept]")) == 1
    assert rows(Complaint) == 0


def test_six_photos_are_one_too_many(phone, rows):
    page = phone.post("/keluhan/", expect=422, **REPORT, photos=[shot() for _ in range(6)])
    assert "Paling banyak 5 foto" in page.select_one("#photos-err").text
    assert rows(Complaint) == 0


def test_a_full_disk_is_said_plainly(phone, rows, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    page = phone.post("/keluhan/", expect=422, **REPORT, photos=[shot()])
    assert "tempat kami penuh" in page.select_one("#photos-err").text
    assert page.select_one("#body").text.strip() == "Daun kuning."
    assert rows(Complaint) == 0


def test_photos_are_added_later_up_to_five(phone, rows):
    case = case_of(phone.post("/keluhan/", **REPORT))
    for _ in range(5):
        phone.post(f"{case}/foto", photos=[shot()])
    page = phone.post(f"{case}/foto", expect=422, photos=[shot()])
    assert "Paling banyak 5 foto" in page.text
    assert rows(ComplaintPhoto) == 5


def test_who_may_see_the_case_may_see_its_photos(app, phone, visit, person):
    case = case_of(phone.post("/keluhan/", **REPORT, photos=[shot()]))
    answer = phone.get(f"{case}/foto/1")
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["Cache-Control"].startswith("private")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    visit(person(Role.OFFICER, scope=VILLAGE)).get(f"{case}/foto/1?besar=1")
    phone.get(f"{case}/foto/2", expect=404)
    visit(person(Role.FARMER)).get(f"{case}/foto/1", expect=404)
    visit(person(Role.ADMIN)).get(f"{case}/foto/1", expect=403)
    visit().get(f"{case}/foto/1", expect=303)


def test_a_stranger_sends_no_heap_of_files(visit):
    heap = b"--x\r\n" + bytes(10 * 1024 * 1024)
    answer = visit().client.post("/keluhan/cek", data=heap, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413
