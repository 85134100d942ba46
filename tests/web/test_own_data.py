"""Data saya: seen, taken along, set right, and forgotten so that nothing of the person can be reached."""

import io
import json

import pytest
from sqlalchemy import inspect, text

from domain import journal
from domain.complaints import queries
from domain.complaints.models import Complaint, ComplaintAnswer, ComplaintFollower
from domain.db import db
from domain.inputs import actions as inputs
from domain.inputs.models import InputStock
from domain.people.models import Person
from domain.people.rules import SYSTEM, Role
from domain.writing import write
from tests.support.complaints import *  # noqa: F403
from tests.support.complaints import VILLAGE
from tests.support.media import photo, sound
from tests.support.people import PIN

REPORT = {"commodity": "padi", "body": "Cerita rahasia Slamet.", "village_code": VILLAGE, "part": "daun"}
TOLD = {"applied": "Kompos rahasia", "hamlet": "Krajan rahasia", "place": "-7.881000,112.520000"}


@pytest.fixture
def told(app, visit, cast):
    """The farmer reports with everything there is, is asked and replies; and asks for aid, some of it fetched."""
    with app.app_context():
        _ask_for_aid(cast)
    farmer = visit(cast.farmer)
    files = {"photos": [(io.BytesIO(photo()), "a.jpg")], "voice": (io.BytesIO(sound()), "s.webm")}
    farmer.post("/keluhan/", **REPORT, **TOLD, **files)
    visit(cast.officer).post("/kotak/K0001/tanya", question="Rahasia Pak Slamet?")
    farmer.post("/keluhan/K0001/balas", text="Jawaban rahasia.")
    farmer.post("/lahan/", commodity="padi", label="Lahan rahasia", area="2", area_unit="m2")
    return farmer


def _ask_for_aid(cast) -> None:
    stocked = {"depot_code": "bpp-hulu", "input_code": "beauveria"}
    farmer, boss = cast.farmer.actor, cast.coordinator.actor
    with write():
        inputs.fill_up(boss, **stocked, quantity=5)
    for _ in range(2):
        with write():
            asked = inputs.request(
                farmer, input_code="beauveria", quantity=1, area_m2=1_000, reason="Alasan rahasia."
            )
            inputs.approve(boss, asked.code, depot_code="bpp-hulu")
            code, pickup = asked.code, asked.pickup
    with write():
        inputs.hand_over(boss, code, receiver="Slamet rahasia", pickup=pickup)


WRITTEN_OUT = {
    "hat.person_id": "peran",
    "sign_in.person_id": "hp_yang_masuk",
    "prescribing_licence.person_id": "sertifikat_obat",
    "farmer_group_member.person_id": "kelompok_tani",
    "parcel.person_id": "lahan",
    "complaint.farmer_id": "keluhan",
    "complaint_follower.person_id": "keluhan_diikuti",
    "saved_view.person_id": "saringan_tersimpan",
    "notice_reader.person_id": "kabar_diterima",
    "input_request.farmer_id": "bantuan",
    "listing_question.asker_id": "pertanyaan_ke_penjual",
    "favourite.person_id": "barang_tersimpan",
    "alert.person_id": "kabar",
    "push_phone.person_id": "hp_yang_dikabari",
    "alert_choice.person_id": "pilihan_kabar",
    "alert_topic_choice.person_id": "topik_kabar",
    "alert_address.person_id": "surel",
}
NOT_WRITTEN_OUT = {
    "paper_code.person_id": "a digest of a code on paper",
    "second_factor.person_id": "a secret",
    "recovery_code.person_id": "digests of secrets",
    "factor_reset.person_id": "stands in the journal of the person",
    "complaint_mark.person_id": "gone within minutes",
    "complaint_event.person_id": "the history of a case, in the case",
    "signed_copy.person_id": "who brought the signed copy of a paper, a deed of the office or the business",
    "tax_invoice_copy.person_id": "who brought the faktur pajak of a bill, a deed of the office or the business",
    "vendor_step.person_id": "the history of a business, an official's deed",
    "abuse_report.person_id": "stands in the journal of the person",
    "basket_line.person_id": "an office's basket",
    "quote.asker_id": "an office's request, an official's deed",
}


def test_every_table_that_names_its_owner_is_accounted_for():
    owners = {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if column.name in ("person_id", "farmer_id", "asker_id", "owner_id")
        and any(key.target_fullname == "person.id" for key in column.foreign_keys)
    }
    texts = {"ready_answer.owner_id", "ready_question.owner_id"}  # texts of the desk, written on duty
    assert owners - texts == set(WRITTEN_OUT) | set(NOT_WRITTEN_OUT)


def everything(app) -> str:
    """All text and numbers of all tables."""
    with app.app_context():
        names = inspect(db.engine).get_table_names()
        rows = [row for name in names for row in db.session.execute(text(f'SELECT * FROM "{name}"'))]
    return "\n".join(str(tuple(row)) for row in rows)


