"""The report: all on one page or one question a page, voice, plot and place, and what is said after sending."""

import io

import pytest

from domain import journal
from domain.complaints import queries
from domain.complaints.models import Complaint, ComplaintFacts, ComplaintPhoto, ComplaintVoice
from domain.complaints.plots import AgeUnit
from domain.people.rules import Role
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import OTHER_VILLAGE, VILLAGE
from tests.support.media import photo, sound

REPORT = {"commodity": "padi", "body": "Daun kuning.", "village_code": VILLAGE}
TOLD = {
    "part": "daun",
    "applied": "Kompos",
    "age": "45",
    "age_unit": "hari",
    "area": "2",
    "area_unit": "tumbak",
    "hamlet": "Krajan",
    "place": "-7.881000,112.520000",
}


def recording(content: bytes | None = None):
    return (io.BytesIO(sound() if content is None else content), "suara.webm")


def hidden(page) -> dict[str, list[str]]:
    """What the form would send on: hidden fields and filled ones, without files."""
    found: dict[str, list[str]] = {}
    for box in page.select("#complaint-form input, #complaint-form textarea, #complaint-form select"):
        kind = box.get("type")
        if kind == "file" or (kind in ("radio", "checkbox") and not box.has_attr("checked")):
            continue
        if box.name == "select":
            chosen = box.select_one("option[selected]") or box.select_one("option")
            value = chosen["value"]
        else:
            value = box.text.strip() if box.name == "textarea" else box.get("value", "")
        found.setdefault(box["name"], []).append(value)
    return found


def walk(phone, page, ke: str, expect=200, **answers):
    """Answer the page that is shown and press a button."""
    return phone.post("/keluhan/baru", expect=expect, **hidden(page) | answers | {"ke": ke})


def test_everything_told_is_kept(app, visit, cast, rows):
    visit(cast.farmer).post("/keluhan/", **REPORT, **TOLD, voice=recording())
    assert (rows(ComplaintFacts), rows(ComplaintVoice)) == (1, 1)
    with app.app_context():
        facts = queries.get(cast.officer.actor, "K0001").facts
        assert (facts.part_code, facts.applied, facts.hamlet) == ("daun", "Kompos", "Krajan")
        assert (facts.age, facts.age_unit, facts.area_m2) == (45, AgeUnit.DAY, 28)
        assert str(facts.place) == "-7.881000,112.520000"
    desk = visit(cast.officer).get("/kotak/K0001").text
    for words in ("Kompos", "45 hari", "28 m²", "Krajan"):
        assert words in desk


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("age", "tua"),
        ("area", "luas"),
        ("area", "0"),
        ("area", "0,01"),
        ("place", "x,y"),
        ("part", "atap"),
        ("hamlet", "x" * 61),
    ],
)
def test_what_is_impossible_comes_back_as_it_was_typed(visit, cast, rows, htmx, field, wrong):
    page = visit(cast.farmer, htmx).post("/keluhan/", expect=422, **REPORT, **TOLD | {field: wrong})
    assert page.select_one(f"#{field}-err, [href='#{field}'], [href='#{field}-0']")
    assert page.select_one("#applied")["value"] == "Kompos"
    assert page.select_one("details").has_attr("open")
    assert rows(Complaint) == 0


def test_the_place_is_seen_by_handlers_only_and_journalled(app, visit, cast):
    visit(cast.farmer).post("/keluhan/", **REPORT, **TOLD)
    officer = visit(cast.officer)
    assert "112.52" not in officer.get("/kotak/K0001").text
    assert "112.52" not in visit(cast.farmer).get("/keluhan/K0001").text
    assert "-7.881000,112.520000" in officer.post("/kotak/K0001/lokasi", expect=200).text
    visit(cast.farmer).post("/kotak/K0001/lokasi", expect=403)
    with app.app_context():
        assert [entry.event for entry in journal.of("K0001")][-1] == "complaint.place_read"
        assert not [
            entry for entry in journal.of("K0001") if "112" in entry.facts and "520000" in entry.facts
        ]


