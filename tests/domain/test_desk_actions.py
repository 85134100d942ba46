"""Working together at one desk: whoever is second is told so, nothing is lost, and every undo undoes."""

from datetime import timedelta

import pytest

from domain import clock, journal
from domain.complaints import actions, queries
from domain.complaints.desk import ComplaintMark, SavedView
from domain.complaints.models import ComplaintMessage
from domain.complaints.states import Desk, Status
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.people.rules import Role
from domain.writing import write
from tests.support.complaints import ADVICE, OTHER_VILLAGE, SPRAYED, VILLAGE, Cast
from tests.support.people import make_person


@pytest.fixture
def cast(within) -> Cast:
    return Cast()


@pytest.fixture
def code(cast) -> str:
    return cast.file()


def later(hours: float):
    return clock.freeze(clock.now() + timedelta(hours=hours))


def case(code):
    db.session.rollback()
    return queries.get(journal.Actor(None, Role.SYSTEM), code)


def test_the_second_answer_is_refused_with_who_was_first(cast, code):
    cast.act(actions.answer, cast.officer.actor, code, advice=ADVICE)
    with pytest.raises(Stale, match=r"Bu Rini sudah mengirim saran, jam \d\d\.\d\d") as late:
        cast.act(actions.answer, cast.officer.actor, code, advice=ADVICE)
    assert "masih ada di sini" in late.value.message


def test_a_mark_is_seen_by_colleagues_until_it_ends(cast, code):
    cast.act(actions.mark_open, cast.officer.actor, code)
    cast.act(actions.mark_open, cast.officer.actor, code)
    number = [queries.id_of(code)]
    assert queries.opened_by(cast.expert.actor, number) == {number[0]: "Bu Rini"}
    assert queries.opened_by(cast.officer.actor, number) == {}
    with later(0.2):
        assert queries.opened_by(cast.expert.actor, number) == {}
        with write():
            actions.sweep_marks()
    assert db.session.query(ComplaintMark).count() == 0


def test_a_note_is_for_colleagues_only(cast, code):
    cast.act(actions.add_note, cast.officer.actor, code, note="Lahannya dekat sungai, hati-hati.")
    assert [note.text for note in queries.desk_page(cast.expert.actor, code).notes] == [
        "Lahannya dekat sungai, hati-hati."
    ]
    assert "sungai" not in str(queries.case_page(cast.farmer.actor, code))
    assert "sungai" not in str([entry.facts for entry in journal.of(code)])
    with pytest.raises(RuleBroken, match="Tulis catatannya"):
        cast.act(actions.add_note, cast.officer.actor, code, note=" ")


def test_a_farmer_who_leaves_takes_notes_and_findings_along(cast, code):
    cast.act(actions.add_note, cast.officer.actor, code, note="Pak Slamet sering ke pasar.")
    cast.act(actions.plan_visit, cast.officer.actor, code, visit_on=clock.today(), note="Tanya Bu Slamet.")
    cast.act(
        actions.record_visit, cast.officer.actor, code, done_on=clock.today(), findings="Di belakang rumah."
    )
    with write():
        actions.forget_farmer(cast.farmer.actor)
    page = queries.desk_page(cast.officer.actor, code)
    assert page.notes == ()
    assert [visit.findings for visit in page.visits] == [""]
    assert "Slamet sering" not in str(queries.export_of(cast.farmer.actor))


def test_what_lies_idle_goes_back_to_the_desk_once(cast, code):
    with later(9):
        assert actions.run_due_clocks()["release"] == 0
    with later(11):
        assert actions.run_due_clocks()["release"] == 1
        assert actions.run_due_clocks()["release"] == 0
    assert case(code).officer_id is None
    assert case(code).status is Status.WITH_OFFICER
    assert queries.codes_idle() == []


def test_a_note_keeps_a_case_in_hand(cast, code):
    with later(9):
        cast.act(actions.add_note, cast.officer.actor, code, note="Besok saya ke sana.")
    with later(11):
        assert actions.run_due_clocks()["release"] == 0


