"""From diagnosed reports to a decision and a message: counted on farmers, decided once, told to the right people."""

from datetime import timedelta

import pytest

from domain import clock, journal
from domain.complaints import actions as complaints
from domain.complaints import queries as cases
from domain.complaints.states import Status
from domain.db import db
from domain.errors import NotVisible, RuleBroken, Stale
from domain.outbreaks import actions, audience, queries, rules
from domain.outbreaks.models import Candidate, NoticeReader
from domain.outbreaks.states import Cause, Presence, State, Tier
from domain.people.parcels import actions as parcels
from domain.people.rules import SYSTEM, Role
from domain.writing import write
from tests.support.complaints import OTHER_VILLAGE, VILLAGE, Cast
from tests.support.outbreaks import diagnose, diagnosed, many, wednesday
from tests.support.people import make_person

FAR_VILLAGE = "99.01.02.1001"
MESSAGE = {
    "commodity": "cabai",
    "title": "Patek di sekitar Hulu",
    "text": "Ada laporan patek di Hulu. Dua langkah ini mencegah.",
    "steps": ["Pakai benih sehat.", "Petik buah sakit."],
    "include_unknown": True,
}


@pytest.fixture
def crew(within):
    with clock.freeze(wednesday()):
        yield Cast()


def old_silence(crew) -> None:
    """A first complaint ten weeks back, so that the weeks since count as silent."""
    diagnosed(crew, days_ago=75, problem="tungro", commodity="padi")


def look() -> list[Candidate]:
    actions.look_for_outbreaks()
    return list(db.session.query(Candidate).order_by(Candidate.id))


def do(action, *args, **fields):
    with write():
        return action(*args, **fields)


def test_three_farmers_in_a_fortnight_are_shown_to_the_coordinator_only(crew):
    many(crew, 3)
    (found,) = look()
    assert (found.tier, found.cause, found.farmers, found.state) == (Tier.LOOK, Cause.CLUSTER, 3, State.OPEN)
    assert (found.problem_code, found.commodity_code, found.villages) == ("patek", "cabai", {VILLAGE: 3})
    assert queries.get(crew.coordinator.actor, found.id)
    with pytest.raises(NotVisible):
        queries.get(crew.expert.actor, found.id)


def test_one_farmer_reporting_three_times_is_one(crew):
    farmer = make_person(Role.FARMER, village=VILLAGE)
    for _ in range(3):
        diagnosed(crew, farmer)
    assert look() == []


def test_merged_reports_do_not_count(crew):
    codes = many(crew, 3)
    with write():
        cases.get(SYSTEM, codes[0], lock=True).status = Status.MERGED
    assert look() == []


def test_four_farmers_after_ten_silent_weeks_are_an_alarm(crew):
    old_silence(crew)
    many(crew, 2)
    many(crew, 2, village=OTHER_VILLAGE)
    (found,) = [row for row in look() if row.problem_code == "patek"]
    assert (found.tier, found.cause, found.bound) == (Tier.ALARM, Cause.UNUSUAL, 3.0)
    assert found.villages == {VILLAGE: 2, OTHER_VILLAGE: 2}
    assert queries.get(crew.expert.actor, found.id)


def test_one_watched_report_is_an_alarm_at_once(crew):
    diagnosed(crew, problem="tungro", commodity="padi")
    (found,) = look()
    assert (found.tier, found.cause) == (Tier.ALARM, Cause.WATCHLIST)


def test_counting_again_changes_nothing_until_somebody_else_reports(crew):
    many(crew, 3)
    look()
    seq = journal.head()[0]
    assert look()[0].farmers == 3
    assert journal.head()[0] == seq
    many(crew, 1)
    (found,) = look()
    assert found.fortnight == 4


def test_a_suspicion_that_grows_becomes_an_alarm_and_is_not_doubled(crew):
    old_silence(crew)
    many(crew, 3)
    assert [row.tier for row in look() if row.problem_code == "patek"] == [Tier.LOOK]
    many(crew, 1)
    assert [row.tier for row in look() if row.problem_code == "patek"] == [Tier.ALARM]


def test_reports_through_one_officer_are_recognisable(crew):
    for _ in range(3):
        farmer = make_person(Role.FARMER, village=VILLAGE)
        code = crew.act(
            complaints.file_complaint, crew.officer.actor, village_code=VILLAGE, commodity_code="cabai",
            body="Bercak.", farmer_id=farmer.actor.person_id,
        )  # fmt: skip
        diagnose(crew, code, "patek")
    (found,) = look()
    assert (found.fortnight, found.by_themselves, found.filers) == (3, 0, 1)


def test_confirming_tells_growers_and_the_unknown_in_the_village_and_next_door(crew):
    many(crew, 3)
    neighbour = make_person(Role.FARMER, village=OTHER_VILLAGE)
    rice = make_person(Role.FARMER, village=OTHER_VILLAGE)
    crew.file(rice, village_code=OTHER_VILLAGE, commodity_code="padi")
    far = make_person(Role.FARMER, village=FAR_VILLAGE)
    (found,) = look()
    notice = do(actions.confirm, crew.coordinator.actor, found.id, **MESSAGE)
    told = {row.person_id: row.grows for row in db.session.query(NoticeReader)}
    assert told[neighbour.actor.person_id] is False
    assert rice.actor.person_id not in told
    assert far.actor.person_id not in told
    assert sum(told.values()) == 3
    assert notice.villages == [VILLAGE, OTHER_VILLAGE]
    said = journal.of(f"notice:{notice.id}")[0]
    assert f'"people":{len(told)}' in said.facts
    assert MESSAGE["text"] not in said.facts


