"""The screens of a suspicion: decide, tell, answer; with and without htmx."""

import pytest

from domain.db import db
from domain.outbreaks import actions
from domain.outbreaks.models import Candidate, Notice, NoticeReader
from domain.people.rules import Role
from tests.support.complaints import OTHER_VILLAGE, VILLAGE, cast  # noqa: F401
from tests.support.outbreaks import diagnosed, many

GOOD = {
    "commodity": "cabai",
    "title": "Patek di sekitar Hulu",
    "text": "Ada laporan patek di Hulu.",
    "step_1": "Pakai benih sehat.",
    "step_2": "Petik buah sakit.",
    "include_unknown": "y",
}
NEWS = {"title": "Pertemuan", "text": "Jumat pagi di balai desa.", "commodity": "cabai", "villages": VILLAGE}


@pytest.fixture
def suspected(app, cast):
    """A suspicion the coordinator is shown; its id."""
    with app.app_context():
        many(cast, 3, days_ago=0.2)
        actions.look_for_outbreaks()
        return db.session.query(Candidate).one().id


@pytest.mark.parametrize("htmx", [False, True])
def test_from_suspicion_to_an_answered_warning(visit, person, cast, suspected, rows, htmx):
    desk = visit(cast.coordinator, htmx)
    assert "Patek, Kec. Rukun" in desk.get("/peringatan/").text
    seen = desk.get(f"/peringatan/{suspected}")
    assert "Laporan bukan luas serangan." in seen.text
    assert seen.select_one("#title")["value"] == "Patek di sekitar Hulu"
    assert seen.select_one(".sum").text == "Jumlah31"  # three growers; the cast's farmer never reported
    desk.post(f"/peringatan/{suspected}/pastikan", **GOOD)
    assert rows(NoticeReader) == 4
    phone = visit(cast.farmer, htmx)
    assert "Petik buah sakit." in phone.get("/").text
    phone.post("/peringatan/kabar/1/ada")
    answered = phone.get("/")
    assert "Jawaban: ada" in answered.text
    phone.post("/peringatan/kabar/1/tidak-ada")
    assert "tidak ada 1 · belum menjawab 3" in desk.get("/peringatan/kabar").text
    assert "1 dari 4 petani sudah menjawab" in desk.get("/peringatan/kabar/1").text


def test_an_answer_swaps_only_the_warning(visit, cast, suspected):
    visit(cast.coordinator).post(f"/peringatan/{suspected}/pastikan", **GOOD)
    part = visit(cast.farmer, htmx=True).post("/peringatan/kabar/1/ada", expect=200)
    assert part.html is None
    assert part.select_one("[id]")["id"] == "notice-1"
    assert "Jawaban: ada" in part.text


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"text": "AWAS PATEK MENYEBAR"}, "text", "tanpa huruf besar semua"),
        ({"step_2": ""}, "step_2", "dua langkah"),
        ({"title": "x" * 61}, "title", "Paling banyak 60"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_refused_warning_keeps_what_was_typed(visit, cast, suspected, rows, htmx, change, field, sentence):
    page = visit(cast.coordinator, htmx).post(
        f"/peringatan/{suspected}/pastikan", expect=422, **GOOD | change
    )
    assert sentence in page.select_one(f"#{field}-err").text
    assert page.select_one("#step_1")["value"] == "Pakai benih sehat."
    assert rows(Notice) == 0


def test_a_rejection_wants_a_reason_and_is_logged(visit, cast, suspected):
    desk = visit(cast.coordinator)
    assert "Tulis alasannya." in desk.post(f"/peringatan/{suspected}/tolak", expect=422).text
    desk.post(f"/peringatan/{suspected}/tolak", reason="Hari pelatihan.")
    assert "Hari pelatihan." in desk.get("/peringatan/?catatan=1").text
    desk.post(f"/peringatan/{suspected}/pastikan", expect=422, **GOOD)
    assert "Hari pelatihan." in desk.get(f"/peringatan/{suspected}").text


@pytest.mark.parametrize("htmx", [False, True])
def test_a_broadcast_is_previewed_then_sent_to_that_many(app, visit, cast, rows, htmx):
    with app.app_context():
        diagnosed(cast)
    desk = visit(cast.coordinator, htmx)
    preview = desk.post("/peringatan/kabar/baru", expect=200, **NEWS)
    assert "Kirim ke 1 petani" in preview.text
    assert preview.select_one("#text").text.strip() == NEWS["text"]
    assert rows(Notice) == 0
    refused = desk.post("/peringatan/kabar/baru", expect=422, send="1", expected="9", **NEWS)
    assert "Penerimanya sekarang 1 petani" in refused.text
    assert refused.select_one("#expected")["value"] == "1"
    desk.post("/peringatan/kabar/baru", send="1", expected="1", **NEWS)
    assert rows(Notice) == 1


def test_a_broadcast_without_a_village_or_receiver_says_what_to_do(visit, cast, rows):
    desk = visit(cast.coordinator)
    none = desk.post("/peringatan/kabar/baru", expect=422, **NEWS | {"villages": ""})
    assert none.select_one("#text").text.strip() == NEWS["text"]
    nobody = desk.post("/peringatan/kabar/baru", expect=422, send="1", expected="0", **NEWS)
    assert "Belum ada petani" in nobody.text
    assert rows(Notice) == 0


def test_others_neither_see_nor_decide(visit, person, cast, suspected):
    assert visit(cast.farmer).get("/peringatan/", expect=403)
    assert visit(cast.expert).get(f"/peringatan/{suspected}", expect=404)  # not loud enough for an alarm
    assert visit(cast.officer).get("/peringatan/kabar")
    stranger = person(Role.FARMER, village=OTHER_VILLAGE)
    visit(cast.coordinator).post(f"/peringatan/{suspected}/pastikan", **GOOD | {"include_unknown": ""})
    visit(stranger).post("/peringatan/kabar/1/ada", expect=404)