def test_releasing_lets_another_take_it(cast, code):
    other = make_person(Role.OFFICER, scope=OTHER_VILLAGE, village=OTHER_VILLAGE)
    with pytest.raises(RuleBroken, match="Sudah diambil"):
        cast.act(actions.claim, other.actor, code)
    with pytest.raises(RuleBroken, match="dipegang"):
        cast.act(actions.release, other.actor, code)
    cast.act(actions.release, cast.officer.actor, code)
    with pytest.raises(RuleBroken, match="belum diambil"):
        cast.act(actions.release, cast.coordinator.actor, code)
    cast.act(actions.claim, other.actor, code)
    assert case(code).officer_id == other.actor.person_id


def test_an_urgent_case_is_due_sooner_once(cast, code):
    before = case(code).due_at
    cast.act(actions.prioritise, cast.officer.actor, code)
    assert case(code).due_at < before
    assert queries.check_due_dates() == []
    with pytest.raises(RuleBroken, match="sudah diutamakan"):
        cast.act(actions.prioritise, cast.coordinator.actor, code)


class TestMerging:
    @pytest.fixture
    def target(self, cast):
        neighbour = make_person(Role.FARMER, village=VILLAGE, name="Bu Sumi")
        return cast.file(neighbour)

    def test_the_farmer_hears_of_the_other_case_and_it_can_be_undone(self, cast, code, target):
        cast.act(actions.merge, cast.officer.actor, code, into=target.lower())
        merged = queries.case_page(cast.farmer.actor, code)
        assert (merged.status, merged.into) == (Status.MERGED, target)
        assert queries.shared_case(cast.farmer.actor, target).following
        assert [each.code for each in queries.surroundings(cast.officer.actor, target).around.merged] == [
            code
        ]
        cast.act(actions.unmerge, cast.officer.actor, code)
        assert case(code).status is Status.WITH_OFFICER
        assert case(code).due_at is not None
        assert not queries.shared_case(cast.farmer.actor, target).following
        assert queries.check_due_dates() == []

    def test_an_own_wish_to_follow_outlives_the_merge(self, cast, code, target):
        with write():
            actions.follow(cast.farmer.actor, target)
        cast.act(actions.merge, cast.officer.actor, code, into=target)
        cast.act(actions.unmerge, cast.officer.actor, code)
        assert queries.shared_case(cast.farmer.actor, target).following

    def test_while_paused_the_promise_ends_and_undoing_brings_it_back(self, cast, code, target):
        cast.act(actions.ask, cast.officer.actor, code, question="Sejak kapan?")
        cast.act(actions.merge, cast.officer.actor, code, into=target)
        assert case(code).due_at is None
        cast.act(actions.unmerge, cast.officer.actor, code)
        assert case(code).due_at > clock.now()
        assert queries.check_due_dates() == []

    @pytest.mark.parametrize(
        ("into", "says"), [("K9999", "tidak ada"), ("", "Tulis nomor"), ("K1", "sendiri")]
    )
    def test_a_wrong_number_is_told_at_its_field(self, cast, code, into, says):
        with pytest.raises(RuleBroken, match=says) as refused:
            cast.act(actions.merge, cast.officer.actor, code, into=into)
        assert refused.value.field == "into"
        assert case(code).status is Status.WITH_OFFICER

    def test_a_case_that_carries_others_is_not_merged_away(self, cast, code, target):
        cast.act(actions.merge, cast.officer.actor, code, into=target)
        third = cast.file(make_person(Role.FARMER, village=VILLAGE))
        with pytest.raises(RuleBroken, match="sudah digabung ke sini"):
            cast.act(actions.merge, cast.officer.actor, target, into=third)

    def test_a_closed_target_or_a_week_later_is_too_late(self, cast, code, target):
        cast.act(actions.answer, cast.officer.actor, target, advice=ADVICE)
        with pytest.raises(RuleBroken, match="masih terbuka"):
            cast.act(actions.merge, cast.officer.actor, code, into=target)
        other = cast.file(make_person(Role.FARMER, village=VILLAGE))
        cast.act(actions.merge, cast.officer.actor, code, into=other)
        with later(8 * 24), pytest.raises(RuleBroken, match="lebih dari 7 hari"):
            cast.act(actions.unmerge, cast.officer.actor, code)

    def test_answering_a_merged_case_names_where_it_went(self, cast, code, target):
        cast.act(actions.merge, cast.officer.actor, code, into=target)
        with pytest.raises(Stale, match=f"menggabungkannya ke {target}"):
            cast.act(actions.answer, cast.officer.actor, code, advice=ADVICE)


