"""The library: the pack proposes, an expert approves, farmers' words find it, and a reload spoils nothing."""

from dataclasses import replace

import pytest

from domain import journal, region
from domain.errors import NotVisible, RuleBroken, Stale
from domain.knowledge import actions, queries, texts
from domain.knowledge.models import LibraryEntry, ProblemVersion
from domain.people.rules import Actor, Role
from domain.writing import write
from ops.region import load
from tests.support.people import make_person


@pytest.fixture
def expert(within) -> Actor:
    return make_person(Role.EXPERT, name="Bu Dewi").actor


def approve(expert: Actor, code: str = "patek", seen: int = 1) -> None:
    with write():
        actions.approve_problem(expert, code, seen=seen)


def titles(asked: str, **how) -> list[str]:
    return [card.title for card in queries.search(asked, **how).cards]


def other(**rows):
    """The region in use with some problems worded differently."""
    pack = region.current()
    problems = dict(pack.problems) | {code: replace(pack.problems[code], **new) for code, new in rows.items()}
    return replace(pack, problems=problems)


def test_a_draft_is_seen_by_nobody_and_found_by_no_word(within):
    with pytest.raises(NotVisible):
        queries.problem_page("patek")
    assert titles("patek") == []
    assert [card.ref for card in queries.of_crop("cabai")] == []


def test_what_the_pack_says_was_approved_is_shown_with_its_reviewer(within):
    page = queries.problem_page("tungro")
    assert (page.reviewer, str(page.approved_on)) == ("POPT contoh", "2026-01-05")
    assert page.signs == (("Daun", "daun", ("Daun kuning oranye", "Tanaman kerdil")),)


def test_an_approval_shows_the_entry_and_is_in_the_journal(expert):
    approve(expert)
    assert queries.problem_page("patek").reviewer == "Bu Dewi"
    assert journal.of("problem:patek")[-1].event == "problem.approved"


@pytest.mark.parametrize(
    "asked",
    ["patek", "pathek", "PATHEK!", "lombok basah", "buah cabai bercak basah", "pemetikan buah sakit", "pate"],
)
def test_farmers_words_find_it(expert, asked):
    approve(expert)
    assert titles(asked)[0] == "Patek"


def test_a_slip_is_understood_and_some_words_are_better_than_none(expert):
    approve(expert)
    slip = queries.search("pattek")
    assert (slip.meant, slip.cards[0].title) == ("patek", "Patek")
    some = queries.search("bercak di helikopter")
    assert some.loose and some.cards[0].title == "Patek"


@pytest.mark.parametrize("odd", ["", "!!!", '" OR 1', "'; drop", "NEAR(", "yang", "x" * 9_000, "\x00", "*"])
def test_odd_words_do_no_harm(expert, odd):
    approve(expert)
    queries.search(odd)
    queries.suggestions(odd, "cabai")


def test_suggestions_stay_with_the_crop(expert):
    approve(expert)
    assert [card.ref for card in queries.suggestions("bercak basah kuning", "cabai")] == ["patek"]
    assert [card.ref for card in queries.suggestions("bercak basah kuning", "padi")] == ["tungro"]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR, Role.FARMER, Role.ADMIN])
def test_only_an_expert_approves(within, role):
    with pytest.raises(RuleBroken), write():
        actions.approve_problem(Actor(None, role), "patek", seen=1)


def test_a_stale_screen_approves_nothing(expert):
    revise(expert, name="Patek cabai")
    with pytest.raises(Stale):
        approve(expert, seen=1)
    with pytest.raises(NotVisible):
        queries.problem_page("patek")


def revise(expert: Actor, seen: int = 1, **changes) -> None:
    text = texts.edited(texts.from_json(queries.newest_version("patek").text), **changes)
    with write():
        actions.revise_problem(expert, "patek", seen=seen, text=text)


def test_an_edit_is_read_by_nobody_until_it_is_approved(expert):
    approve(expert)
    revise(expert, name="Busuk buah cabai")
    assert queries.problem_page("patek").text.name == "Patek"
    approve(expert, seen=2)
    assert queries.problem_page("patek").text.name == "Busuk buah cabai"
    assert titles("busuk buah") == ["Busuk buah cabai"]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("signs", {"signs": ("Tanpa bagian",)}),
        ("signs", {"signs": ()}),
        ("mechanical", {"mechanical": ("x" * 141,)}),
        ("chemical", {"chemical": ("Semprot 2 ml/l air",)}),
        ("chemical", {"chemical": ("Semprot 20 gram per tangki",)}),
        ("chemical", {"chemical": ("Golongan furadan",)}),
        ("prevention", {"prevention": (), "mechanical": (), "biological": ()}),
        ("source", {"source": " "}),
    ],
)
def test_a_text_that_may_harm_is_refused_by_field(expert, field, change):
    banned = region.current().banned_names[0]
    change = {
        name: tuple(line.replace("furadan", banned) for line in value) if isinstance(value, tuple) else value
        for name, value in change.items()
    }
    with pytest.raises(RuleBroken) as refused:
        revise(expert, **change)
    assert refused.value.field == field


def test_withdrawing_hides_it_again(expert):
    approve(expert)
    with write():
        actions.withdraw_problem(Actor(expert.person_id, Role.COORDINATOR), "patek")
    assert titles("patek") == []
    with pytest.raises(NotVisible):
        queries.problem_page("patek")


def test_a_reload_proposes_and_overwrites_no_review(expert, rows, monkeypatch):
    approve(expert)
    monkeypatch.setattr(region, "_current", other(patek={"name": "Nama baru dari paket"}))
    load()
    assert queries.problem_page("patek").text.name == "Patek"
    desk = queries.desk_entry(expert, "patek")
    assert (desk.text.name, desk.n, desk.shown, desk.from_pack) == ("Nama baru dari paket", 2, 1, True)
    load()
    assert rows(ProblemVersion) == 3


def test_a_retired_problem_leaves_the_library(expert, monkeypatch):
    approve(expert)
    pack = region.current()
    kept = {code: row for code, row in pack.problems.items() if code != "patek"}
    monkeypatch.setattr(region, "_current", replace(pack, problems=kept))
    load()
    assert titles("patek") == []
    with pytest.raises(NotVisible):
        queries.problem_page("patek")


def test_the_index_holds_one_card_however_often_it_is_approved(expert, rows):
    before = rows(LibraryEntry)
    approve(expert)
    approve(expert)
    assert rows(LibraryEntry) == before + 1
