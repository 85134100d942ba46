"""The ways a demo purchase went: its steps up to the state it stands in, and how long each took. Pure."""

from datetime import timedelta
from random import Random
from typing import NamedTuple

from domain.purchases.states import State
from domain.region.settings import Purchasing

_ORDER = ("draft", "submit", "approve")
_SENT = (*_ORDER, "accept", "ship", "receive")
_BILLED = (*_SENT, "hand_over", "invoice")
_PAID = (*_BILLED, "verify", "pay")
_IN_PARTS = (*_ORDER, "accept", "ship_half", "receive_half", "ship", "receive", "hand_over", "invoice")

# where a purchase ends, by which steps, how many of 150
ENDINGS: tuple[tuple[State, tuple[str, ...], int], ...] = (
    (State.DRAFT, ("draft",), 3),
    (State.AWAITING_APPROVAL, ("draft", "submit"), 5),
    (State.RETURNED, ("draft", "submit", "send_back"), 3),
    (State.ISSUED, _ORDER, 4),
    (State.ACCEPTED, (*_ORDER, "accept"), 4),
    (State.CANCEL_ASKED, (*_ORDER, "accept", "ask_cancel"), 1),
    (State.IN_FULFILMENT, (*_ORDER, "accept", "ship"), 4),
    (State.IN_FULFILMENT, (*_ORDER, "accept", "ship_half", "receive_half"), 2),
    (State.RECEIVED, _SENT, 4),
    (State.HANDED_OVER, (*_SENT, "hand_over"), 4),
    (State.INVOICED, _BILLED, 5),
    (State.VERIFIED, (*_BILLED, "verify"), 7),
    (State.PAID, _PAID, 7),
    (State.EXPIRED, (*_ORDER, "expire"), 3),
    (State.CANCELLED, (*_ORDER, "cancel"), 2),
    (State.CANCELLED, (*_ORDER, "accept", "ask_cancel", "agree_cancel"), 1),
    (State.DECLINED, ("draft", "submit", "reject"), 2),
    (State.DECLINED, (*_ORDER, "refuse"), 2),
    (State.DONE, (*_PAID, "finish"), 20),
    (State.DONE, ("draft", "submit", "send_back", "submit", "approve", *_PAID[3:], "confirm_paid"), 8),
    (State.DONE, (*_IN_PARTS, "verify", "pay", "confirm_paid"), 10),
    (State.DONE, (*_BILLED, "return_invoice", "invoice", "verify", "pay", "confirm_paid"), 5),
)
_OUT = (*_ORDER, "accept", "hand_out", "take_over")
_BACK = (*_OUT, "give_back", "check_back")
RENTAL_ENDINGS: tuple[tuple[State, tuple[str, ...]], ...] = (
    (State.AWAITING_APPROVAL, ("draft", "submit")),
    (State.ISSUED, _ORDER),
    (State.ACCEPTED, (*_ORDER, "accept")),
    (State.IN_FULFILMENT, _OUT[:-1]),
    (State.IN_USE, _OUT),
    (State.GIVEN_BACK, (*_OUT, "give_back")),
    (State.RECEIVED, _BACK),
    (State.VERIFIED, (*_BACK, "hand_over", "invoice", "verify")),
    (State.PAID, (*_BACK, "hand_over", "invoice", "verify", "pay")),
    (State.DONE, (*_BACK, "hand_over", "invoice", "verify", "pay", "confirm_paid")),
)
_TERM = ("report", "approve_stage", "hand_over", "invoice", "verify", "pay")
ORGANISER_ENDINGS: tuple[tuple[State, tuple[str, ...]], ...] = (
    (State.AWAITING_APPROVAL, ("draft", "submit")),
    (State.ACCEPTED, (*_ORDER, "accept")),
    (State.REPORTED, (*_ORDER, "accept", "report")),
    (State.RECEIVED, (*_ORDER, "accept", "report", "approve_stage")),
    (State.IN_FULFILMENT, (*_ORDER, "accept", *_TERM)),
    (State.REPORTED, (*_ORDER, "accept", *_TERM, "report")),
    (State.DONE, (*_ORDER, "accept", *_TERM, *_TERM, *_TERM, "confirm_paid")),
)
RARE_ORGANISER_ENDINGS: tuple[tuple[State, tuple[str, ...]], ...] = (
    (State.IN_FULFILMENT, (*_ORDER, "accept", "report", "return_stage", *_TERM)),
    (State.ACCEPTED, (*_ORDER, "accept", "move_event")),
)
_TALKED = ("draft", "offer", "counter", "agree_office")
NEGOTIATED_ENDINGS: tuple[tuple[State, tuple[str, ...]], ...] = (
    (State.OFFERED, ("draft", "offer")),
    (State.COUNTERED, ("draft", "offer", "counter")),
    (State.AWAITING_APPROVAL, _TALKED),
    (State.RETURNED, ("draft", "offer", "decline_offer")),
    (State.RETURNED, ("draft", "offer", "lapse")),
    (State.ISSUED, ("draft", "offer", "agree_vendor", "approve")),
    (State.DONE, ("draft", "offer", "agree_vendor", "approve", *_PAID[3:], "confirm_paid")),
    (State.DONE, (*_TALKED, "approve", *_PAID[3:], "confirm_paid")),
)
_HALF = (*_ORDER, "accept", "ship_half", "receive_half")
_REJECTED = (*_ORDER, "accept", "ship", "receive_half")
_TO_PAID = ("hand_over", "invoice", "verify", "pay")
PARTS_ENDINGS: tuple[tuple[State, tuple[str, ...]], ...] = (
    (State.HANDED_OVER, (*_HALF, "hand_over")),
    (State.IN_FULFILMENT, (*_HALF, *_TO_PAID)),
    (State.DONE, (*_HALF, *_TO_PAID, "ship", "receive", *_TO_PAID, "confirm_paid")),
    (State.IN_FULFILMENT, (*_REJECTED, "contest")),
    (State.RECEIVED, (*_REJECTED, "contest", "settle")),
    (State.IN_FULFILMENT, (*_REJECTED, "close_short")),
    (State.RECEIVED, (*_REJECTED, "close_short", "agree_short")),
    (State.RECEIVED, (*_ORDER, "accept", "ship_late", "receive")),
    (State.VERIFIED, (*_ORDER, "accept", "ship_late", "receive", "hand_over", "invoice", "verify")),
)
RARE_ENDINGS: tuple[tuple[State, tuple[str, ...]], ...] = (
    (State.DONE, ("draft", "pass_on", "submit", "approve", *_PAID[3:], "confirm_paid")),
    (State.RETURNED, ("draft", "submit", "release")),
    (State.CANCELLED, ("draft", "submit", "withdraw", "discard")),
    (State.DONE, (*_ORDER, "expire", "reissue", "approve", *_PAID[3:], "confirm_paid")),
    (State.DONE, ("draft", "offer", "stop", "submit", "approve", *_PAID[3:], "confirm_paid")),
    (State.DONE, (*_ORDER, "accept", "ask_cancel", "keep", *_PAID[4:], "finish")),
    (State.DONE, (*_ORDER, "accept", "ask_cancel", "resume", *_PAID[4:], "confirm_paid")),
    (State.DONE, (*_ORDER, "accept", "propose_change", "agree_change", *_PAID[4:], "confirm_paid")),
    (State.DONE, (*_ORDER, "accept", "propose_change", "refuse_change", *_PAID[4:], "confirm_paid")),
    (State.ACCEPTED, (*_ORDER, "accept", "propose_change", "drop_change")),
    (State.DONE, (*_REJECTED, "close_short", "refuse_short", "ship", "receive", *_TO_PAID, "confirm_paid")),
    (State.DONE, (*_REJECTED, "contest", "settle_anew", "ship", "receive", *_TO_PAID, "confirm_paid")),
    (State.DONE, (*_REJECTED, "contest", "settle_dropped", *_TO_PAID, "confirm_paid")),
    (State.DONE, (*_HALF, *_TO_PAID, "close_short", "agree_short", "confirm_paid")),
    (State.DONE, (*_ORDER, "accept", "ship_late", "receive", *_TO_PAID, "confirm_paid")),
    (State.DONE, (*_ORDER, "accept", "ship_late", "receive", "waive", *_TO_PAID, "confirm_paid")),
)
USUAL = (State.DONE, (*_PAID, "confirm_paid"))

