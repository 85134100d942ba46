from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from domain import region
from domain.complaints import rules, tying, visiting
from domain.complaints.rules import MOVES, after, moves_for
from domain.complaints.states import OPEN, OUTCOME_WORDS, Outcome, Status, farmer_label, officer_label
from domain.errors import RuleBroken, Stale
from domain.people.rules import Role

VERBS = sorted({move.verb for move in MOVES})
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
PACK = region.read(Path("tests/regions/tiga-desa"))


@pytest.fixture(autouse=True)
def three_villages(monkeypatch):
    """The region that names the experts in these sentences."""
    monkeypatch.setattr(region, "_current", PACK)


@pytest.mark.parametrize("verb", VERBS)
def test_a_move_works_exactly_where_it_is_offered(verb):
    for status, hat in product(Status, Role):
        move = next((move for move in moves_for(status, hat) if move.verb == verb), None)
        if move is None:
            with pytest.raises(RuleBroken):
                after(status, verb, hat)
        else:
            for target in move.targets:
                assert after(status, verb, hat, decided=target) is target


# the states of a case as the agriculture office drew them: who may bring it from where to where
DRAWN = [
    ("filed", "route", Role.SYSTEM, "with_officer"),
    ("filed", "route", Role.COORDINATOR, "with_officer"),
    ("filed", "claim", Role.OFFICER, "with_officer"),
    ("filed", "merge", Role.OFFICER, "merged"),
    ("with_officer", "merge", Role.EXPERT, "merged"),
    ("with_officer", "ask", Role.OFFICER, "awaiting_farmer"),
    ("with_expert", "ask", Role.EXPERT, "awaiting_farmer"),
    ("awaiting_farmer", "lapse", Role.SYSTEM, "closed"),
    ("awaiting_farmer", "merge", Role.COORDINATOR, "merged"),
    ("awaiting_farmer", "answer", Role.OFFICER, "answered"),
    ("with_officer", "hand_up", Role.OFFICER, "with_expert"),
    ("with_officer", "hand_up", Role.SYSTEM, "with_expert"),
    ("filed", "hand_up", Role.COORDINATOR, "with_expert"),
    ("with_expert", "hand_back", Role.EXPERT, "with_officer"),
    ("with_officer", "plan_visit", Role.OFFICER, "visit_planned"),
    ("with_expert", "plan_visit", Role.EXPERT, "visit_planned"),
    ("visit_planned", "plan_visit", Role.OFFICER, "visit_planned"),
    ("with_expert", "refer", Role.EXPERT, "referred"),
    ("referred", "lab_result", Role.EXPERT, "with_expert"),
    ("with_officer", "answer", Role.OFFICER, "answered"),
    ("with_expert", "answer", Role.EXPERT, "answered"),
    ("visit_planned", "answer", Role.EXPERT, "answered"),
    ("referred", "answer", Role.EXPERT, "answered"),
    ("answered", "report_cured", Role.FARMER, "closed"),
    ("answered", "report_cured", Role.OFFICER, "closed"),
    ("answered", "report_improving", Role.FARMER, "answered"),
    ("answered", "close", Role.SYSTEM, "closed"),
    ("merged", "unmerge", Role.OFFICER, "with_officer"),
    ("with_officer", "decline", Role.OFFICER, "declined"),
    ("referred", "decline", Role.COORDINATOR, "declined"),
]


@pytest.mark.parametrize(("status", "verb", "hat", "target"), DRAWN)
def test_the_paths_of_a_case(status, verb, hat, target):
    assert after(Status(status), verb, hat) == target


NOT_DRAWN = [
    ("filed", "answer", Role.OFFICER),
    ("with_expert", "answer", Role.OFFICER),
    ("with_expert", "ask", Role.OFFICER),
    ("answered", "answer", Role.EXPERT),
    ("closed", "report_cured", Role.FARMER),
    ("awaiting_farmer", "hand_up", Role.SYSTEM),
    ("merged", "decline", Role.COORDINATOR),
    ("with_officer", "refer", Role.OFFICER),
]


@pytest.mark.parametrize(("status", "verb", "hat"), NOT_DRAWN)
def test_what_nobody_drew_is_refused(status, verb, hat):
    with pytest.raises(RuleBroken):
        after(Status(status), verb, hat)


@pytest.mark.parametrize("verb", ["reply", "report_unchanged", "reopen"])
def test_a_case_returns_to_the_desk_it_belongs_to(verb):
    before = {"reply": "awaiting_farmer", "report_unchanged": "answered", "reopen": "closed"}[verb]
    for with_expert, desk in ((False, Status.WITH_OFFICER), (True, Status.WITH_EXPERT)):
        decided = rules.back_to(with_expert=with_expert)
        assert after(Status(before), verb, Role.FARMER, decided=decided) is desk
    with pytest.raises(ValueError, match="leads to one of"):
        after(Status(before), verb, Role.FARMER)


def test_the_second_reopening_goes_straight_to_the_experts():
    assert rules.back_to(with_expert=False, earlier_reopens=0) is Status.WITH_OFFICER
    assert rules.back_to(with_expert=False, earlier_reopens=1) is Status.WITH_EXPERT


def test_a_stale_button_says_where_the_case_is_now():
    with pytest.raises(Stale, match="sekarang “Saran terkirim, dipantau”"):
        after(Status.ANSWERED, "ask", Role.OFFICER)


