"""The button "Saya semprot hari ini" on the card and at home, with and without script."""

import pytest

from domain.people.rules import Role
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import OTHER_VILLAGE, SPRAYED


@pytest.mark.parametrize("htmx", [False, True])
def test_one_press_says_until_when_to_wait(visit, cast, case, htmx):
    case(cast.answered, SPRAYED)
    farmer = visit(cast.farmer, htmx)
    card = farmer.get("/keluhan/K1").select_one("#spray-K0001-1")
    assert "Kalau mulai disemprot hari jawaban ini" in card.text
    answer = farmer.post("/keluhan/K1/semprot/1/hari-ini")
    card = (
        answer.select_one("#spray-K0001-1")
        if htmx
        else farmer.get("/keluhan/K1").select_one("#spray-K0001-1")
    )
    assert "Jangan panen sebelum" in card.text
    assert "sudah 1 dari paling banyak 3 kali" in card.text
    assert "Jangan masuk kebun sebelum" in card.text
    home = farmer.get("/").text
    assert "Disemprot" in home and "Saya semprot hari ini" not in home
    farmer.post("/keluhan/K1/semprot/1/batal")
    assert "Saya semprot hari ini" in farmer.get("/").text


def test_pressing_twice_is_refused_with_a_sentence(visit, cast, case):
    case(cast.answered, SPRAYED)
    farmer = visit(cast.farmer)
    farmer.post("/keluhan/K1/semprot/1/hari-ini")
    assert "sudah tercatat" in farmer.post("/keluhan/K1/semprot/1/hari-ini", expect=409).text
    farmer.post("/keluhan/K1/semprot/2/hari-ini", expect=404)
    visit(cast.officer).post("/keluhan/K1/semprot/1/hari-ini", expect=403)


@pytest.mark.parametrize("htmx", [False, True])
def test_the_officer_writes_a_spray_down_for_the_farmer(visit, cast, case, htmx):
    case(cast.answered, SPRAYED)
    officer, farmer = visit(cast.officer, htmx), visit(cast.farmer, htmx)
    desk = officer.get("/kotak/K1")
    assert "Belum ada kabar sudah disemprot" in desk.select_one("#sprayed-K0001-1").text
    form = officer.get(desk.select_one("#sprayed-K0001-1 a")["href"])
    today = form.select_one("#sprayed_on")["value"]
    ahead = officer.post("/kotak/K1/semprot/1", expect=422, sprayed_on="2099-01-01")
    assert "belum datang" in ahead.select_one("#sprayed_on-err").text
    assert ahead.select_one("#sprayed_on")["value"] == "2099-01-01"
    officer.post("/kotak/K1/semprot/1", expect=422, sprayed_on="")
    officer.post("/kotak/K1/semprot/1", sprayed_on=today)
    desk = officer.get("/kotak/K1").select_one("#sprayed-K0001-1")
    assert "Jangan panen sebelum" in desk.text and "sudah 1 dari paling banyak 3 kali" in desk.text
    card = farmer.get("/keluhan/K1").select_one("#spray-K0001-1").text
    assert "Dicatat penyuluh" in card and "Jangan panen sebelum" in card
    assert "sudah tercatat" in officer.post("/kotak/K1/semprot/1", expect=422, sprayed_on=today).text
    assert "sudah tercatat" in farmer.post("/keluhan/K1/semprot/1/hari-ini", expect=409).text
    officer.post("/kotak/K1/semprot/1/batal")
    assert "Saya semprot hari ini" in farmer.get("/").text
    farmer.post("/keluhan/K1/semprot/1/hari-ini")
    officer.post("/kotak/K1/semprot/1/batal", expect=409)
    assert "Dicatat petaninya sendiri" in officer.get("/kotak/K1").text


def test_only_the_farmer_s_own_officer_writes_sprays_down(visit, cast, case, person):
    case(cast.answered, SPRAYED)
    for who in (cast.expert, cast.coordinator, cast.farmer):
        visit(who).get("/kotak/K1/semprot/1", expect=403)
        visit(who).post("/kotak/K1/semprot/1", expect=403, sprayed_on="2026-11-24")
    other = visit(person(Role.OFFICER, scope=OTHER_VILLAGE))
    assert other.get("/kotak/K1").select("#sprayed-K0001-1 a") == []
    assert "PPL yang menangani" in other.post("/kotak/K1/semprot/1", expect=422, sprayed_on="2026-11-24").text
    visit(cast.officer).post("/kotak/K1/semprot/2", expect=404, sprayed_on="2026-11-24")


