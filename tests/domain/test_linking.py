"""Cases tied together and split: both ways, undone whole, and nobody gains time by splitting."""

from datetime import timedelta

import pytest

from domain import clock, journal
from domain.complaints import actions, queries
from domain.complaints.models import ComplaintPhoto
from domain.complaints.states import Status
from domain.db import db
from domain.errors import RuleBroken, Stale
from domain.oversight import queries as oversight
from domain.people.rules import SYSTEM, Role
from domain.writing import write
from tests.support.complaints import ADVICE, VILLAGE, Cast
from tests.support.people import make_person

SECOND = {"body": "Buahnya juga berlubang.", "commodity_code": "cabai"}


@pytest.fixture
def cast(within) -> Cast:
    return Cast()


@pytest.fixture
def code(cast) -> str:
    return cast.file()


def later(hours: float):
    return clock.freeze(clock.now() + timedelta(hours=hours))


def linked(cast, code) -> list[str]:
    db.session.rollback()
    return [each.code for each in queries.desk_page(cast.officer.actor, code).linked]


def test_a_link_is_seen_from_both_sides_and_undone_from_either(cast, code):
    other = cast.file(make_person(Role.FARMER, village=VILLAGE))
    cast.act(actions.link, cast.officer.actor, code, into=other)
    assert (linked(cast, code), linked(cast, other)) == ([other], [code])
    with pytest.raises(RuleBroken, match="Sudah dikaitkan"):
        cast.act(actions.link, cast.expert.actor, other, into=code)
    cast.act(actions.unlink, cast.expert.actor, other, into=code)
    assert (linked(cast, code), linked(cast, other)) == ([], [])
    for each in (code, other):
        assert [entry.event for entry in journal.of(each)][-2:] == ["complaint.linked", "complaint.unlinked"]
    with pytest.raises(RuleBroken, match="tidak sedang terkait"):
        cast.act(actions.unlink, cast.officer.actor, code, into=other)


@pytest.mark.parametrize(
    ("into", "said"), [("K9999", "tidak ada"), ("", "Tulis nomor"), ("K1", "dirinya sendiri")]
)
def test_a_link_needs_another_case(cast, code, into, said):
    with pytest.raises(RuleBroken, match=said):
        cast.act(actions.link, cast.officer.actor, code, into=into)


def test_a_neighbours_case_is_not_shown_to_the_farmer(cast, code):
    other = cast.file(make_person(Role.FARMER, village=VILLAGE))
    cast.act(actions.link, cast.officer.actor, code, into=other)
    assert queries.case_page(cast.farmer.actor, code).linked == ()


def test_one_report_with_two_problems_becomes_two(cast, code):
    with later(20):
        made = cast.act(actions.split, cast.officer.actor, code, **SECOND)
    db.session.rollback()
    first, second = (queries.get(SYSTEM, each) for each in (code, made))
    assert (second.farmer_id, second.commodity_code, second.body) == (
        first.farmer_id,
        "cabai",
        SECOND["body"],
    )
    assert (second.status, second.officer_id) == (Status.WITH_OFFICER, first.officer_id)
    assert (second.filed_at, second.due_at) == (first.filed_at, first.due_at)  # no time is gained
    assert linked(cast, code) == [made]
    assert [each.code for each in queries.case_page(cast.farmer.actor, made).linked] == [code]
    assert queries.verify()[1] == []


def test_photos_go_along_when_chosen(cast, code):
    picture = {"small": "a", "large": "b", "small_bytes": 1, "large_bytes": 2, "width": 4, "height": 3}
    with write():
        for position in (1, 2):
            number = cast.farmer.actor.person_id
            row = ComplaintPhoto(
                complaint_id=queries.id_of(code), position=position, added_by=number, **picture
            )
            db.session.add(row)
    made = cast.act(actions.split, cast.officer.actor, code, photos=[2], **SECOND)
    assert [photo.position for photo in queries.get(SYSTEM, made).photos] == [1]
    assert len(queries.get(SYSTEM, code).photos) == 2
    with pytest.raises(RuleBroken, match="dari daftar"):
        cast.act(actions.split, cast.officer.actor, code, photos=[3], **SECOND)


def test_splitting_wants_words_a_turn_and_the_case_in_hand(cast, code):
    with pytest.raises(RuleBroken, match="masalah keduanya"):
        cast.act(actions.split, cast.officer.actor, code, body=" ", commodity_code="padi")
    with pytest.raises(Stale):
        cast.act(actions.split, cast.expert.actor, code, **SECOND)
    cast.act(actions.answer, cast.officer.actor, code, advice=ADVICE)
    with pytest.raises(Stale):
        cast.act(actions.split, cast.officer.actor, code, **SECOND)


def test_merging_undoes_a_split(cast, code):
    made = cast.act(actions.split, cast.officer.actor, code, **SECOND)
    cast.act(actions.merge, cast.officer.actor, made, into=code)
    assert queries.get(SYSTEM, made).status is Status.MERGED
    assert queries.verify()[1] == []


def test_the_promise_of_a_split_case_is_replayed_from_the_journal_alone(cast, code):
    """Answered in 30 hours counted from the farmer's report, not from the splitting."""
    with later(20):
        made = cast.act(actions.split, cast.officer.actor, code, **SECOND)
    with later(30):
        cast.act(actions.answer, cast.officer.actor, made, advice=ADVICE)
        figures = dict(oversight.replayed())
        recent = next(figure for period, figure in figures.items() if (period.until - period.first).days > 31)
    assert (recent.answered, recent.kept, recent.median_hours) == (1, 1, 30.0)
    assert journal.verify() == []