def test_a_voice_alone_is_enough_and_is_heard_by_those_who_handle(visit, cast, person):
    visit(cast.farmer).post("/keluhan/", **REPORT | {"body": ""}, voice=recording())
    for somebody in (cast.farmer, cast.officer):
        heard = visit(somebody).get("/keluhan/K0001/suara")
        assert (heard.data, heard.mimetype) == (sound(), "audio/webm")
        assert heard.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert visit(cast.officer).get("/kotak/K0001").select_one("audio")["preload"] == "none"
    visit(person(Role.FARMER)).get("/keluhan/K0001/suara", expect=404)
    visit().get("/keluhan/K0001/suara", expect=303)


def test_a_player_may_ask_for_a_part(visit, cast):
    phone = visit(cast.farmer)
    phone.post("/keluhan/", **REPORT, voice=recording())
    answer = phone.client.get("/keluhan/K0001/suara", headers={"Range": "bytes=0-3"})
    assert (answer.status_code, answer.data) == (206, sound()[:4])


@pytest.mark.parametrize("htmx", [False, True])
def test_a_refused_form_gives_the_voice_back(visit, cast, rows, htmx):
    phone = visit(cast.farmer, htmx)
    page = phone.post("/keluhan/", expect=422, **REPORT | {"commodity": ""}, voice=recording())
    kept = page.select_one("input[name=voice-kept]")
    assert kept.has_attr("checked")
    phone.post("/keluhan/", **REPORT, **{"voice-kept": kept["value"]})
    assert rows(ComplaintVoice) == 1


def test_somebody_elses_kept_voice_is_nobodys(visit, cast, person, rows):
    page = visit(cast.farmer).post("/keluhan/", expect=422, **REPORT | {"commodity": ""}, voice=recording())
    kept = page.select_one("input[name=voice-kept]")["value"]
    stranger = visit(person(Role.FARMER, village=VILLAGE))
    page = stranger.post("/keluhan/", expect=422, **REPORT, **{"voice-kept": kept})
    assert "Rekam lagi" in page.select_one("#voice-err").text
    assert rows(Complaint) == 0


def test_a_file_that_is_no_sound_is_refused_and_the_words_stay(visit, cast, rows):
    page = visit(cast.farmer).post("/keluhan/", expect=422, **REPORT, voice=recording(b"<script>"))
    assert "tidak bisa kami putar" in page.select_one("#voice-err").text
    assert page.select_one("#body").text.strip() == "Daun kuning."
    assert rows(Complaint) == 0


def test_one_question_a_page_is_remembered_by_the_phone(visit, cast):
    phone = visit(cast.farmer)
    assert phone.get("/keluhan/baru").select_one("#body")
    page = phone.get("/keluhan/baru?langkah=tanaman")
    assert page.select_one("#commodity")
    assert not page.select_one("#body")
    assert "Langkah 1 dari 5" in phone.get("/keluhan/baru").text
    phone.get("/keluhan/baru?langkah=semua")
    assert phone.get("/keluhan/baru").select_one("#body")


@pytest.mark.parametrize("htmx", [False, True])
def test_five_pages_carry_every_answer_to_the_end(app, visit, cast, rows, htmx):
    phone = visit(cast.farmer, htmx)
    page = phone.get("/keluhan/baru?langkah=tanaman")
    key = hidden(page)["once_key"]
    page = walk(phone, page, "bagian", commodity="padi")
    page = walk(
        phone, page, "cerita", part="daun", photos=[(io.BytesIO(photo()), "a.jpg")], voice=recording()
    )
    page = walk(phone, page, "tempat", body="Daun kuning.", applied="Kompos", age="45")
    page = walk(phone, page, "periksa", village_code=VILLAGE, hamlet="Krajan", area="2", area_unit="tumbak")
    for words in ("Padi", "Daun, 1 foto, suara", "Daun kuning, Kompos, 45 hari", "Krajan, 2 tumbak"):
        assert words in page.text
    assert hidden(page)["once_key"] == key
    assert rows(Complaint) == 0
    phone.post("/keluhan/", **hidden(page))
    phone.post("/keluhan/", **hidden(page))
    assert (rows(Complaint), rows(ComplaintPhoto), rows(ComplaintVoice)) == (1, 1, 1)
    with app.app_context():
        facts = queries.get(cast.farmer.actor, "K0001").facts
        assert (facts.part_code, facts.applied, facts.age, facts.area_m2) == ("daun", "Kompos", 45, 28)