def test_it_is_seen_in_numbers_and_taken_along_in_full(told, cast):
    page = told.get("/akun/data/")
    assert [node.text for node in page.select("dd")][:4] == ["1", "1", "1", "2"]
    data = json.loads(told.get("/akun/data/unduh", statements=28).data)
    assert data["nama"] == cast.farmer.name
    assert data["nomor_hp"] == cast.farmer.phone
    case = data["keluhan"][0]
    assert (case["cerita"], case["lokasi"]) == (REPORT["body"], TOLD["place"])
    assert data["bantuan"][1]["alasan"] == "Alasan rahasia."
    assert case["pesan"][1]["isi"] == "Jawaban rahasia."
    assert data["lahan"] == [{"tanaman": "padi", "nama": "Lahan rahasia", "luas_m2": 2}]
    assert set(WRITTEN_OUT.values()) <= set(data)
    assert data["catatan_kejadian"][0]["kejadian"] == "person.registered"


@pytest.mark.parametrize("htmx", [False, True])
def test_it_is_set_right_by_oneself(app, visit, cast, htmx):
    phone = visit(cast.farmer, htmx)
    right = {"name": "Slamet Baru", "phone": "0812 5555 1234", "village_code": VILLAGE, "secret": PIN}
    page = phone.post("/akun/data/", expect=422, **right | {"secret": "111222"})
    assert page.select_one("#secret-err")
    assert page.select_one("#name")["value"] == "Slamet Baru"
    page = phone.post("/akun/data/", expect=422, **right | {"phone": cast.officer.phone})
    assert "dipakai akun lain" in page.select_one("#phone-err").text
    phone.post("/akun/data/", **right)
    with app.app_context():
        person = db.session.get(Person, cast.farmer.actor.person_id)
        assert (person.name, person.phone) == ("Slamet Baru", "+6281255551234")
        assert "Slamet" not in " ".join(entry.facts for entry in journal.of(f"person:{person.id}"))


def test_the_secret_cannot_be_guessed_here(visit, cast):
    phone = visit(cast.farmer)
    for _ in range(5):
        phone.post("/akun/data/hapus", expect=422, secret="111222")
    phone.post("/akun/data/hapus", expect=429, secret=PIN)


@pytest.mark.parametrize("htmx", [False, True])
def test_nothing_of_the_person_is_left(app, visit, cast, told, rows, tmp_path, htmx):
    cast_phone = cast.farmer.phone
    visit(cast.farmer, htmx).post("/akun/data/hapus", secret=PIN)
    left = everything(app)
    for private in ("Slamet", "rahasia", cast_phone, cast_phone[3:], "7881000", "112520000"):
        assert private not in left, private
    settings = app.config["SETTINGS"]
    assert [path.name for path in (settings.data / "media").rglob("*") if path.is_file()] == []
    told.get("/keluhan/K0001", expect=303)
    officer = visit(cast.officer)
    officer.get("/keluhan/K0001/suara", expect=404)
    officer.get("/keluhan/K0001/foto/1", expect=404)
    assert "tidak mengirim lokasi" in officer.post("/kotak/K0001/lokasi", expect=200).text
    assert "Tidak ada nomor" in officer.post("/kotak/K0001/nomor", expect=200).text
    with app.app_context():
        case = queries.get(SYSTEM, "K0001")
        assert (case.status, case.commodity_code, case.facts.part_code) == ("closed", "padi", "daun")
        assert journal.verify() == []
        assert queries.check_due_dates() == []
        stock = db.session.query(InputStock).one()
        assert (stock.free, stock.held, stock.given) == (4, 0, 1)


def test_the_advice_and_its_outcome_stay(app, visit, cast, case, rows):
    case(cast.answered)
    visit(cast.farmer).post("/keluhan/K0001/sembuh")
    visit(cast.farmer).post("/akun/data/hapus", secret=PIN)
    assert (rows(Complaint), rows(ComplaintAnswer)) == (1, 1)
    page = visit(cast.expert).get("/kotak/K0001").text
    assert "Cabut tanaman sakit." in page
    assert "Slamet" not in page


def test_the_forgotten_do_not_sign_in_and_may_register_again(app, visit, cast):
    visit(cast.farmer).post("/akun/data/hapus", secret=PIN)
    visit().post("/masuk", expect=422, phone=cast.farmer.phone, secret=PIN)
    visit().post("/daftar", name="Baru", phone=cast.farmer.phone, village_code=VILLAGE, secret="573920")


def test_a_follower_who_leaves_follows_no_more(visit, cast, case, person, rows):
    case(cast.file)
    neighbour = person(Role.FARMER, village=VILLAGE)
    visit(neighbour).post("/keluhan/mirip/K0001/ikuti")
    visit(neighbour).post("/akun/data/hapus", secret=PIN)
    assert rows(ComplaintFollower) == 0


def test_who_has_a_desk_is_told_why_not(visit, cast):
    assert "Hubungi admin" in visit(cast.officer).get("/akun/data/").text
    visit(cast.officer).get("/akun/data/hapus", expect=403)
    visit().get("/akun/data/", expect=303)
