"""Report, answer and news through the screens, with and without script; what is refused keeps its words."""

import pytest

from domain import journal
from domain.complaints.models import Complaint, ComplaintAnswer, ComplaintMessage
from domain.people.rules import Role
from tests.support.complaints import Cast

VILLAGE = "99.01.01.2001"
REPORT = {"commodity": "padi", "body": "Daun kuning dan kerdil.", "village_code": VILLAGE}
ADVICE = {
    "problem": "tungro",
    "certainty": "likely",
    "category_0": "mechanical",
    "text_0": "Cabut tanaman sakit.",
    "follow_up_days": "7",
}
SPRAY = {
    "spray": "Semprot pagi hari.",
    "ingredient": "mankozeb",
    "threshold": "1 dari 10 tanaman",
    "dose": "2,5",
    "unit": "g/l",
    "most_sprays": "3",
    "spray_gap_days": "7",
    "harvest_wait_days": "10",
    "reentry_hours": "24",
    "mode_group": "M3",
    "protection": ["mask", "gloves"],
}
HANDED_UP = {"reason": "hand_up_unknown", "note": "Belum pernah lihat."}


@pytest.fixture
def cast(app):
    with app.app_context():
        return Cast()


@pytest.fixture
def filed(app, cast):
    with app.app_context():
        return cast.file()


@pytest.mark.parametrize("htmx", [False, True])
def test_from_report_to_cured(visit, cast, rows, htmx):
    farmer, officer = visit(cast.farmer, htmx), visit(cast.officer, htmx)
    farmer.post("/keluhan/", **REPORT)
    assert "Ditangani Bu Rini" in farmer.get("/keluhan/K1").text
    assert "K0001" in officer.get("/kotak/").text
    officer.post("/kotak/K1/saran", **ADVICE)
    assert "Cabut tanaman sakit." in farmer.get("/keluhan/K1").text
    answer = farmer.post("/keluhan/K1/sembuh")
    if htmx:  # head, outcome and journey change together, and nothing else is sent
        swapped = {node["id"] for node in answer.find_all(id=True)}
        assert {f"complaint-K0001-{part}" for part in ("outcome", "state", "timeline")} <= swapped
    assert "Sembuh" in farmer.get("/keluhan/").text
    assert rows(ComplaintAnswer) == 1


def test_a_second_answer_stands_apart_from_the_first(visit, cast, filed):
    farmer, officer = visit(cast.farmer), visit(cast.officer)
    officer.post(f"/kotak/{filed}/saran", **ADVICE)
    assert "Saran sebelumnya" not in farmer.get(f"/keluhan/{filed}").text
    farmer.post(f"/keluhan/{filed}/belum-sembuh")
    assert "Saran sebelumnya" in farmer.get(f"/keluhan/{filed}").text
    officer.post(f"/kotak/{filed}/saran", **ADVICE | {"text_0": "Buang daun yang busuk."})
    page = farmer.get(f"/keluhan/{filed}")
    folded = page.find("summary", string=lambda words: words and "Saran sebelumnya" in words).parent
    assert "Cabut tanaman sakit." in folded.text and "Buang daun yang busuk." not in folded.text
    assert "Buang daun yang busuk." in page.text


def test_a_fresh_answer_leads_the_farmers_home(visit, cast, filed):
    farmer = visit(cast.farmer)
    visit(cast.officer).post(f"/kotak/{filed}/saran", **ADVICE)
    farmer.post("/keluhan/", **REPORT | {"body": "Batang patah."})
    assert farmer.get("/").select_one(f"#complaint-{filed} a.go").text.strip() == "Baca saran"
    farmer.post(f"/keluhan/{filed}/sembuh")
    assert farmer.get("/").select_one("#complaint-K0002 a.go").text.strip() == "Buka keluhan"


@pytest.mark.parametrize("htmx", [False, True])
def test_a_question_and_its_reply(visit, cast, filed, htmx):
    farmer, officer = visit(cast.farmer, htmx), visit(cast.officer, htmx)
    officer.post(f"/kotak/{filed}/tanya", question="Sejak kapan kuning?")
    assert "Sejak kapan kuning?" in farmer.get(f"/keluhan/{filed}").text
    farmer.post(f"/keluhan/{filed}/balas", expect=422, text="  ")
    farmer.post(f"/keluhan/{filed}/balas", text="Tiga hari lalu.")
    assert "Tiga hari lalu." in officer.get(f"/kotak/{filed}").text


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("missing", ["commodity", "body"])
def test_a_refused_report_keeps_what_was_typed(visit, cast, rows, htmx, missing):
    page = visit(cast.farmer, htmx).post("/keluhan/", expect=422, **REPORT | {missing: ""})
    assert page.select_one(f"#{missing}-err")
    assert page.select_one("#village_code option[selected]")["value"] == VILLAGE
    assert (page.select_one("title") is None) is htmx
    assert rows(Complaint) == 0


def test_a_village_nobody_has_is_refused(visit, cast, rows):
    page = visit(cast.farmer).post("/keluhan/", expect=422, **REPORT | {"village_code": "00.00"})
    assert page.select_one("#village_code-err")
    assert rows(Complaint) == 0