@pytest.mark.parametrize("htmx", [False, True])
def test_still_sick_has_room_for_words_and_no_old_date(visit, cast, case, htmx):
    case(cast.answered)
    farmer = visit(cast.farmer, htmx)
    assert "Kami tanya lagi" in farmer.get("/keluhan/K1").text
    assert "Apa yang masih terlihat?" not in farmer.get("/keluhan/K1").text
    farmer.post("/keluhan/K1/belum-sembuh")
    page = farmer.get("/keluhan/K1").text
    assert "Kami tanya lagi" not in page
    assert "Apa yang masih terlihat?" in page
    farmer.post("/keluhan/K1/balas", expect=422, text=" ")
    farmer.post("/keluhan/K1/balas", text="Daun atas sekarang ikut kuning.")
    assert "Daun atas sekarang ikut kuning." in visit(cast.officer).get("/kotak/K1").text


@pytest.mark.parametrize("htmx", [False, True])
def test_a_visit_after_the_promise_is_asked_about(visit, cast, case, htmx):
    case(cast.file)
    officer = visit(cast.officer, htmx)
    late = "2027-01-04"
    page = officer.post("/kotak/K1/kunjungi", expect=422, visit_on=late)
    assert "Petani dijanjikan jawaban paling lambat" in page.select_one("#visit_on-err").text
    assert page.select_one("#visit_on")["value"] == late
    assert page.select_one("#after_promise")
    officer.post("/kotak/K1/kunjungi", visit_on=late, after_promise="y")


ADVICE_TYPED = {
    "problem": "tungro",
    "certainty": "likely",
    "text_0": "Cabut tanaman sakit.",
    "follow_up_days": "7",
}


@pytest.mark.parametrize("htmx", [False, True])
def test_an_opened_but_empty_spray_is_not_dropped(visit, cast, case, rows, htmx):
    from domain.complaints.models import ComplaintAnswer

    case(cast.file)
    officer = visit(cast.officer, htmx)
    opened = ADVICE_TYPED | {"asked": "obat", "dose": "2"}
    page = officer.post("/kotak/K1/saran", expect=422, **opened)
    assert "dibuka tetapi belum diisi" in page.select_one("#spray-err").text
    assert page.select_one("#text_0")["value"] == "Cabut tanaman sakit."
    assert page.select_one("#dose")["value"] == "2"
    assert rows(ComplaintAnswer) == 0
    page = officer.post("/kotak/K1/saran/tanpa-obat", expect=200, **opened)
    assert page.select_one("#dose") is None and page.select_one("#text_0")["value"] == "Cabut tanaman sakit."
    officer.post("/kotak/K1/saran", **ADVICE_TYPED)
    assert rows(ComplaintAnswer) == 1


def test_two_farmers_of_one_name_are_told_apart_in_the_inbox(app, visit, cast, case):
    from domain.complaints.plots import Plot
    from domain.people.rules import Role
    from tests.support.complaints import VILLAGE
    from tests.support.people import make_person

    def same_name():
        return make_person(Role.FARMER, village=VILLAGE, name="Pak Slamet Widodo")

    other = case(same_name)
    case(cast.file)
    case(cast.file, other)
    page = visit(cast.officer).get("/kotak/").text
    for farmer in (cast.farmer, other):
        assert f"Pak Slamet (HP …{farmer.phone[-3:]})" in page
        assert farmer.phone not in page
    case(cast.file, other, plot=Plot(hamlet="Krajan"))
    assert "Krajan" not in visit(cast.officer).get("/kotak/").text.replace("Dusun", "")


def test_where_nothing_is_to_be_sprayed_there_is_no_page_for_it(visit, cast, case):
    case(cast.answered, SPRAYED)
    officer = visit(cast.officer)
    officer.get("/kotak/K1/semprot/1")
    officer.get("/kotak/K1/semprot/2", expect=404)
    case(cast.answered)
    officer.get("/kotak/K2/semprot/1", expect=404)
    officer.post("/kotak/K2/semprot/1", expect=404, sprayed_on="2026-11-24")
