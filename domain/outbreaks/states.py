"""What may become of a suspicion, and of which kind it is. Pure."""

from enum import StrEnum

from domain import moves
from domain.errors import RuleBroken
from domain.moves import Move
from domain.people.rules import Role
from domain.sentences import say


class Tier(StrEnum):
    """How loud a suspicion is: something to look at, or an alarm."""

    LOOK = "look"
    ALARM = "alarm"


class Cause(StrEnum):
    """The rule that raised it."""

    CLUSTER = "cluster"
    UNUSUAL = "unusual"
    WATCHLIST = "watchlist"


class State(StrEnum):
    OPEN = "open"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class NoticeKind(StrEnum):
    WARNING = "warning"
    BROADCAST = "broadcast"


class Presence(StrEnum):
    """A farmer's answer to a warning."""

    PRESENT = "present"
    ABSENT = "absent"


TIER_WORDS = {Tier.LOOK: say("Perlu dilihat"), Tier.ALARM: say("Calon waspada")}
CAUSE_WORDS = {
    Cause.CLUSTER: say("Laporan berkumpul"),
    Cause.UNUSUAL: say("Jauh di atas biasanya"),
    Cause.WATCHLIST: say("Hama atau penyakit yang diawasi"),
}
STATE_WORDS = {
    State.OPEN: say("Menunggu keputusan"),
    State.CONFIRMED: say("Dipastikan, petani diberi tahu"),
    State.REJECTED: say("Ditolak"),
    State.LAPSED: say("Lewat waktu, tidak diputus"),
}
PRESENCE_SLUGS = {"ada": Presence.PRESENT, "tidak-ada": Presence.ABSENT}

_DECIDERS = frozenset({Role.COORDINATOR, Role.EXPERT})
_OPEN = frozenset({State.OPEN})
MOVES: tuple[Move[State], ...] = (
    Move("confirm", _DECIDERS, _OPEN, (State.CONFIRMED,), "pastikan", say("Pastikan dan beri tahu petani")),
    Move("reject", _DECIDERS, _OPEN, (State.REJECTED,), "tolak", say("Bukan wabah")),
    Move("lapse", frozenset({Role.SYSTEM}), _OPEN, (State.LAPSED,), "lewat", say("Lewat waktu")),
)


def after(state: State, verb: str, hat: Role) -> State:
    """The state after `verb`. Raises Stale when somebody decided before, RuleBroken for other hats."""
    return moves.destination(moves.find(MOVES, state, verb, hat, now_is=STATE_WORDS[state]))


def presence_of(slug: str) -> Presence:
    """Raises RuleBroken for anything but the two answers."""
    if slug not in PRESENCE_SLUGS:
        raise RuleBroken("Pilih salah satu: ada, atau tidak ada.")
    return PRESENCE_SLUGS[slug]