class TestLateReplies:
    def reply(self, cast, code, text="Masih kuning, Bu."):
        return cast.act(actions.reply, cast.farmer.actor, code, text=text)

    def test_after_the_answer_it_is_kept(self, cast, code):
        cast.act(actions.answer, cast.officer.actor, code, advice=ADVICE)
        assert self.reply(cast, code) == code
        assert case(code).status is Status.ANSWERED
        assert case(code).messages[-1].text == "Masih kuning, Bu."

    def test_after_the_close_it_opens_the_case_again(self, cast, code):
        cast.act(actions.answer, cast.officer.actor, code, advice=ADVICE)
        cast.act(actions.report, cast.farmer.actor, code, verb="report_cured")
        assert self.reply(cast, code) == code
        assert case(code).status is Status.WITH_OFFICER
        assert (case(code).attempt, case(code).outcome) == (2, None)
        assert queries.check_due_dates() == []

    def test_long_after_the_close_it_becomes_a_new_case_beside_the_old(self, cast, code):
        cast.act(actions.answer, cast.officer.actor, code, advice=ADVICE)
        cast.act(actions.report, cast.farmer.actor, code, verb="report_cured")
        with later(21 * 24):
            made = self.reply(cast, code)
        assert made != code
        assert (case(made).body, case(made).status) == ("Masih kuning, Bu.", Status.WITH_OFFICER)
        assert case(code).status is Status.CLOSED
        assert [each.code for each in queries.surroundings(cast.officer.actor, made).around.earlier] == [code]

    def test_to_a_declined_case_it_says_where_to_turn(self, cast, code):
        cast.act(actions.decline, cast.officer.actor, code, reason="decline_not_plant")
        with pytest.raises(RuleBroken, match="Kirim keluhan baru"):
            self.reply(cast, code)
        assert db.session.query(ComplaintMessage).count() == 0

    def test_through_the_officer_it_starts_the_clock_like_any_other(self, cast, code):
        cast.act(actions.ask, cast.officer.actor, code, question="Sejak kapan?")
        cast.act(actions.reply, cast.officer.actor, code, text="Kata Pak Slamet sejak Senin.")
        assert case(code).status is Status.WITH_OFFICER
        assert case(code).due_at is not None


class TestSprays:
    def test_an_officers_spray_waits_for_an_expert_and_is_sent_in_both_names(self, cast, code):
        cast.act(actions.answer, cast.officer.actor, code, advice=SPRAYED)
        assert (case(code).status, case(code).desk) == (Status.WITH_EXPERT, Desk.EXPERT)
        assert queries.case_page(cast.farmer.actor, code).answers == ()
        assert queries.desk_page(cast.expert.actor, code).proposal.author == "Bu Rini"
        with pytest.raises(RuleBroken):
            cast.act(actions.approve_proposal, cast.officer.actor, code)
        cast.act(actions.approve_proposal, cast.expert.actor, code)
        (sent,) = queries.case_page(cast.farmer.actor, code).answers
        assert (sent.author, sent.approver) == ("Bu Rini", "Bu Dewi")
        with pytest.raises(RuleBroken):
            cast.act(actions.approve_proposal, cast.expert.actor, code)

    def test_sent_back_it_may_be_proposed_again(self, cast, code):
        cast.act(actions.answer, cast.officer.actor, code, advice=SPRAYED)
        cast.act(actions.hand_back, cast.expert.actor, code, note="Coba cara mekanis dulu.")
        assert queries.desk_page(cast.officer.actor, code).proposal is None
        cast.act(actions.answer, cast.officer.actor, code, advice=SPRAYED)
        assert queries.desk_page(cast.expert.actor, code).proposal is not None

    def test_the_same_mode_of_action_twice_must_be_meant(self, cast, code):
        cast.act(actions.answer, cast.officer.actor, code, advice=SPRAYED)
        cast.act(actions.approve_proposal, cast.expert.actor, code)
        again = cast.file()
        with pytest.raises(RuleBroken, match="Golongan M3 sudah disarankan") as warned:
            cast.act(actions.answer, cast.officer.actor, again, advice=SPRAYED)
        assert warned.value.field == "mode_group"
        cast.act(actions.answer, cast.officer.actor, again, advice=SPRAYED, same_group=True)
        assert case(again).status is Status.WITH_EXPERT


