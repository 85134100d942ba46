"""Tips of the season: put together from the pack's lines, and read by nobody before an expert vouches for them."""

from dataclasses import replace

import pytest

from domain import journal, region
from domain.errors import NotVisible, RuleBroken
from domain.knowledge import actions, queries
from domain.knowledge.tips import in_season, of_season
from domain.people.rules import Actor, Role
from domain.writing import write
from tests.support.people import make_person

DRAFT = "Kata yang belum diperiksa."
REVIEWED = "Bersihkan saluran air sawah minggu ini."


@pytest.fixture
def expert(within) -> Actor:
    return make_person(Role.EXPERT, name="Bu Dewi").actor


def read_in(month: int, **how) -> list[str]:
    return [tip.text for tip in queries.tips_of(month, {"padi"}, **how)]


def key_of(text: str) -> str:
    return next(tip.key for tip in of_season(region.current().tips.values()) if tip.text == text)


@pytest.mark.parametrize(
    ("months", "season"),
    [
        ({1, 2, 11, 12}, (11, 12, 1, 2)),
        ({6, 7, 8}, (6, 7, 8)),
        ({3, 4, 9, 10}, (3, 4, 9, 10)),
        ({12, 1}, (12, 1)),
        ({5}, (5,)),
        (range(1, 13), tuple(range(1, 13))),
    ],
)
def test_months_stand_in_the_order_of_their_season(months, season):
    assert in_season(months) == season


def test_lines_of_the_pack_that_say_the_same_are_one_tip(within):
    tips = of_season(region.current().tips.values())
    assert [(tip.text, len(tip.months)) for tip in tips if tip.commodity == "padi"] == [
        (REVIEWED, 12),
        (DRAFT, 12),
    ]


def test_a_draft_is_read_only_by_whoever_asks_for_drafts(within):
    assert read_in(1) == [REVIEWED]
    assert read_in(1, drafts=True) == [REVIEWED, DRAFT]


def test_an_expert_s_approval_shows_a_tip_in_all_its_months_under_the_expert_s_name(expert):
    with write():
        actions.approve_tip(expert, key_of(DRAFT))
    assert [read_in(month) for month in (1, 8)] == [[REVIEWED, DRAFT]] * 2
    shown = queries.tips_of(1, {"padi"})[-1]
    assert (shown.reviewer, shown.crop) == ("Bu Dewi", "Padi")
    assert journal.of("tip:draf-1")[-1].event == "tip.approved"
    with pytest.raises(RuleBroken), write():
        actions.approve_tip(expert, key_of(DRAFT))


def test_other_words_in_the_pack_are_a_draft_again(expert, monkeypatch):
    with write():
        actions.approve_tip(expert, key_of(DRAFT))
    pack, old = region.current(), key_of(DRAFT)
    said = {
        code: replace(tip, text="Semprot saja.") if tip.text == DRAFT else tip
        for code, tip in pack.tips.items()
    }
    monkeypatch.setattr(region, "current", lambda: replace(pack, tips=said))
    assert read_in(1) == [REVIEWED]
    with pytest.raises(NotVisible), write():
        actions.approve_tip(expert, old)


def test_one_the_pack_brought_along_can_be_hidden_and_shown_again(expert):
    with write():
        actions.withdraw_tip(expert, key_of(REVIEWED))
    assert read_in(1) == []
    assert [row.tip.text for row in queries.tip_desk(expert, drafts=True).rows if row.crop == "Padi"] == [
        REVIEWED,
        DRAFT,
    ]
    with write():
        actions.approve_tip(expert, key_of(REVIEWED))
    assert read_in(1) == [REVIEWED]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR, Role.FARMER])
def test_nobody_but_an_expert_approves(within, role):
    with pytest.raises(RuleBroken), write():
        actions.approve_tip(Actor(None, role), key_of(DRAFT))
