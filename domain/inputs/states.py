"""What may become of a request for control inputs, and who may bring it there. Pure."""

from enum import StrEnum

from domain import moves
from domain.moves import Move
from domain.people.rules import Role
from domain.sentences import say


class State(StrEnum):
    REQUESTED = "requested"
    RESERVED = "reserved"
    HANDED_OVER = "handed_over"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class Proof(StrEnum):
    """How a hand-over was shown to have happened."""

    CODE = "code"
    PHOTO = "photo"


STATE_WORDS = {
    State.REQUESTED: say("Menunggu persetujuan"),
    State.RESERVED: say("Disiapkan, silakan diambil"),
    State.HANDED_OVER: say("Sudah diterima"),
    State.REFUSED: say("Tidak disetujui"),
    State.CANCELLED: say("Dibatalkan"),
    State.LAPSED: say("Tidak diambil"),
}
COUNTED = frozenset({State.REQUESTED, State.RESERVED, State.HANDED_OVER})  # against the quota
HOLDING = State.RESERVED  # the only state that holds stock

_COORDINATOR = frozenset({Role.COORDINATOR})
_ASKED = frozenset({State.REQUESTED})
_HELD = frozenset({State.RESERVED})
MOVES: tuple[Move[State], ...] = (
    Move("approve", _COORDINATOR, _ASKED, (State.RESERVED,), "setujui", say("Setujui")),
    Move("refuse", _COORDINATOR, _ASKED, (State.REFUSED,), "tolak", say("Tidak disetujui")),
    Move(
        "hand_over", frozenset({Role.OFFICER, Role.COORDINATOR}), _HELD, (State.HANDED_OVER,),
        "serahkan", say("Catat serah terima"),
    ),
    Move(
        "cancel", frozenset({Role.FARMER, Role.OFFICER, Role.COORDINATOR}), _ASKED | _HELD,
        (State.CANCELLED,), "batalkan", say("Batalkan"),
    ),
    Move("lapse", frozenset({Role.SYSTEM}), _HELD, (State.LAPSED,), "lewat", say("Lewat waktu")),
)  # fmt: skip
MAY_RESERVE = frozenset({Role.OFFICER, Role.EXPERT, Role.COORDINATOR})


def after(state: State, verb: str, hat: Role) -> State:
    """The state after `verb`. Raises Stale when the screen was old, RuleBroken for other hats."""
    return moves.destination(moves.find(MOVES, state, verb, hat, now_is=STATE_WORDS[state]))


def verbs_for(state: State, hat: Role) -> frozenset[str]:
    """The buttons of a request in this state for this hat."""
    return frozenset(move.verb for move in moves.offered(MOVES, state, hat))