def test_the_preview_counts_exactly_those_who_are_told(crew):
    many(crew, 3)
    make_person(Role.FARMER, village=OTHER_VILLAGE)
    villages = audience.with_neighbours([VILLAGE])
    shown = audience.counts("cabai", villages)
    told = audience.reached("cabai", villages, include_unknown=True)
    assert sum(row.growers + row.unknown for row in shown) == len(told)
    only = audience.reached("cabai", villages, include_unknown=False)
    assert sum(row.growers for row in shown) == len(only) == 3


def test_a_crop_somebody_noted_counts_like_one_reported(crew):
    rice, chilli = (make_person(Role.FARMER, village=OTHER_VILLAGE) for _ in range(2))
    for farmer, crop in ((rice, "padi"), (chilli, "cabai")):
        do(parcels.note, farmer.actor, commodity=crop, label="", area_m2=None)
    told = audience.reached("cabai", [OTHER_VILLAGE], include_unknown=True)
    assert [(row.person_id, row.grows) for row in told] == [(chilli.actor.person_id, True)]


def test_nobody_is_told_before_the_decision_and_a_refused_message_decides_nothing(crew, rows):
    many(crew, 3)
    (found,) = look()
    assert rows(NoticeReader) == 0
    with pytest.raises(RuleBroken):
        do(actions.confirm, crew.coordinator.actor, found.id, **MESSAGE | {"text": "AWAS!"})
    assert queries.get(crew.coordinator.actor, found.id).state is State.OPEN
    assert rows(NoticeReader) == 0


def test_a_decision_is_made_once_and_stays_in_the_log(crew):
    many(crew, 3)
    (found,) = look()
    do(actions.reject, crew.coordinator.actor, found.id, reason="Hari pelatihan.")
    with pytest.raises(Stale):
        do(actions.confirm, crew.coordinator.actor, found.id, **MESSAGE)
    many(crew, 1)
    assert [row.state for row in look()] == [State.REJECTED]
    (logged,) = queries.page_of(crew.coordinator.actor, decided=True)
    assert logged.reason == "Hari pelatihan."


def test_what_nobody_decides_lapses(crew):
    many(crew, 3)
    look()
    with clock.freeze(clock.now() + timedelta(days=29)):
        (found,) = look()
    assert found.state is State.LAPSED


def test_a_farmer_answers_once_may_change_it_and_others_may_not(crew):
    many(crew, 3)
    neighbour = make_person(Role.FARMER, village=OTHER_VILLAGE)
    (found,) = look()
    notice = do(actions.confirm, crew.coordinator.actor, found.id, **MESSAGE)
    do(actions.answer, neighbour.actor, notice.id, slug="ada")
    do(actions.answer, neighbour.actor, notice.id, slug="tidak-ada")
    sent = queries.sent_one(crew.coordinator.actor, notice.id)
    assert (sent.present, sent.absent, sent.silent) == (0, 1, sent.people - 1)
    assert queries.shown_to(neighbour.actor)[0].presence is Presence.ABSENT
    stranger = make_person(Role.FARMER, village=FAR_VILLAGE)
    with pytest.raises(NotVisible):
        do(actions.answer, stranger.actor, notice.id, slug="ada")
    with clock.freeze(clock.now() + timedelta(days=10)):
        assert queries.shown_to(neighbour.actor) == ()
        with pytest.raises(RuleBroken):
            do(actions.answer, neighbour.actor, notice.id, slug="ada")


def test_a_broadcast_goes_to_as_many_as_the_preview_said(crew):
    many(crew, 2)
    fields = {
        "commodity": "cabai", "villages": [VILLAGE], "neighbours": False, "title": "Pertemuan",
        "text": "Jumat pagi di balai desa.", "include_unknown": False,
    }  # fmt: skip
    with pytest.raises(RuleBroken, match="sekarang 2 petani"):
        do(actions.broadcast, crew.coordinator.actor, **fields, expected=3)
    notice = do(actions.broadcast, crew.coordinator.actor, **fields, expected=2)
    assert queries.sent_one(crew.coordinator.actor, notice.id).people == 2
    with pytest.raises(RuleBroken, match="tidak perlu dijawab"):
        reader = db.session.query(NoticeReader).first()
        farmer = crew.farmer.actor._replace(person_id=reader.person_id)
        do(actions.answer, farmer, notice.id, slug="ada")


def test_a_matter_that_goes_on_waits_once(crew):
    many(crew, 3)
    (first,) = look()
    with clock.freeze(clock.now() + timedelta(days=7)):
        many(crew, 3)
        (still,) = look()
        assert (still.id, still.week, still.fortnight) == (first.id, rules.week_of(clock.today()), 6)
        seq = journal.head()[0]
        assert len(look()) == 1
        assert journal.head()[0] == seq


def test_after_a_no_the_next_week_is_a_new_question(crew):
    many(crew, 3)
    (first,) = look()
    do(actions.reject, crew.coordinator.actor, first.id, reason="Hari pelatihan.")
    with clock.freeze(clock.now() + timedelta(days=7)):
        many(crew, 3)
        assert [row.state for row in look()] == [State.REJECTED, State.OPEN]