class TestVisits:
    def test_planned_shown_to_the_farmer_and_recorded(self, cast, code):
        day = clock.today() + timedelta(days=2)
        cast.act(actions.plan_visit, cast.officer.actor, code, visit_on=day, note="Bawa kaca pembesar.")
        assert queries.case_page(cast.farmer.actor, code).visit_on == day
        (stop,) = queries.planned_visits(cast.officer.actor)
        assert (stop.code, stop.day, stop.phone[:4]) == (code, day, "••••")
        assert queries.planned_visits(cast.expert.actor) == []
        with pytest.raises(RuleBroken, match="antara hari lapor dan hari ini"):
            cast.act(actions.record_visit, cast.officer.actor, code, done_on=day, findings="Bercak.")
        with pytest.raises(RuleBroken, match="apa yang terlihat"):
            cast.act(actions.record_visit, cast.officer.actor, code, done_on=clock.today(), findings=" ")
        cast.act(actions.record_visit, cast.officer.actor, code, done_on=clock.today(), findings="Tungro.")
        assert case(code).status is Status.WITH_OFFICER
        assert queries.planned_visits(cast.officer.actor) == []
        assert queries.desk_page(cast.officer.actor, code).visits[0].findings == "Tungro."

    def test_another_day_is_the_same_visit(self, cast, code):
        for days in (1, 3):
            cast.act(
                actions.plan_visit,
                cast.officer.actor,
                code,
                visit_on=clock.today() + timedelta(days=days),
                after_promise=True,
            )
        assert len(case(code).visits) == 1

    def test_the_numbers_on_the_list_are_journalled(self, cast, code):
        cast.act(actions.plan_visit, cast.officer.actor, code, visit_on=clock.today())
        with write():
            actions.read_visit_phones(cast.officer.actor)
        assert journal.of(code)[-1].event == "complaint.phone_read"


def test_saved_views_have_names_of_their_own_and_a_limit(cast):
    for number in range(10):
        with write():
            actions.save_view(cast.officer.actor, name=f"Pandangan {number}", query="lewat=ya")
    for name, says in (("Pandangan 3", "sudah dipakai"), ("Satu lagi", "Sudah ada 10"), (" ", "Beri nama")):
        with pytest.raises(RuleBroken, match=says), write():
            actions.save_view(cast.officer.actor, name=name, query="")
    view = db.session.query(SavedView).first().id
    with pytest.raises(NotVisible), write():
        actions.drop_view(cast.expert.actor, view)
    with write():
        actions.drop_view(cast.officer.actor, view)
    assert len(queries.saved_views(cast.officer.actor)) == 9


def test_a_village_without_officer_is_everybodys_until_somebody_takes_it(cast):
    alone = cast.file(village_code="99.01.02.1001")
    assert case(alone).status is Status.FILED
    waiting = queries.inbox(cast.coordinator.actor, tab="baru").rows
    assert [row.code for row in waiting] == [alone]
    assert queries.case_page(cast.farmer.actor, alone).officer == ""
    cast.act(actions.claim, cast.officer.actor, alone)
    assert queries.case_page(cast.farmer.actor, alone).officer == "Bu Rini"


def test_the_home_leads_with_what_waits_for_the_farmer(within, cast):
    """A question first, then an answer, then what runs, the next promised first; however many are newer."""
    asked, answered = cast.file(), cast.answered()
    cast.act(actions.ask, cast.officer.actor, asked, question="Sejak kapan?")
    running = cast.file()
    home = queries.farmer_home(cast.farmer.actor, name="Pak Slamet", village_code=VILLAGE)
    assert [home.current.code, *(row.code for row in home.others)] == [asked, answered, running]
