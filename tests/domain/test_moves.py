"""What holds for every table of moves."""

from enum import StrEnum

import pytest

from domain import moves
from domain.catalogue import rules as catalogue
from domain.catalogue.rules import ListingState
from domain.complaints import rules as complaints
from domain.complaints.states import Status
from domain.errors import RuleBroken, Stale
from domain.kinds import FulfilmentKind
from domain.moves import Move
from domain.people.rules import Role
from domain.purchases import rules as purchases
from domain.purchases.states import State

TABLES = {
    "complaints": (complaints.MOVES, Status.FILED, set()),
    "purchases": (
        purchases.MOVES,
        State.DRAFT,
        {State.DONE, State.EXPIRED, State.CANCELLED, State.DECLINED},
    ),
    "listings": (catalogue.MOVES, ListingState.DRAFT, set()),
}
every_table = pytest.mark.parametrize(("table", "first", "final"), TABLES.values(), ids=TABLES)


@every_table
def test_one_row_at_most_answers(table, first, final):
    for state in type(first):
        for hat in Role:
            for kind in FulfilmentKind:
                verbs = [move.verb for move in moves.offered(table, state, hat, kind)]
                assert len(verbs) == len(set(verbs)), (state, hat)


@every_table
def test_a_verb_has_one_slug_and_one_label_and_a_slug_one_verb(table, first, final):
    assert len({move.verb for move in table}) == len({(move.verb, move.slug, move.label) for move in table})
    assert len({move.verb for move in table}) == len({move.slug for move in table})
    for move in table:
        assert moves.verb_of(table, move.slug) == move.verb
        assert move.slug.isascii() and move.slug == move.slug.lower() and " " not in move.slug
        assert move.label[0].isupper()


@every_table
def test_every_state_can_be_reached_and_only_final_ones_cannot_be_left(table, first, final):
    reached, todo = set(), {first}
    while todo:
        state = todo.pop()
        reached.add(state)
        todo |= {t for move in table if state in move.source for t in move.targets} - reached
    assert reached == set(type(first))
    left = {state for move in table for state in move.source if set(move.targets) - {state}}
    assert set(type(first)) - left == final


@every_table
def test_who_only_looks_moves_nothing(table, first, final):
    for move in table:
        assert not move.by & {Role.PUBLIC, Role.AUDITOR}
        assert move.by and move.source and move.targets


class Light(StrEnum):
    RED = "red"
    GREEN = "green"


GO = Move("go", frozenset({Role.FARMER}), frozenset({Light.RED}), (Light.GREEN,), "jalan", "Jalan")
TURN = Move(
    "turn",
    frozenset({Role.VENDOR_OWNER}),
    frozenset({Light.RED}),
    tuple(Light),
    "belok",
    "Belok",
    frozenset({"b"}),
)
TABLE = (GO, TURN)


def test_a_move_is_found_stale_or_refused():
    assert moves.find(TABLE, Light.RED, "go", Role.FARMER, now_is="merah") is GO
    with pytest.raises(Stale, match="sekarang “hijau”"):
        moves.find(TABLE, Light.GREEN, "go", Role.FARMER, now_is="hijau")
    with pytest.raises(RuleBroken, match="bukan tugas Anda"):
        moves.find(TABLE, Light.RED, "go", Role.OFFICER, now_is="merah")
    with pytest.raises(RuleBroken, match="bukan tugas Anda"):
        moves.find(TABLE, Light.RED, "fly", Role.FARMER, now_is="merah")


def test_a_move_may_be_for_some_kinds_only():
    assert moves.offered(TABLE, Light.RED, Role.VENDOR_OWNER, "a") == []
    assert moves.offered(TABLE, Light.RED, Role.VENDOR_OWNER, "b") == [TURN]
    assert moves.offered(TABLE, Light.RED, Role.FARMER, "a") == [GO]


def test_a_move_with_several_ends_must_be_decided():
    assert moves.destination(GO) is Light.GREEN
    assert moves.destination(TURN, Light.RED) is Light.RED
    with pytest.raises(ValueError, match="leads to one of"):
        moves.destination(TURN)
    with pytest.raises(ValueError, match="leads to one of"):
        moves.destination(GO, Light.RED)


def test_an_unknown_slug_has_no_verb():
    assert moves.verb_of(TABLE, "terbang") is None