def test_a_stale_button_changes_nothing(visit, cast, filed, rows):
    officer = visit(cast.officer)
    officer.post(f"/kotak/{filed}/saran", **ADVICE)
    page = officer.post(f"/kotak/{filed}/tanya", expect=422, question="Masih sakit?")
    assert "Bu Rini sudah mengirim saran" in page.text
    assert page.select_one("#question").text.strip() == "Masih sakit?"
    visit(cast.farmer).post(f"/keluhan/{filed}/sembuh")
    visit(cast.farmer).post(f"/keluhan/{filed}/membaik", expect=409)
    assert rows(ComplaintMessage) == 0


def test_another_farmers_case_does_not_exist(visit, person, filed):
    stranger = visit(person(Role.FARMER))
    stranger.get(f"/keluhan/{filed}", expect=404)
    stranger.get("/keluhan/K9999", expect=404)
    stranger.post(f"/keluhan/{filed}/sembuh", expect=404)
    stranger.get(f"/kotak/{filed}", expect=403)


def test_an_expired_form_says_so(visit, cast, rows):
    page = visit(cast.farmer).post("/keluhan/", expect=400, **REPORT, csrf_token="old" * 14)
    assert "Muat ulang" in page.text
    assert rows(Complaint) == 0


def test_only_experts_spray_and_only_completely(visit, cast, filed, rows):
    officer, expert = visit(cast.officer), visit(cast.expert)
    officer.post(f"/kotak/{filed}/saran", expect=422, **ADVICE | SPRAY | {"dose": ""})
    officer.post(f"/kotak/{filed}/teruskan", **HANDED_UP)
    page = expert.post(f"/kotak/{filed}/saran", expect=422, **ADVICE | SPRAY | {"harvest_wait_days": ""})
    assert "hari tunggu panen" in page.select_one("#harvest_wait_days-err").text
    assert page.select_one("#ingredient")["value"] == "mankozeb"
    page = expert.post(f"/kotak/{filed}/saran", expect=422, **ADVICE | SPRAY | {"ingredient": "Endosulfan"})
    assert "dilarang" in page.select_one("#ingredient-err").text
    assert rows(ComplaintAnswer) == 0
    expert.post(f"/kotak/{filed}/saran", **ADVICE | SPRAY)
    farmer = visit(cast.farmer)
    assert "2,5 gram per liter" in farmer.get(f"/keluhan/{filed}").text
    assert "jangan panen sebelum" in farmer.get("/").text


def test_an_answer_without_a_step_is_refused_at_its_field(visit, cast, filed):
    page = visit(cast.officer).post(f"/kotak/{filed}/saran", expect=422, **ADVICE | {"text_0": ""})
    assert page.select_one("#text_0-err")


def test_the_number_is_shown_on_request_and_journalled(app, visit, cast, filed):
    officer = visit(cast.officer)
    shown = cast.farmer.phone[-4:]
    assert shown not in officer.get(f"/kotak/{filed}").text
    page = officer.post(f"/kotak/{filed}/nomor", expect=200)
    assert shown in page.text
    with app.app_context():
        assert [entry.event for entry in journal.of(filed)][-1] == "complaint.phone_read"


def test_the_state_without_signing_in(visit, cast, filed):
    digits = cast.farmer.phone[-3:]
    page = visit().post("/keluhan/cek", expect=200, code="k0001", digits=digits)
    assert "Ditangani penyuluh" in page.text
    assert "kerdil" not in page.text
    assert "Slamet" not in page.text
    anybody = visit()
    for _ in range(10):
        anybody.post("/keluhan/cek", expect=422, code="K1", digits="%%%")
    anybody.post("/keluhan/cek", expect=429, code="K1", digits=digits)


@pytest.mark.parametrize("path", ["/keluhan/", "/keluhan/baru", "/keluhan/K1"])
def test_htmx_gets_only_the_middle_of_a_farmers_page(visit, cast, filed, path):
    page = visit(cast.farmer, htmx=True).get(path)
    assert page.select_one("html") is None
    assert page.select_one("main#main")


def test_every_desk_has_its_own_tabs(visit, cast, filed):
    for somebody, tab in (
        (cast.officer, "Desa saya 1"),
        (cast.expert, "Di PPL 1"),
        (cast.coordinator, "Semua 1"),
    ):
        assert tab in visit(somebody).get("/kotak/").text
        visit(somebody).get(f"/kotak/{filed}")


def test_a_coordinator_hands_an_unrouted_case_to_an_officer(app, visit, cast):
    with app.app_context():
        code = cast.file(village_code="99.01.01.2002")
    page = visit(cast.coordinator).get(f"/kotak/{code}/serahkan")
    chosen = page.select_one("#person_id option")["value"]
    visit(cast.coordinator).post(f"/kotak/{code}/serahkan", person_id=chosen)
    assert "Ditangani Bu Rini" in visit(cast.farmer).get(f"/keluhan/{code}").text
