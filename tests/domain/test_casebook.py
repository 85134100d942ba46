"""Published cases: nobody is recognised, the official answer stands, a question goes to the inbox."""

import pytest

from domain import journal
from domain.casebook import actions, queries, rules
from domain.complaints import queries as complaints
from domain.errors import NotVisible, RuleBroken
from domain.knowledge import queries as library
from domain.people.rules import PUBLIC, Role
from domain.writing import write
from tests.support.complaints import SPRAYED, cast  # noqa: F401
from tests.support.people import make_person

STORY = {"title": "Padi kuning dan kerdil", "words": "Daun kuning sejak hujan, petak bawah lebih parah."}


@pytest.fixture
def people(within, cast):
    return cast


def publish(people, code=None, **change) -> int:
    code = code or people.answered()
    with write():
        return actions.publish_case(people.expert.actor, code, **STORY | change).id


def test_a_case_is_read_by_all_with_its_answer_and_nobody_in_it(people):
    shown = queries.case_shown(publish(people))
    assert shown.answer_title == "Tungro" and shown.steps[0][0].startswith("Cabut")
    assert shown.answered_by == "PPL"
    everything = " ".join(map(str, vars(shown).values()))
    for secret in ("Slamet", "Riyadi", "Rini", "Hulu", "+62"):
        assert secret not in everything
    assert shown.place == "Kecamatan Rukun"  # one farmer only
    assert library.search("padi kerdil").cards[0].title == STORY["title"]


def test_a_village_with_enough_farmers_is_named(people):
    for _farmer in range(2):
        people.file(make_person(Role.FARMER, village="99.01.01.2001"))
    assert queries.case_shown(publish(people)).place == "Hulu"


@pytest.mark.parametrize(
    ("farmers", "shown"), [(0, "Kecamatan Rukun"), (2, "Kecamatan Rukun"), (3, "Hulu"), (9, "Hulu")]
)
def test_the_place_follows_the_number_of_farmers(farmers, shown):
    assert rules.place_shown("Hulu", "Rukun", farmers, 3) == shown


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("words", {"words": "Lahan Pak SLAMET kuning."}),
        ("words", {"words": "milik riyadi"}),
        ("title", {"title": "Padi Slamet"}),
        ("words", {"words": "Telepon 0812-3456-789 saja"}),
        ("words", {"words": "NIK 3579012345678901"}),
        ("words", {"words": " "}),
        ("title", {"title": "x" * 121}),
        ("words", {"words": "Disemprot 2 ml/liter"}),
    ],
)
def test_what_tells_who_it_was_is_refused(people, field, change):
    with pytest.raises(RuleBroken) as refused:
        publish(people, **change)
    assert refused.value.field == field


def test_a_spray_is_not_copied_to_everybody(people):
    shown = queries.case_shown(publish(people, people.answered(SPRAYED)))
    assert shown.had_spray
    assert "mankozeb" not in str(shown.steps) and "Semprot" not in str(shown.steps)


def test_only_answered_ones_by_experts_and_once(people):
    unanswered = people.file()
    with pytest.raises(RuleBroken, match="belum dijawab"):
        publish(people, unanswered)
    code = people.answered()
    with pytest.raises(RuleBroken), write():
        actions.publish_case(people.officer.actor, code, **STORY)
    publish(people, code)
    with pytest.raises(RuleBroken, match="sudah terbit"):
        publish(people, code)


def test_withdrawn_ones_are_gone_and_may_come_back(people):
    code = people.answered()
    case = publish(people, code)
    with write():
        actions.withdraw_case(people.coordinator.actor, case)
    with pytest.raises(NotVisible):
        queries.case_shown(case)
    assert STORY["title"] not in [card.title for card in library.search("padi kerdil").cards]
    assert publish(people, code, title="Padi kuning lagi") == case


def test_a_question_under_a_case_reaches_the_village_officer(people):
    case = publish(people)
    asker = make_person(Role.FARMER, village="99.01.01.2001")
    with write():
        code = actions.ask_under(asker.actor, case, question="Kalau umurnya dua bulan?").code
    asked = complaints.whole(people.officer.actor, code)
    assert asked.body.startswith("Kalau umurnya dua bulan?") and STORY["title"] in asked.body
    assert (asked.commodity_code, asked.officer_id) == ("padi", people.officer.actor.person_id)
    assert queries.asked_under(code) == case
    assert "case.asked" in [entry.event for entry in journal.of(code)]


@pytest.mark.parametrize("question", ["", "   "])
def test_an_empty_question_files_nothing(people, question):
    case = publish(people)
    with pytest.raises(RuleBroken), write():
        actions.ask_under(people.farmer.actor, case, question=question)


def test_strangers_publish_nothing(people):
    code = people.answered()
    with pytest.raises((RuleBroken, NotVisible)), write():
        actions.publish_case(PUBLIC, code, **STORY)
