"""Ready answers and questions: from the pack, approved by an expert, offered where they fit."""

from dataclasses import replace

import pytest

from domain.errors import NotVisible, RuleBroken
from domain.knowledge import actions, queries
from domain.knowledge.models import ReadyAnswer
from domain.knowledge.ready import AnswerDraft
from domain.people.rules import PUBLIC, Role
from domain.writing import write
from ops.region import load
from tests.support.people import make_person

DRAFT = AnswerDraft(
    problem_code="patek", commodity_code="cabai", title="Petik dulu",
    steps=(("cultural", "Lancarkan air."), ("mechanical", "Petik buah sakit.")),
)  # fmt: skip


@pytest.fixture
def people(within):
    officer = make_person(Role.OFFICER, scope="99.01.01.2001").actor
    return officer, make_person(Role.EXPERT).actor


def act(action, *args, **how) -> str:
    with write():
        return action(*args, **how).code


def test_what_the_pack_brings_waits_for_an_expert(people):
    officer, expert = people
    assert queries.ready_answers(officer) == []
    first = queries.ready_desk(expert, "ready_answer")[0]
    act(actions.approve_ready, expert, "ready_answer", str(first.id))
    assert [offer.title for offer in queries.ready_answers(officer)] == [first.title]


def test_an_officers_waits_and_an_experts_does_not(people):
    officer, expert = people
    code = act(actions.keep_answer, officer, draft=DRAFT)
    assert queries.ready_answers(officer, "cabai", "patek") == []
    act(actions.approve_ready, expert, "ready_answer", code)
    act(actions.keep_answer, expert, draft=replace(DRAFT, title="Semua yang kena", commodity_code=None))
    offers = queries.ready_answers(officer, "cabai", "patek")
    assert [offer.title for offer in offers] == ["Petik dulu", "Semua yang kena"]  # the crop's own first
    assert offers[0].steps == DRAFT.steps
    assert queries.ready_answers(officer, "padi") == []
    assert queries.ready_answers(PUBLIC, "cabai") == []


def test_an_approved_one_is_not_changed_by_its_owner(people):
    officer, expert = people
    code = act(actions.keep_answer, officer, draft=DRAFT)
    act(actions.keep_answer, officer, draft=DRAFT, code=code)
    act(actions.approve_ready, expert, "ready_answer", code)
    with pytest.raises(RuleBroken, match="usulan baru"), write():
        actions.keep_answer(officer, draft=DRAFT, code=code)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("title", {"title": ""}),
        ("cultural", {"steps": ()}),
        ("cultural", {"steps": (("cultural", "x"),) * 6}),
        ("mechanical", {"steps": (("mechanical", "x" * 141),)}),
        ("biological", {"steps": (("biological", "Semprot 5 ml/liter"),)}),
        ("problem_code", {"problem_code": "tidak-ada"}),
        ("commodity_code", {"commodity_code": "padi"}),
        ("next_season", {"next_season": ("x",) * 4}),
    ],
)
def test_it_is_refused_by_field(people, field, change):
    with pytest.raises(RuleBroken) as refused:
        act(actions.keep_answer, people[0], draft=replace(DRAFT, **change))
    assert refused.value.field == field


def test_retired_ones_are_no_longer_offered(people):
    officer, expert = people
    code = act(actions.keep_answer, expert, draft=DRAFT)
    act(actions.retire_ready, expert, "ready_answer", code)
    assert queries.ready_answers(officer) == []


def test_questions_fit_the_crop_and_the_problem(people):
    officer, expert = people
    assert [each.text for each in queries.ready_questions(officer, "padi")] == [
        "Kapan pertama kali terlihat?",
        "Tolong kirim foto dekat bagian yang sakit.",
    ]
    assert queries.ready_questions(officer, "cabai")[0].text.startswith("Belah buahnya")
    act(
        actions.keep_question,
        expert,
        text="Ada titik hitam?",
        answer="words",
        commodities=[],
        problem_code="patek",
    )
    assert "Ada titik hitam?" in [each.text for each in queries.ready_questions(officer, "cabai", "patek")]
    assert "Ada titik hitam?" not in [each.text for each in queries.ready_questions(officer, "cabai")]


def test_a_reload_leaves_the_desk_as_it_is(people, rows):
    _officer, expert = people
    first = queries.ready_desk(expert, "ready_answer")[-1]
    act(actions.keep_answer, expert, draft=replace(DRAFT, title="Diubah"), code=str(first.id))
    before = rows(ReadyAnswer)
    load()
    assert rows(ReadyAnswer) == before
    assert queries.ready_one(expert, "ready_answer", str(first.id)).title == "Diubah"


@pytest.mark.parametrize("code", ["0", "x", "999999", "-1"])
def test_what_is_not_there_is_not_visible(people, code):
    with pytest.raises(NotVisible):
        queries.ready_one(people[1], "ready_answer", code)