def test_a_hat_that_never_has_the_verb_is_not_told_to_reload():
    with pytest.raises(RuleBroken, match="bukan tugas Anda") as refused:
        after(Status.WITH_OFFICER, "answer", Role.FARMER)
    assert not isinstance(refused.value, Stale)


def test_a_farmer_with_advice_has_three_buttons():
    assert [move.label for move in moves_for(Status.ANSWERED, Role.FARMER)] == [
        "Sembuh",
        "Membaik",
        "Belum sembuh",
    ]


def test_the_officers_first_button_is_the_one_that_helps():
    assert moves_for(Status.WITH_OFFICER, Role.OFFICER)[1].slug == "jawab"
    assert moves_for(Status.WITH_OFFICER, Role.OFFICER)[0].slug == "ambil"


def test_filing_waits_for_answers():
    rules.check_may_file(4, limit=5)
    with pytest.raises(RuleBroken, match="masih punya 5 keluhan"):
        rules.check_may_file(5, limit=5)


REPORT = {"village": "v", "commodity": "c", "has_words": True, "has_photo": False, "has_voice": False}


@pytest.mark.parametrize(
    ("change", "field"),
    [({"village": ""}, "village_code"), ({"commodity": ""}, "commodity"), ({"has_words": False}, "body")],
)
def test_a_report_needs_a_place_a_plant_and_a_sign(change, field):
    with pytest.raises(RuleBroken) as refused:
        rules.check_report(**REPORT | change)
    assert refused.value.field == field


@pytest.mark.parametrize("only", ["has_words", "has_photo", "has_voice"])
def test_words_a_photo_or_a_voice_each_suffice(only):
    rules.check_report(**REPORT | {"has_words": False} | {only: True})


@pytest.mark.parametrize(
    ("text", "asked", "hat", "sentence"),
    [
        (" ", 0, Role.OFFICER, "satu kalimat cukup"),
        ("a" * 501, 0, Role.OFFICER, "terlalu panjang"),
        ("Kena berapa?", 2, Role.OFFICER, "ditanya dua kali"),
        ("Kena berapa?", 2, Role.EXPERT, "ditanya dua kali"),
    ],
)
def test_a_question_that_may_not_be_asked(text, asked, hat, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        rules.check_question(text, asked_before=asked, hat=hat)


def test_questions_that_may_be_asked():
    rules.check_question("Kena berapa?", asked_before=1, hat=Role.OFFICER)
    rules.check_question("Kena berapa?", asked_before=2, hat=Role.COORDINATOR)


def test_reasons_come_from_the_list_and_some_need_words():
    rules.check_reason("unsure", {"unsure"})
    with pytest.raises(RuleBroken, match="Pilih alasannya"):
        rules.check_reason("", {"unsure"})
    with pytest.raises(RuleBroken, match="Tulis alasannya"):
        rules.check_reason("other", {"other"}, note=" ", needs_note=True)


def test_a_visit_is_today_or_later():
    visiting.check_visit(date(2026, 11, 24), date(2026, 11, 24))
    with pytest.raises(RuleBroken, match="sudah lewat"):
        visiting.check_visit(date(2026, 11, 23), date(2026, 11, 24))


def test_reopening_and_unmerging_have_an_end():
    rules.check_may_reopen(NOW - timedelta(days=30), NOW, days=30)
    with pytest.raises(RuleBroken, match="Kirim keluhan baru"):
        rules.check_may_reopen(NOW - timedelta(days=30, seconds=1), NOW, days=30)
    tying.check_may_unmerge(NOW - timedelta(days=7), NOW)
    with pytest.raises(RuleBroken, match="lebih dari 7 hari"):
        tying.check_may_unmerge(NOW - timedelta(days=7, seconds=1), NOW)


def test_a_case_is_merged_into_another_open_one():
    tying.check_may_merge("K0002", "K0001", Status.WITH_OFFICER)
    with pytest.raises(RuleBroken, match="dirinya sendiri"):
        tying.check_may_merge("K0001", "K0001", Status.WITH_OFFICER)
    with pytest.raises(RuleBroken, match="sudah ditutup"):
        tying.check_may_merge("K0002", "K0001", Status.CLOSED)


def test_every_state_and_outcome_has_words():
    for status in Status:
        assert farmer_label(status) and officer_label(status)
    assert set(OUTCOME_WORDS) == set(Outcome)


def test_labels_name_people_days_and_cases_when_they_are_known():
    assert farmer_label(Status.WITH_OFFICER, officer="Bu Rini") == "Ditangani Bu Rini"
    assert (
        farmer_label(Status.VISIT_PLANNED, visit="Jumat 4 Desember") == "Petugas akan datang Jumat 4 Desember"
    )
    assert farmer_label(Status.MERGED, merged_into="K0377") == "Digabung dengan keluhan K0377"
    assert farmer_label(Status.WITH_OFFICER) == "Ditangani penyuluh"
    assert farmer_label(Status.WITH_EXPERT) == "Diteruskan ke Tim Rukun"
    assert officer_label(Status.WITH_EXPERT) == "Di Tim Rukun"


def test_farmers_are_not_shown_office_words():
    for status in Status:
        assert not {"OPT", "PPL", "POPT", "tiket", "duplikat"} & set(farmer_label(status).split())


def test_open_states_are_those_somebody_must_still_answer():
    assert Status.ANSWERED not in OPEN
    assert {move.targets for move in MOVES if move.verb == "reply"} == {
        (Status.WITH_OFFICER, Status.WITH_EXPERT)
    }
