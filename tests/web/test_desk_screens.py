"""The desk's screens, with and without script: filters that are addresses, drafts that survive, sheets to take along."""

import pytest

from domain import clock
from domain.complaints import actions
from domain.complaints.models import ComplaintAnswer
from domain.people.rules import Role
from domain.weather.actions import keep_forecast
from domain.writing import write
from services.weather import SampleWeather
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import OTHER_VILLAGE, VILLAGE
from tests.web.test_complaint_screens import ADVICE, SPRAY

BOTH = pytest.mark.parametrize("htmx", [False, True])


@pytest.fixture
def code(case, cast):
    return case(cast.file)


def codes_on(page) -> set[str]:
    return {link["href"].rsplit("/", 1)[1] for link in page.select("#main .rows h2 a")}


def test_filters_are_an_address_and_become_a_saved_view(case, cast, visit, code):
    elsewhere = case(cast.file, village_code=OTHER_VILLAGE, commodity_code="cabai")
    desk = visit(cast.coordinator)
    assert codes_on(desk.get("/kotak/")) == {code, elsewhere}
    assert codes_on(desk.get(f"/kotak/?desa={OTHER_VILLAGE}")) == {elsewhere}
    assert codes_on(desk.get("/kotak/?tanaman=padi&keadaan=with_officer")) == {code}
    assert codes_on(desk.get("/kotak/?bebas=ya")) == {elsewhere}
    assert codes_on(desk.get("/kotak/?foto=ya")) == set()
    assert codes_on(desk.get("/kotak/?keadaan=nonsens&jenis=apa")) == set()
    assert "Hapus saringan" in desk.get("/kotak/?lewat=ya").text
    assert desk.get("/kotak/saring?tanaman=padi").select_one("#tanaman [selected]")["value"] == "padi"
    desk.post("/kotak/pandangan", expect=422, name=" ", query="tanaman=padi")
    desk.post("/kotak/pandangan", name="Padi saja", query="tanaman=padi&lain=<b>")
    link = next(each for each in desk.get("/kotak/").select("a") if each.text == "Padi saja")
    assert codes_on(desk.get(link["href"])) == {code}
    assert "Padi saja" not in visit(cast.expert).get("/kotak/").text
    desk.post("/kotak/pandangan/1/hapus")
    assert "Padi saja" not in desk.get("/kotak/").text


def test_the_own_village_comes_first(case, cast, person, visit):
    neighbour = person(Role.FARMER, village=OTHER_VILLAGE)
    far = case(cast.file, neighbour, village_code=OTHER_VILLAGE)
    near = case(cast.file)
    visit(cast.officer).post(f"/kotak/{far}/ambil")
    rows = visit(cast.officer).get("/kotak/").select("#main .rows h2 a")
    assert [row["href"].rsplit("/", 1)[1] for row in rows] == [near, far]


@BOTH
def test_an_open_case_is_marked_in_the_list_and_on_the_case(cast, visit, code, htmx):
    officer, colleague = visit(cast.officer, htmx=True), visit(cast.coordinator, htmx)
    mark = officer.get(f"/kotak/{code}").select_one(f"#case-{code}-open")
    assert mark["hx-trigger"] == "load"
    officer.post(mark["hx-post"], expect=204)
    assert "Bu Rini sedang membukanya" in colleague.get("/kotak/").text.replace("\n", " ")
    told = visit(cast.coordinator, htmx=True).post(f"/kotak/{code}/buka", expect=200)
    assert "Bu Rini sedang membuka keluhan ini" in told.text


@BOTH
def test_the_second_answer_keeps_its_words(case, cast, visit, rows, code, htmx):
    officer = visit(cast.officer, htmx)
    officer.get(f"/kotak/{code}/saran")
    visit(cast.officer).post(f"/kotak/{code}/saran", **ADVICE)
    page = officer.post(f"/kotak/{code}/saran", expect=422, **ADVICE | {"text_1": "Bakar sisa tanaman."})
    assert "sudah mengirim saran" in page.text
    assert page.select_one("#text_1")["value"] == "Bakar sisa tanaman."
    assert rows(ComplaintAnswer) == 1


@BOTH
def test_a_stale_tab_answers_a_merged_case_and_its_words_go_where_it_went(cast, case, person, visit, htmx):
    code, into = case(cast.file), case(cast.file, person(Role.FARMER, village=VILLAGE))
    officer = visit(cast.officer, htmx)
    officer.post(f"/kotak/{code}/gabungkan", expect=422, other="K9999")
    officer.post(f"/kotak/{code}/gabungkan", near=into)
    page = officer.post(f"/kotak/{code}/saran", expect=422, **ADVICE)
    assert f"menggabungkannya ke {into}" in page.text
    button = page.select_one("button[formaction]")
    assert button["formaction"] == f"/kotak/{into}/saran"
    officer.post(button["formaction"], **ADVICE)
    farmer = visit(cast.farmer)
    assert f"Digabung dengan keluhan {into}" in farmer.get(f"/keluhan/{code}").text
    assert "Cabut tanaman sakit." in farmer.get(f"/keluhan/mirip/{into}").text


