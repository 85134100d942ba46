"""One shape for every table of moves: who may bring what from where to where, and the button's words.

A table is a tuple of `Move` rows that only grows. A verb may have several rows, for different
hats, states or kinds, but at most one row answers for a given state, hat and kind.
"""

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from domain.errors import RuleBroken, Stale
from domain.people.rules import Role

S = TypeVar("S", bound=StrEnum)


class Move(NamedTuple, Generic[S]):
    """A verb, the hats that may use it, the states it leaves and where it leads.

    `targets` has one state, or several when the case itself decides (an answer by the farmer
    returns to whoever asked). `slug` is the verb in URLs, `label` the words on the button.
    `kinds` narrows the move to some kinds; empty means every kind.
    """

    verb: str
    by: frozenset[Role]
    source: frozenset[S]
    targets: tuple[S, ...]
    slug: str
    label: str
    kinds: frozenset[str] = frozenset()

    def serves(self, state: S, hat: Role, kind: str | None) -> bool:
        return state in self.source and hat in self.by and self._fits(kind)

    def _fits(self, kind: str | None) -> bool:
        return not self.kinds or kind in self.kinds


def offered(table: Iterable[Move[S]], state: S, hat: Role, kind: str | None = None) -> list[Move[S]]:
    """The moves this hat has from this state, in the order of the table: the buttons of the screen."""
    return [move for move in table if move.serves(state, hat, kind)]


def find(
    table: Collection[Move[S]], state: S, verb: str, hat: Role, *, now_is: str, kind: str | None = None
) -> Move[S]:
    """The row that allows this move. `now_is` is the state in the reader's words.

    Raises Stale when the hat has the verb from another state (the screen was old), RuleBroken when
    the hat never has it.
    """
    for move in offered(table, state, hat, kind):
        if move.verb == verb:
            return move
    if any(move.verb == verb and hat in move.by for move in table):
        raise Stale("Belum bisa: keadaannya sekarang “{now_is}”. Muat ulang halaman ini.", now_is=now_is)
    raise RuleBroken("Langkah ini bukan tugas Anda.")


def destination(move: Move[S], decided: S | None = None) -> S:
    """Where the move leads. `decided` is needed, and only allowed within `targets`, when there are several.

    Raises ValueError when the caller did not decide, or decided on a state the table does not know.
    """
    if decided is None and len(move.targets) == 1:
        return move.targets[0]
    if decided not in move.targets:
        raise ValueError(f"{move.verb} leads to one of {list(move.targets)}, not {decided}")
    return decided


def verb_of(table: Iterable[Move[S]], slug: str) -> str | None:
    """The verb behind a slug from a URL, or None."""
    return next((move.verb for move in table if move.slug == slug), None)