def test_back_keeps_the_answers_and_asks_nothing(visit, cast):
    phone = visit(cast.farmer)
    page = walk(phone, phone.get("/keluhan/baru?langkah=tanaman"), "bagian", commodity="padi")
    page = walk(phone, page, "tanaman", part="daun")
    assert page.select_one("#commodity input[checked]")["value"] == "padi"
    assert not page.select_one(".note.bad")
    assert hidden(page)["part"] == ["daun"]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_refused_answer_stays_on_its_page(visit, cast, htmx):
    phone = visit(cast.farmer, htmx)
    page = walk(phone, phone.get("/keluhan/baru?langkah=tanaman"), "bagian", expect=422)
    assert page.select_one("#commodity-err")
    page = walk(phone, page, "bagian", commodity="padi")
    page = walk(phone, page, "cerita")
    page = walk(phone, page, "tempat", expect=422, age="tua", body="Kuning.")
    assert page.select_one("#age")["value"] == "tua"
    assert page.select_one("#body").text.strip() == "Kuning."
    page = walk(phone, page, "tempat", age="45")
    page = walk(phone, page, "periksa", expect=422, area="0")
    assert "paling kecil 1 m²" in page.select_one("#area-err").text
    assert page.select_one("#area")["value"] == "0"


def test_a_rule_that_says_no_at_the_end_leads_back_to_its_page(visit, cast, rows):
    phone = visit(cast.farmer)
    page = phone.post("/keluhan/", expect=422, **REPORT | {"body": "", "langkah": "periksa"})
    assert page.select_one("#body-err")
    assert hidden(page)["commodity"] == ["padi"]
    assert rows(Complaint) == 0


def test_too_many_open_reports_are_said_on_the_last_page(visit, cast):
    phone = visit(cast.farmer)
    for _ in range(2):
        phone.post("/keluhan/", **REPORT)
    page = phone.post("/keluhan/", expect=422, **REPORT, langkah="periksa")
    assert "keluhan terbuka" in page.text
    assert hidden(page)["body"] == ["Daun kuning."]


def test_after_sending_it_says_who_answers_and_until_when(visit, cast):
    phone = visit(cast.farmer)
    answer = phone.post("/keluhan/", **REPORT)
    assert answer.headers["Location"] == "/keluhan/K0001/terkirim"
    page = phone.get("/keluhan/K0001/terkirim")
    assert page.select_one(".num").text == "K0001"
    assert "Bu Rini" in page.text
    assert page.select_one(f"a[href='tel:{cast.officer.phone}']")
    assert "Paling lambat" in page.text
    assert page.select_one("a[href='/keluhan/K0001#photos-form']")


def test_without_an_officer_it_offers_the_help_line(visit, cast):
    phone = visit(cast.farmer)
    phone.post("/keluhan/", **REPORT | {"village_code": OTHER_VILLAGE})
    page = phone.get("/keluhan/K0001/terkirim")
    assert "Koordinator mencarikan penyuluh" in page.text
    assert page.select_one("main a[href^='tel:']")


def test_only_its_farmer_reads_the_receipt(visit, cast, person):
    visit(cast.farmer).post("/keluhan/", **REPORT)
    visit(person(Role.FARMER)).get("/keluhan/K0001/terkirim", expect=404)
    visit(cast.officer).get("/keluhan/K0001/terkirim", expect=403)


def test_the_blank_form_names_the_home_village_and_its_neighbours_and_another_is_asked_in_full(visit, cast):
    phone = visit(cast.farmer)
    near = phone.get("/keluhan/baru").select("#village_code option")
    assert len(near) == 3
    assert (near[0]["value"], near[-1].text) == (VILLAGE, "Desa lain")
    page = phone.post("/keluhan/", expect=422, **REPORT | {"village_code": ""})
    assert len(page.select("#village_code option")) == 3
    assert page.select_one("#village_code option[value='99.01.02.1001']")
    assert page.select_one("#body").text.strip() == REPORT["body"]