# hours before a step, from and to; whether it waits until offices work
_HOURS: dict[str, tuple[float, float, bool]] = {
    "draft": (0.0, 0.0, True),
    "propose_change": (0.5, 3.0, True),
    "agree_change": (0.5, 5.0, False),
    "refuse_change": (0.5, 5.0, False),
    "drop_change": (0.5, 3.0, True),
    "withdraw": (0.5, 5.0, True),
    "discard": (0.5, 5.0, True),
    "stop": (0.5, 5.0, True),
    "keep": (0.5, 20.0, False),
    "resume": (0.5, 5.0, True),
    "reissue": (0.5, 10.0, True),
    "refuse_short": (1.0, 20.0, True),
    "waive": (0.2, 3.0, True),
    "settle_anew": (5.0, 30.0, True),
    "settle_dropped": (5.0, 30.0, True),
    "pass_on": (0.2, 3.0, True),
    "submit": (0.2, 1.0, True),
    "approve": (0.5, 6.0, True),
    "offer": (0.2, 1.0, True),
    "counter": (0.5, 3.0, False),
    "agree_office": (0.3, 2.0, True),
    "agree_vendor": (0.5, 3.0, False),
    "decline_offer": (0.5, 3.0, False),
    "send_back": (0.5, 6.0, True),
    "reject": (0.5, 6.0, True),
    "cancel": (1.0, 12.0, True),
    "accept": (0.3, 30.0, False),
    "ask_cancel": (1.0, 12.0, True),
    "agree_cancel": (0.3, 20.0, False),
    "refuse": (0.3, 30.0, False),
    "ship": (6.0, 60.0, False),
    "ship_half": (6.0, 40.0, False),
    "ship_late": (24.0 * 23, 24.0 * 26, False),
    "contest": (1.0, 20.0, False),
    "settle": (5.0, 30.0, True),
    "close_short": (1.0, 20.0, False),
    "agree_short": (1.0, 20.0, True),
    "receive": (1.0, 12.0, True),
    "receive_half": (1.0, 12.0, True),
    "report": (72.0, 120.0, False),
    "approve_stage": (1.0, 20.0, True),
    "return_stage": (1.0, 20.0, True),
    "move_event": (1.0, 10.0, True),
    "hand_out": (170.0, 180.0, False),
    "take_over": (0.5, 2.0, True),
    "give_back": (24.0, 60.0, True),
    "check_back": (1.0, 20.0, False),
    "hand_over": (0.5, 20.0, True),
    "invoice": (1.0, 60.0, False),
    "verify": (1.0, 40.0, True),
    "return_invoice": (1.0, 30.0, True),
    "pay": (10.0, 120.0, True),
    "confirm_paid": (3.0, 90.0, False),
}
# hours since the last step of a purchase that still runs, from and to; a deadline waits for most of them
_AGES: dict[State, tuple[float, float]] = {
    State.DRAFT: (1.0, 90.0),
    State.AWAITING_APPROVAL: (1.0, 20.0),
    State.OFFERED: (1.0, 12.0),
    State.COUNTERED: (1.0, 12.0),
    State.ISSUED: (1.0, 40.0),
    State.PAID: (1.0, 100.0),
}
_RUNNING_AGE = (3.0, 200.0)
_ENDED = frozenset({State.DONE, State.EXPIRED, State.CANCELLED, State.DECLINED})
_ENDED_AGE = (24.0 * 3, 24.0 * 285)