def test_a_past_answer_is_begun_with_in_one_tap_and_changed(cast, case, visit, person, code):
    officer = visit(cast.officer)
    officer.post(f"/kotak/{code}/saran", **ADVICE)
    new = case(cast.file, person(Role.FARMER, village=VILLAGE))
    page = officer.get(officer.get(f"/kotak/{new}").select_one(f"#case-{new}-around")["hx-get"])
    assert "dari 100: tanaman sama" in page.text.replace("\n", " ")
    link = next(each for each in page.select("#main a") if "Pakai saran ini" in each.text)
    form = officer.get(link["href"])
    assert form.select_one("#text_0")["value"] == "Cabut tanaman sakit."
    assert form.select_one("#problem [selected]")["value"] == "tungro"
    officer.post(f"/kotak/{new}/saran", **ADVICE | {"text_0": "Cabut, lalu bakar."})
    assert "Cabut, lalu bakar." in officer.get(f"/kotak/{new}").text


def test_an_officers_spray_reaches_the_farmer_only_after_an_expert(cast, visit, code):
    officer, expert, farmer = visit(cast.officer), visit(cast.expert), visit(cast.farmer)
    officer.post(f"/kotak/{code}/saran", **ADVICE | SPRAY)
    assert "mankozeb" not in farmer.get(f"/keluhan/{code}").text
    assert "Usulan obat menunggu" in expert.get(f"/kotak/{code}").text
    changed = expert.get(f"/kotak/{code}/saran?dari=usulan")
    assert changed.select_one("#dose")["value"] == "2,5"
    officer.post(f"/kotak/{code}/setujui", expect=403)
    expert.post(f"/kotak/{code}/setujui")
    page = farmer.get(f"/keluhan/{code}").text
    assert "2,5 gram per liter" in page
    assert "disetujui Bu Dewi" in page


@pytest.mark.parametrize(
    "typed", ["karbofurran", "Carbo furan", "KARBOFURAN 3%", "carbofuran", "endosulfann"]
)
def test_a_banned_name_is_caught_however_it_is_spelt(cast, visit, code, typed, monkeypatch):
    from domain.region.pack import RegionPack

    monkeypatch.setattr(RegionPack, "banned_names", ["Karbofuran", "Endosulfan"])
    officer = visit(cast.officer)
    page = officer.post(f"/kotak/{code}/saran", expect=422, **ADVICE | SPRAY | {"ingredient": typed})
    assert "dilarang" in page.select_one("#ingredient-err").text
    page = officer.post(
        f"/kotak/{code}/saran", expect=422, **ADVICE | {"text_0": f"Taburkan {typed} di lubang."}
    )
    assert "dilarang" in page.select_one("#text_0-err").text


def test_circles_without_script_and_broken_ones(app, cast, case, visit):
    from domain.complaints.drawing import of_cells, parse
    from domain.errors import RuleBroken

    assert of_cells(1, [1, 12], 750).circles == [[125, 125, 125], [875, 625, 125]]
    for text in ("1:[[1,2]]", "x:[]", "1:[[1,2,{}]]", "1:" + "[" * 300):
        with pytest.raises(RuleBroken):
            parse(text)
    code = case(cast.file)
    visit(cast.officer).post(f"/kotak/{code}/saran", expect=422, **ADVICE | {"drawing": "1:[[500,300,80]]"})


def test_ready_questions_are_asked_with_one_button(cast, visit, code):
    officer = visit(cast.officer)
    officer.post(f"/kotak/{code}/tanya", expect=422, question=" ")
    page = officer.get(f"/kotak/{code}/tanya")
    first = next(each for each in page.select("label.opt") if "Kapan pertama kali" in each.text)
    officer.post(f"/kotak/{code}/tanya", ready=first.input["value"], question="Foto juga, ya.")
    assert "Kapan pertama kali terlihat? Foto juga, ya." in visit(cast.farmer).get(f"/keluhan/{code}").text
    officer.post(f"/kotak/{code}/balas", text="Sejak Senin.")
    button = officer.get(f"/kotak/{code}").select_one("input[name=ready]")
    officer.post(button.find_parent("form")["action"], ready=button["value"])
    assert "Tolong kirim foto dekat" in visit(cast.farmer).get(f"/keluhan/{code}").text
    assert "Sejak Senin." in officer.get(f"/kotak/{code}").text


def test_a_farmers_late_reply_leads_to_where_it_went(cast, visit, code):
    visit(cast.officer).post(f"/kotak/{code}/saran", **ADVICE)
    farmer = visit(cast.farmer)
    farmer.post(f"/keluhan/{code}/sembuh")
    farmer.post(f"/keluhan/{code}/balas", text="Sakit lagi, Bu.")
    assert "Sakit lagi, Bu." in farmer.get(f"/keluhan/{code}").text
    assert "Sakit lagi, Bu." in visit(cast.officer).get(f"/kotak/{code}").text


