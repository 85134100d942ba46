"""An answer begun by one and gone on with by another; who saved in between is named, nothing is lost."""

import pytest

from domain import journal
from domain.complaints.models import ComplaintDraft
from domain.people.rules import Role
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import OTHER_VILLAGE

BEGUN = {"problem": "tungro", "certainty": "likely", "text_0": "Cabut tanaman sakit.", "follow_up_days": "7"}


@pytest.fixture
def colleague(person):
    return person(Role.OFFICER, scope=OTHER_VILLAGE, village=OTHER_VILLAGE, name="Bu Dwi Hartini")


@pytest.mark.parametrize("htmx", [False, True])
def test_a_colleague_goes_on_with_what_was_begun(visit, cast, case, rows, colleague, htmx):
    case(cast.file)
    officer, other = visit(cast.officer, htmx), visit(colleague, htmx)
    officer.post("/kotak/K1/saran/simpan", draft_version="0", **BEGUN)
    page = other.get("/kotak/K1/saran")
    assert "Draf Bu Rini" in page.text
    assert page.select_one("#text_0")["value"] == "Cabut tanaman sakit."
    assert page.select_one("#problem option[selected]")["value"] == "tungro"
    assert page.select_one("[name=draft_version]")["value"] == "1"
    other.post("/kotak/K1/saran/simpan", draft_version="1", **BEGUN | {"text_1": "Bakar sisanya."})
    page = officer.get("/kotak/K1/saran")
    assert "Draf Bu Dwi" in page.text
    assert page.select_one("#text_1")["value"] == "Bakar sisanya."
    assert "Lanjutkan draf Bu Dwi" in officer.get("/kotak/K1").text
    assert officer.get("/kotak/K1/saran?kosong=1").select_one("#text_0")["value"] == ""
    officer.post("/kotak/K1/saran", draft_version="2", **BEGUN)
    assert rows(ComplaintDraft) == 0


@pytest.mark.parametrize("htmx", [False, True])
def test_who_saved_in_between_is_named_and_what_was_typed_stays(visit, cast, case, colleague, htmx):
    case(cast.file)
    officer, other = visit(cast.officer, htmx), visit(colleague, htmx)
    officer.post("/kotak/K1/saran/simpan", draft_version="0", **BEGUN)
    mine = BEGUN | {"text_0": "Semprot air."}
    page = other.post("/kotak/K1/saran/simpan", expect=422, draft_version="0", **mine)
    assert "Bu Rini menyimpan draf yang lebih baru" in page.text
    assert page.select_one("#text_0")["value"] == "Semprot air."
    assert page.select_one("[name=draft_version]")["value"] == "1"
    other.post("/kotak/K1/saran/simpan", draft_version="1", **mine)
    assert officer.get("/kotak/K1/saran").select_one("#text_0")["value"] == "Semprot air."


def test_a_half_filled_spray_is_kept_too(visit, cast, case):
    case(cast.file)
    officer = visit(cast.officer)
    begun = BEGUN | {"asked": "obat", "dose": "banyak", "protection": ["mask", "boots"]}
    officer.post("/kotak/K1/saran/simpan", draft_version="", **begun)
    page = officer.get("/kotak/K1/saran")
    assert page.select_one("#dose")["value"] == "banyak"
    ticked = [node["value"] for node in page.select("input[name=protection][checked]")]
    assert ticked == ["mask", "boots"]


def test_the_farmer_and_the_journal_see_nothing_of_it(app, visit, cast, case):
    case(cast.file)
    visit(cast.officer).post("/kotak/K1/saran/simpan", draft_version="0", **BEGUN)
    assert "Cabut tanaman sakit." not in visit(cast.farmer).get("/keluhan/K1").text
    visit(cast.farmer).get("/kotak/K1/saran", expect=403)
    with app.app_context():
        entry = journal.of("K0001")[-1]
        assert entry.event == "complaint.draft_saved"
        assert "Cabut" not in entry.facts


def test_nothing_is_drafted_where_nothing_can_be_answered(visit, cast, case):
    case(cast.answered)
    page = visit(cast.officer).post("/kotak/K1/saran/simpan", expect=422, draft_version="0", **BEGUN)
    assert "sudah mengirim saran" in page.text
    assert page.select_one("#text_0")["value"] == "Cabut tanaman sakit."
    long = BEGUN | {
        "text_0": "x" * 3_900,
        "text_1": "x" * 3_900,
        "text_2": "x" * 3_900,
        "call_when": "x" * 900,
    }
    case(cast.file)
    assert "terlalu panjang" in visit(cast.officer).post("/kotak/K2/saran/simpan", expect=422, **long).text