CLOCKED = frozenset({"expire", "finish", "lapse", "release"})  # the clock itself takes these steps


class Path(NamedTuple):
    """Steps of one purchase up to `state`, the time before each, and the age of the last one."""

    state: State
    steps: tuple[str, ...]
    gaps: tuple[tuple[timedelta, bool], ...]
    age: timedelta


def paths(rng: Random, count: int, *, acceptance_days: int, confirm_days: int) -> list[Path]:
    """`count` ways, every ending included, most of them paid and done. Deadlines are the region's."""
    waits = {"expire": acceptance_days, "finish": confirm_days}
    chosen = [
        (state, steps) for state, steps, share in ENDINGS for _ in range(max(1, round(share * count / 150)))
    ]
    chosen += [USUAL] * (count - len(chosen))
    rng.shuffle(chosen)
    return [_path(rng, state, steps, waits) for state, steps in chosen]


def rental_paths(rng: Random) -> list[Path]:
    """A way to each ending of a rental."""
    return [_path(rng, state, steps, {}) for state, steps in RENTAL_ENDINGS]


def organiser_paths(rng: Random, *, rare: bool = False) -> list[Path]:
    """A way to each ending of a package; with the rarer turns when asked."""
    ways = (*ORGANISER_ENDINGS, *(RARE_ORGANISER_ENDINGS if rare else ()))
    return [_path(rng, state, steps, {}) for state, steps in ways]


def negotiated_paths(rng: Random, *, lapse_days: int) -> list[Path]:
    """A way to each ending of an order whose price was haggled over."""
    return [_path(rng, state, steps, {"lapse": lapse_days}) for state, steps in NEGOTIATED_ENDINGS]


def parts_paths(rng: Random) -> list[Path]:
    """A way to each ending of an order delivered in parts, late, or quarrelled over."""
    return [_path(rng, state, steps, {}) for state, steps in PARTS_ENDINGS]


def rare_paths(rng: Random, terms: Purchasing, *, holidays: int) -> list[Path]:
    """A way to each of the rarer turns; deadlines are the region's, `holidays` days are added to working days."""
    waits = {
        "expire": terms.acceptance_days,
        "finish": terms.vendor_confirm_days,
        "release": terms.reservation_working_days + holidays,
    }
    return [_path(rng, state, steps, waits) for state, steps in RARE_ENDINGS]


def _path(rng: Random, state: State, steps: tuple[str, ...], waits: dict[str, int]) -> Path:
    low, high = _ENDED_AGE if state in _ENDED else _AGES.get(state, _RUNNING_AGE)
    gaps = tuple(_gap(rng, step, waits) for step in steps)
    return Path(state, steps, gaps, timedelta(hours=rng.uniform(low, high)))


def _gap(rng: Random, step: str, waits: dict[str, int]) -> tuple[timedelta, bool]:
    if step in waits:  # the clock does it, a minute after its time
        return timedelta(days=waits[step], minutes=1), False
    low, high, by_office = _HOURS[step]
    return timedelta(hours=rng.uniform(low, high)), by_office