def test_a_visit_from_plan_to_sheet_to_record(cast, visit, code):
    officer, today = visit(cast.officer), clock.today().isoformat()
    page = officer.post(f"/kotak/{code}/kunjungi", expect=422, visit_on="2020-01-01", note="Bawa lup.")
    assert "sudah lewat" in page.text
    assert page.select_one("#note").text.strip() == "Bawa lup."
    officer.post(f"/kotak/{code}/kunjungi", visit_on=today, note="Bawa lup.")
    assert "Petugas akan datang" in visit(cast.farmer).get(f"/keluhan/{code}").text
    assert code in officer.get("/kotak/kunjungan").text
    assert cast.farmer.phone[-4:] not in officer.get("/kotak/kunjungan").text
    sheet = officer.post("/kotak/kunjungan", expect=200)
    assert cast.farmer.phone[-4:] in sheet.text
    kept = officer.post("/kotak/kunjungan", expect=200, simpan="1")
    assert "attachment" in kept.response.headers["Content-Disposition"]
    assert not kept.select("link, script, img")
    page = officer.post(f"/kotak/{code}/catat-kunjungan", expect=422, done_on=today, findings="")
    assert page.select_one("#findings-err")
    officer.post(f"/kotak/{code}/catat-kunjungan", done_on=today, findings="Tiga rumpun kuning.")
    assert "Tiga rumpun kuning." in officer.get(f"/kotak/{code}").text


def test_notes_are_read_by_handlers_only(cast, visit, code):
    visit(cast.officer).post(f"/kotak/{code}/catatan", note="Petani ini pernah keracunan.")
    assert "keracunan" in visit(cast.expert).get(f"/kotak/{code}").text
    assert "keracunan" not in visit(cast.farmer).get(f"/keluhan/{code}").text


def test_a_sample_goes_to_a_laboratory_and_its_result_brings_the_case_back(cast, case, visit, code):
    case(cast.act, actions.hand_up, cast.officer.actor, code, reason="hand_up_unknown", note="Perlu lab.")
    expert, farmer = visit(cast.expert), visit(cast.farmer)
    assert "Rujuk ke lab" in expert.get(f"/kotak/{code}").text
    page = expert.post(f"/kotak/{code}/rujuk", expect=422, note=" ")
    assert page.select_one("#note-err")
    expert.get(f"/kotak/{code}/rujuk")
    expert.post(f"/kotak/{code}/rujuk", note="Balai, label A-12")
    assert "Sampel dikirim ke lab" in farmer.get(f"/keluhan/{code}").text
    visit(cast.officer).get(f"/kotak/{code}/catat-hasil-lab", expect=403)
    expert.post(f"/kotak/{code}/catat-hasil-lab", note="Ditemukan bakteri layu.")
    page = expert.get(f"/kotak/{code}")
    assert "Sampel ke lab: Balai, label A-12" in page.text and "Hasil lab: Ditemukan bakteri" in page.text
    told = farmer.get(f"/keluhan/{code}").text
    assert "Hasil lab sudah ada" in told and "bakteri" not in told


def test_the_desk_sees_the_weather_over_the_village(app, cast, visit, code):
    with app.app_context(), write():
        start = clock.now().replace(minute=0, second=0, microsecond=0)
        keep_forecast(VILLAGE, SampleWeather(start).forecast(VILLAGE), "Badan Contoh")
    desk = visit(cast.officer)
    assert "Badan Contoh" in desk.get(f"/kotak/{code}/sekitar").select_one("#weather-today").text
    assert desk.get(f"/kotak/{code}").select_one("[data-keys]").has_attr("hidden")


def test_the_list_beside_is_fetched_by_wide_screens_only(visit, cast, code):
    desk = visit(cast.officer, htmx=True)
    link = visit(cast.officer).get(f"/kotak/{code}").select_one("#inbox-beside")["hx-get"]
    part = desk.get(link)
    assert part.select_one("#inbox-beside li[aria-current]").a["href"] == f"/kotak/{code}"


@BOTH
def test_parts_of_an_answer_are_added_one_by_one_and_what_was_typed_stays(cast, visit, code, htmx):
    desk = visit(cast.expert, htmx)
    assert not visit(cast.expert).get(f"/kotak/{code}/saran").select("#ingredient")
    form = desk.post(f"/kotak/{code}/saran/obat", expect=200, text_0="Cabut tanaman sakit.")
    assert form.select_one("#text_0")["value"] == "Cabut tanaman sakit."
    assert form.select_one("#ingredient")["value"] == ""
    assert not form.select(".note.bad")
    form = desk.post(f"/kotak/{code}/saran/suara", expect=200, text_0="Cabut tanaman sakit.", asked="obat")
    assert form.select("#ingredient") and form.select("#voice")
    assert [each["value"] for each in form.select("[name=asked]")] == ["obat", "suara"]
